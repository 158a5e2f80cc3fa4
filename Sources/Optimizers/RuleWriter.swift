import Expressions
import Hyperparameters

/// Writes the lines of a rule for people: as they are, and with their numbers put in.
public struct RuleWriter: Sendable {
    private let syntax: Syntax
    /// Where the numbers are that can be put in.
    private let slots: [Syntax.ID: RuleWalk.Slot]
    private let isFixed: [Bool]
    private let symbols: [String: String]
    private let number: @Sendable (Double) -> String

    /// What is longer than this nobody reads: it is cut off.
    private static let longest = 2000

    /// - Parameter number: how a number is written.
    public init(_ walk: RuleWalk, number: @escaping @Sendable (Double) -> String) {
        self.init(walk.rule, walk.syntax, slots: walk.slots, isFixed: walk.isFixed, number: number)
    }

    private init(
        _ rule: Rule, _ syntax: Syntax, slots: [Syntax.ID: RuleWalk.Slot], isFixed: [Bool],
        number: @escaping @Sendable (Double) -> String
    ) {
        (self.syntax, self.slots, self.isFixed, self.number) = (syntax, slots, isFixed, number)
        symbols = Dictionary(rule.hyperparameters.map { ($0.name, $0.symbol) }) { first, _ in first }
    }

    /// All lines of a rule's walk as ``formula(_:)`` writes them, without a walk.
    public static func formulas(of rule: Rule, number: @escaping @Sendable (Double) -> String) -> [String] {
        guard let builder = rule.builder else { return [] }
        let writer = RuleWriter(rule, builder.syntax, slots: [:], isFixed: [], number: number)
        return (builder.readsGradient ? [writer.formula("g", nil)] : [])
            + builder.syntax.assignments.map { writer.formula($0.name, $0.value) }
    }

    /// A line's name with its expression, such as `v = α·v − η·g`.
    public func formula(_ line: RuleWalk.Line) -> String { formula(line.name, line.root) }

    private func formula(_ name: String, _ root: Syntax.ID?) -> String {
        "\(name) = \(root.map { expression($0, nil).text } ?? "grad(w)")"
    }

    /// A line's expression with the numbers of a step, such as `0.9·(0.12, −0.3) − 0.02·(1.4, 60)`; of what does not
    /// depend on where the run has been, what it comes to. `nil` if there is nothing to put in.
    public func numbers(_ line: RuleWalk.Line, _ step: RuleWalk.Step) -> String? {
        guard let root = line.root else { return nil }
        let text = expression(root, step).text
        return text == value(step.value(of: line)) ? nil : text
    }

    /// What a line adds up, with their signs: `α·v` and `−η·g`; in short, without conditions that only the step's number
    /// decides.
    public func terms(_ line: RuleWalk.Line) -> [String] {
        line.terms.map { term in
            let piece = short(term.root)
            return term.isSubtracted ? "−" + enclosed(piece, .product) : piece.text
        }
    }

    private func short(_ root: Syntax.ID) -> Piece {
        var factors: [Syntax.ID] = []
        var first = root
        while case .binary(.multiply, let left, let right) = syntax[first].kind {
            factors.append(right)
            first = left
        }
        let shown = (factors + [first]).reversed().filter { id in
            guard case .call("if", _) = syntax[id].kind else { return true }
            return !isFixed[id]
        }
        guard shown.count > 1, shown.count <= factors.count else { return expression(root, nil) }
        let texts = shown.map { enclosed(expression($0, nil), .product, isRight: true) }
        return Piece(text: texts.joined(separator: "·"), binding: .product)
    }

    /// A value, such as `0.9` or `(0.12, −0.3)`.
    public func value(_ value: RuleWalk.Value) -> String {
        switch value {
        case .number(let number): self.number(number)
        case .vector(let point): "(\(number(point.x)), \(number(point.y)))"
        }
    }

    // MARK: Expressions

    /// A text, and how tightly its outermost operation binds.
    private struct Piece {
        var text: String
        var binding: Binding
    }

    private enum Binding: Int, Comparable {
        case or, and, not, comparison, sum, product, sign, power, atom

        static func < (one: Binding, other: Binding) -> Bool { one.rawValue < other.rawValue }
    }

    /// - Parameter step: whose numbers are put in; `nil` for none.
    private func expression(_ id: Syntax.ID, _ step: RuleWalk.Step?) -> Piece {
        if let step, let slot = slots[id] {
            let value = step[slot]
            let text = self.value(value)
            let isSigned = if case .number = value { text.hasPrefix("−") } else { false }
            return Piece(text: text, binding: isSigned ? .sign : .atom)
        }
        switch syntax[id].kind {
        case .number(let number): return Piece(text: self.number(number), binding: .atom)
        case .name(let name): return Piece(text: symbols[name] ?? name, binding: .atom)
        case .text(let text): return Piece(text: "\"\(text)\"", binding: .atom)
        case .negate(let operand):
            return Piece(text: "−" + enclosed(expression(operand, step), .sign, isRight: true), binding: .sign)
        case .not(let operand): return Piece(text: "not " + enclosed(expression(operand, step), .not), binding: .not)
        case .vector(let first, let second):
            let pair = "\(expression(first, step).text), \(expression(second, step).text)"
            // Formulas have brackets about a vector's components, numbers have parentheses.
            return Piece(text: step == nil ? "[\(pair)]" : "(\(pair))", binding: .atom)
        case .component(let operand, let axis):
            let whole = enclosed(expression(operand, step), .atom)
            return Piece(text: whole + (axis == 0 ? ".x" : ".y"), binding: .atom)
        case .binary: return chain(id, step)
        case .call("if", let arguments) where arguments.count == 3:
            // Of two ways the one that is gone.
            if let step, let slot = slots[arguments[0]], case .number(let condition) = step[slot] {
                return expression(arguments[condition != 0 && !condition.isNaN ? 1 : 2], step)
            }
            return call("if", arguments, step)
        case .call(let name, let arguments): return call(name, arguments, step)
        }
    }

    private func call(_ name: String, _ arguments: [Syntax.ID], _ step: RuleWalk.Step?) -> Piece {
        let texts = arguments.map { expression($0, step).text }
        // A pair of numbers has brackets of its own.
        if let step, arguments.count == 1, isPair(arguments[0], step) {
            return Piece(text: name + texts[0], binding: .atom)
        }
        return Piece(text: "\(name)(\(texts.joined(separator: ", ")))", binding: .atom)
    }

    private func isPair(_ id: Syntax.ID, _ step: RuleWalk.Step) -> Bool {
        if let slot = slots[id] { return slot.isVector }
        if case .vector = syntax[id].kind { return true }
        return false
    }

    /// A chain such as `a + b + c` of any length leans to the left: a loop, not a recursion.
    private func chain(_ id: Syntax.ID, _ step: RuleWalk.Step?) -> Piece {
        var links: [(BinaryOperator, Syntax.ID)] = []
        var first = id
        while case .binary(let symbol, let left, let right) = syntax[first].kind {
            if step != nil, slots[first] != nil { break }
            links.append((symbol, right))
            first = left
        }
        var piece = expression(first, step)
        for (symbol, right) in links.reversed() {
            guard piece.text.utf8.count < Self.longest else { return Piece(text: piece.text + " …", binding: .atom) }
            let (sign, binding) = Self.spelling(symbol)
            let left = enclosed(piece, binding == .power ? .atom : binding)
            // A power binds to the right, so that its exponent needs no brackets for being one.
            let other = enclosed(expression(right, step), binding, isRight: binding != .power)
            piece = Piece(text: left + sign + other, binding: binding)
        }
        return piece
    }

    /// An operand, in brackets where it would be read as another one, or where its sign would follow an operator.
    private func enclosed(_ piece: Piece, _ binding: Binding, isRight: Bool = false) -> String {
        let isLoose = isRight ? piece.binding <= binding : piece.binding < binding
        return isLoose || isRight && piece.text.hasPrefix("−") ? "(\(piece.text))" : piece.text
    }

    private static func spelling(_ symbol: BinaryOperator) -> (String, Binding) {
        switch symbol {
        case .add: (" + ", .sum)
        case .subtract: (" − ", .sum)
        case .multiply: ("·", .product)
        case .divide: ("/", .product)
        case .power: ("^", .power)
        case .less: (" < ", .comparison)
        case .lessOrEqual: (" ≤ ", .comparison)
        case .greater: (" > ", .comparison)
        case .greaterOrEqual: (" ≥ ", .comparison)
        case .equal: (" == ", .comparison)
        case .notEqual: (" ≠ ", .comparison)
        case .and: (" and ", .and)
        case .or: (" or ", .or)
        }
    }
}
