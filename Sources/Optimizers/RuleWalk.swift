import Expressions
import Landscapes

/// One step of a rule, line by line: what each line computes, and from what.
///
/// The lines run in the interpreter that runs the rule, in one program, so that the numbers are those of the run to the
/// last bit.
public struct RuleWalk: Sendable {
    /// A line `name = expression`; the first one is the gradient where the step began, if any line reads it.
    public struct Line: Sendable {
        public let name: String
        /// The expression; `nil` for the gradient.
        let root: Syntax.ID?
        let slot: Slot
        /// What `w` was before the line.
        let weights: Slot
        /// Where the line asks for gradients, and what they are.
        let calls: [(point: Slot, gradient: Slot)]

        /// What the line adds up, with the signs; empty where it is no sum of vectors.
        let terms: [Term]

        /// Whether it is the gradient where the step began.
        public var isGradient: Bool { root == nil }
        /// Whether its value is a pair of numbers, one for each weight.
        public var isVector: Bool { slot.isVector }
    }

    struct Term: Sendable {
        let root: Syntax.ID
        let isSubtracted: Bool
        let slot: Slot
    }

    /// Where a value is among the outputs of the program.
    struct Slot: Hashable, Sendable {
        let index: Int
        let isVector: Bool
    }

    /// A value: a number, or one for each weight.
    public enum Value: Equatable, Sendable {
        case number(Double)
        case vector(Point)

        public var point: Point {
            switch self {
            case .number(let number): Point(number, number)
            case .vector(let point): point
            }
        }
    }

    /// What came of all lines in one step.
    public struct Step: Sendable {
        let numbers: [Double]
        /// Where the step began.
        public let start: Point

        subscript(slot: Slot) -> Value {
            slot.isVector ? .vector(Point(numbers[slot.index], numbers[slot.index + 1])) : .number(numbers[slot.index])
        }

        /// What a line came to.
        public func value(of line: Line) -> Value { self[line.slot] }

        /// What `w` was before a line.
        public func weights(before line: Line) -> Point { self[line.weights].point }

        /// What a line adds up, with their signs; empty where it is no sum of vectors.
        public func terms(of line: Line) -> [Point] {
            line.terms.map { $0.isSubtracted ? -self[$0.slot].point : self[$0.slot].point }
        }

        /// Where a line asks for gradients, and what they are there.
        public func gradients(of line: Line) -> [(point: Point, gradient: Point)] {
            line.calls.map { (self[$0.point].point, self[$0.gradient].point) }
        }
    }

    public let rule: Rule
    public let lines: [Line]
    let syntax: Syntax
    /// Where the values are that can be put into the lines, by the places of their expressions.
    let slots: [Syntax.ID: Slot]
    /// Whether an expression is a number that does not depend on where the run has been.
    let isFixed: [Bool]
    var evaluator: PointEvaluator
    private let outputCount: Int

    public init(_ rule: Rule) {
        guard let builder = rule.builder, let recorder = try? RuleRecorder(builder, rule) else {
            preconditionFailure("a rule that was parsed once is parsed again")
        }
        self.rule = rule
        syntax = builder.syntax
        lines = recorder.lines
        slots = recorder.slots
        isFixed = recorder.isFixed
        outputCount = recorder.outputs.count
        evaluator = PointEvaluator(
            Program(recorder.lowering.graph, outputs: recorder.outputs, inputCount: builder.inputCount))
    }

    /// The lines before one whose values it reads.
    public func sources(of index: Int) -> [Int] {
        guard let root = lines[index].root else { return [] }
        // A line's nodes lie together, its root last.
        let first = lines[..<index].compactMap(\.root).last.map { $0 + 1 } ?? 0
        var found: Set<Int> = []
        for case .name(let name) in syntax.nodes[first...root].map(\.kind) {
            if let line = lines[..<index].lastIndex(where: { $0.name == name }) { found.insert(line) }
        }
        return found.sorted()
    }

    /// Goes through a step that a run is about to take; takes what ``Rule/step(_:from:t:hyperparameters:objective:)`` does,
    /// and leaves the memory as it is.
    public mutating func step(
        _ memory: Rule.Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Step {
        rule.set(&evaluator, point: point, t: Double(t), hyperparameters: hyperparameters)
        for index in 0..<(2 * rule.state.count) { evaluator[input: RuleBuilder.firstState + index] = memory[index] }
        return run(from: point) { objective.gradient(at: $0) }
    }

    mutating func run(from point: Point, gradient: (Point) -> Point) -> Step {
        evaluator.run { x, y in
            let gradient = gradient(Point(x, y))
            return (gradient.x, gradient.y)
        }
        return Step(numbers: (0..<outputCount).map { evaluator[output: $0] }, start: point)
    }
}

/// Lowers a rule line by line, and notes where the values are.
private struct RuleRecorder {
    var lowering: Lowering
    private(set) var lines: [RuleWalk.Line] = []
    private(set) var slots: [Syntax.ID: RuleWalk.Slot] = [:]
    private(set) var outputs: [Graph.ID] = []
    private(set) var isFixed: [Bool] = []
    private var calls: [(point: RuleWalk.Slot, gradient: RuleWalk.Slot)] = []
    private let syntax: Syntax
    private let moving: Set<String>

    init(_ builder: RuleBuilder, _ rule: Rule) throws(Diagnostic) {
        lowering = builder.lowering()
        syntax = builder.syntax
        moving = Set(["w", "g"] + rule.state)
        findFixed()
        if builder.readsGradient {
            let weights = slot(lowering.names["w"]!)
            let gradient = slot(lowering.names["g"]!)
            lines.append(
                RuleWalk.Line(
                    name: "g", root: nil, slot: gradient, weights: weights, calls: [(weights, gradient)],
                    terms: []))
        }
        for assignment in syntax.assignments {
            let weights = slot(lowering.names["w"]!)
            calls = []
            // What is the same wherever the run has been is one number, unless the whole line is.
            try visit(assignment.value, isFolding: !isFixed[assignment.value])
            let terms = try terms(of: assignment.value)
            let value = try lowering.lower(assignment.value)
            lowering.names[assignment.name] = value
            lines.append(
                RuleWalk.Line(
                    name: assignment.name, root: assignment.value, slot: slot(value), weights: weights, calls: calls,
                    terms: terms))
        }
    }

    /// More of them are no picture.
    private static let mostTerms = 4

    private mutating func terms(of root: Syntax.ID) throws(Diagnostic) -> [RuleWalk.Term] {
        var terms: [(Syntax.ID, isSubtracted: Bool)] = []
        var first = root
        while case .binary(let symbol, let left, let right) = syntax[first].kind, symbol == .add || symbol == .subtract
        {
            terms.append((right, symbol == .subtract))
            first = left
        }
        terms.append((first, false))
        guard (2...Self.mostTerms).contains(terms.count) else { return [] }
        var found: [RuleWalk.Term] = []
        for (id, isSubtracted) in terms.reversed() {
            let value = try lowering.lower(id)
            guard value.isVector else { return [] }
            found.append(RuleWalk.Term(root: id, isSubtracted: isSubtracted, slot: slot(value)))
        }
        return found
    }

    private mutating func slot(_ value: Value) -> RuleWalk.Slot {
        defer { outputs += value.components }
        return RuleWalk.Slot(index: outputs.count, isVector: value.isVector)
    }

    @discardableResult
    private mutating func record(_ id: Syntax.ID) throws(Diagnostic) -> RuleWalk.Slot {
        if let slot = slots[id] { return slot }
        let slot = slot(try lowering.lower(id))
        slots[id] = slot
        return slot
    }

    /// Children stand before their parents.
    private mutating func findFixed() {
        var fixedNames: [String: Bool] = [:]
        var lineEnds = Dictionary(uniqueKeysWithValues: syntax.assignments.map { ($0.value, $0.name) })
        for (id, node) in syntax.nodes.enumerated() {
            switch node.kind {
            case .number: isFixed.append(true)
            case .text: isFixed.append(false)
            case .name(let name): isFixed.append(fixedNames[name] ?? !moving.contains(name))
            case .negate(let operand), .not(let operand), .component(let operand, _): isFixed.append(isFixed[operand])
            case .binary(_, let left, let right), .vector(let left, let right):
                isFixed.append(isFixed[left] && isFixed[right])
            case .call(let name, let arguments):
                isFixed.append(name != RuleBuilder.gradient.name && arguments.allSatisfy { isFixed[$0] })
            }
            if let name = lineEnds.removeValue(forKey: id), !moving.contains(name) { fixedNames[name] = isFixed[id] }
        }
    }

    /// Notes the values that are put into an expression. Recurses no deeper than brackets nest.
    private mutating func visit(_ id: Syntax.ID, isFolding: Bool) throws(Diagnostic) {
        var id = id
        while case .binary(_, let left, let right) = syntax[id].kind {
            if isFolding, isFixed[id] {
                try record(id)
                return
            }
            try visit(right, isFolding: isFolding)
            id = left
        }
        switch syntax[id].kind {
        case .number, .text: return
        case _ where isFolding && isFixed[id]: try record(id)
        case .name, .component: try record(id)
        case .negate(let operand), .not(let operand): try visit(operand, isFolding: isFolding)
        case .vector(let first, let second):
            try visit(first, isFolding: isFolding)
            try visit(second, isFolding: isFolding)
        case .binary: return
        case .call(RuleBuilder.gradient.name, let arguments):
            calls.append((try record(arguments[0]), try record(id)))
        case .call("if", let arguments) where arguments.count == 3:
            if try record(arguments[0]).isVector {
                try record(id)
            } else {
                for argument in arguments.dropFirst() { try visit(argument, isFolding: isFolding) }
            }
        case .call(_, let arguments):
            for argument in arguments { try visit(argument, isFolding: isFolding) }
        }
    }
}
