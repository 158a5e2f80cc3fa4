import Expressions

/// A hyperparameter's value at each step: a number, or a formula of `t`.
public struct Schedule: Sendable {
    /// The formula as it was written; a plain number's text for a constant.
    public let formula: String
    /// The value, if it is the same at every step.
    public let constant: Double?
    private var evaluator: PointEvaluator?

    public init(_ value: Double) {
        formula = "\(value)"
        constant = value
        evaluator = nil
    }

    /// A schedule from a formula of `t`, the number of the step from 1; `steps`, how many the scene has; `progress`, their
    /// ratio; and `epoch`, which pass through the data it is, from 1. Common schedules have names, such as `0.1*cosine()`.
    ///
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    public init(formula: String, steps: Int, stepsPerEpoch: Int = 1) throws(Diagnostic) {
        var lowering = Lowering(
            try Syntax(parsing: formula), functionNames: ScheduleFunctions.all.map(\.word.name),
            extend: ScheduleFunctions.lower)
        let t = lowering.graph.input(0)
        let count = lowering.graph.constant(Double(steps))
        let one = lowering.graph.constant(1)
        let perEpoch = lowering.graph.constant(Double(stepsPerEpoch))
        let before = lowering.graph.apply(.subtract, t, one)
        let passed = lowering.graph.apply(.floor, lowering.graph.apply(.divide, before, perEpoch))
        let epoch = lowering.graph.apply(.add, passed, one)
        let progress = lowering.graph.apply(.divide, t, count)
        let given = ["t": Value(t), "epoch": Value(epoch), "steps": Value(count), "progress": Value(progress)]
        lowering.names = given
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic("a schedule ends with an expression", at: lowering.syntax.assignments.last?.location)
        }
        let value = try lowering.lowerScalar(result)
        self.formula = formula
        constant = lowering.graph[value].constant
        evaluator = constant == nil ? PointEvaluator(Program(lowering.graph, outputs: [value], inputCount: 1)) : nil
    }

    /// The named schedules.
    public static let words: [Word] = ScheduleFunctions.all.map(\.word)

    /// Lowers a call of a named schedule, for formulas that know `t` and `steps`; `nil` if it is none of them.
    package static func lower(
        _ name: String, _ arguments: [Syntax.ID], _ location: SourceLocation, _ lowering: inout Lowering
    ) throws(Diagnostic) -> Value? {
        try ScheduleFunctions.lower(name, arguments, location, &lowering)
    }

    /// The value at a step. Not a constant function of its own only because it works in registers that it keeps.
    public mutating func value(at t: Int) -> Double {
        if let constant { return constant }
        evaluator![input: 0] = Double(t)
        evaluator!.run()
        return evaluator![output: 0]
    }
}
