import Basics

/// A value in a formula: a number, or one number for each weight.
public struct Value: Hashable, Sendable {
    public let components: [Graph.ID]

    public init(_ components: [Graph.ID]) { self.components = components }
    public init(_ scalar: Graph.ID) { components = [scalar] }

    public var isVector: Bool { components.count > 1 }

    /// The component for one weight; a scalar is the same for all.
    public func component(_ index: Int) -> Graph.ID { isVector ? components[index] : components[0] }
}

/// Turns parsed text into operations of a graph.
///
/// Arithmetic on vectors is elementwise; `dot(u, v)` and `norm(v)` make a number of them.
public struct Lowering {
    /// A function that the formula's user adds to the language. It gets its arguments as text, lowers those that it
    /// wants lowered, and returns `nil` to leave the call to the language.
    public typealias Extension = (
        _ name: String, _ arguments: [Syntax.ID], _ location: SourceLocation, _ lowering: inout Lowering
    ) throws(Diagnostic) -> Value?

    public var graph: Graph
    public let syntax: Syntax
    /// What names mean. Assignments add to it.
    public var names: [String: Value]
    /// The further functions by name, for error messages.
    public let functionNames: [String]
    private let extend: Extension?

    public init(
        _ syntax: Syntax, graph: Graph = Graph(), names: [String: Value] = [:], functionNames: [String] = [],
        extend: Extension? = nil
    ) {
        self.syntax = syntax
        self.graph = graph
        self.names = names
        self.functionNames = functionNames
        self.extend = extend
    }

    /// Lowers all lines `name = expression` in order.
    ///
    /// - Parameter isGiven: names that have a meaning already and must not get another.
    public mutating func lowerAssignments(isGiven: (String) -> Bool = { _ in false }) throws(Diagnostic) {
        for assignment in syntax.assignments {
            if isGiven(assignment.name) {
                throw Diagnostic(
                    "'\(assignment.name)' has a meaning already; choose another name", at: assignment.location)
            }
            names[assignment.name] = try lower(assignment.value)
        }
    }

    /// Lowers one expression. Recurses no deeper than brackets nest.
    public mutating func lower(_ id: Syntax.ID) throws(Diagnostic) -> Value {
        let node = syntax[id]
        guard !graph.isTooLarge else {
            throw Diagnostic("the formula is too large (more than \(Limits.operations) operations)", at: node.location)
        }
        switch node.kind {
        case .number(let number): return Value(graph.constant(number))
        case .name(let name): return try value(of: name, at: node.location)
        case .text(let text):
            throw Diagnostic("\"\(text)\" is not a number", at: node.location)
        case .negate(let operand):
            let operand = try lower(operand)
            return map(operand) { graph, a in graph.apply(.negate, a) }
        case .not(let operand):
            let operand = try lower(operand)
            return map(operand) { graph, a in graph.apply(.not, a) }
        case .vector(let first, let second):
            return Value([try lowerComponent(first), try lowerComponent(second)])
        case .component(let operand, let axis):
            let vector = try lower(operand)
            guard vector.isVector else {
                throw Diagnostic("only a vector has components, and this is a number", at: node.location)
            }
            return Value(vector.components[axis])
        case .binary: return try lowerChain(id)
        case .call(let name, let arguments): return try call(name, arguments, at: node.location)
        }
    }

    /// Lowers one expression that must be a number.
    public mutating func lowerScalar(_ id: Syntax.ID) throws(Diagnostic) -> Graph.ID {
        let value = try lower(id)
        guard !value.isVector else {
            throw Diagnostic(
                "a number is needed here, and this is a vector: take its norm(…), .x or .y", at: syntax[id].location)
        }
        return value.components[0]
    }

    private mutating func lowerComponent(_ id: Syntax.ID) throws(Diagnostic) -> Graph.ID {
        let value = try lower(id)
        guard !value.isVector else {
            throw Diagnostic(
                "a component is a number, and this is a vector: take its .x, .y or norm(…)", at: syntax[id].location)
        }
        return value.components[0]
    }

    /// A chain such as `a + b + c + …` of any length leans to the left: walked in a loop, not by recursion.
    private mutating func lowerChain(_ id: Syntax.ID) throws(Diagnostic) -> Value {
        var links: [(BinaryOperator, Syntax.ID, SourceLocation)] = []
        var first = id
        while case .binary(let symbol, let left, let right) = syntax[first].kind {
            links.append((symbol, right, syntax[first].location))
            first = left
        }
        var value = try lower(first)
        for (symbol, right, _) in links.reversed() {
            let right = try lower(right)
            value = map(value, right) { graph, a, b in graph.combine(symbol, a, b) }
        }
        return value
    }

    private mutating func value(of name: String, at location: SourceLocation) throws(Diagnostic) -> Value {
        if let value = names[name] { return value }
        if let constant = Constants.all[name] { return Value(graph.constant(constant)) }
        if Function.isName(name) || functionNames.contains(name) {
            throw Diagnostic("'\(name)' is a function; write \(name)(…)", at: location)
        }
        let known = names.keys.sorted() + Constants.all.keys.sorted()
        if let meant = Elsewhere.names[name.lowercased()], names[meant] != nil || meant.first!.isNumber {
            throw Diagnostic("unknown name '\(name)'; write '\(meant)'", at: location)
        }
        throw Diagnostic("unknown name '\(name)'" + Suggestion.hint(for: name, among: known), at: location)
    }

    // MARK: Calls

    private mutating func call(
        _ name: String, _ arguments: [Syntax.ID], at location: SourceLocation
    ) throws(Diagnostic) -> Value {
        if let value = try extend?(name, arguments, location, &self) { return value }
        if name == "dot" || name == "norm" { return try product(name, arguments, at: location) }
        guard let function = Function.all[name] else {
            if names[name] != nil || Constants.all[name] != nil {
                throw Diagnostic("'\(name)' is not a function; for a product write '\(name)*(…)'", at: location)
            }
            let known = Function.all.keys.sorted() + functionNames
            let hint =
                Elsewhere.functions[name.lowercased()].map { "; \($0)" }
                ?? Suggestion.hint(for: name, among: known)
            throw Diagnostic("unknown function '\(name)'" + hint, at: location)
        }
        try check(arguments, count: function.word.argumentCount, of: name, at: location)
        var values: [Value] = []
        for argument in arguments { values.append(try lower(argument)) }
        let dimension = values.map(\.components.count).max() ?? 1
        return Value((0..<dimension).map { index in function.build(&graph, values.map { $0.component(index) }) })
    }

    private mutating func product(
        _ name: String, _ arguments: [Syntax.ID], at location: SourceLocation
    ) throws(Diagnostic) -> Value {
        try check(arguments, count: name == "dot" ? 2 : 1, of: name, at: location)
        let left = try lower(arguments[0])
        let right = name == "dot" ? try lower(arguments[1]) : left
        guard left.isVector || right.isVector else {
            throw Diagnostic("'\(name)' needs a vector, such as w or g", at: location)
        }
        let dimension = max(left.components.count, right.components.count)
        var sum = graph.apply(.multiply, left.component(0), right.component(0))
        for index in 1..<dimension {
            sum = graph.apply(.add, sum, graph.apply(.multiply, left.component(index), right.component(index)))
        }
        return Value(name == "dot" ? sum : graph.apply(.squareRoot, sum))
    }

    /// Throws if a function got too many or too few arguments.
    public func check(
        _ arguments: [Syntax.ID], count: Int, of name: String, at location: SourceLocation
    ) throws(Diagnostic) {
        guard arguments.count == count else {
            let nest = ["min", "max"].contains(name) && arguments.count > 2 ? "; write \(name)(a, \(name)(b, c))" : ""
            throw Diagnostic(
                "'\(name)' takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)" + nest, at: location
            )
        }
    }

    // MARK: Elementwise

    private mutating func map(_ value: Value, _ function: (inout Graph, Graph.ID) -> Graph.ID) -> Value {
        Value(value.components.map { function(&graph, $0) })
    }

    private mutating func map(
        _ left: Value, _ right: Value, _ function: (inout Graph, Graph.ID, Graph.ID) -> Graph.ID
    ) -> Value {
        let dimension = max(left.components.count, right.components.count)
        return Value((0..<dimension).map { function(&graph, left.component($0), right.component($0)) })
    }
}

extension Graph {
    fileprivate mutating func combine(_ symbol: BinaryOperator, _ a: ID, _ b: ID) -> ID {
        switch symbol {
        case .add: apply(.add, a, b)
        case .subtract: apply(.subtract, a, b)
        case .multiply: apply(.multiply, a, b)
        case .divide: apply(.divide, a, b)
        case .power: power(a, b)
        case .less: apply(.less, a, b)
        case .lessOrEqual: apply(.lessOrEqual, a, b)
        case .greater: apply(.less, b, a)
        case .greaterOrEqual: apply(.lessOrEqual, b, a)
        case .equal: apply(.equal, a, b)
        case .notEqual: apply(.not, apply(.equal, a, b))
        case .and: apply(.and, a, b)
        case .or: apply(.or, a, b)
        }
    }
}
