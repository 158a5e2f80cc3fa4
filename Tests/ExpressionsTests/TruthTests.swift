import Expressions
import Testing

@Suite("What is not a number is never true")
struct TruthTests {
    /// The value of a formula of x, computed alone, in a block, and folded.
    private func values(_ formula: String, x: Double) throws -> [Double] {
        var lowering = Lowering(try Syntax(parsing: formula))
        lowering.names["x"] = Value(lowering.graph.input(0))
        let output = try lowering.lowerScalar(try #require(lowering.syntax.result))
        let program = Program(lowering.graph, outputs: [output], inputCount: 1)
        var point = PointEvaluator(program)
        point[input: 0] = x
        point.run()
        var block = BlockEvaluator(program)
        block.fill(input: 0, with: x)
        block.run()
        var folded = Lowering(try Syntax(parsing: formula))
        folded.names["x"] = Value(folded.graph.constant(x))
        let constant = try folded.lowerScalar(try #require(folded.syntax.result))
        return [point[output: 0], block.withOutput(0) { $0[5] }, folded.graph[constant].constant ?? .nan]
    }

    @Test(
        "if, and, or, not and comparisons",
        arguments: [
            ("if(x, 1, 2)", 2), ("if(x or 0, 1, 2)", 2), ("if(0 or x, 1, 2)", 2), ("if(x and 1, 1, 2)", 2),
            ("if(1 and x, 1, 2)", 2), ("if(x or 1, 1, 2)", 1), ("x == x", 0), ("x < 1", 0), ("x >= 1", 0), ("not x", 0),
            ("x != x", 1),
        ])
    func truth(formula: String, expected: Double) throws {
        for value in try values(formula, x: .nan) { #expect(value == expected) }
    }

    @Test("hypot is flat at 0, as in PyTorch, and has its slope elsewhere")
    func hypotenuse() throws {
        var lowering = Lowering(try Syntax(parsing: "hypot(x, y)"))
        let inputs = [lowering.graph.input(0), lowering.graph.input(1)]
        lowering.names = ["x": Value(inputs[0]), "y": Value(inputs[1])]
        let value = try lowering.lowerScalar(try #require(lowering.syntax.result))
        let slopes = lowering.graph.gradient(of: value, by: inputs)
        let bends = lowering.graph.derivatives(of: slopes, by: inputs[0])
        var evaluator = PointEvaluator(Program(lowering.graph, outputs: slopes + bends, inputCount: 2))
        for (x, y) in [(0.0, 0.0), (3, 4), (-5e-200, 0)] {
            evaluator[input: 0] = x
            evaluator[input: 1] = y
            evaluator.run()
            let length = (x * x + y * y).squareRoot()
            let expected = x == 0 ? (0, 0) : y == 0 ? (-1, 0) : (x / length, y / length)
            #expect(evaluator[output: 0] == expected.0 && evaluator[output: 1] == expected.1)
            #expect(evaluator[output: 2].isFinite)
        }
    }
}
