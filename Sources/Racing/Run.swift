import Hyperparameters
import Expressions
import Landscapes
import Optimizers
import Scenes

/// One optimizer on one surface: its hyperparameters now, and where it has been.
public struct Run: Sendable {
    public internal(set) var label: String
    /// What it is called whatever is tuned: its label as the scene has it.
    public var name: String { wording.start }
    private(set) var wording: Wording
    public private(set) var optimizer: any Optimizer
    /// The place in the scene's list of labels: what its colour and its row in the table come from.
    public private(set) var row: Int
    public let track: Int
    /// Step 0 is the start. A run that has diverged ends where its place left the finite numbers.
    public private(set) var trajectory = Trajectory()

    /// Why the run cannot go on: its program failed, or a hyperparameter is out of its range.
    public private(set) var failure: String?
    /// The step that it could not take.
    public private(set) var failedAt = 0
    /// How large its losses have been.
    public private(set) var lossRange = LossRange()
    /// What a sweep of its learning rate found, while the run has the rate that was found.
    public internal(set) var sweep: RateSweep.Result?
    /// The path before the last tuning, and up to which step it is shown.
    public private(set) var ghost: (path: Trajectory, last: Int)?
    /// The steps at which the path crossed the edge of the scene's view, outwards first. Rising.
    public private(set) var crossings: [Int] = []
    /// The steps at which it had diverged, had not any more, and so on. Rising.
    private(set) var divergences: [Int] = []
    /// Its last loss that was a number.
    private var lastLoss = Double.nan

    private var schedules: TunedSchedules
    private var start: Point
    /// The scene's view of the track.
    public let view: Domain
    /// Where nobody stands who was not thrown there, or rolled.
    private let bounds: Bounds
    /// Which rows of the data a step sees; `nil` for all.
    public let batches: Batches?
    let pace: Scene.Pace
    /// The race's last step.
    let lastStep: Int
    private(set) var objective: Objective
    /// The largest curvature of a quadratic, which is the same everywhere; `nil` where the surface is none.
    private var curvature: Double?
    private var stepper: any Stepping
    private let hasVelocity: Bool
    /// How many steps the optimizer has taken.
    private var stepCount = 0
    /// In a race by evaluations, where in the trajectory each of them arrived. Rising.
    private(set) var arrivals: [Int] = []
    private var evaluationsBefore = 0

    init(
        _ run: Scene.Entry, surface: Surface, view: Domain, pace: Scene.Pace = .steps, steps: Int, row: Int, track: Int
    ) {
        lastStep = steps
        label = run.label
        wording = run.wording
        optimizer = run.optimizer
        self.row = row
        self.track = track
        self.view = view
        bounds = Bounds(view)
        self.pace = pace
        schedules = TunedSchedules(
            run.optimizer.hyperparameters, run.schedules, given: run.given, lastStep: steps)
        start = run.start
        batches = run.batches
        objective = Objective(surface)
        curvature = objective.curvature(of: surface)
        stepper = makeStepper(run.optimizer)
        hasVelocity = run.optimizer.hasVelocity
        restart()
    }

    /// Whether there is no further step to take.
    public var hasEnded: Bool { failure != nil || !trajectory.points[trajectory.count - 1].isFinite }

    /// Whether another program makes the steps, which then come when they come.
    public var isProgram: Bool { optimizer.takesItsTime }

    /// The values of the hyperparameters at a step.
    public func hyperparameters(at t: Int) -> [Double] { schedules.values(at: t) }

    /// The learning rate of a step; `nil` for who has none.
    func rate(at t: Int) -> Double? { rateIndex.map { hyperparameter($0, at: t) } }

    /// The value of one hyperparameter at a step.
    public func hyperparameter(_ index: Int, at t: Int) -> Double { schedules.value(of: index, at: t) }

    /// Whether a hyperparameter is off, as weight decay mostly is, and nobody asked for it.
    public func isOff(_ index: Int) -> Bool { schedules.isOff(index) }

    /// Whether a hyperparameter follows a schedule, and is not the same at every step.
    public func isScheduled(_ index: Int) -> Bool { schedules.isScheduled(index) }

    /// Whether a hyperparameter is not the same at every step: by a schedule, or tuned on the way.
    public func isVarying(_ index: Int) -> Bool { schedules.isVarying(index) }

    /// Whether its steps are those of its rule on a formula, one a step, so that many can be stepped at once.
    var isPlain: Bool { batches == nil && pace == .steps }

    /// Whether all hyperparameters are the same at every step.
    var isConstant: Bool { schedules.areConstant(from: 1) }

    /// Is nobody in particular any more: a place in a table, and the way that it went.
    mutating func disguise(as label: String, row: Int) {
        (self.label, wording, self.row) = (label, Wording(label), row)
        (optimizer, sweep) = (Disguised(), nil)
        schedules = TunedSchedules([], [], given: [], lastStep: lastStep)
        if failure != nil { failure = "" }
    }

    /// The same run from another start, without its past.
    func copy(movedBy offset: Point) -> Run {
        var copy = self
        copy.ghost = nil
        copy.trajectory = Trajectory()
        copy.moveStart(by: offset)
        return copy
    }

    /// The steps in flight at which a hyperparameter became another one.
    public var changedAt: [Int] { schedules.changes.map(\.step).filter { $0 > 1 } }

    // MARK: Stepping

    /// Takes steps until there are `count`, or until the run ends.
    ///
    /// - Parameter seconds: how long to wait for a program.
    mutating func advance(to count: Int, within seconds: Double = .infinity) {
        guard trajectory.count <= count, !hasEnded else { return }
        let end = isProgram ? ContinuousClock.now + .seconds(min(seconds, 1e6)) : nil
        var schedules = schedules
        let isConstant = schedules.areConstant(from: trajectory.count)
        var hyperparameters = hyperparameters(at: trajectory.count)
        check(hyperparameters, at: trajectory.count)
        while trajectory.count <= min(count, lastStep), !hasEnded {
            let t = trajectory.count
            if !isConstant {
                for index in hyperparameters.indices {
                    hyperparameters[index] = schedules.nextValue(of: index, at: t)
                }
                check(hyperparameters, at: t)
                if hasEnded { break }
            }
            let rest = end.map { max(0, (ContinuousClock.now.duration(to: $0) / .seconds(1))) } ?? 0
            let before = objective.evaluations
            if batches != nil,
                let mistake = objective.selectBatch(batches, step: stepCount + 1, at: trajectory.points[t - 1]),
                divergedAt(t - 1) == nil
            {
                fail("\(mistake), at step \(t)")
                break
            }
            switch stepper.step(
                from: trajectory.points[t - 1], t: stepCount + 1, hyperparameters: hyperparameters,
                objective: &objective, within: rest)
            {
            case .point(let point):
                stepCount += 1
                // In a race by evaluations a run stands still while it evaluates.
                let pause = pace == .evaluations ? objective.evaluations - before - 1 : 0
                for _ in 0..<max(0, pause) where trajectory.count <= lastStep {
                    record(trajectory.points[t - 1], velocity: trajectory.velocities.last)
                }
                if trajectory.count <= lastStep { record(point, velocity: velocity) }
                if pace == .evaluations { arrivals.append(trajectory.count - 1) }
            case .pending: return
            case .failed(let reason): fail(reason)
            }
        }
    }

    /// A schedule may be anything: a run whose hyperparameter is no number, or out of its range, has failed.
    private mutating func check(_ values: [Double], at step: Int) {
        guard let index = offending(values) else { return }
        let what = values[index].isNaN ? "not a number" : "\(values[index]), out of range"
        let hyperparameter = optimizer.hyperparameters[index]
        fail("\(hyperparameter.name) is \(what) at step \(step); \(hyperparameter.rangeDescription)")
    }

    /// The first hyperparameter that is out of its range.
    func offending(_ values: [Double]) -> Int? {
        values.indices.first { !optimizer.hyperparameters[$0].range.contains(values[$0]) }
    }

    private mutating func fail(_ reason: String) {
        failure = reason
        failedAt = trajectory.count
    }

    private var velocity: Point? { hasVelocity ? stepper.velocity : nil }

    private mutating func record(_ point: Point, velocity: Point?) {
        let loss = objective.observedLoss(at: point)
        lossRange.insert(loss)
        let isOutside = crossings.count % 2 == 1
        if view.contains(point) == isOutside { crossings.append(trajectory.count) }
        let isDiverged = divergences.count % 2 == 1
        if isDiverged != hasDiverged(at: point, loss) { divergences.append(trajectory.count) }
        if loss.isFinite { lastLoss = loss }
        trajectory.append(
            point, loss: loss, evaluations: objective.evaluations - evaluationsBefore,
            accuracy: objective.accuracy(at: point), testLoss: objective.testLoss(at: point),
            testAccuracy: objective.testAccuracy(at: point), velocity: velocity)
    }

    /// Whether theory says that a step goes farther out on this surface, wherever it is: its η·λ is more than is stable on
    /// a quadratic.
    func isPastLimit(at step: Int) -> Bool {
        guard let curvature, let eta = rate(at: max(1, step)), let limit = stabilityLimit(at: max(1, step)) else {
            return false
        }
        return eta * curvature > limit
    }

    private func hasDiverged(at point: Point, _ loss: Double) -> Bool {
        let start = trajectory.losses.first ?? loss
        if point.isFinite, loss.isFinite {
            return bounds.isDiverged(
                at: point, loss, start: start, isPastLimit: isPastLimit(at: trajectory.count))
        }
        // Numbers do not come back.
        return divergences.count % 2 == 1 || bounds.isDiverged(endingAt: point, loss, after: lastLoss, start: start)
    }

    private mutating func restart() {
        trajectory.removeAll()
        crossings.removeAll()
        divergences.removeAll()
        lastLoss = .nan
        lossRange.removeAll()
        if !isProgram { failure = nil }
        stepCount = 0
        arrivals.removeAll()
        evaluationsBefore = objective.evaluations
        stepper.restart(at: start, hyperparameters: hyperparameters(at: 1))
        record(start, velocity: velocity)
    }

    // MARK: Tuning

    /// Moves a hyperparameter, and goes back to the start.
    ///
    /// - Parameters:
    ///   - step: from which step on it holds; from 1 on it holds for the whole run.
    ///   - seen: the step that somebody looks at; see ``TunedSchedules/move(_:by:from:seenAt:)``.
    mutating func tune(_ index: Int, by move: Hyperparameter.Move, from step: Int, seenAt seen: Int = 1) {
        schedules.move(index, by: move, from: step, seenAt: seen)
        sweep = nil
        restart()
    }

    /// Sets the learning rate from a step on, a schedule's value there; goes back to the start.
    mutating func setRate(_ index: Int, to rate: Double, from step: Int = 1) {
        schedules.set(index, to: rate, from: step)
        restart()
    }

    /// What tuning has made of the run, in the order of the steps from which on it holds, and where it starts.
    var tuned: (changes: [TunedSchedules.Change], start: Point) { (schedules.changes, start) }

    /// Is tuned like that, and goes back to the start.
    mutating func tune(as changes: [TunedSchedules.Change], start: Point) {
        guard schedules.changes != changes || self.start != start else { return }
        (schedules.changes, self.start, sweep) = (changes, start, nil)
        restart()
    }

    /// The formula of a hyperparameter in the scene.
    func formula(of index: Int) -> String { schedules.formula(of: index) }

    /// Puts one hyperparameter back to what the scene says; from a later step on to what it was before.
    mutating func resetTuning(_ index: Int, from step: Int = 1) {
        schedules.reset(index, from: step)
        restart()
    }

    /// Goes down another surface, from the start.
    mutating func setSurface(_ surface: Surface) {
        objective = Objective(surface)
        curvature = objective.curvature(of: surface)
        restart()
    }

    /// Starts elsewhere, and goes back to the start.
    mutating func moveStart(by offset: Point) {
        start += offset
        restart()
    }

    /// Puts hyperparameters and start back to what the scene says.
    mutating func reset(to start: Point) {
        schedules.changes = []
        self.start = start
        restart()
    }

    /// Goes back to the start, and gives back the room that the steps took.
    mutating func forgetSteps() {
        trajectory = Trajectory()
        ghost = nil
        restart()
    }

    /// Keeps the path up to a step as the one to compare with.
    mutating func keepGhost(upTo step: Int) { ghost = (trajectory, min(step, trajectory.count - 1)) }

    mutating func forgetGhost() { ghost = nil }
}

extension Objective {
    /// The largest curvature of a surface that is a quadratic; `nil` of another one.
    fileprivate mutating func curvature(of surface: Surface) -> Double? {
        surface.isQuadratic ? hessian(at: surface.start).eigenvalues.largest : nil
    }
}
