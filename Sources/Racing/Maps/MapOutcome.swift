import Landscapes
import Scenes

/// What came of one run of a map.
public struct MapOutcome: Equatable, Sendable {
    public enum State: UInt8, Sendable, CaseIterable {
        /// Its loss has come down to the target, and is there at the end.
        case arrived
        /// Not there yet, and in the view.
        case running
        /// Out of the view at the end.
        case left
        /// Far out of the view and higher than at the start, or no finite number without having rolled down there.
        case diverged
        /// A hyperparameter was out of its range.
        case failed

        public var name: String { "\(self)" }
    }

    public var state: State
    /// For one that arrived the step from which on it is there; for one that diverged the first that was not finite, if any. Else
    /// 0.
    public var steps: Int32
    /// The last loss.
    public var loss: Double
    /// The minimum that it has come to, by its place among the surface's; -1 for none.
    public var minimum: Int8
    /// What the map's formula comes to; not a number where none is asked for.
    public var value = Double.nan

    /// What a picture shows of it; `nil` where there is nothing of the kind.
    public func value(_ shown: Map.Value) -> Double? {
        switch shown {
        case .steps, .minimum: state == .arrived ? Double(steps) : nil
        case .loss: state == .diverged || state == .failed || loss.isNaN ? nil : loss
        case .formula: state == .failed || value.isNaN ? nil : value
        }
    }

    /// A hyperparameter was out of its range.
    mutating func fail() { (state, steps, minimum) = (.failed, 0, -1) }

    public static func == (left: Self, right: Self) -> Bool {
        func same(_ left: Double, _ right: Double) -> Bool { left == right || left.isNaN && right.isNaN }
        return left.state == right.state && left.steps == right.steps && left.minimum == right.minimum
            && same(left.loss, right.loss) && same(left.value, right.value)
    }
}

/// What is asked of every run of a map beside how it moves: what it is to reach, and where it is to stay.
struct MapGoal: Sendable {
    let target: Double
    private let firstLoss: Double
    private let bounds: Bounds
    private let minima: [Point]

    init(_ target: ArrivalTarget, firstLoss: Double, bounds: Bounds, minima: [Point]) {
        self.target = target.loss(from: firstLoss)
        self.firstLoss = firstLoss
        self.bounds = bounds
        self.minima = minima
    }

    /// What a run has come to that is at a point at the end.
    ///
    /// - Parameters:
    ///   - arrival: the step from which on its loss was at the target.
    ///   - isPastLimit: whether theory says that the run goes on farther out.
    func outcome(at point: Point, loss: Double, arrival: Int, isPastLimit: @autoclosure () -> Bool) -> MapOutcome {
        var outcome = MapOutcome(state: .running, steps: 0, loss: loss, minimum: -1)
        if loss <= target {
            outcome.state = .arrived
            outcome.steps = Int32(clamping: arrival)
            if let nearest = minima.indices.min(by: { (minima[$0] - point).length < (minima[$1] - point).length }) {
                outcome.minimum = Int8(clamping: nearest)
            }
        } else if bounds.isDiverged(at: point, loss, start: firstLoss, isPastLimit: isPastLimit()) {
            outcome.state = .diverged
        } else if !bounds.view.contains(point) {
            outcome.state = .left
        }
        return outcome
    }

    /// What a run has come to whose loss or place is no finite number from a step on.
    ///
    /// - Parameter before: its last loss that was one.
    func outcome(endingAt point: Point, loss: Double, after before: Double, step: Int) -> MapOutcome {
        let hasDiverged = bounds.isDiverged(endingAt: point, loss, after: before, start: firstLoss)
        return MapOutcome(
            state: hasDiverged ? .diverged : .left, steps: hasDiverged ? Int32(clamping: step) : 0, loss: loss,
            minimum: -1)
    }
}
