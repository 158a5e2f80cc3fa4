import Landscapes
import Optimizers
import Scenes

/// How a run is doing at a step.
public enum Condition: Hashable, Sendable {
    case running
    /// Next to a minimum, and hardly moving.
    case converged
    /// Outside the scene's view since a step; also one that rolled down where there is no floor.
    case left(Int)
    /// From that step on it overshoots by more at each step, or is no number.
    case diverged(Int, Cause?)
    /// Its program failed, or a hyperparameter is out of its range.
    case failed(String)

    /// Why a run diverged.
    public enum Cause: Hashable, Sendable {
        /// η·λ was above what the optimizer can take: every step overshoots by more than the one before.
        case overshoot(product: Double, limit: Double)
        /// The loss fell without end within the view.
        case noFloor
        /// The formula has no value at a finite place, as the logarithm of a negative number has none. A place so far out that
        /// its loss is larger than numbers are is another thing.
        case undefined
    }
}

/// The last climb of a run that diverged, and what its cause may be told from.
struct Divergence: Sendable {
    private let step: Int
    private let points: ArraySlice<Point>
    private let losses: ArraySlice<Double>
    /// At each step but the last the learning rate and the largest stable η·λ, if theory knows one.
    private let rates: [(eta: Double, limit: Double)?]
    /// Since when it had been outside of the view, if it fell all the way.
    private let fellFrom: Int?

    /// A climb is looked at for so many steps at most: overshooting takes few.
    private static let mostSteps = 200

    init?(_ run: Run) {
        guard let diverged = run.divergedAt else { return nil }
        let losses = run.trajectory.losses
        var first = diverged
        while first > max(0, diverged - Self.mostSteps), !(losses[first] < losses[first - 1]) { first -= 1 }
        step = diverged
        let last = diverged > 0 && !losses[diverged].isFinite ? losses[diverged - 1] : losses[diverged]
        fellFrom = last < losses[0] || last == -.infinity ? run.leftAt(diverged) : nil
        // Copies: a slice would keep the run from growing in place.
        points = Array(run.trajectory.points[first...diverged])[...]
        self.losses = Array(losses[first...diverged])[...]
        let eta = run.optimizer.hyperparameters.firstIndex { $0.name == "eta" }
        rates = (first..<diverged).map { step in
            let values = run.hyperparameters(at: step + 1)
            guard let eta, let limit = run.optimizer.stabilityLimit(hyperparameters: values) else { return nil }
            return (values[eta], limit)
        }
    }

    func condition(_ surface: Surface, _ objective: inout Objective) -> Condition {
        fellFrom.map { .left($0) } ?? .diverged(step, cause(surface, &objective))
    }

    private func cause(_ surface: Surface, _ objective: inout Objective) -> Condition.Cause? {
        let end = points[points.count - 1]
        if end.isFinite, losses[losses.count - 1].isNaN, !surface.isBeyondNumbers(at: end) { return .undefined }
        for (point, rate) in zip(points, rates) {
            guard let (eta, limit) = rate else { break }
            let product = eta * objective.hessian(at: point).eigenvalues.largest
            if product > limit { return .overshoot(product: product, limit: limit) }
        }
        return points.count == 1 && losses[0] == -.infinity ? .noFloor : nil
    }
}

extension Run {
    /// Since which step the run has been outside of the scene's view at a step; `nil` inside.
    package func leftAt(_ step: Int) -> Int? {
        let crossed = crossings.partitioningIndex { $0 > step }
        return crossed % 2 == 1 ? crossings[crossed - 1] : nil
    }
}

extension Array {
    /// The first index whose element, and every later one, fulfils a condition.
    func partitioningIndex(_ belongsAbove: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsAbove(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
