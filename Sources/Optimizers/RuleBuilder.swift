import Expressions

/// Turns the lines of a rule into programs.
///
/// The inputs are the two weights, two components for each state, `t`, then the hyperparameters.
struct RuleBuilder {
    static let firstState = 2

    let state: [String]
    private let declared: [(name: String, value: String)]
    private let hyperparameters: [String]
    let syntax: Syntax

    private static let given: Set<String> = ["g", "t"]
    static let gradient = Word("grad(point)", "the gradient of the loss at another point")

    init(hyperparameters: [String], declared: [(name: String, value: String)], formula: String) throws(Diagnostic) {
        syntax = try Syntax(parsing: formula)
        self.hyperparameters = hyperparameters
        self.declared = declared
        if let result = syntax.result {
            throw Diagnostic("every line of a rule must begin with 'name ='", at: syntax[result].location)
        }
        guard syntax.assignments.contains(where: { $0.name == "w" }) else {
            throw Diagnostic("the rule never moves: it has no line 'w = …'", at: syntax.assignments.last?.location)
        }
        for assignment in syntax.assignments
        where Self.given.contains(assignment.name) || hyperparameters.contains(assignment.name) {
            throw Diagnostic("'\(assignment.name)' is given and cannot be assigned", at: assignment.location)
        }
        let names = declared.map(\.name)
        state = names + Self.readBeforeAssigned(syntax).filter { !names.contains($0) && !hyperparameters.contains($0) }
    }

    /// The input that is `t`; the hyperparameters follow.
    var timeInput: Int { Self.firstState + 2 * state.count }

    var inputCount: Int { timeInput + 1 + hyperparameters.count }

    /// Whether a line asks for the gradient where the step began.
    var readsGradient: Bool { syntax.nodes.contains { $0.kind == .name("g") } }

    /// How many lines there are for people: the gradient comes first, where one asks for it.
    var lineCount: Int { syntax.assignments.count + (readsGradient ? 1 : 0) }

    /// One step: the new weights, then the new state.
    func update() throws(Diagnostic) -> Program {
        let (graph, outputs) = try step()
        return Program(graph, outputs: outputs, inputCount: inputCount, carried: timeInput)
    }

    /// The same as a graph, with the gradient as an external function.
    func step() throws(Diagnostic) -> (graph: Graph, outputs: [Graph.ID]) { try lowered { $0.gradient(at: $1) } }

    /// How the new weights and the new state depend on the old ones on a quadratic: a matrix, row by row. Its second
    /// derivatives are three further inputs: along the first weight, mixed, along the second. `nil` if a step is not
    /// linear in weights and state.
    func matrix() throws(Diagnostic) -> Program? {
        let curvature = inputCount
        var (graph, outputs) = try lowered { lowering, point in
            let (xx, xy, yy) = (
                lowering.graph.input(curvature), lowering.graph.input(curvature + 1),
                lowering.graph.input(curvature + 2)
            )
            // Where the quadratic has its minimum makes no difference to a difference.
            func row(_ a: Graph.ID, _ b: Graph.ID) -> Graph.ID {
                let first = lowering.graph.apply(.multiply, a, point.component(0))
                return lowering.graph.apply(.add, first, lowering.graph.apply(.multiply, b, point.component(1)))
            }
            return Value([row(xx, xy), row(xy, yy)])
        }
        guard graph.nodes.count * timeInput <= Self.mostForMatrix, graph.areLinear(outputs, in: 0..<timeInput) else {
            return nil
        }
        let inputs = (0..<timeInput).map { graph.input($0) }
        let columns = inputs.map { graph.derivatives(of: outputs, by: $0) }
        let rows = outputs.indices.flatMap { row in columns.map { $0[row] } }
        return Program(graph, outputs: rows, inputCount: inputCount + 3)
    }

    /// A matrix of a rule with more operations, times its inputs, would take longer than there is between two frames.
    private static let mostForMatrix = 20_000

    private typealias Gradient = (inout Lowering, Value) -> Value

    /// The new weights, then the new state, with gradients as they are asked for.
    private func lowered(gradient: @escaping Gradient) throws(Diagnostic) -> (graph: Graph, outputs: [Graph.ID]) {
        var lowering = lowering(gradient)
        try lowering.lowerAssignments()
        let outputs = (["w"] + state).flatMap { name in
            let value = lowering.names[name]!
            return [value.component(0), value.component(1)]
        }
        return (lowering.graph, outputs)
    }

    /// What the lines mean, before the first of them.
    func lowering() -> Lowering { lowering { $0.gradient(at: $1) } }

    private func lowering(_ gradient: @escaping Gradient) -> Lowering {
        var lowering = Lowering(syntax, functionNames: [Self.gradient.name]) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard name == Self.gradient.name else { return nil }
            try lowering.check(arguments, count: 1, of: name, at: location)
            let point = try lowering.lower(arguments[0])
            guard point.isVector else {
                throw Diagnostic("'grad' needs a point, such as w + alpha*v", at: location)
            }
            return gradient(&lowering, point)
        }
        bind(&lowering)
        // Where no line reads it, the program does not compute it.
        lowering.names["g"] = gradient(&lowering, lowering.names["w"]!)
        return lowering
    }

    /// The state before the first step.
    func initial() throws -> Program {
        var graph = Graph()
        var outputs: [Graph.ID] = []
        for name in state {
            guard let text = declared.first(where: { $0.name == name })?.value else {
                outputs += [graph.constant(0), graph.constant(0)]
                continue
            }
            do throws(Diagnostic) {
                var lowering = Lowering(try Syntax(parsing: text), graph: graph)
                bind(&lowering)
                for other in state { lowering.names[other] = nil }
                guard let result = lowering.syntax.result, lowering.syntax.assignments.isEmpty else {
                    throw Diagnostic("an initial value is one expression", at: SourceLocation(line: 1, column: 1))
                }
                let value = try lowering.lower(result)
                outputs += [value.component(0), value.component(1)]
                graph = lowering.graph
            } catch {
                throw Rule.PartError(state: name, diagnostic: error)
            }
        }
        return Program(graph, outputs: outputs, inputCount: inputCount)
    }

    /// A formula of the hyperparameters alone.
    func stability(_ text: String) throws -> Program {
        do throws(Diagnostic) {
            var lowering = Lowering(try Syntax(parsing: text))
            for (index, name) in hyperparameters.enumerated() {
                lowering.names[name] = Value(lowering.graph.input(index))
            }
            guard let result = lowering.syntax.result, lowering.syntax.assignments.isEmpty else {
                throw Diagnostic("a stability limit is one expression", at: SourceLocation(line: 1, column: 1))
            }
            let value = try lowering.lowerScalar(result)
            return Program(lowering.graph, outputs: [value], inputCount: hyperparameters.count)
        } catch {
            throw Rule.PartError(state: nil, diagnostic: error)
        }
    }

    private func bind(_ lowering: inout Lowering) {
        lowering.names["w"] = Value([lowering.graph.input(0), lowering.graph.input(1)])
        lowering.names["t"] = Value(lowering.graph.input(timeInput))
        for (index, name) in state.enumerated() {
            let first = Self.firstState + 2 * index
            lowering.names[name] = Value([lowering.graph.input(first), lowering.graph.input(first + 1)])
        }
        for (index, name) in hyperparameters.enumerated() {
            lowering.names[name] = Value(lowering.graph.input(timeInput + 1 + index))
        }
    }

    /// The names that some line assigns and that this or an earlier line reads first.
    private static func readBeforeAssigned(_ syntax: Syntax) -> [String] {
        let assigned = Set(syntax.assignments.map(\.name)).subtracting(["w"])
        var done: Set<String> = []
        var found: [String] = []
        var first = 0
        for assignment in syntax.assignments {
            // A line's nodes lie together, its root last.
            for node in syntax.nodes[first...assignment.value] {
                if case .name(let name) = node.kind, assigned.contains(name), !done.contains(name),
                    !found.contains(name)
                {
                    found.append(name)
                }
            }
            first = assignment.value + 1
            done.insert(assignment.name)
        }
        return found
    }
}

extension Lowering {
    /// The gradient of the loss at a point: a call to whoever runs the rule.
    fileprivate mutating func gradient(at point: Value) -> Value {
        let x = graph.apply(.externalFirst, point.component(0), point.component(1))
        let y = graph.apply(.externalSecond, point.component(0), point.component(1))
        return Value([x, y])
    }
}
