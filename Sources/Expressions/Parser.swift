import Basics

extension Syntax {
    /// Parses a formula.
    ///
    /// From loosest to tightest: `or`; `and`; `not`; comparisons, which do not chain; `+ -`; `* /`; unary `-`; `^`, which
    /// associates to the right; `.x`, `.y`. So `-x^2` is −(x²), and `2^-x` needs no brackets.
    ///
    /// - Throws: a ``Diagnostic`` with the place in `text`.
    public init(parsing text: String) throws(Diagnostic) {
        var parser = Parser(tokens: try Lexer.tokens(of: text), syntax: Syntax(text: text))
        try parser.parseLines()
        self = parser.syntax
    }

    private init(text: String) { self.text = text }
}

private struct Parser {
    let tokens: [Token]
    var position = 0
    var depth = 0
    var syntax: Syntax
    /// The brackets that are open.
    private var openings: [SourceLocation] = []
    /// The first token of the line that has no name.
    private var resultStart: Int?

    init(tokens: [Token], syntax: Syntax) {
        self.tokens = tokens
        self.syntax = syntax
    }

    var token: Token { tokens[position] }

    // MARK: Lines

    mutating func parseLines() throws(Diagnostic) {
        while true {
            while token.kind == .lineEnd { position += 1 }
            if token.kind == .end { break }
            if let resultStart { throw lineAfterResult(tokens[resultStart]) }
            try parseLine()
            guard token.kind == .lineEnd || token.kind == .end else { throw unexpected("an operator") }
        }
        guard syntax.result != nil || !syntax.assignments.isEmpty else {
            throw Diagnostic("the formula is empty", at: token.location)
        }
    }

    private mutating func parseLine() throws(Diagnostic) {
        if case .name(let name) = token.kind, tokens[position + 1].kind == .symbol("=") {
            let location = token.location
            guard !Self.reserved.contains(name) else { throw Diagnostic("'\(name)' cannot be a name", at: location) }
            position += 2
            let value = try parseExpression()
            syntax.assignments.append(.init(name: name, location: location, value: value))
        } else {
            resultStart = position
            syntax.result = try parseExpression()
        }
    }

    private func lineAfterResult(_ first: Token) -> Diagnostic {
        let goesOn = "a line goes on only inside brackets"
        if case .symbol(let symbol) = token.kind, "+-*/^".contains(symbol) {
            return Diagnostic("\(goesOn): '(' before it and ')' after it", at: token.location)
        }
        var message = "only the last line may be an expression alone; begin this one with 'name ='"
        if first.kind == .symbol("-") || first.kind == .symbol("+") { message += "; or \(goesOn)" }
        return Diagnostic(message, at: first.location)
    }

    // MARK: Expressions

    private static let reserved: Set<String> = ["and", "or", "not", "if"]

    private mutating func parseExpression() throws(Diagnostic) -> Syntax.ID {
        try nested { parser throws(Diagnostic) in try parser.parseBinary(0) }
    }

    /// The left-associative operators, loosest first.
    private static let levels: [[BinaryOperator]] = [
        [.or], [.and], [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual],
        [.add, .subtract], [.multiply, .divide],
    ]
    private static let comparisonLevel = 2

    /// Precedence climbing: reads operators of at least the level `minimum`.
    private mutating func parseBinary(_ minimum: Int) throws(Diagnostic) -> Syntax.ID {
        var left: Syntax.ID
        if minimum <= Self.comparisonLevel, token.kind == .name("not") {
            let location = token.location
            position += 1
            left = try nested { parser throws(Diagnostic) in
                let operand = try parser.parseBinary(Self.comparisonLevel)
                return parser.add(.not(operand), at: location)
            }
        } else {
            left = try parseUnary()
        }
        var compared = false
        while let (symbol, level) = binaryOperator, level >= minimum {
            let location = token.location
            if compared && symbol.isComparison {
                throw Diagnostic("comparisons do not chain; write 'a < b and b < c'", at: location)
            }
            compared = symbol.isComparison
            position += 1
            let right = try parseBinary(level + 1)
            left = add(.binary(symbol, left, right), at: location)
        }
        return left
    }

    private var binaryOperator: (BinaryOperator, level: Int)? {
        let spelling: String
        switch token.kind {
        case .symbol(let symbol): spelling = symbol
        case .name(let name): spelling = name
        default: return nil
        }
        guard let symbol = BinaryOperator(rawValue: spelling) else { return nil }
        return Self.levels.firstIndex { $0.contains(symbol) }.map { (symbol, $0) }
    }

    private mutating func parseUnary() throws(Diagnostic) -> Syntax.ID {
        let location = token.location
        switch token.kind {
        case .symbol("-"):
            position += 1
            return try nested { parser throws(Diagnostic) in
                let operand = try parser.parseUnary()
                return parser.add(.negate(operand), at: location)
            }
        case .symbol("+"):
            position += 1
            return try nested { parser throws(Diagnostic) in try parser.parseUnary() }
        default: return try parsePower()
        }
    }

    private mutating func parsePower() throws(Diagnostic) -> Syntax.ID {
        let base = try parseComponent()
        guard token.kind == .symbol("^") else { return base }
        let location = token.location
        position += 1
        return try nested { parser throws(Diagnostic) in
            let exponent = try parser.parseUnary()
            return parser.add(.binary(.power, base, exponent), at: location)
        }
    }

    /// A component may follow what is a vector; there is none of a component.
    private mutating func parseComponent() throws(Diagnostic) -> Syntax.ID {
        let operand = try parsePrimary()
        guard case .symbol(let symbol) = token.kind, symbol == ".x" || symbol == ".y" else { return operand }
        defer { position += 1 }
        return add(.component(operand, symbol == ".x" ? 0 : 1), at: token.location)
    }

    private mutating func parsePrimary() throws(Diagnostic) -> Syntax.ID {
        let location = token.location
        switch token.kind {
        case .number(let value):
            position += 1
            return add(.number(value), at: location)
        case .text(let text):
            position += 1
            return add(.text(text), at: location)
        case .name(let name) where name == "if" || !Self.reserved.contains(name):
            position += 1
            guard token.kind == .symbol("(") else {
                if name == "if" { throw Diagnostic("write if(condition, then, else)", at: location) }
                return add(.name(name), at: location)
            }
            return add(.call(name, try parseArguments()), at: location)
        case .symbol("("):
            open()
            let inner = try parseExpression()
            try close(")", "')'")
            return inner
        case .symbol("["): return try parseVector()
        default: throw unexpected("a number, a name or '('")
        }
    }

    private mutating func parseArguments() throws(Diagnostic) -> [Syntax.ID] { try parseList(until: ")") }

    /// A component for each of the two weights.
    private mutating func parseVector() throws(Diagnostic) -> Syntax.ID {
        var location = token.location
        let components = try parseList(until: "]")
        guard components.count == 2 else {
            let end = tokens[position - 1].location
            if end.line == location.line { location.length = end.column + 1 - location.column }
            let round = components.count == 1 ? "; brackets about a sum are round" : ""
            throw Diagnostic(
                "a vector has two components, one for each weight, as in [0.1, 0.02]; here "
                    + (components.count == 1 ? "is 1" : "are \(components.count)") + round, at: location)
        }
        return add(.vector(components[0], components[1]), at: location)
    }

    private mutating func parseList(until end: String) throws(Diagnostic) -> [Syntax.ID] {
        open()
        var items: [Syntax.ID] = []
        if token.kind != .symbol(end) {
            items.append(try parseExpression())
            while token.kind == .symbol(",") {
                position += 1
                items.append(try parseExpression())
            }
        }
        try close(end, "',' or '\(end)'")
        return items
    }

    private mutating func open() {
        openings.append(token.location)
        position += 1
    }

    private mutating func close(_ bracket: String, _ wanted: String) throws(Diagnostic) {
        guard token.kind == .symbol(bracket) else { throw unexpected(wanted) }
        openings.removeLast()
        position += 1
    }

    // MARK: Helpers

    private mutating func add(_ kind: Syntax.Kind, at location: SourceLocation) -> Syntax.ID {
        syntax.nodes.append(.init(kind: kind, location: location))
        return syntax.nodes.count - 1
    }

    private mutating func nested(
        _ parse: (inout Parser) throws(Diagnostic) -> Syntax.ID
    ) throws(Diagnostic) -> Syntax.ID {
        guard depth < Limits.nesting else {
            throw Diagnostic("nested too deep (more than \(Limits.nesting) levels)", at: token.location)
        }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    private func unexpected(_ wanted: String) -> Diagnostic {
        FormulaMistake(text: syntax.text, tokens: tokens, position: position, opening: openings.last)
            .diagnostic(expected: wanted)
    }
}
