import Expressions
import Landscapes

/// What a step of a rule does on a quadratic, where the rule is linear in weights and state: all of it is in a matrix.
///
/// Gradient descent, the heavy ball and Nesterov's method are linear; what scales gradients by themselves, as Adam does,
/// is not.
public struct LinearStep: Sendable {
    private var evaluator: PointEvaluator
    private let rule: Rule
    private let size: Int

    /// `nil` if the optimizer is no rule in formulas, or one that is not linear.
    public init?(_ optimizer: any Optimizer) {
        guard let rule = optimizer as? Rule, let program = rule.matrix() else { return nil }
        self.rule = rule
        evaluator = PointEvaluator(program)
        size = RuleBuilder.firstState + 2 * rule.state.count
    }

    /// Whether the rate may be asked for so often that the best learning rate is found between two frames.
    public var isSmall: Bool { size <= 6 }

    /// By which factor a step brings the weights nearer to the minimum of a quadratic in the long run: the spectral
    /// radius of the matrix. Above 1 they go away. Not a number where the matrix is none.
    ///
    /// State that the weights do not depend on, or that does not depend on them, has no say in it.
    ///
    /// - Parameter isOneDimensional: whether the first weight alone counts.
    public mutating func rate(
        on hessian: Hessian, isOneDimensional: Bool = false, t: Int, hyperparameters: [Double]
    ) -> Double {
        let matrix = matrix(hessian, t: t, hyperparameters: hyperparameters)
        guard matrix.entries.allSatisfy(\.isFinite) else { return .nan }
        return matrix.block(matrix.connected(to: isOneDimensional ? [0] : [0, 1])).spectralRadius
    }

    /// Whether some of the next steps do something else than the one at `t`, as where a rule counts its steps.
    public mutating func changes(
        after t: Int, within steps: Int = 20, on hessian: Hessian, hyperparameters: [Double]
    ) -> Bool {
        let now = matrix(hessian, t: t, hyperparameters: hyperparameters).entries
        return (1...steps).contains { later in
            matrix(hessian, t: t + later, hyperparameters: hyperparameters).entries != now
        }
    }

    private mutating func matrix(_ hessian: Hessian, t: Int, hyperparameters: [Double]) -> SquareMatrix {
        rule.set(&evaluator, point: .zero, t: Double(t), hyperparameters: hyperparameters)
        let curvature = size + 1 + hyperparameters.count
        for (offset, value) in [hessian.xx, hessian.xy, hessian.yy].enumerated() {
            evaluator[input: curvature + offset] = value
        }
        evaluator.run()
        return SquareMatrix(size: size, entries: (0..<(size * size)).map { evaluator[output: $0] })
    }
}
