import Basics
import Expressions
import Landscapes
import Optimizers
import Scenes

/// One run of a race with other values: for every pair of values on two axes, what comes of it.
///
/// Two plans that are equal have equal outcomes, to the bit, however many runs are stepped at once, and on how many cores.
public struct MapPlan: Sendable {
    public let x: ScaledAxis
    public let y: ScaledAxis
    public let steps: Int
    let run: Run
    let surface: Surface
    let view: Domain
    let start: Point
    let proof: Proof?
    /// What tells it from another plan.
    private let key: Key

    /// What outcomes depend on, but for the scene.
    private struct Key: Equatable, Sendable {
        let row: Int
        let track: Int
        let x: ScaledAxis
        let y: ScaledAxis
        let steps: Int
        let changes: [TunedSchedules.Change]
        /// Without what stands on the axes.
        let parameters: [Double?]
        let start: [Double?]
        let question: String?
    }

    /// - Parameters:
    ///   - index: the run's place in the race.
    ///   - y: the other axis, if the question is one of two values.
    ///   - shown: what a picture shows of its runs: a formula is asked of each.
    /// - Throws: a ``Diagnostic`` without a place, if another program makes its steps, or the formula cannot be asked of it.
    public init(
        _ race: Race, run index: Int, x: ScaledAxis, y: ScaledAxis = .nothing, steps: Int? = nil,
        showing shown: Map.Value = .steps
    ) throws(Diagnostic) {
        let run = race.runs[index]
        guard !run.isProgram else {
            throw Diagnostic("another program makes the steps of \(run.label), one at a time")
        }
        self.x = x
        self.y = y
        self.steps = min(steps ?? race.scene.steps, race.scene.steps)
        surface = race.surfaces[run.track]
        view = race.scene.tracks[run.track].view
        start = run.tuned.start
        self.run = run.copy(movedBy: .zero)
        var question: String?
        if case .formula(let text, let proofs) = shown {
            proof = proofs[index - race.runs(on: run.track).startIndex]
            guard proof != nil else { throw Diagnostic("'\(text)' cannot be asked of \(run.label)") }
            question = text
        } else {
            proof = nil
        }
        func isOnAxis(_ place: ScaledAxis.Place) -> Bool { x.place == place || y.place == place }
        key = Key(
            row: run.row, track: run.track, x: x, y: y, steps: self.steps,
            changes: run.tuned.changes.filter { !isOnAxis(.hyperparameter($0.hyperparameter)) },
            parameters: surface.values.enumerated().map { isOnAxis(.parameter($0)) ? nil : $1 },
            start: (0..<2).map { isOnAxis(.start($0)) ? nil : run.tuned.start[$0] }, question: question)
    }

    /// Whether another plan of the same scene asks the same.
    public func asksTheSame(as other: MapPlan) -> Bool { key == other.key }

    /// Whether another plan is of the same run, and of the same values, whatever else is asked.
    public func isOfTheSame(as other: MapPlan) -> Bool {
        key.row == other.key.row && key.track == other.key.track && x == other.x && y == other.y
    }

    /// The run's row in the table.
    public var row: Int { run.row }

    /// Where the run itself is, as values on both axes.
    public var place: Point { Point(value(of: x), value(of: y)) }

    private func value(of axis: ScaledAxis) -> Double {
        switch axis.place {
        case .hyperparameter(let index): run.hyperparameter(index, at: 1)
        case .parameter(let index): surface.values[index]
        case .start(let index): start[index]
        case .nothing: 0
        }
    }

    /// How long one run takes, in evaluations of a small formula; in a block a step costs a tenth.
    public var cost: Int {
        let step = run.optimizer.stepCost(evaluation: surface.cost)
        return max(1, steps * step / (isInBlocks ? 8 : 1))
    }

    /// Whether many runs are stepped at once.
    var isInBlocks: Bool { run.optimizer is Rule && run.isPlain && surface.isFormula && proof == nil }

    /// The values at shares of both axes.
    public func place(at share: Point) -> Point { Point(x.value(at: share.x), y.value(at: share.y)) }

    /// The values in the middle of a cell of a grid that is numbered row by row from the top.
    func place(ofCell cell: Int, columns: Int, rows: Int) -> Point {
        let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
        return place(at: Point((Double(column) + 0.5) / Double(columns), 1 - (Double(row) + 0.5) / Double(rows)))
    }

    // MARK: One run

    /// What comes of the run with one pair of values, stepped alone.
    func outcome(at place: Point, _ targets: inout ArrivalTargets) -> MapOutcome {
        var (single, surface) = single(at: place)
        let bounds = Bounds(view)
        let goal = MapGoal(
            targets.target(on: surface), firstLoss: single.trajectory.losses[0], bounds: bounds,
            minima: surface.minima)
        var (seen, arrival) = (0, 0)
        var before = Double.nan
        var ended: MapOutcome?
        while ended == nil, seen <= steps {
            single.advance(to: min(steps, seen + 255))
            guard single.trajectory.count > seen else { break }
            for step in seen..<single.trajectory.count {
                let (point, loss) = (single.trajectory.points[step], single.trajectory.losses[step])
                guard point.isFinite, loss.isFinite || !bounds.isFar(point) else {
                    ended = goal.outcome(endingAt: point, loss: loss, after: before, step: step)
                    break
                }
                if loss.isFinite { before = loss }
                if !(loss <= goal.target) { arrival = step + 1 }
            }
            seen = single.trajectory.count
            if Task.isCancelled { break }
        }
        let (point, loss) = (single.trajectory.points[seen - 1], single.trajectory.losses[seen - 1])
        if !loss.isFinite, ended == nil {
            ended = MapOutcome(
                state: single.divergedAt(seen - 1) == nil ? .left : .diverged, steps: 0, loss: loss, minimum: -1)
        }
        var outcome =
            ended
            ?? goal.outcome(
                at: point, loss: loss, arrival: arrival, isPastLimit: single.isPastLimit(at: seen - 1))
        if single.failure != nil, ended == nil { outcome.fail() }
        if let proof { outcome.value = proof.outcome { $0.answer(single, on: surface) }.value }
        return outcome
    }

    /// The run with one pair of values, at its start, and its surface.
    func single(at place: Point) -> (run: Run, surface: Surface) {
        var (run, surface) = (run, surface)
        for (axis, value) in [(x, place.x), (y, place.y)] {
            switch axis.place {
            case .hyperparameter(let index): run.tune(index, by: .to(value), from: 1)
            case .parameter(let index): surface = surface.setting(index, to: value)
            case .start, .nothing: break
            }
        }
        if surface.values != self.surface.values { run.setSurface(surface) }
        run.tune(as: run.tuned.changes, start: start(at: place))
        return (run, surface)
    }

    func start(at place: Point) -> Point {
        var point = start
        for (axis, value) in [(x, place.x), (y, place.y)] {
            if case .start(let index) = axis.place { point[index] = value }
        }
        return point
    }

    /// The parameters of the surface with one pair of values.
    func surface(at place: Point) -> Surface {
        var surface = surface
        for (axis, value) in [(x, place.x), (y, place.y)] {
            if case .parameter(let index) = axis.place { surface = surface.setting(index, to: value) }
        }
        return surface
    }
}
