import Basics

/// A piece of a formula's text.
struct Token: Sendable {
    enum Kind: Hashable, Sendable {
        case number(Double)
        case name(String)
        /// Text in double quotes: in claims, the label of a run.
        case text(String)
        /// An operator, a bracket, a comma, an equals sign.
        case symbol(String)
        /// The end of a line, or a semicolon.
        case lineEnd
        case end
    }

    var kind: Kind
    var location: SourceLocation

    /// How the token reads in an error message.
    var spelling: String {
        switch kind {
        case .number(let value): "number \(value)"
        case .name(let name): "'\(name)'"
        case .text(let text): "\"\(text)\""
        case .symbol(let symbol): "'\(symbol)'"
        case .lineEnd: "the end of the line"
        case .end: "the end"
        }
    }
}

/// Cuts a formula's text into tokens.
struct Lexer {
    private let characters: [Character]
    private var position = 0
    private var line = 1
    private var column = 1
    /// Lines do not end inside brackets.
    private var openBrackets = 0

    init(_ text: String) throws(Diagnostic) {
        guard text.utf8.count <= Limits.textLength else {
            throw Diagnostic("the formula is too long (more than \(Limits.textLength) bytes)")
        }
        characters = Array(text)
    }

    /// All tokens of the text; the last one is `.end`.
    static func tokens(of text: String) throws(Diagnostic) -> [Token] {
        var lexer = try Lexer(text)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last!.kind != .end
        return tokens
    }

    private mutating func next() throws(Diagnostic) -> Token {
        skipBlanks()
        let start = position
        let location = SourceLocation(line: line, column: column)
        func token(_ kind: Token.Kind) -> Token {
            var token = Token(kind: kind, location: location)
            token.location.length = max(1, position - start)
            return token
        }
        guard let character = current else { return token(.end) }
        if character.endsLine || character == ";" {
            advance()
            return token(.lineEnd)
        }
        if character.isDigit || (character == "." && peek(1)?.isDigit == true) {
            return token(try number(at: location))
        }
        if character.isNameStart {
            while let character = current, character.isNameStart || character.isDigit { advance() }
            guard position - start <= Limits.nameLength else {
                throw Diagnostic("the name is too long (more than \(Limits.nameLength) characters)", at: location)
            }
            return token(.name(String(characters[start..<position])))
        }
        if character == "\"" { return token(try quoted(at: location)) }
        if character == ".", let axis = peek(1), "xy".contains(axis),
            peek(2).map({ $0.isNameStart || $0.isDigit }) != true
        {
            advance()
            advance()
            return token(.symbol(".\(axis)"))
        }
        return token(.symbol(try symbol(at: location)))
    }

    private mutating func number(at location: SourceLocation) throws(Diagnostic) -> Token.Kind {
        let start = position
        while let character = current, character.isDigit || character == "." { advance() }
        if current == "e" || current == "E" {
            let sign = peek(1) == "+" || peek(1) == "-" ? 2 : 1
            if peek(sign)?.isDigit == true {
                for _ in 0..<sign { advance() }
                while current?.isDigit == true { advance() }
            }
        }
        var place = location
        place.length = position - start
        guard position - start <= Limits.numberLength else {
            throw Diagnostic("the number is too long (more than \(Limits.numberLength) characters)", at: place)
        }
        var spelling = String(characters[start..<position])
        if spelling.hasPrefix(".") { spelling = "0" + spelling }
        guard let value = Double(spelling.hasSuffix(".") ? spelling + "0" : spelling) else {
            throw Diagnostic("'\(spelling)' is not a number", at: place)
        }
        guard value.isFinite else { throw Diagnostic("'\(spelling)' is too large for a number", at: place) }
        return .number(value)
    }

    private mutating func quoted(at location: SourceLocation) throws(Diagnostic) -> Token.Kind {
        advance()
        let start = position
        while let character = current, character != "\"", !character.endsLine { advance() }
        guard current == "\"" else { throw Diagnostic("the quotation mark is never closed", at: location) }
        defer { advance() }
        return .text(String(characters[start..<position]))
    }

    /// The typographic minus and the operators that people paste from slides.
    private static let pasted: [Character: String] = [
        "−": "-", "–": "-", "·": "*", "⋅": "*", "∗": "*", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=",
    ]

    private mutating func symbol(at location: SourceLocation) throws(Diagnostic) -> String {
        let character = characters[position]
        if let second = peek(1), "=*&|".contains(second) {
            let pair = String([character, second])
            if ["<=", ">=", "==", "!="].contains(pair) {
                advance()
                advance()
                return pair
            }
            if let meant = ["**": "^", "&&": "and", "||": "or"][pair] {
                throw Diagnostic("'\(pair)' is not an operator here; write '\(meant)'", at: location)
            }
        }
        let typed = (character.isASCII ? nil : Self.pasted[character]) ?? String(character)
        if character == "!" { throw Diagnostic("'!' is not an operator here; write 'not'", at: location) }
        guard "+-*/^()[]<>,=".contains(typed) || typed.count == 2 else {
            throw Diagnostic(Elsewhere.message(characters, at: position), at: location)
        }
        if typed == "(" || typed == "[" { openBrackets += 1 }
        if typed == ")" || typed == "]" { openBrackets = max(0, openBrackets - 1) }
        advance()
        return typed
    }

    private mutating func skipBlanks() {
        while let character = current {
            if character == "#" {
                while let character = current, !character.endsLine { advance() }
            } else if character.isBlank && (!character.endsLine || openBrackets > 0) {
                advance()
            } else {
                return
            }
        }
    }

    private var current: Character? { peek(0) }

    private func peek(_ offset: Int) -> Character? {
        position + offset < characters.count ? characters[position + offset] : nil
    }

    private mutating func advance() {
        guard position < characters.count else { return }
        if characters[position].endsLine {
            line += 1
            column = 1
        } else {
            column += 1
        }
        position += 1
    }
}

// ASCII is asked first: what Unicode knows of a character takes long to find.
extension Character {
    fileprivate var isDigit: Bool { asciiValue.map { (0x30...0x39).contains($0) } ?? false }

    fileprivate var isNameStart: Bool {
        if let ascii = asciiValue { return ascii | 0x20 >= 0x61 && ascii | 0x20 <= 0x7A || ascii == 0x5F }
        return isLetter || ("₀"..."₉").contains(self)
    }

    fileprivate var isBlank: Bool { asciiValue.map { $0 == 0x20 || (9...13).contains($0) } ?? isWhitespace }
}
