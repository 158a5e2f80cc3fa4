import Expressions

/// A loss of x and y with everything that can be asked of it: value, gradient, Hessian.
struct Compiled {
    let program: Program

    init(_ text: String) throws(Diagnostic) {
        var lowering = Lowering(try Syntax(parsing: text))
        let x = lowering.graph.input(0)
        let y = lowering.graph.input(1)
        lowering.names = ["x": Value(x), "y": Value(y)]
        try lowering.lowerAssignments()
        let value = try lowering.lowerScalar(lowering.syntax.result!)
        var graph = lowering.graph
        let gradient = graph.gradient(of: value, by: [x, y])
        let alongX = graph.derivatives(of: gradient, by: x)
        let alongY = graph.derivatives(of: gradient, by: y)
        program = Program(graph, outputs: [value] + gradient + alongX + alongY, inputCount: 2)
    }

    /// Value, ∂x, ∂y, ∂xx, ∂yx, ∂xy, ∂yy.
    func callAsFunction(_ x: Double, _ y: Double) -> [Double] {
        var evaluator = PointEvaluator(program)
        evaluator[input: 0] = x
        evaluator[input: 1] = y
        evaluator.run()
        return (0..<7).map { evaluator[output: $0] }
    }
}

/// The value of a text without names.
func number(_ text: String) throws(Diagnostic) -> Double { try Compiled(text)(0, 0)[0] }
