import Basics

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An expression made up at random: its text, and its value worked out without the library under test.
struct RandomExpression: CustomStringConvertible {
    let text: String
    let value: (Double, Double) -> Double

    var description: String { text }

    /// Smooth expressions that stay of moderate size for x and y from -2 to 2.
    static func smooth(seed: UInt64) -> RandomExpression {
        var generator = SeededRandom(seed: seed)
        return make(depth: 5, &generator)
    }

    private static func make(depth: Int, _ generator: inout SeededRandom) -> RandomExpression {
        guard depth > 0 else { return leaf(&generator) }
        let a = make(depth: depth - 1, &generator)
        switch Int.random(in: 0..<16, using: &generator) {
        case 0...5:
            let b = make(depth: depth - 1, &generator)
            return binary(Int.random(in: 0..<4, using: &generator), a, b)
        case 6: return RandomExpression(text: "-\(a.text)^2", value: { -(a.value($0, $1) * a.value($0, $1)) }, wrap: a)
        case 7: return unary("sin", a, sin)
        case 8: return unary("cos", a, cos)
        case 9: return unary("tanh", a, tanh)
        case 10: return unary("atan", a, atan)
        case 11: return unary("sigmoid", a) { 1 / (1 + exp(-$0)) }
        case 12: return unary("softplus", a) { log1p(exp(-abs($0))) + Swift.max($0, 0) }
        case 13: return RandomExpression(text: "exp(-(\(a.text))^2)") { exp(-pow(a.value($0, $1), 2)) }
        case 14: return RandomExpression(text: "log(1 + (\(a.text))^2)") { log(1 + pow(a.value($0, $1), 2)) }
        default: return RandomExpression(text: "sqrt(1 + (\(a.text))^2)") { (1 + pow(a.value($0, $1), 2)).squareRoot() }
        }
    }

    private static func leaf(_ generator: inout SeededRandom) -> RandomExpression {
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return RandomExpression(text: "x") { x, _ in x }
        case 1: return RandomExpression(text: "y") { _, y in y }
        default:
            let number = Double(Int.random(in: 1...20, using: &generator)) / 8
            return RandomExpression(text: "\(number)") { _, _ in number }
        }
    }

    private static func unary(_ name: String, _ a: Self, _ function: @escaping (Double) -> Double) -> Self {
        RandomExpression(text: "\(name)(\(a.text))") { function(a.value($0, $1)) }
    }

    private static func binary(_ kind: Int, _ a: Self, _ b: Self) -> Self {
        switch kind {
        case 0: return RandomExpression(text: "(\(a.text) + \(b.text))") { a.value($0, $1) + b.value($0, $1) }
        case 1: return RandomExpression(text: "(\(a.text) - (\(b.text)))") { a.value($0, $1) - b.value($0, $1) }
        case 2: return RandomExpression(text: "(\(a.text))*(\(b.text))") { a.value($0, $1) * b.value($0, $1) }
        default:
            return RandomExpression(text: "(\(a.text))/(2 + sin(\(b.text)))") {
                a.value($0, $1) / (2 + sin(b.value($0, $1)))
            }
        }
    }

    private init(text: String, value: @escaping (Double, Double) -> Double) {
        self.text = text
        self.value = value
    }

    /// A minus before a power: the text must not bind its operand more tightly than it is written.
    private init(text: String, value: @escaping (Double, Double) -> Double, wrap a: Self) {
        self.text = "(-(\(a.text))^2)"
        self.value = value
    }
}
