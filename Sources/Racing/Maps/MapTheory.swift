import Landscapes
import Optimizers

/// What theory says of a map: up to which learning rate runs are stable, and where they are fastest.
///
/// It speaks of the minimum: of a loss as curved everywhere as there.
public struct MapTheory: Sendable {
    private let plan: MapPlan
    /// The run with values of the map: what was tuned of them on the way does not hold there.
    private let run: Run
    private let minimum: Point
    /// The largest curvature at the minimum, where it is the same all over the map.
    private let curvature: Double?
    private let eta: Int
    private let isAlongX: Bool
    /// The values with which theory has a run arrive in the fewest steps; `nil` where it knows none.
    public let best: Point?

    /// `nil` where theory has no word: without a learning rate on an axis, without one known minimum, or of methods whose
    /// limit nobody knows.
    public init?(of plan: MapPlan) {
        let run = plan.single(at: plan.place(at: Point(0.5, 0.5))).run
        let hasParameter = [plan.x.place, plan.y.place].contains { if case .parameter = $0 { true } else { false } }
        guard let eta = run.rateIndex, run.isConstant, run.batches == nil, plan.surface.minima.count == 1,
            [plan.x.place, plan.y.place].contains(.hyperparameter(eta)),
            // Where the curvature is another one everywhere it is found out hundreds of times.
            !hasParameter || plan.surface.cost <= Self.mostCost,
            run.optimizer.stabilityLimit(hyperparameters: run.hyperparameters(at: 1)) != nil
        else { return nil }
        self.run = run
        curvature = hasParameter ? nil : Self.curvature(of: plan.surface)
        self.plan = plan
        self.eta = eta
        minimum = plan.surface.minima[0]
        isAlongX = plan.x.place == .hyperparameter(eta)
        best = Self.best(plan, run, at: minimum)
    }

    /// The largest stable learning rate where the other axis has a value; `nil` where there is none.
    public func limit(at other: Double) -> Double? {
        let place = isAlongX ? Point(plan.x.range.lowerBound, other) : Point(other, plan.y.range.lowerBound)
        let curvature = curvature ?? Self.curvature(of: plan.surface(at: place))
        var values = run.hyperparameters(at: 1)
        for (axis, value) in [(plan.x, place.x), (plan.y, place.y)] {
            if case .hyperparameter(let index) = axis.place { values[index] = value }
        }
        guard curvature > 0, curvature.isFinite,
            let limit = run.optimizer.stabilityLimit(hyperparameters: values)
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

    /// The largest at the one minimum.
    private static func curvature(of surface: Surface) -> Double {
        var objective = Objective(surface)
        return objective.hessian(at: surface.minima[0]).eigenvalues.largest
    }

    private static let mostCost = 100

    /// Polyak's and Nesterov's best pairs, where the loss is a quadratic and the axes are theirs.
    private static func best(_ plan: MapPlan, _ run: Run, at minimum: Point) -> Point? {
        guard let step = LinearStep(run.optimizer),
            let theory = Theory(of: run, on: plan.surface, at: 0, step: step),
            LocalQuadratic(of: plan.surface, at: minimum).hessian == theory.quadratic.hessian,
            case .linear(let linear) = theory.prediction, let optimum = linear.optimum,
            let alpha = run.optimizer.hyperparameters.firstIndex(where: { $0.name == "alpha" })
        else { return nil }
        switch (plan.x.place, plan.y.place) {
        case (.hyperparameter(run.rateIndex), .hyperparameter(alpha)): return Point(optimum.eta, optimum.alpha)
        case (.hyperparameter(alpha), .hyperparameter(run.rateIndex)): return Point(optimum.alpha, optimum.eta)
        default: return nil
        }
    }
}
