import Hyperparameters
import Expressions
import Landscapes

/// An optimizer written as formulas.
///
/// In a rule `w` is the point, `g` the gradient where the step began, `t` the number of the step from 1, and
/// `grad(point)` the gradient elsewhere. Assigning `w` moves the run. A name that a line reads before any line assigns
/// it is state: kept from step to step, a value for each weight, 0 at first unless `state` says otherwise.
public struct Rule: Optimizer {
    public let name: String
    public let label: String
    /// The paper, and the library whose steps it matches.
    public let source: String
    public let hyperparameters: [Hyperparameter]
    /// The lines of the update.
    public let formula: String
    /// Names of the state, in the order of their registers.
    public let state: [String]
    /// How many lines a ``RuleWalk`` goes through in a step.
    public let lineCount: Int

    /// The functions that a rule has beside those of all formulas.
    public static let words = Function.wordsForVectors + [RuleBuilder.gradient]

    let initial: Program
    let update: Program
    private let stability: Program?
    private let declared: [(name: String, value: String)]

    /// - Parameters:
    ///   - state: initial values, as formulas of `w` and the hyperparameters.
    ///   - stability: the largest η·λ that is stable on a quadratic of curvature λ, as a formula of the hyperparameters.
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`, or a ``PartError`` for one in `state` or `stability`.
    public init(
        name: String, label: String? = nil, source: String = "", hyperparameters: [Hyperparameter],
        state declared: [(name: String, value: String)] = [], stability: String? = nil, formula: String
    ) throws {
        self.name = name
        self.label = label ?? name
        self.source = source
        self.hyperparameters = hyperparameters
        self.formula = formula
        self.declared = declared
        let builder = try RuleBuilder(
            hyperparameters: hyperparameters.map(\.name), declared: declared, formula: formula)
        state = builder.state
        lineCount = builder.lineCount
        update = try builder.update()
        initial = try builder.initial()
        self.stability = try stability.map { try builder.stability($0) }
    }

    var builder: RuleBuilder? {
        try? RuleBuilder(hyperparameters: hyperparameters.map(\.name), declared: declared, formula: formula)
    }

    /// What a step does to weights and state on a quadratic, as a matrix; `nil` if it is not linear in them.
    func matrix() -> Program? {
        let builder = try? RuleBuilder(
            hyperparameters: hyperparameters.map(\.name), declared: declared, formula: formula)
        return try? builder?.matrix()
    }

    /// A mistake in one of the formulas beside the update.
    public struct PartError: Error {
        /// The state whose initial value it is; `nil` for the stability limit.
        public let state: String?
        public let diagnostic: Diagnostic
    }

    public func stabilityLimit(hyperparameters: [Double]) -> Double? {
        guard let stability else { return nil }
        var evaluator = PointEvaluator(stability)
        for index in hyperparameters.indices { evaluator[input: index] = hyperparameters[index] }
        evaluator.run()
        let limit = evaluator[output: 0]
        return limit.isFinite ? limit : nil
    }

    public func stepCost(evaluation: Int) -> Int {
        max(1, update.externalCount) * evaluation + update.operationCount / 60
    }

    public struct Memory: Sendable {
        fileprivate var evaluator: PointEvaluator

        /// A number of the state, two for each of its names.
        subscript(index: Int) -> Double { evaluator[input: RuleBuilder.firstState + index] }

        /// What a name of the state stands for, a number for each weight.
        public subscript(state index: Int) -> Point { Point(self[2 * index], self[2 * index + 1]) }
    }

    public func memory(at start: Point, hyperparameters: [Double]) -> Memory {
        var first = PointEvaluator(initial)
        set(&first, point: start, t: 0, hyperparameters: hyperparameters)
        first.run()
        var evaluator = PointEvaluator(update)
        for index in 0..<(2 * state.count) { evaluator[input: RuleBuilder.firstState + index] = first[output: index] }
        return Memory(evaluator: evaluator)
    }

    public func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let (x, y) = memory.evaluator.run(
            from: point.x, point.y, place: RuleBuilder.firstState + 2 * state.count, step: Double(t),
            hyperparameters: hyperparameters
        ) { x, y in
            let gradient = objective.gradient(at: Point(x, y))
            return (gradient.x, gradient.y)
        }
        return Point(x, y)
    }

    public var hasVelocity: Bool { state.contains("v") }

    public func velocity(_ memory: Memory) -> Point? {
        state.firstIndex(of: "v").map { memory[state: $0] }
    }

    func set(_ evaluator: inout PointEvaluator, point: Point, t: Double, hyperparameters: [Double]) {
        evaluator[input: 0] = point.x
        evaluator[input: 1] = point.y
        let time = RuleBuilder.firstState + 2 * state.count
        evaluator[input: time] = t
        for index in hyperparameters.indices { evaluator[input: time + 1 + index] = hyperparameters[index] }
    }
}
