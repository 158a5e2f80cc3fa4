import Landscapes
import Scenes

/// What a formula of a run's quantities is at each of its steps: grows as the run does, and is kept.
public struct Series: Sendable {
    private var walk: Walk
    /// The losses are kept by the run itself.
    private let isLoss: Bool
    private var kept: [Double] = []
    private var sizes = LossRange()
    /// The first step with a finite value.
    public private(set) var first: Int?
    /// How large the values are that could not be: the first one that is not 0, or what the run came to within the view.
    private var usual = 0.0

    package init(_ measure: Measure, on surface: Surface) {
        walk = Walk(measure, on: surface)
        isLoss = measure.quantity == .loss
    }

    /// For how many of a run's steps the value is known.
    public func count(_ run: Run) -> Int { isLoss ? run.trajectory.count : kept.count }

    /// How large the values have been.
    public func range(_ run: Run) -> LossRange { isLoss ? run.lossRange : sizes }

    /// The largest size of a value that is no sign of divergence: a thousand times what it was at first, or what it came
    /// to within the view.
    public func most(_ run: Run) -> Double {
        1e3 * (isLoss ? abs(run.trajectory.losses[0]) : usual)
    }

    public func value(at step: Int, of run: Run) -> Double { isLoss ? run.trajectory.losses[step] : kept[step] }

    /// Takes the steps that the run has taken, or some of them.
    ///
    /// - Parameter budget: how long it may take, in steps of a curve that is drawn; what it takes is taken from it.
    /// - Returns: whether all of them are taken.
    public mutating func extend(along run: Run, budget: inout Int) -> Bool {
        guard !isLoss else {
            first = 0
            return true
        }
        while kept.count < run.trajectory.count, budget > 0 {
            guard walk.next(run) else { break }
            budget -= walk.cost
            let value = walk.value
            kept.append(value)
            sizes.insert(value)
            guard value.isFinite else { continue }
            if first == nil { first = walk.step }
            if usual == 0 { usual = abs(value) }
            if run.leftAt(walk.step) == nil { usual = max(usual, abs(value) / 1e3) }
        }
        return kept.count == run.trajectory.count
    }
}
