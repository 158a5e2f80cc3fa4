import Basics
import Canvas
import Expressions
import Landscapes

/// What stands at the nodes of a graph, in words and signs.
struct GraphLabels: Sendable {
    private let walk: GraphWalk
    private let names: [Int: String]
    private let isASCII: Bool

    init(_ graph: LossGraph, glyphs: GlyphSet) {
        walk = graph.walk
        names = graph.names
        isASCII = glyphs == .ascii
    }

    /// What a node is called: an input's name, or an operation with the constants that go into it: `+`, `1.5−`, `²`.
    func label(_ index: Int) -> String {
        let node = walk.nodes[index]
        if let input = node.input { return names[input] ?? "?" }
        if node.operands.isEmpty { return "1" }
        let sign = sign(of: node.operation)
        guard node.operands.count == 2 else { return sign }
        switch (node.operands[0], node.operands[1]) {
        case (.node(let left), .node(let right)):
            return left == right && node.operation == .multiply ? "²" : sign
        case (.constant(let left), _):
            if node.operation == .add, left < 0 { return "−" + constant(-left) }
            // What may change places stands behind: ×2, as x×2.
            if [.add, .multiply, .equal].contains(node.operation) { return sign + constant(left) }
            return Self.isWord(sign) ? "\(sign) \(constant(left))" : constant(left) + sign
        case (_, .constant(let right)):
            if node.operation == .add, right < 0 { return "−" + constant(-right) }
            if node.operation == .subtract, right < 0 { return "+" + constant(-right) }
            return Self.isWord(sign) ? "\(sign) \(constant(right))" : sign + constant(right)
        }
    }

    /// The names of the inputs that derivatives are by.
    var inputs: [String] { walk.inputs.map(label) }

    private static func isWord(_ sign: String) -> Bool { sign.first?.isLetter ?? false }

    private func constant(_ value: Double) -> String { Format.narrow(value, width: 7) }

    private func sign(of operation: Expressions.Operation) -> String {
        switch operation {
        case .input, .constant, .externalFirst, .externalSecond: "?"
        case .negate, .subtract: "−"
        case .absolute: "abs"
        case .sign: "sign"
        case .floor: "floor"
        case .squareRoot: "√"
        case .exponential: "exp"
        case .logarithm: "log"
        case .logarithm10: "log10"
        case .sine: "sin"
        case .cosine: "cos"
        case .tangent: "tan"
        case .arcSine: "asin"
        case .arcCosine: "acos"
        case .arcTangent: "atan"
        case .hyperbolicSine: "sinh"
        case .hyperbolicCosine: "cosh"
        case .hyperbolicTangent: "tanh"
        case .sigmoid: "sigmoid"
        case .softplus: "softplus"
        case .not: "not"
        case .add: "+"
        // In ASCII the cross would be an x.
        case .multiply: isASCII ? "*" : "×"
        case .divide: "/"
        case .power: "^"
        case .minimum: "min"
        case .maximum: "max"
        case .hypotenuse: "hypot"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .equal: "="
        case .and: "and"
        case .or: "or"
        case .select: "if"
        }
    }

    // MARK: Sentences

    /// How the value of a node comes about: `3 × 2 = 6`.
    func sentence(valueOf index: Int, _ values: GraphWalk.Values) -> String {
        let node = walk.nodes[index]
        let value = Self.number(values.values[index])
        guard node.input == nil else { return "\(label(index)) = \(value)" }
        let operands = node.operands.map { operand in
            switch operand {
            case .constant(let constant): Self.number(constant)
            case .node(let node): Self.number(values.values[node])
            }
        }
        let sign = sign(of: node.operation)
        if operands.isEmpty { return value }
        if label(index) == "²" { return "\(Self.bracketed(operands[0]))² = \(value)" }
        if operands.count == 2, !Self.isWord(sign) {
            return "\(operands[0]) \(sign) \(Self.bracketed(operands[1])) = \(value)"
        }
        if node.operation == .negate { return "−\(Self.bracketed(operands[0])) = \(value)" }
        return "\(sign)(\(operands.joined(separator: ", "))) = \(value)"
    }

    /// The chain rule at a node: in reverse mode a product for everyone who uses it.
    func sentence(adjointOf index: Int, _ values: GraphWalk.Values) -> String {
        let result = Self.number(values.adjoints[index])
        if index == walk.nodes.count - 1 { return "∂ = 1: the loss by itself" }
        let terms = walk.users[index].compactMap { user -> String? in
            let arguments = walk.nodes[user].arguments
            guard let place = arguments.firstIndex(where: { $0.node == index }), arguments[place].isActive else {
                return nil
            }
            return product(values.adjoints[user], values.slopes[user][place])
        }
        return "∂ = " + (terms.isEmpty ? "" : terms.joined(separator: " + ") + " = ") + result
    }

    /// The chain rule at a node: in forward mode a product for each of its arguments.
    func sentence(tangentOf index: Int, by input: Int, _ values: GraphWalk.Values) -> String {
        let name = "∂\(inputs[input])"
        let result = Self.number(values.tangents[input][index])
        if let own = walk.inputs.firstIndex(of: index) {
            return own == input ? "\(name) = 1: the input by itself" : "\(name) = 0: another input"
        }
        let terms = walk.nodes[index].arguments.enumerated().filter { $1.isActive }.map { place, argument in
            product(values.slopes[index][place], values.tangents[input][argument.node])
        }
        return "\(name) = " + terms.joined(separator: " + ") + " = " + result
    }

    private func product(_ left: Double, _ right: Double) -> String {
        Self.bracketed(Self.number(left)) + "·" + Self.bracketed(Self.number(right))
    }

    static func number(_ value: Double) -> String { Format.narrow(value, width: 9) }

    private static func bracketed(_ number: String) -> String { number.first == "−" ? "(\(number))" : number }

    /// What both modes cost, in the longest words that fit.
    func costs(width: Int) -> String {
        let cost = walk.cost
        let count = walk.inputs.count
        let all = count == 1 ? "the derivative" : count == 2 ? "both derivatives" : "all derivatives"
        let sum = cost.forward * count
        let (reverse, forward) = (cost.reverse, cost.forward)
        let texts = [
            "reverse: \(reverse) operations for \(all) · forward: \(forward) for each of \(count) inputs = \(sum)",
            "reverse: \(reverse) operations for \(all) · forward: \(count) × \(forward) = \(sum)",
            "reverse: \(reverse) for \(all) · forward: \(count) × \(forward) = \(sum)",
            "reverse \(reverse) · forward \(count) × \(forward) = \(sum)",
            "\(reverse) or \(count) × \(forward)",
        ]
        if count == 0 { return "no weight in the loss: nothing to derive" }
        return texts.first { $0.count <= width } ?? texts[texts.count - 1]
    }
}
