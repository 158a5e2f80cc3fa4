import Expressions
import Landscapes
import Optimizers
import Scenes

/// One optimizer on one surface: its hyperparameters now, and where it has been.
public struct Run: Sendable {
    public let label: String
    public let optimizer: any Optimizer
    /// The place in the scene's list of labels: what its colour and its row in the table come from.
    public let row: Int
    public let panel: Int
    /// Step 0 is the start. A run that has diverged ends where its place left the finite numbers.
    public private(set) var trajectory = Trajectory()
    /// The first step at which the loss or the place was not a finite number.
    public private(set) var divergedAt: Int?

    private let schedules: [Schedule]
    /// What tuning made of each hyperparameter; `nil` leaves the scene's schedule.
    private var tunings: [Tuning?]
    private let start: Point
    private var objective: Objective
    private var stepper: any Stepping

    /// How tuning changes a schedule.
    enum Tuning: Sendable {
        case value(Double)
        case factor(Double)
    }

    init(_ run: Scene.Run, surface: Surface, row: Int, panel: Int) {
        label = run.label
        optimizer = run.optimizer
        self.row = row
        self.panel = panel
        schedules = run.schedules
        tunings = Array(repeating: nil, count: run.schedules.count)
        start = run.start
        objective = Objective(surface)
        stepper = makeStepper(run.optimizer)
        restart()
    }

    /// Whether there is no further step to take.
    public var hasEnded: Bool { !trajectory.points[trajectory.count - 1].isFinite }

    /// The values of the hyperparameters at a step.
    public func hyperparameters(at t: Int) -> [Double] {
        var schedules = schedules
        return schedules.indices.map { value(of: $0, at: t, &schedules[$0]) }
    }

    private func value(of index: Int, at t: Int, _ schedule: inout Schedule) -> Double {
        let hyperparameter = optimizer.hyperparameters[index]
        switch tunings[index] {
        case nil: return schedule.value(at: t)
        case .value(let value): return value
        case .factor(let factor):
            let value = schedule.value(at: t) * factor
            return min(max(value, hyperparameter.range.lowerBound), hyperparameter.range.upperBound)
        }
    }

    // MARK: Stepping

    /// Takes steps until there are `count`, or until the run ends.
    mutating func advance(to count: Int) {
        guard trajectory.count <= count, !hasEnded else { return }
        var schedules = schedules
        let isConstant = schedules.indices.allSatisfy { tunings[$0] != nil || schedules[$0].constant != nil }
        var hyperparameters = hyperparameters(at: trajectory.count)
        while trajectory.count <= count, !hasEnded {
            let t = trajectory.count
            if !isConstant {
                for index in schedules.indices { hyperparameters[index] = value(of: index, at: t, &schedules[index]) }
            }
            let point = stepper.step(
                from: trajectory.points[t - 1], t: t, hyperparameters: hyperparameters, objective: &objective)
            record(point)
        }
    }

    private mutating func record(_ point: Point) {
        let loss = objective.loss(at: point)
        if divergedAt == nil, !point.isFinite || !loss.isFinite { divergedAt = trajectory.count }
        trajectory.append(point, loss: loss)
    }

    private mutating func restart() {
        trajectory.removeAll()
        divergedAt = nil
        stepper.restart(at: start, hyperparameters: hyperparameters(at: 1))
        record(start)
    }

    // MARK: Tuning

    /// Sets a hyperparameter to what `presses` presses of a key make of it, and goes back to the start.
    mutating func tune(_ index: Int, presses: Int) {
        let hyperparameter = optimizer.hyperparameters[index]
        if schedules[index].constant == nil, hyperparameter.scale == .logarithmic {
            var factor = 1.0
            if case .factor(let earlier) = tunings[index] { factor = earlier }
            let scale = Hyperparameter("factor", default: 1, range: 1e-9...1e9, scale: .logarithmic)
            tunings[index] = .factor(scale.tuned(factor, by: presses))
        } else {
            tunings[index] = .value(hyperparameter.tuned(hyperparameters(at: 1)[index], by: presses))
        }
        restart()
    }

    /// Puts all hyperparameters back to what the scene says.
    mutating func resetTuning() {
        tunings = Array(repeating: nil, count: tunings.count)
        restart()
    }
}
