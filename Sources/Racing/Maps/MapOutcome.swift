import Landscapes

/// What came of one run of a map.
public struct MapOutcome: Equatable, Sendable {
    public enum State: UInt8, Sendable, CaseIterable {
        /// Its loss has come down to the target, and is there at the end.
        case arrived
        /// Not there yet, and in the view.
        case running
        /// Out of the view at the end.
        case left
        /// Its loss or place was no finite number, or it is out of the view and a thousand times as high as at the start.
        case diverged
        /// A hyperparameter was out of its range.
        case failed

        public var name: String { "\(self)" }
    }

    public var state: State
    /// For one that arrived the step from which on it is there; for one that diverged the first that was not finite. Else
    /// 0.
    public var steps: Int32
    /// The last loss.
    public var loss: Double
    /// The minimum that it has come to, by its place among the surface's; -1 for none.
    public var minimum: Int8
    /// What the map's formula comes to; not a number where none is asked for.
    public var value = Double.nan

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
    let firstLoss: Double
    let view: Domain
    let minima: [Point]

    init(_ target: ArrivalTarget, firstLoss: Double, view: Domain, minima: [Point]) {
        self.target = target.loss(from: firstLoss)
        self.firstLoss = firstLoss
        self.view = view
        self.minima = minima
    }

    /// What a run has come to that is at a point at the end.
    ///
    /// - Parameters:
    ///   - arrival: the step from which on its loss was at the target.
    ///   - divergedAt: the first step at which loss or place were not finite.
    func outcome(at point: Point, loss: Double, arrival: Int, divergedAt: Int?) -> MapOutcome {
        var outcome = MapOutcome(state: .running, steps: 0, loss: loss, minimum: -1)
        if let divergedAt {
            outcome.state = loss == -.infinity ? .left : .diverged
            outcome.steps = Int32(clamping: divergedAt)
        } else if loss <= target {
            outcome.state = .arrived
            outcome.steps = Int32(clamping: arrival)
            if let nearest = minima.indices.min(by: { (minima[$0] - point).length < (minima[$1] - point).length }) {
                outcome.minimum = Int8(clamping: nearest)
            }
        } else if !view.contains(point) {
            outcome.state = loss > 1e3 * abs(firstLoss) ? .diverged : .left
        }
        return outcome
    }
}
