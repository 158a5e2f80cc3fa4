import Basics
import Testing

@testable import Expressions

@Suite("Programs compute what their graphs say, to the bit")
struct FusionTests {
    /// A graph at random, with what an evaluator does with it.
    struct Case {
        var graph = Graph()
        var outputs: [Graph.ID] = []
        let inputCount = 6
        let uniformInputs = 4..<6
        var carried = 0

        init(seed: UInt64) {
            var random = SeededRandom(seed: seed)
            func any<T>(_ list: [T]) -> T { list[Int.random(in: list.indices, using: &random)] }
            var nodes = (0..<inputCount).map { graph.input($0) }
            nodes += [0, 1, -1, 0.5, 3, .infinity].map { graph.constant($0) }
            // What is fused, more often than the rest.
            let usual: [Operation] = [
                .add, .subtract, .multiply, .add, .subtract, .multiply, .negate, .divide, .squareRoot,
            ]
            let operations = Operation.allCases.filter {
                ![.input, .constant, .externalFirst, .externalSecond].contains($0)
            }
            for _ in 0..<40 {
                let operation = any(Int.random(in: 0..<4, using: &random) == 0 ? operations : usual)
                nodes.append(graph.apply(operation, any(nodes), any(nodes), any(nodes)))
                // As losses and their slopes have them.
                if operation == .softplus { nodes.append(graph.apply(.sigmoid, graph[nodes.last!].a)) }
            }
            carried = Int.random(in: 0...4, using: &random)
            outputs = (0..<max(carried, 5)).map { _ in any(Array(nodes.suffix(30)) + nodes.prefix(8)) }
        }

        var program: Program {
            Program(
                graph, outputs: outputs, inputCount: inputCount, uniformInputs: uniformInputs, carried: carried)
        }

        /// Node after node, each by itself.
        func values(_ inputs: [Double]) -> [Double] {
            var values: [Double] = []
            for node in graph.nodes {
                let operands = (0..<node.operation.operandCount).map { values[Int(node.operand($0))] }
                switch node.operation {
                case .input: values.append(inputs[Int(node.a)])
                case .constant: values.append(node.constant!)
                case .select: values.append(operands[0] != 0 && !operands[0].isNaN ? operands[1] : operands[2])
                default: values.append(node.operation.value(operands[0], operands.count > 1 ? operands[1] : 0))
                }
            }
            return outputs.map { values[Int($0)] }
        }
    }

    private static let special = [0.0, -0.0, 1, -1, .infinity, -.infinity, .nan, 1e300, -1e-300, 5e-324]

    private func isSame(_ left: Double, _ right: Double) -> Bool {
        left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
    }

    @Test("on points and on all lanes, fused, shared between lanes and carried on", arguments: UInt64(0)..<200)
    func random(seed: UInt64) {
        let made = Case(seed: seed)
        var random = SeededRandom(seed: seed)
        func number() -> Double {
            Bool.random(using: &random)
                ? Self.special[Int.random(in: Self.special.indices, using: &random)]
                : Double.random(in: -3...3, using: &random)
        }
        let same = made.uniformInputs.map { _ in number() }
        var lanes = (0..<BlockEvaluator.lanes).map { _ in (0..<4).map { _ in number() } + same }
        let program = made.program
        var points = lanes.map { inputs in
            var evaluator = PointEvaluator(program)
            for (index, value) in inputs.enumerated() { evaluator[input: index] = value }
            return evaluator
        }
        var block = BlockEvaluator(program)
        for input in 0..<4 {
            block.withInput(input) { row in for lane in row.indices { row[lane] = lanes[lane][input] } }
        }
        for (input, value) in zip(made.uniformInputs, same) { block.fill(input: input, with: value) }
        // A copy lies elsewhere in memory, and is as good.
        let copy = block
        for _ in 0..<3 {
            block.run()
            for lane in lanes.indices {
                points[lane].run()
                let values = made.values(lanes[lane])
                let isWrong = values.indices.contains { output in
                    !isSame(points[lane][output: output], values[output])
                        || !isSame(block.withOutput(output) { $0[lane] }, values[output])
                }
                if isWrong { Issue.record("\(lanes[lane]) gives \(values)") }
                for input in 0..<made.carried { lanes[lane][input] = values[input] }
            }
        }
        var other = copy
        for _ in 0..<3 { other.run() }
        for output in made.outputs.indices {
            let values = block.withOutput(output) { Array($0) }
            #expect(zip(values, other.withOutput(output) { Array($0) }).allSatisfy(isSame))
        }
    }

    @Test(
        "neighbours are one instruction, and still so many operations",
        arguments: [
            ("x*y + 2", 2, 1), ("2 - x*y", 2, 1), ("x*y - y", 2, 1), ("x*y - 2*y", 3, 1), ("x*x + y*y", 3, 1),
            ("(x + y)*3", 2, 1), ("x*y*3", 2, 1), ("x + -y*y", 3, 1), ("sqrt(x) + y", 2, 1), ("x - y/x", 2, 1),
            ("x - 3*y/x", 3, 1), ("x*y + x*y", 2, 1),
            ("(x*y + 1)*(x*y)", 3, 2), ("softplus(x)*sigmoid(x)", 3, 2),
        ])
    func counts(text: String, operations: Int, instructions: Int) throws {
        var lowering = Lowering(try Syntax(parsing: text))
        lowering.names = ["x": Value(lowering.graph.input(0)), "y": Value(lowering.graph.input(1))]
        let value = try lowering.lowerScalar(lowering.syntax.result!)
        let program = Program(lowering.graph, outputs: [value], inputCount: 2)
        #expect(program.operationCount == operations && program.instructions.count == instructions)
    }

    @Test("a fused product keeps its own rounding")
    func roundings() throws {
        let (x, y) = (1.1, 1.3)
        for text in ["x*y - 1.43", "1.43 - x*y", "x*y - 1.43*z", "z - x*y/1"] {
            var lowering = Lowering(try Syntax(parsing: text))
            for (index, name) in ["x", "y", "z"].enumerated() {
                lowering.names[name] = Value(lowering.graph.input(index))
            }
            let value = try lowering.lowerScalar(lowering.syntax.result!)
            var block = BlockEvaluator(Program(lowering.graph, outputs: [value], inputCount: 3))
            for (input, number) in [x, y, 1].enumerated() { block.fill(input: input, with: number) }
            block.run()
            let product = x * y
            let expected = text.hasPrefix("x") ? product - 1.43 : text.hasPrefix("1") ? 1.43 - product : 1 - product
            #expect(block.withOutput(0) { $0.allSatisfy { $0 == expected } }, "\(text)")
            // One rounding would give another number.
            #expect((-1.43).addingProduct(x, y) != product - 1.43)
        }
    }
}
