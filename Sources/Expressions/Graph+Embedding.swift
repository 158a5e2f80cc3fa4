extension Graph {
    /// Adds what another graph needs for some of its nodes.
    ///
    /// The operations stay what they are, operands in their order, so that values are the same to the bit.
    ///
    /// - Parameters:
    ///   - inputs: what stands here for the other graph's inputs, by their numbers.
    ///   - external: what stands here for its external function at an argument; both components.
    /// - Returns: where `outputs` are here.
    package mutating func embed(
        _ other: Graph, outputs: [ID], inputs: (inout Graph, Int) -> ID,
        external: (inout Graph, ID, ID) -> (ID, ID) = { _, x, y in (x, y) }
    ) -> [ID] {
        var isNeeded = [Bool](repeating: false, count: other.nodes.count)
        for output in outputs { isNeeded[Int(output)] = true }
        for (index, node) in other.nodes.enumerated().reversed() where isNeeded[index] {
            for place in 0..<node.operation.operandCount { isNeeded[Int(node.operand(place))] = true }
        }
        var places = [ID](repeating: 0, count: other.nodes.count)
        for (index, node) in other.nodes.enumerated() where isNeeded[index] {
            switch node.operation {
            case .input: places[index] = inputs(&self, Int(node.a))
            case .externalFirst: places[index] = external(&self, places[Int(node.a)], places[Int(node.b)]).0
            case .externalSecond: places[index] = external(&self, places[Int(node.a)], places[Int(node.b)]).1
            default: places[index] = insert(node) { places[Int($0)] }
            }
        }
        return outputs.map { places[Int($0)] }
    }
}
