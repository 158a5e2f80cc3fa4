import Basics
import Testing

@testable import Expressions

@Suite("Blocks, and numbers with a history, compute what points compute")
struct EvaluatorTests {
    @Test("every lane equals the point alone, to the bit", arguments: UInt64(0)..<100)
    func blocks(seed: UInt64) throws {
        let program = try Compiled(RandomExpression.smooth(seed: seed).text).program
        compare(program, seed: seed)
    }

    @Test("operations on awkward numbers agree too")
    func awkward() throws {
        let text = """
            min(x, y) + max(x, y) + if(x < y and not x == y or y > 2, abs(x), sign(y)) + floor(x) + x^3 + x^0.5 + relu(x)
            """
        compare(try Compiled(text).program, seed: 1)
    }

    @Test("an external function is called with its arguments and gives both results")
    func external() throws {
        var graph = Graph()
        let (x, y) = (graph.input(0), graph.input(1))
        let first = graph.apply(.externalFirst, y, x)
        let second = graph.apply(.externalSecond, y, x)
        let sum = graph.apply(.add, first, graph.apply(.multiply, second, graph.constant(10)))
        var evaluator = PointEvaluator(Program(graph, outputs: [sum, second], inputCount: 2))
        evaluator[input: 0] = 3
        evaluator[input: 1] = 5
        evaluator.run { a, b in (a - b, a * b) }
        #expect(evaluator[output: 0] == 152)
        #expect(evaluator[output: 1] == 15)
    }

    private func compare(_ program: Program, seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let special = [0.0, -0.0, 1, -1, .infinity, -.infinity, .nan, 1e300, -1e-300]
        let points = (0..<BlockEvaluator.lanes).map { lane in
            lane < 81
                ? (special[lane / 9], special[lane % 9])
                : (Double.random(in: -3...3, using: &generator), Double.random(in: -3...3, using: &generator))
        }
        var block = BlockEvaluator(program)
        block.withInput(0) { xs in for (lane, point) in points.enumerated() { xs[lane] = point.0 } }
        block.withInput(1) { ys in for (lane, point) in points.enumerated() { ys[lane] = point.1 } }
        block.run()
        for output in 0..<7 {
            let lanes = block.withOutput(output) { Array($0) }
            for (lane, point) in points.enumerated() {
                var evaluator = PointEvaluator(program)
                evaluator[input: 0] = point.0
                evaluator[input: 1] = point.1
                evaluator.run()
                let alone = evaluator[output: output]
                #expect(lanes[lane] == alone || (lanes[lane].isNaN && alone.isNaN), "\(point), output \(output)")
                var traced = TracedEvaluator(program)
                traced[input: 0] = TracedNumber(point.0)
                traced[input: 1] = TracedNumber(point.1)
                traced.run()
                let number = traced[output: output]
                #expect(number.value == alone || (number.value.isNaN && alone.isNaN), "\(point), output \(output)")
                #expect(!alone.isFinite || !number.isBeyondNumbers)
            }
        }
    }
}
