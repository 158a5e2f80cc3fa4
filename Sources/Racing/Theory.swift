import Landscapes
import Optimizers
import RealModule

/// What the theory of quadratics says of a run at a step: of the loss where it stands, of its learning rate, and of how
/// fast it gets on.
public struct Theory: Sendable {
    /// The loss as its derivatives at the run's place have it, over all data.
    public let quadratic: LocalQuadratic
    /// The run's learning rate there; `nil` if it has none.
    public let eta: Double?
    public let prediction: Prediction
    /// By which factor a step made the gradient smaller, on the mean of the last steps; `nil` before the first one, after
    /// the last one, and where the gradient is 0.
    public let measured: Measured?
    /// The place that steepest descent is held against: the nearest known minimum, or else that of the quadratic.
    public let target: Target?
    /// Whether its steps see some rows of data only, which may be more curved than all of them.
    public let isOfBatches: Bool

    /// What is said of the rule.
    public enum Prediction: Equatable, Sendable {
        case linear(Linear)
        /// The rule is not linear in gradients and weights, or is none.
        case notLinear
        /// It does something else at every step.
        case changing
    }

    /// What is known of a rule that is linear, with the run's hyperparameters.
    public struct Linear: Equatable, Sendable {
        /// The factor of a step in the long run.
        public let rate: Double
        /// The factor along the way down from a saddle or a hill.
        public let escape: Double
        /// What other learning rates would do; `nil` where there is none, or no curvature upwards.
        public let rates: LearningRates?
        /// The best that momentum can do.
        public let optimum: MomentumOptimum?
    }

    public struct Measured: Equatable, Sendable {
        public let rate: Double
        /// Over how many steps.
        public let steps: Int
    }

    public struct Target: Equatable, Sendable {
        public let place: Point
        public let isKnown: Bool
        public let degrees: Double
    }

    /// Over how many steps a rate is measured at most.
    private static let measuredSteps = 20

    /// What it costs, in evaluations of a small formula.
    public static func cost(on surface: Surface) -> Int { 8 * surface.cost }

    /// `nil` where the run has left the finite numbers.
    ///
    /// - Parameters:
    ///   - step: the run's linear step, if it has one.
    ///   - earlier: what was said of the run before: what is the same is not found out again.
    public init?(of run: Run, on surface: Surface, at time: Int, step: LinearStep?, after earlier: Theory? = nil) {
        let points = run.trajectory.points
        let place = min(time, points.count - 1)
        guard points[place].isFinite else { return nil }
        quadratic = LocalQuadratic(of: surface, at: points[place])
        isOfBatches = run.batches != nil
        let values = run.hyperparameters(at: time + 1)
        let index = run.rateIndex
        eta = index.map { values[$0] }
        hyperparameters = values
        let isSame = earlier?.hyperparameters == values && earlier?.quadratic.hessian == quadratic.hessian
        if let step {
            // At its first step a rule may do something else than ever after.
            prediction = Self.prediction(
                step, quadratic, t: max(2, time + 1), values, rateIndex: index,
                known: isSame ? earlier?.prediction : nil)
        } else {
            prediction = .notLinear
        }
        measured =
            place == time
            ? Self.measured(
                from: points[max(0, place - Self.measuredSteps)], over: min(place, Self.measuredSteps),
                to: quadratic, surface) : nil
        target = Self.target(quadratic, surface)
    }

    private let hyperparameters: [Double]

    private static func prediction(
        _ step: LinearStep, _ quadratic: LocalQuadratic, t: Int, _ values: [Double], rateIndex: Int?, known: Prediction?
    ) -> Prediction {
        var step = step
        let hessian = quadratic.hessian
        if step.changes(after: t, on: hessian, hyperparameters: values) { return .changing }
        func rate(_ hessian: Hessian, _ changes: [Int: Double] = [:]) -> Double {
            var values = values
            for (index, value) in changes { values[index] = value }
            return step.rate(
                on: hessian, isOneDimensional: quadratic.isOneDimensional, t: t, hyperparameters: values)
        }
        let own = rate(hessian)
        guard own.isFinite else { return .notLinear }
        if case .linear(let known) = known, known.rate == own { return .linear(known) }
        var rates: LearningRates?
        var optimum: MomentumOptimum?
        let largest = quadratic.curvatures.largest
        if let rateIndex, step.isSmall, largest > 0 {
            rates = LearningRates(scale: 1 / largest) { rate(hessian, [rateIndex: $0]) }
        }
        if let rateIndex, rates != nil, let condition = quadratic.conditionNumber, !quadratic.isOneDimensional {
            let candidates = [
                MomentumOptimum.heavyBall(largest: largest, condition: condition),
                MomentumOptimum.nesterov(largest: largest, condition: condition),
            ]
            // Which of the two a rule can reach, and by which hyperparameter, it shows by reaching it.
            optimum = candidates.first { candidate in
                values.indices.contains { index in
                    guard index != rateIndex else { return false }
                    let reached = rate(hessian, [rateIndex: candidate.eta, index: candidate.alpha])
                    return abs(reached - candidate.rate) < 1e-3 * (1 - candidate.rate)
                }
            }
            optimum = optimum ?? candidates[0]
        }
        return .linear(
            Linear(rate: own, escape: rate(quadratic.wayDown), rates: rates, optimum: optimum))
    }

    private static func measured(
        from point: Point, over steps: Int, to quadratic: LocalQuadratic, _ surface: Surface
    ) -> Measured? {
        guard steps > 0 else { return nil }
        var objective = Objective(surface)
        let ratio = quadratic.gradient.length / objective.gradient(at: point).length
        guard ratio > 0, ratio.isFinite else { return nil }
        return Measured(rate: Double.root(ratio, steps), steps: steps)
    }

    private static func target(_ quadratic: LocalQuadratic, _ surface: Surface) -> Target? {
        func distance(_ place: Point) -> Double { (place - quadratic.point).length }
        let known = surface.minima.min { distance($0) < distance($1) }
        guard !quadratic.isOneDimensional, let place = known ?? quadratic.minimum,
            let degrees = quadratic.angle(to: place)
        else { return nil }
        return Target(place: place, isKnown: known != nil, degrees: degrees)
    }
}
