import Testing

@testable import Expressions

@Suite("A number knows whether numbers ended on the way to it")
struct TracedTests {
    private func traced(_ formula: String, x: Double) throws -> TracedNumber {
        var lowering = Lowering(try Syntax(parsing: formula))
        lowering.names["x"] = Value(lowering.graph.input(0))
        let result = try lowering.lowerScalar(lowering.syntax.result!)
        var evaluator = TracedEvaluator(Program(lowering.graph, outputs: [result], inputCount: 1))
        evaluator[input: 0] = TracedNumber(x)
        evaluator.run()
        return evaluator[output: 0]
    }

    @Test(
        "what is larger than numbers are is so by itself, and makes all that is made of it so",
        arguments: [
            ("x^2", 1e200), ("x^2 - 2*x^2", 1e200), ("x^2 - x^4 + 1", -1e200), ("exp(x) - exp(x - 1)", 800),
            ("1/(1/x)/1e-300", 1e300), ("hypot(x, x)", 1.7e308), ("sin(x*x)", 1e200), ("0*x^3", 1e150),
            ("x^3/x^3", 1e150), ("if(x > 0, x^2 - x^2*2, log(-x))", 1e200), ("x + x", 1e308), ("sqrt(-x^2)", 1e200),
        ] as [(String, Double)])
    func beyond(formula: String, x: Double) throws {
        let number = try traced(formula, x: x)
        #expect(!number.value.isFinite && number.isBeyondNumbers)
    }

    @Test(
        "where a formula has no value, or a pole, numbers have not ended",
        arguments: [
            ("log(x)", -1), ("sqrt(x)", -1e-9), ("asin(x)", 2), ("x^0.5", -2), ("1/x", 0), ("1/x - 1/x^2", 0),
            ("x/x", 0), ("log(x)", 0), ("log(x) - 1/x", 0), ("log(x) + x^2", -1e200), ("x^2 + log(x)", -1e200),
            ("if(x < 0, log(x), x^2)", -1e200),
        ] as [(String, Double)])
    func hole(formula: String, x: Double) throws {
        let number = try traced(formula, x: x)
        #expect(!number.value.isFinite && !number.isBeyondNumbers)
    }
}
