import Landscapes
import Optimizers

/// What theory says of a map: up to which learning rate runs are stable, and where they are fastest.
///
/// It speaks of the minimum: of a loss as curved everywhere as there.
public struct MapTheory: Sendable {
    private let plan: MapPlan
    private let minimum: Point
    private let eta: Int
    private let isAlongX: Bool
    /// The values with which theory has a run arrive in the fewest steps; `nil` where it knows none.
    public let best: Point?

    /// `nil` where theory has no word: without a learning rate on an axis, without one known minimum, or of methods whose
    /// limit nobody knows.
    public init?(of plan: MapPlan) {
        let run = plan.run
        guard let eta = run.rateIndex, run.isConstant, run.batches == nil, plan.surface.minima.count == 1,
            [plan.x.place, plan.y.place].contains(.hyperparameter(eta)),
            run.optimizer.stabilityLimit(hyperparameters: run.hyperparameters(at: 1)) != nil
        else { return nil }
        self.plan = plan
        self.eta = eta
        minimum = plan.surface.minima[0]
        isAlongX = plan.x.place == .hyperparameter(eta)
        best = Self.best(plan, at: minimum)
    }

    /// The largest stable learning rate where the other axis has a value; `nil` where there is none.
    public func limit(at other: Double) -> Double? {
        let place = isAlongX ? Point(plan.x.range.lowerBound, other) : Point(other, plan.y.range.lowerBound)
        var objective = Objective(plan.surface(at: place))
        let curvature = objective.hessian(at: minimum).eigenvalues.largest
        var values = plan.run.hyperparameters(at: 1)
        for (axis, value) in [(plan.x, place.x), (plan.y, place.y)] {
            if case .hyperparameter(let index) = axis.place { values[index] = value }
        }
        guard curvature > 0, curvature.isFinite,
            let limit = plan.run.optimizer.stabilityLimit(hyperparameters: values)
        else { return nil }
        return limit / curvature
    }

    /// Where the limit runs on the map, at a share of the other axis; `nil` where it does not.
    public func place(at share: Double) -> Point? {
        let (own, other) = isAlongX ? (plan.x, plan.y) : (plan.y, plan.x)
        guard let limit = limit(at: other.value(at: share)), limit > 0 else { return nil }
        let along = own.share(of: limit)
        return isAlongX ? Point(along, share) : Point(share, along)
    }

    /// Whether the limit is asked at shares of the vertical axis.
    public var goesUpwards: Bool { isAlongX }

    /// Polyak's and Nesterov's best pairs, where the loss is a quadratic and the axes are theirs.
    private static func best(_ plan: MapPlan, at minimum: Point) -> Point? {
        guard let step = LinearStep(plan.run.optimizer),
            let theory = Theory(of: plan.run, on: plan.surface, at: 0, step: step),
            LocalQuadratic(of: plan.surface, at: minimum).hessian == theory.quadratic.hessian,
            case .linear(let linear) = theory.prediction, let optimum = linear.optimum,
            let alpha = plan.run.optimizer.hyperparameters.firstIndex(where: { $0.name == "alpha" })
        else { return nil }
        switch (plan.x.place, plan.y.place) {
        case (.hyperparameter(plan.run.rateIndex), .hyperparameter(alpha)): return Point(optimum.eta, optimum.alpha)
        case (.hyperparameter(alpha), .hyperparameter(plan.run.rateIndex)): return Point(optimum.alpha, optimum.eta)
        default: return nil
        }
    }
}
