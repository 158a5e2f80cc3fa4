/// A formula's computation graph for people to look at: what every operation computes, how each one counts in the result,
/// and what it costs to find out.
///
/// A constant belongs to the operations that use it and is no node of its own. Derivatives are those of ``Graph``: reverse
/// mode gives every node its *adjoint*, ∂result/∂node, in one sweep; forward mode gives every node its *tangent*,
/// ∂node/∂input, in a sweep for each input.
public struct GraphWalk: Sendable {
    public struct Node: Sendable {
        public let operation: Operation
        /// What it computes from, as it is written.
        public let operands: [Operand]
        /// The nodes among the operands, each once. An input that depends on others outside of the graph has those.
        public let arguments: [Argument]
        /// The number of an input.
        public let input: Int?
        /// Whether derivatives by the inputs go through it.
        public internal(set) var isActive: Bool
    }

    public enum Operand: Hashable, Sendable {
        case constant(Double)
        case node(Int)
    }

    public struct Argument: Hashable, Sendable {
        public let node: Int
        /// Whether derivatives go this way: a product in every sweep.
        public let isActive: Bool
    }

    /// What stands at the nodes for some values of the inputs.
    public struct Values: Sendable, Equatable {
        public let values: [Double]
        /// ∂result/∂node.
        public let adjoints: [Double]
        /// ∂node/∂input: a list of all nodes for each of ``GraphWalk/inputs``.
        public let tangents: [[Double]]
        /// ∂node/∂argument, for each argument of each node.
        public let slopes: [[Double]]
    }

    /// In topological order: arguments stand before who uses them, the result last.
    public let nodes: [Node]
    /// Who uses a node, rising.
    public let users: [[Int]]
    /// The nodes that derivatives are by.
    public let inputs: [Int]

    /// The numbers of the graph's inputs in the order in which the evaluator takes them.
    private let numbers: [Int]
    private var evaluator: PointEvaluator

    /// - Parameters:
    ///   - inputs: what derivatives are by; those that the result does not depend on are left out.
    ///   - known: for inputs that depend on `inputs` outside of the graph, their derivatives by each of them.
    public init(_ graph: Graph, of result: Graph.ID, by inputs: [Graph.ID], known: [Graph.ID: [Graph.ID]] = [:]) {
        var builder = Builder(graph, result, inputs, known)
        nodes = builder.nodes
        users = builder.users
        self.inputs = builder.inputs
        let outputs = builder.outputs()
        numbers = builder.graph.inputs(of: outputs)
        evaluator = PointEvaluator(
            Program(builder.graph, outputs: outputs, inputs: numbers, uniformInputs: 0..<0))
    }

    /// What stands at the nodes.
    ///
    /// - Parameter input: the value of an input by its number.
    public mutating func values(_ input: (Int) -> Double) -> Values {
        for (place, number) in numbers.enumerated() { evaluator[input: place] = input(number) }
        evaluator.run()
        var next = 0
        func take(_ count: Int) -> [Double] {
            defer { next += count }
            return (next..<(next + count)).map { evaluator[output: $0] }
        }
        let values = take(nodes.count)
        let adjoints = take(nodes.count)
        let tangents = inputs.map { _ in take(nodes.count) }
        return Values(
            values: values, adjoints: adjoints, tangents: tangents, slopes: nodes.map { take($0.arguments.count) })
    }

    // MARK: Costs

    /// How many operations it takes, beyond the local slopes that both modes need: in every sweep a product for each way
    /// that a derivative goes, and a sum wherever several of them meet.
    public struct Cost: Hashable, Sendable {
        /// Those of the value.
        public let value: Int
        /// Those of reverse mode, for the derivatives by all inputs.
        public let reverse: Int
        /// Those of forward mode, for each input.
        public let forward: Int
    }

    public var cost: Cost {
        let products = nodes.reduce(0) { $0 + $1.arguments.count(where: \.isActive) }
        var uses = [Int](repeating: 0, count: nodes.count)
        for node in nodes {
            for argument in node.arguments where argument.isActive { uses[argument.node] += 1 }
        }
        return Cost(
            value: nodes.count { !$0.arguments.isEmpty },
            reverse: products + uses.reduce(0) { $0 + max(0, $1 - 1) },
            forward: products + nodes.reduce(0) { $0 + max(0, $1.arguments.count(where: \.isActive) - 1) })
    }
}

/// Finds the nodes that a result needs, and writes what is to be known of them into the graph.
private struct Builder {
    var graph: Graph
    private(set) var nodes: [GraphWalk.Node] = []
    private(set) var users: [[Int]] = []
    private(set) var inputs: [Int] = []
    private let result: Graph.ID
    private let weights: [Graph.ID]
    private let known: [Graph.ID: [Graph.ID]]
    /// The graph's node of each of these.
    private var ids: [Graph.ID] = []

    init(_ graph: Graph, _ result: Graph.ID, _ weights: [Graph.ID], _ known: [Graph.ID: [Graph.ID]]) {
        self.graph = graph
        self.result = result
        self.known = known
        var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
        isNeeded[Int(result)] = true
        for id in stride(from: result, through: 0, by: -1) where isNeeded[Int(id)] {
            let node = graph[id]
            for place in 0..<node.operation.operandCount { isNeeded[Int(node.operand(place))] = true }
            if known[id] != nil { for weight in weights { isNeeded[Int(weight)] = true } }
        }
        self.weights = weights.filter { isNeeded[Int($0)] }
        var places: [Graph.ID: Int] = [:]
        for id in 0...result where isNeeded[Int(id)] && (graph[id].constant == nil || id == result) {
            places[id] = nodes.count
            ids.append(id)
            nodes.append(node(id, places))
        }
        inputs = self.weights.map { places[$0]! }
        users = nodes.map { _ in [] }
        for (index, node) in nodes.enumerated() {
            for argument in node.arguments { users[argument.node].append(index) }
        }
    }

    private mutating func node(_ id: Graph.ID, _ places: [Graph.ID: Int]) -> GraphWalk.Node {
        let node = graph[id]
        let operands = (0..<node.operation.operandCount).map { place -> GraphWalk.Operand in
            let operand = node.operand(place)
            return graph[operand].constant.map { .constant($0) } ?? .node(places[operand]!)
        }
        var arguments: [GraphWalk.Argument] = []
        if known[id] != nil {
            arguments = weights.map { GraphWalk.Argument(node: places[$0]!, isActive: true) }
        }
        for case .node(let argument) in operands where !arguments.contains(where: { $0.node == argument }) {
            let hasSlope = operands.indices.contains { place in
                operands[place] == .node(argument) && graph.slope(of: id, byOperand: place) != nil
            }
            arguments.append(
                GraphWalk.Argument(node: argument, isActive: hasSlope && nodes[argument].isActive))
        }
        return GraphWalk.Node(
            operation: node.operation, operands: operands, arguments: arguments,
            input: node.operation == .input ? Int(node.a) : nil,
            isActive: weights.contains(id) || arguments.contains { $0.isActive })
    }

    /// Values, adjoints, tangents by each input, and slopes: one node of the graph for each number.
    mutating func outputs() -> [Graph.ID] {
        let outside = known.mapValues { slopes in
            zip(weights, slopes).map { (input: $0, slope: $1) }
        }
        var outputs = ids + graph.gradient(of: result, by: ids, known: outside)
        for (index, weight) in weights.enumerated() {
            outputs += graph.derivatives(of: ids, by: weight, known: known.mapValues { $0[index] })
        }
        for (index, node) in nodes.enumerated() {
            for argument in node.arguments { outputs.append(slope(of: index, by: argument.node)) }
        }
        return outputs
    }

    private mutating func slope(of index: Int, by argument: Int) -> Graph.ID {
        if let slopes = known[ids[index]], let place = inputs.firstIndex(of: argument) { return slopes[place] }
        var sum: Graph.ID?
        for (place, operand) in nodes[index].operands.enumerated() where operand == .node(argument) {
            guard let slope = graph.slope(of: ids[index], byOperand: place) else { continue }
            sum = sum.map { graph.apply(.add, $0, slope) } ?? slope
        }
        return sum ?? graph.constant(0)
    }
}
