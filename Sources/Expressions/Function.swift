/// A function of the language: how it is written, and the operations that it stands for.
public struct Function: Sendable {
    public let word: Word
    let build: @Sendable (inout Graph, [Graph.ID]) -> Graph.ID

    /// Every function, by name.
    public static let all: [String: Function] = Dictionary(uniqueKeysWithValues: table.map { ($0.word.name, $0) })

    /// The functions of all formulas, in the order of their kinds.
    public static let words: [Word] = table.map(\.word)

    /// What makes numbers of vectors, such as points and gradients, where a formula has any.
    public static let wordsForVectors = [
        Word("dot(u, v)", "the sum of the products of their components"),
        Word("norm(v)", "the length, the square root of dot(v, v)"),
    ]

    /// Whether a name means one of the functions that every formula may have.
    static func isName(_ name: String) -> Bool {
        all[name] != nil || wordsForVectors.contains { $0.name == name }
    }

    private static let table: [Function] = [
        unary("abs", .absolute, "the absolute value"),
        unary("sqrt", .squareRoot, "the square root"),
        unary("exp", .exponential, "e to the power x"),
        unary("log", .logarithm, "the natural logarithm"),
        unary("log10", .logarithm10, "the logarithm to base 10"),
        unary("sin", .sine, "the sine of an angle in radians"),
        unary("cos", .cosine, "the cosine of an angle in radians"),
        unary("tan", .tangent, "the tangent of an angle in radians"),
        unary("asin", .arcSine, "the angle whose sine is x"),
        unary("acos", .arcCosine, "the angle whose cosine is x"),
        unary("atan", .arcTangent, "the angle whose tangent is x"),
        unary("sinh", .hyperbolicSine, "the hyperbolic sine"),
        unary("cosh", .hyperbolicCosine, "the hyperbolic cosine"),
        unary("tanh", .hyperbolicTangent, "the hyperbolic tangent"),
        unary("sigmoid", .sigmoid, "1/(1 + exp(-x))"),
        unary("softplus", .softplus, "log(1 + exp(x))"),
        unary("sign", .sign, "-1, 0 or 1"),
        unary("floor", .floor, "the largest whole number not above x"),
        Function(word: Word("relu(x)", "x where x > 0, else 0; its slope at 0 is 0")) { graph, arguments in
            // Written so that not-a-number stays not-a-number.
            let zero = graph.constant(0)
            let isOff = graph.apply(.lessOrEqual, arguments[0], zero)
            return graph.apply(.select, isOff, zero, arguments[0])
        },
        binary("min", .minimum, "the smaller of two"),
        binary("max", .maximum, "the larger of two"),
        binary("hypot", .hypotenuse, "sqrt(x^2 + y^2) without overflow"),
        Function(word: Word("pow(x, y)", "x^y")) { graph, arguments in
            graph.power(arguments[0], arguments[1])
        },
        Function(
            word: Word(
                "if(condition, then, else)", "the second where the first is neither 0 nor NaN, the third elsewhere")
        ) { graph, arguments in
            graph.apply(.select, arguments[0], arguments[1], arguments[2])
        },
    ]

    private static func unary(_ name: String, _ operation: Operation, _ help: String) -> Function {
        Function(word: Word("\(name)(x)", help)) { graph, arguments in graph.apply(operation, arguments[0]) }
    }

    private static func binary(_ name: String, _ operation: Operation, _ help: String) -> Function {
        Function(word: Word("\(name)(x, y)", help)) { graph, arguments in
            graph.apply(operation, arguments[0], arguments[1])
        }
    }
}

/// The names that stand for a number.
public enum Constants {
    public static let all: [String: Double] = ["pi": .pi, "e": 2.718281828459045]
}

extension Graph {
    /// A power with any exponent; constant ones become products where they can.
    mutating func power(_ base: ID, _ exponent: ID) -> ID {
        if let exponent = self[exponent].constant { return power(base, exponent) }
        return apply(.power, base, exponent)
    }
}
