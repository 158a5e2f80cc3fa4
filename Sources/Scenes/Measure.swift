import Basics
import Expressions
import Landscapes
import Optimizers

/// A formula of the quantities of a step, made ready to be asked step by step.
package struct Measure: Sendable, Equatable {
    /// The same quantities a step before.
    package static let previous = Word("previous(value)", "the same a step before; at the start not a number")
    package static let angle = Word(
        "angle(u, v)", "degrees between two vectors, from 0 to 180; not a number where one is 0")

    /// What its formulas have beside the functions of all formulas.
    package static let words = Function.wordsForVectors + [angle, previous]

    /// How it reads.
    package let text: String
    package let program: Program
    /// What it needs to know of a step.
    package let needs: Set<Quantity>
    /// What it needs of the states that a run's rule keeps; each takes two inputs after those of the quantities.
    package let states: [String]
    /// How many steps it looks back.
    package let depth: Int
    /// The quantity that it is, if it is nothing but one.
    package let quantity: Quantity?

    package static func == (left: Measure, right: Measure) -> Bool { left.text == right.text }

    /// How many inputs the numbers of one step take. Those of the step before follow, and so on.
    package var inputCount: Int { Self.inputCount(states) }

    private static func inputCount(_ states: [String]) -> Int { Quantity.inputCount + 2 * states.count }

    /// The input of a state's first component.
    package static func input(ofState index: Int) -> Int { Quantity.inputCount + 2 * index }

    /// Some expressions of a formula.
    ///
    /// - Parameter states: what the rule of the run keeps from step to step; a quantity of the same name hides it.
    init(
        _ syntax: Syntax, _ expressions: [Syntax.ID], text: String, states: [String]
    ) throws(Diagnostic) {
        let named = states.filter { state in
            Quantity(named: state) == nil && syntax.nodes.contains { $0.kind == .name(state) }
        }
        let inputCount = Self.inputCount(named)
        var (depth, deepest) = (0, 0)
        var lowering = Lowering(syntax, functionNames: [Self.previous.name, Self.angle.name]) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            if name == Self.angle.name { return try Self.angle(arguments, at: location, &lowering) }
            guard name == Self.previous.name else { return nil }
            try lowering.check(arguments, count: 1, of: name, at: location)
            guard depth < Limits.stepsBack else {
                throw Diagnostic("'\(name)' reaches \(Limits.stepsBack) steps back at most", at: location)
            }
            depth += 1
            deepest = max(deepest, depth)
            let now = lowering.names
            lowering.names = Self.names(in: &lowering.graph, from: depth * inputCount, named)
            defer {
                lowering.names = now
                depth -= 1
            }
            return try lowering.lower(arguments[0])
        }
        lowering.names = Self.names(in: &lowering.graph, from: 0, named)
        var outputs: [Graph.ID] = []
        for expression in expressions { outputs.append(try lowering.lowerScalar(expression)) }
        self.init(lowering.graph, outputs, text: text, states: named, depth: deepest)
    }

    /// A formula as a scene has it.
    ///
    /// - Parameter states: what the rules of the runs keep that it may be asked of.
    /// - Throws: a ``Diagnostic`` whose place is one in `text`.
    package init(parsing text: String, states: [String] = []) throws(Diagnostic) {
        let syntax = try Syntax(parsing: text)
        guard let result = syntax.result, syntax.assignments.isEmpty else {
            throw Diagnostic(
                "one formula is needed here, as in norm(gradient), without names of its own",
                at: syntax.assignments.first?.location)
        }
        let words = text.split { $0.isWhitespace || $0.endsLine }
        try self.init(syntax, [result], text: words.joined(separator: " ").printable, states: states)
    }

    /// A quantity alone; of a vector its length.
    ///
    /// - Parameter text: how it reads, if not as its name.
    package init(_ quantity: Quantity, text: String? = nil) {
        var graph = Graph()
        let value = Self.value(of: quantity, in: &graph, from: 0)
        guard value.isVector else {
            self.init(graph, [value.components[0]], text: text ?? quantity.name, states: [], depth: 0)
            return
        }
        let squares = value.components.map { graph.apply(.multiply, $0, $0) }
        let sum = graph.apply(.add, squares[0], squares[1])
        let length = graph.apply(.squareRoot, sum)
        self.init(graph, [length], text: text ?? "norm(\(quantity.name))", states: [], depth: 0)
    }

    private init(_ graph: Graph, _ outputs: [Graph.ID], text: String, states: [String], depth: Int) {
        self.text = text
        self.states = states
        self.depth = depth
        let inputCount = Self.inputCount(states)
        program = Program(graph, outputs: outputs, inputCount: (depth + 1) * inputCount)
        needs = Set(
            graph.inputs(of: outputs).map { $0 % inputCount }.filter { $0 < Quantity.inputCount }
                .compactMap(Quantity.init(input:)))
        quantity = Quantity(named: text)
    }

    package var axis: Quantity.Axis { quantity?.axis ?? .ratios }

    private static func value(of quantity: Quantity, in graph: inout Graph, from first: Int) -> Value {
        let place = first + quantity.input
        return Value(quantity.isVector ? [graph.input(place), graph.input(place + 1)] : [graph.input(place)])
    }

    /// Twice the angle at the base of the isosceles triangle of both directions' sum and difference (Kahan): as exact near
    /// 0 and 180 degrees as elsewhere.
    private static func angle(
        _ arguments: [Syntax.ID], at location: SourceLocation, _ lowering: inout Lowering
    ) throws(Diagnostic) -> Value {
        try lowering.check(arguments, count: 2, of: angle.name, at: location)
        var directions: [[Graph.ID]] = []
        for argument in arguments {
            let vector = try lowering.lower(argument)
            guard vector.isVector else {
                throw Diagnostic(
                    "'angle' is between two vectors, as in angle(step, goal)", at: lowering.syntax[argument].location)
            }
            let length = lowering.graph.apply(.hypotenuse, vector.components[0], vector.components[1])
            directions.append(vector.components.map { lowering.graph.apply(.divide, $0, length) })
        }
        func length(_ operation: Expressions.Operation) -> Graph.ID {
            let parts = (0..<2).map { lowering.graph.apply(operation, directions[0][$0], directions[1][$0]) }
            return lowering.graph.apply(.hypotenuse, parts[0], parts[1])
        }
        let ratio = lowering.graph.apply(.divide, length(.subtract), length(.add))
        let half = lowering.graph.apply(.arcTangent, ratio)
        let scale = lowering.graph.constant(360 / .pi)
        return Value(lowering.graph.apply(.multiply, half, scale))
    }

    private static func names(in graph: inout Graph, from first: Int, _ states: [String]) -> [String: Value] {
        var names: [String: Value] = [:]
        for quantity in Quantity.allCases { names[quantity.name] = value(of: quantity, in: &graph, from: first) }
        for (alias, name) in ["w1": "x", "w2": "y"] { names[alias] = names[name] }
        for (index, state) in states.enumerated() where names[state] == nil {
            let place = first + input(ofState: index)
            names[state] = Value([graph.input(place), graph.input(place + 1)])
        }
        return names
    }
}

extension Optimizer {
    /// The names of what its rule keeps from step to step; none where it is no rule.
    package var states: [String] { (self as? Rule)?.state ?? [] }
}
