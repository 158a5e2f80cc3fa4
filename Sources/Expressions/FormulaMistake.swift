import Basics

/// A token that stands where it has no place, in words for the person who wrote it.
///
/// Looked into only after the parser has met it.
struct FormulaMistake {
    let text: String
    let tokens: [Token]
    let position: Int
    /// The innermost bracket that is open there.
    let opening: SourceLocation?

    private var token: Token { tokens[position] }

    private func kind(_ offset: Int) -> Token.Kind? {
        tokens.indices.contains(position + offset) ? tokens[position + offset].kind : nil
    }

    /// - Parameter wanted: what could have stood here instead.
    func diagnostic(expected wanted: String) -> Diagnostic {
        bracketMistake ?? equalsMistake ?? commaMistake ?? missingOperator
            ?? Diagnostic("expected \(wanted), found \(found)" + lineHint, at: token.location)
    }

    private var found: String {
        if case .number = token.kind { return "'\(written(token.location))'" }
        return token.spelling
    }

    /// Why a line that seems to go on does not.
    private var lineHint: String {
        let goesOn = "; a line goes on only inside brackets"
        switch (kind(-1), token.kind) {
        case (.symbol("=")?, .lineEnd), (.symbol("=")?, .end): return ""
        case (.symbol?, .lineEnd): return goesOn
        case (.lineEnd?, .symbol("*")), (.lineEnd?, .symbol("/")), (.lineEnd?, .symbol("^")): return goesOn
        default: return ""
        }
    }

    // MARK: Brackets

    private var bracketMistake: Diagnostic? {
        for (open, close) in ["(": ")", "[": "]"] where token.kind == .symbol(close) && opening == nil {
            return Diagnostic("this '\(close)' closes nothing: there is no '\(open)' before it", at: token.location)
        }
        guard let opening, endsOperand(kind(-1)) else { return nil }
        let bracket = written(opening)
        if token.kind == .lineEnd {
            let whose = bracket == "[" ? "components of a vector" : "arguments of a function"
            return Diagnostic("';' ends a line; between the \(whose) write ','", at: token.location)
        }
        if case .symbol(let symbol) = token.kind, let end = ["(": ")", "[": "]"][bracket], symbol != end,
            ")]".contains(symbol)
        {
            return Diagnostic("'\(bracket)' is closed by '\(end)', not by '\(symbol)'", at: token.location)
        }
        // Lines do not end inside brackets: the next one runs into this.
        guard token.kind == .end || (beginsAssignment && token.location.line > tokens[position - 1].location.line)
        else { return nil }
        return Diagnostic("this '\(bracket)' is never closed", at: opening)
    }

    private var beginsAssignment: Bool {
        if case .name = token.kind { return kind(1) == .symbol("=") }
        return false
    }

    // MARK: Equals signs

    private var equalsMistake: Diagnostic? {
        if beginsAssignment, endsOperand(kind(-1)), opening == nil {
            let line = "'\(written(token.location)) = …'"
            return Diagnostic(
                "\(line) must begin a line: write ';' before it, or begin the text with '|', which keeps its lines",
                at: token.location)
        }
        if case .symbol(let symbol) = token.kind, case .symbol(let before)? = kind(-1), isTight(position) {
            var place = tokens[position - 1].location
            place.length += token.location.length
            let rest = before == "+" ? "…" : "(…)"
            if symbol == "=", "+-*/^".contains(before), case .name(let name)? = kind(-2) {
                return Diagnostic(
                    "'\(before)=' is not known here; write '\(name) = \(name) \(before) \(rest)'", at: place)
            }
            if let meant = ["=<": "<=", "=>": ">=", "<>": "!=", "===": "==", "!==": "!="][before + symbol] {
                return Diagnostic("'\(before + symbol)' is not an operator here; write '\(meant)'", at: place)
            }
        }
        guard token.kind == .symbol("=") else { return nil }
        return Diagnostic("'=' gives a name to a line; to compare write '=='", at: token.location)
    }

    // MARK: Commas

    private var commaMistake: Diagnostic? {
        guard token.kind == .symbol(","), position > 0, endsOperand(kind(-1)) else { return nil }
        guard case .number? = kind(-1), case .number? = kind(1), isTight(position), isTight(position + 1) else {
            return Diagnostic(
                "a ',' stands between the arguments of a function, and here is none; a vector is written [a, b]",
                at: token.location)
        }
        let (left, right) = (tokens[position - 1].location, tokens[position + 1].location)
        let place = SourceLocation(line: left.line, column: left.column, length: left.length + 1 + right.length)
        let thousands = right.length == 3 ? "; for thousands write \(written(left) + written(right))" : ""
        return Diagnostic("decimals have a point: write \(written(left)).\(written(right))" + thousands, at: place)
    }

    // MARK: Operators left out

    private var missingOperator: Diagnostic? {
        guard beginsOperand, endsOperand(kind(-1)) else { return nil }
        let before = tokens[position - 1]
        let here = written(token.location)
        if case .number = before.kind, case .name(let name) = token.kind, isTight(position) {
            let number = written(before.location)
            if name.allSatisfy({ $0 == "_" || $0.isNumber }) {
                let digits = number + name.replacing("_", with: "")
                return Diagnostic("digits are not grouped here: write \(digits)", at: token.location)
            }
            if name.lowercased() == "e" {
                return Diagnostic(
                    "an exponent is missing, as in \(number)e-3; for a product write \(number)*e", at: token.location)
            }
        }
        if case .number = before.kind, case .number = token.kind, isTight(position) {
            return Diagnostic("'\(written(before.location))\(here)' is not a number", at: before.location)
        }
        if case .name(let name) = before.kind, Function.isName(name) {
            return Diagnostic("'\(name)' is a function; write \(name)(…)", at: before.location)
        }
        if token.kind == .symbol("("), case .number? = kind(-1), kind(-2) == .symbol("^"),
            case .name(let name)? = kind(-3), Function.all[name] != nil
        {
            let power = written(before.location)
            return Diagnostic("write \(name)(…)^\(power) for a power of '\(name)'", at: tokens[position - 3].location)
        }
        if token.kind == .symbol("["), isTight(position) {
            let vector = written(before.location)
            return Diagnostic("a vector's components are \(vector).x and \(vector).y", at: token.location)
        }
        return Diagnostic("an operator is missing before '\(here)'; for a product write '*'", at: token.location)
    }

    private var beginsOperand: Bool {
        switch token.kind {
        case .number, .text, .symbol("("), .symbol("["): true
        case .name(let name): BinaryOperator(rawValue: name) == nil && name != "not"
        default: false
        }
    }

    private func endsOperand(_ kind: Token.Kind?) -> Bool {
        switch kind {
        case .number?, .text?, .symbol(")")?, .symbol("]")?: true
        case .name(let name)?: BinaryOperator(rawValue: name) == nil && name != "not"
        default: false
        }
    }

    /// Whether a token follows the one before it without a blank.
    private func isTight(_ position: Int) -> Bool {
        let (before, here) = (tokens[position - 1].location, tokens[position].location)
        return before.line == here.line && before.column + before.length == here.column
    }

    /// A token as it was written.
    private func written(_ location: SourceLocation) -> String {
        let lines = text.lines
        guard location.line <= lines.count else { return "" }
        return String(lines[location.line - 1].dropFirst(location.column - 1).prefix(location.length))
    }
}

/// What is written otherwise elsewhere, and how it is written here.
enum Elsewhere {
    /// Functions of other languages.
    static let functions: [String: String] = [
        "ln": "the natural logarithm is 'log'", "lg": "the logarithm to base 10 is 'log10'",
        "log2": "write log(…)/log(2)", "exp2": "write 2^(…)", "arcsin": "it is 'asin'", "arccos": "it is 'acos'",
        "arctan": "it is 'atan'", "tg": "it is 'tan'", "cot": "write 1/tan(…)", "sec": "write 1/cos(…)",
        "csc": "write 1/sin(…)", "sqr": "write (…)^2", "square": "write (…)^2", "cbrt": "write (…)^(1/3)",
        "power": "write a^b", "mod": "write a - b*floor(a/b)", "ceil": "write -floor(-…)",
        "round": "write floor(… + 0.5)", "sgn": "it is 'sign'", "logistic": "it is 'sigmoid'",
        "expit": "it is 'sigmoid'", "heaviside": "write if(… > 0, 1, 0)", "clip": "write min(max(…, low), high)",
        "clamp": "write min(max(…, low), high)", "where": "it is 'if'", "ifelse": "it is 'if'", "select": "it is 'if'",
        "rand": "formulas know no chance", "random": "formulas know no chance", "randn": "formulas know no chance",
        "sum": "write it out with '+'",
    ]

    /// Names of other languages.
    static let names: [String: String] = ["true": "1", "false": "0", "step": "t", "iteration": "t"]

    private static let characters: [Character: String] = [
        "|": "for an absolute value write abs(…)", "{": "brackets are round: write '('",
        "}": "brackets are round: write ')'", "?": "write if(condition, then, else)",
        "\\": "functions are written as in sqrt(x)", "√": "write sqrt(…)", "∞": "write a large number such as 1e300",
        "½": "write 0.5", "¼": "write 0.25", "¾": "write 0.75", "°": "angles are in radians: write *pi/180",
        "&": "write 'and'", "∧": "write 'and'", "∨": "write 'or'", "~": "write 'not'", "¬": "write 'not'",
        "—": "write '-'", "'": "texts stand in double quotes, as in \"sgd\"",
        "\u{201C}": "write straight quotes, as in \"sgd\"", "\u{201D}": "write straight quotes, as in \"sgd\"",
        "\u{201E}": "write straight quotes, as in \"sgd\"", "\u{2018}": "write straight quotes, as in \"sgd\"",
        "\u{2019}": "write straight quotes, as in \"sgd\"", "«": "write straight quotes, as in \"sgd\"",
        "»": "write straight quotes, as in \"sgd\"", ".": "write a function's name alone, as in sin(x)",
    ]

    private static let superscripts: [Character: String] = [
        "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    ]

    /// What is wrong with a character that begins no token.
    static func message(_ characters: [Character], at position: Int) -> String {
        let character = characters[position]
        if !character.unicodeScalars.contains(where: isVisible) {
            let code = String(character.unicodeScalars.first!.value, radix: 16, uppercase: true)
            let padding = String(repeating: "0", count: max(0, 4 - code.count))
            return "an invisible character (U+\(padding + code)) stands here; delete it"
        }
        let hint = hint(characters, at: position).map { "; \($0)" } ?? ""
        return "'\(character)' has no meaning in a formula" + hint
    }

    private static func hint(_ characters: [Character], at position: Int) -> String? {
        let character = characters[position]
        if superscripts[character] != nil {
            let power = characters[position...].prefix { superscripts[$0] != nil }.compactMap { superscripts[$0] }
            return "write '^\(power.joined())'"
        }
        if character == "%" {
            let number = characters[..<position].reversed().prefix { $0.isNumber || $0 == "." }.reversed()
            return number.isEmpty || beginsOperand(characters[(position + 1)...])
                ? "for a remainder write a - b*floor(a/b)" : "write \(String(number))/100"
        }
        if character == ":" {
            return position + 1 < characters.count && characters[position + 1] == "=" ? "write '='" : nil
        }
        if character == ".", position + 1 < characters.count, characters[position + 1].isLetter,
            position + 2 == characters.count || !(characters[position + 2].isLetter || characters[position + 2] == "(")
        {
            return "a vector's components are .x and .y"
        }
        // The full-width forms of ASCII.
        if let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
            let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
        {
            return "it is a wide character: write '\(narrow)'"
        }
        return self.characters[character]
    }

    private static func beginsOperand(_ rest: ArraySlice<Character>) -> Bool {
        guard let next = rest.first(where: { $0 != " " }) else { return false }
        return next.isLetter || next.isNumber || next == "("
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .control, .unassigned, .privateUse, .surrogate, .nonspacingMark: false
        default: true
        }
    }
}

extension Suggestion {
    private static let letters: [Unicode.Scalar: String] = [
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
        "θ": "theta", "ϑ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
        "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    ]

    /// A word with its Greek letters, lowered digits and wide letters spelled out: `β₁` is `beta1`.
    package static func spelledOut(_ word: String) -> String {
        var spelled = ""
        for scalar in word.unicodeScalars {
            if let name = letters[scalar] {
                spelled += name
            } else if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
                spelled.unicodeScalars.append(narrow)
            } else if (0x2080...0x2089).contains(scalar.value) {
                spelled += "\(scalar.value - 0x2080)"
            } else {
                spelled.unicodeScalars.append(scalar)
            }
        }
        return spelled
    }
}
