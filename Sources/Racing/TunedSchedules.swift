import Hyperparameters
import Optimizers

/// The hyperparameters of a run, step by step: the scene's schedules, and what tuning has made of them.
struct TunedSchedules: Sendable {
    private let declarations: [Hyperparameter]
    private var schedules: [Schedule]
    /// Those that the scene says something of.
    private let given: Set<Int>
    /// The race's last step.
    private let lastStep: Int
    /// What tuning made of the schedules, in the order of the steps from which on it holds.
    var changes: [Change] = []

    /// What a hyperparameter is from a step on.
    struct Change: Equatable, Sendable {
        let step: Int
        let hyperparameter: Int
        let tuning: Tuning
    }

    /// How tuning changes a schedule.
    enum Tuning: Equatable, Sendable {
        case value(Double)
        case factor(Double)
    }

    init(_ declarations: [Hyperparameter], _ schedules: [Schedule], given: Set<Int>, lastStep: Int) {
        (self.declarations, self.schedules, self.given, self.lastStep) = (declarations, schedules, given, lastStep)
    }

    // MARK: Values

    /// All values at a step.
    func values(at t: Int) -> [Double] {
        var copy = self
        return schedules.indices.map { copy.nextValue(of: $0, at: t) }
    }

    /// The value of one hyperparameter at a step.
    func value(of index: Int, at t: Int) -> Double {
        var copy = self
        return copy.nextValue(of: index, at: t)
    }

    /// The same, for who asks step after step: the schedule is worked out in place.
    mutating func nextValue(of index: Int, at t: Int) -> Double {
        switch tuning(of: index, at: t) {
        case nil: return schedules[index].value(at: t)
        case .value(let value): return value
        case .factor(let factor):
            let value = schedules[index].value(at: t) * factor
            let range = declarations[index].range
            return value.isNaN ? value : min(max(value, range.lowerBound), range.upperBound)
        }
    }

    private func tuning(of index: Int, at t: Int) -> Tuning? {
        changes.last { $0.hyperparameter == index && $0.step <= t }?.tuning
    }

    // MARK: What is known of them

    /// Whether a hyperparameter is off, as weight decay mostly is, and nobody asked for it.
    func isOff(_ index: Int) -> Bool {
        let declaration = declarations[index]
        return declaration.defaultValue == 0 && declaration.range.lowerBound == 0 && !given.contains(index)
            && !changes.contains { $0.hyperparameter == index }
    }

    /// Whether a hyperparameter follows a schedule, and is not the same at every step.
    func isScheduled(_ index: Int) -> Bool { schedules[index].constant == nil }

    /// Whether a hyperparameter is not the same at every step: by a schedule, or tuned on the way.
    func isVarying(_ index: Int) -> Bool {
        isScheduled(index) || changes.contains { $0.hyperparameter == index && $0.step > 1 }
    }

    /// Whether all hyperparameters are the same from a step on.
    func areConstant(from step: Int) -> Bool {
        schedules.allSatisfy { $0.constant != nil } && changes.allSatisfy { $0.step <= step }
    }

    /// The formula of a hyperparameter in the scene.
    func formula(of index: Int) -> String { schedules[index].formula }

    // MARK: Tuning

    /// Moves a hyperparameter.
    ///
    /// - Parameters:
    ///   - step: from which step on it holds; from 1 on it holds for the whole run.
    ///   - seen: the step that somebody looks at: where tuning on the way made something else of it by then, that is moved.
    mutating func move(_ index: Int, by move: Hyperparameter.Move, from step: Int, seenAt seen: Int = 1) {
        let declaration = declarations[index]
        let base = tuning(of: index, at: seen) == tuning(of: index, at: step) ? step : max(step, seen)
        if isScheduled(index), declaration.scale == .logarithmic {
            change(index, .factor(factor(index, by: move, from: base)), from: step)
        } else {
            change(index, .value(declaration.moved(value(of: index, at: base), by: move)), from: step)
        }
    }

    /// Sets a hyperparameter from a step on, a schedule's value there.
    mutating func set(_ index: Int, to value: Double, from step: Int) {
        change(index, isScheduled(index) ? .factor(value / firstRate(index, from: step)) : .value(value), from: step)
    }

    private mutating func change(_ index: Int, _ tuning: Tuning, from step: Int) {
        reset(index, from: step)
        changes.append(Change(step: step, hyperparameter: index, tuning: tuning))
    }

    /// Puts one hyperparameter back to what the scene says; from a later step on to what it was before.
    mutating func reset(_ index: Int, from step: Int) {
        changes.removeAll { $0.hyperparameter == index && $0.step >= step }
    }

    /// What a schedule is multiplied by once it is moved: so that it has a number that was typed at the step.
    private func factor(_ index: Int, by move: Hyperparameter.Move, from step: Int) -> Double {
        let scale = Hyperparameter("factor", default: 1, range: 1e-9...1e9, scale: .logarithmic)
        switch move {
        case .to(let value): return scale.moved(1, by: .to(value / firstRate(index, from: step)))
        case .presses:
            guard case .factor(let earlier) = tuning(of: index, at: step) else { return scale.moved(1, by: move) }
            return scale.moved(earlier, by: move)
        }
    }

    /// A schedule's first value from a step on that is a rate: one that warms up may begin with 0.
    private func firstRate(_ index: Int, from step: Int) -> Double {
        var schedule = schedules[index]
        for t in step...max(step, min(lastStep, step + 999)) {
            let value = schedule.value(at: t)
            if value > 0, value.isFinite { return value }
        }
        return 1
    }
}
