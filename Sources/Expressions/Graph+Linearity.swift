extension Graph {
    /// Whether nodes are linear in some inputs, but for constants: sums of them, each times what does not depend on them.
    ///
    /// It looks at operations, not at numbers: `x^2/x` is not linear.
    public func areLinear(_ nodes: [ID], in inputs: some Collection<Int>) -> Bool {
        var degrees = [Degree](repeating: .constant, count: self.nodes.count)
        for (index, node) in self.nodes.enumerated() {
            let operands = (0..<node.operation.operandCount).map { degrees[Int(node.operand($0))] }
            degrees[index] = degree(of: node, operands, inputs)
        }
        return nodes.allSatisfy { degrees[Int($0)] <= .linear }
    }

    private enum Degree: Int, Comparable {
        case constant, linear, other

        static func < (left: Degree, right: Degree) -> Bool { left.rawValue < right.rawValue }
    }

    private func degree(of node: Node, _ operands: [Degree], _ inputs: some Collection<Int>) -> Degree {
        let most = operands.max() ?? .constant
        switch node.operation {
        case .input: return inputs.contains(Int(node.a)) ? .linear : .constant
        case .externalFirst, .externalSecond: return .other
        case .add, .subtract, .negate: return most
        case .multiply: return operands.min() == .constant ? most : .other
        case .divide: return operands[1] == .constant ? most : .other
        case .select: return operands[0] == .constant ? most : .other
        default: return most == .constant ? .constant : .other
        }
    }
}
