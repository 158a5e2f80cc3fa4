import Basics
import Testing

@testable import Expressions

@Suite("A walk through a computation graph")
struct GraphWalkTests {
    /// The walk of a loss of x and y.
    private static func walk(_ text: String) throws(Diagnostic) -> GraphWalk {
        var lowering = Lowering(try Syntax(parsing: text))
        let inputs = [lowering.graph.input(0), lowering.graph.input(1)]
        lowering.names = ["x": Value(inputs[0]), "y": Value(inputs[1]), "k": Value(lowering.graph.input(2))]
        try lowering.lowerAssignments()
        let value = try lowering.lowerScalar(lowering.syntax.result!)
        return GraphWalk(lowering.graph, of: value, by: inputs)
    }

    private static func isNear(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
        left == right || (left.isNaN && right.isNaN) || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
    }

    private static func points(_ seed: UInt64) -> [[Double]] {
        var generator = SeededRandom(seed: seed &+ 77)
        return (0..<4).map { _ in (0..<3).map { _ in .random(in: -2...2, using: &generator) } }
    }

    @Test("both modes end in the gradient", arguments: UInt64(0)..<100)
    func gradient(seed: UInt64) throws {
        let expression = RandomExpression.smooth(seed: seed)
        var walk = try Self.walk(expression.text)
        let compiled = try Compiled(expression.text)
        for point in Self.points(seed) {
            let values = walk.values { point[$0] }
            let exact = compiled(point[0], point[1])
            #expect(Self.isNear(values.values.last!, exact[0]))
            for (place, input) in walk.inputs.enumerated() {
                let number = try #require(walk.nodes[input].input)
                #expect(Self.isNear(values.adjoints[input], exact[1 + number]), "\(expression)")
                #expect(Self.isNear(values.tangents[place].last!, exact[1 + number]), "\(expression)")
            }
        }
    }

    @Test("the chain rule holds at every node, in both modes", arguments: UInt64(0)..<100)
    func chainRule(seed: UInt64) throws {
        var walk = try Self.walk(RandomExpression.smooth(seed: seed).text)
        for point in Self.points(seed) {
            let values = walk.values { point[$0] }
            #expect(values.adjoints.last == 1)
            for (index, node) in walk.nodes.enumerated() {
                if index < walk.nodes.count - 1 {
                    let sum = walk.users[index].reduce(0) { sum, user in
                        let place = walk.nodes[user].arguments.firstIndex { $0.node == index }!
                        return sum + values.adjoints[user] * values.slopes[user][place]
                    }
                    #expect(Self.isNear(values.adjoints[index], sum))
                }
                for (place, input) in walk.inputs.enumerated() {
                    let sum = zip(node.arguments, values.slopes[index]).reduce(index == input ? 1 : 0) {
                        $0 + values.tangents[place][$1.0.node] * $1.1
                    }
                    #expect(Self.isNear(values.tangents[place][index], sum))
                }
            }
        }
    }

    @Test("slopes are those of the operations alone, by finite differences", arguments: UInt64(0)..<60)
    func slopes(seed: UInt64) throws {
        var walk = try Self.walk(RandomExpression.smooth(seed: seed).text)
        for point in Self.points(seed) {
            let values = walk.values { point[$0] }
            for (index, node) in walk.nodes.enumerated() where node.input == nil {
                func value(_ moved: Int? = nil, by distance: Double = 0) -> Double {
                    let operands = node.operands.map { operand in
                        switch operand {
                        case .constant(let value): value
                        case .node(let node): values.values[node] + (node == moved ? distance : 0)
                        }
                    }
                    return node.operation.value(operands.first ?? 0, operands.count > 1 ? operands[1] : 0)
                }
                guard !node.operands.isEmpty else { continue }
                #expect(value() == values.values[index])
                for (argument, slope) in zip(node.arguments, values.slopes[index]) {
                    let step = 1e-5 * max(1, abs(values.values[argument.node]))
                    let difference = (value(argument.node, by: step) - value(argument.node, by: -step)) / (2 * step)
                    #expect(Self.isNear(slope, difference, 1e-4), "\(node.operation)")
                }
            }
        }
    }

    /// Both sweeps, carried out as they are described, counting.
    private static func counted(_ walk: GraphWalk) -> (reverse: Int, forward: Int) {
        var (reverse, forward) = (0, 0)
        var hasAdjoint = Set([walk.nodes.count - 1])
        for (index, node) in walk.nodes.enumerated().reversed() where hasAdjoint.contains(index) {
            for argument in node.arguments where argument.isActive {
                reverse += hasAdjoint.insert(argument.node).inserted ? 1 : 2
            }
        }
        for node in walk.nodes {
            var hasTangent = false
            for argument in node.arguments where argument.isActive {
                forward += hasTangent ? 2 : 1
                hasTangent = true
            }
        }
        return (reverse, forward)
    }

    @Test("costs are what one counts", arguments: UInt64(0)..<100)
    func costs(seed: UInt64) throws {
        let walk = try Self.walk(RandomExpression.smooth(seed: seed).text)
        let counted = Self.counted(walk)
        #expect(walk.cost.reverse == counted.reverse && walk.cost.forward == counted.forward)
        // One sweep back is never dearer than one forward, of which there is one for each input.
        #expect(walk.cost.reverse <= walk.cost.forward)
        // And neither dearer than a few times the value.
        #expect(walk.cost.forward <= 3 * walk.cost.value)
    }

    @Test("the cost of reverse mode does not grow with the inputs", arguments: [1, 2, 5, 40])
    func inputs(count: Int) {
        var graph = Graph()
        let inputs = (0..<count).map { graph.input($0) }
        var sum = graph.constant(0)
        for input in inputs { sum = graph.apply(.add, sum, graph.apply(.multiply, input, input)) }
        let walk = GraphWalk(graph, of: sum, by: inputs)
        #expect(walk.inputs.count == count)
        #expect(walk.cost.forward - walk.cost.reverse == count - 1)
        #expect(walk.cost.reverse <= 2 * walk.cost.value)
    }

    @Test("the lecture's example, worked out by hand")
    func example() throws {
        var walk = try Self.walk("(x + y)*(y + 1)")
        #expect(walk.nodes.map(\.operation) == [.input, .input, .add, .add, .multiply])
        #expect(walk.nodes[3].operands.contains(.constant(1)) && walk.nodes[3].arguments.count == 1)
        #expect(walk.users == [[2], [2, 3], [4], [4], []])
        let values = walk.values { [2, 1, 0][$0] }
        #expect(values.values == [2, 1, 3, 2, 6])
        #expect(values.adjoints == [2, 5, 2, 3, 1])
        #expect(values.tangents == [[1, 0, 1, 0, 2], [0, 1, 1, 1, 5]])
        #expect(walk.cost == GraphWalk.Cost(value: 3, reverse: 6, forward: 7))
    }

    @Test("what derivatives do not go through is not counted: constants, other inputs, conditions, steps")
    func inactive() throws {
        var walk = try Self.walk("if(x > 0, k*sqrt(x), 0) + floor(y)")
        let inactive = walk.nodes.filter { !$0.isActive }.map(\.operation)
        #expect(inactive == [.input, .less, .floor])
        // What the condition did not choose adds nothing, infinite or not.
        let values = walk.values { [0, 0.5, 3][$0] }
        #expect(values.adjoints[walk.inputs[0]] == 0 && values.adjoints[walk.inputs[1]] == 0)
        #expect(walk.cost.reverse == 5 - 1)
    }

    @Test("a loss of one operation, of one input, of none")
    func small() throws {
        var square = try Self.walk("x*x")
        #expect(square.nodes.count == 2 && square.nodes[1].arguments.count == 1)
        #expect(square.values { _ in 3 }.adjoints == [6, 1])
        var input = try Self.walk("y")
        #expect(input.values { _ in 3 }.tangents == [[1]] && input.cost.forward == 0)
        var constant = try Self.walk("2*3")
        #expect(constant.values { _ in 3 }.values == [6] && constant.inputs.isEmpty)
    }
}
