/// What one node of a computation graph computes from its operands.
public enum Operation: UInt8, Hashable, Sendable, CaseIterable {
    // No operands.
    case input, constant
    // One operand.
    case negate, absolute, sign, floor, squareRoot, exponential, logarithm, logarithm10
    case sine, cosine, tangent, arcSine, arcCosine, arcTangent, hyperbolicSine, hyperbolicCosine, hyperbolicTangent
    case sigmoid, softplus, not
    // Two operands.
    case add, subtract, multiply, divide, power, minimum, maximum, hypotenuse
    case less, lessOrEqual, equal, and, or
    /// The two components of a function that the program's user supplies, such as a gradient at a point.
    case externalFirst, externalSecond
    // Three operands: condition, then, else.
    case select

    public var operandCount: Int {
        switch self {
        case .input, .constant: 0
        case .negate, .absolute, .sign, .floor, .squareRoot, .exponential, .logarithm, .logarithm10, .sine, .cosine,
            .tangent, .arcSine, .arcCosine, .arcTangent, .hyperbolicSine, .hyperbolicCosine, .hyperbolicTangent,
            .sigmoid, .softplus, .not:
            1
        case .select: 3
        default: 2
        }
    }

    /// Whether the operands may change places without changing the value.
    var isCommutative: Bool {
        switch self {
        case .add, .multiply, .minimum, .maximum, .hypotenuse, .equal, .and, .or: true
        default: false
        }
    }
}
