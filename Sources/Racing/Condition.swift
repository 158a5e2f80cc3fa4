import Landscapes
import Optimizers
import Scenes

/// How a run is doing at a step.
public enum Condition: Hashable, Sendable {
    case running
    /// Next to a minimum, and so it was a step before.
    case converged
    /// Outside the scene's view since a step.
    case left(Int)
    /// Since that step higher than at its start and outside of the view, ten views out or on a quadratic past what is stable;
    /// or no number any more without having rolled down there.
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
    private let points: [Point]
    private let losses: [Double]
    /// At each step but the last the learning rate and the largest stable η·λ, if theory knows one.
    private let rates: [(eta: Double, limit: Double)?]

    /// A climb is looked at for so many steps at most: overshooting takes few.
    private static let mostSteps = 200

    /// - Parameter step: since when it had diverged.
    init(_ run: Run, at step: Int) {
        let losses = run.trajectory.losses
        var first = step
        while first > max(0, step - Self.mostSteps), !(losses[first] < losses[first - 1]) { first -= 1 }
        self.step = step
        // Copies: a slice would keep the run from growing in place.
        points = Array(run.trajectory.points[first...step])
        self.losses = Array(losses[first...step])
        rates = (first..<step).map { step in
            guard let limit = run.stabilityLimit(at: step + 1), let eta = run.rate(at: step + 1) else { return nil }
            return (eta, limit)
        }
    }

    func condition(_ surface: Surface, _ objective: inout Objective) -> Condition {
        .diverged(step, cause(surface, &objective))
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
    package func leftAt(_ step: Int) -> Int? { Self.since(crossings, at: step) }

    /// Since which step the run has diverged at a step; `nil` where it has not.
    package func divergedAt(_ step: Int) -> Int? { Self.since(divergences, at: step) }

    /// - Parameter changes: the steps at which something was so, and was not any more, in turn.
    private static func since(_ changes: [Int], at step: Int) -> Int? {
        let passed = changes.partitioningIndex { $0 > step }
        return passed % 2 == 1 ? changes[passed - 1] : nil
    }

    /// The largest stable η·λ on a quadratic of curvature λ at a step; `nil` where theory knows none, as for rows of data
    /// that are more curved than their mean.
    public func stabilityLimit(at t: Int) -> Double? {
        batches == nil ? optimizer.stabilityLimit(hyperparameters: hyperparameters(at: t)) : nil
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
