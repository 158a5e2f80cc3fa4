import Basics
import Expressions
import Optimizers
import YAML

/// Texts that YAML cut apart: valid, and never what was meant. Looked for only after an error.
extension Field {
    /// What YAML took for something else on the lines of an error.
    func misreading(near error: Diagnostic) -> Diagnostic? {
        guard let line = error.location?.line else { return nil }
        let lines = file.lines
        guard line <= lines.count, lines[line - 1].count <= YAMLMistake.longestLine else { return nil }
        var waiting = [self]
        // A text has no more values than bytes; a nest of aliases would have.
        var budget = file.utf8.count + 1
        while budget > 0, let field = waiting.popLast() {
            budget -= 1
            let parts = field.parts
            if field.isOn(line) || parts.contains(where: { $0.isOn(line) }) {
                if let found = field.cutText(lines) ?? field.missingBlank(at: error.location)
                    ?? field.lostItem(lines, line)
                {
                    return found
                }
            }
            waiting += parts.reversed()
        }
        return nil
    }

    private func isOn(_ line: Int) -> Bool { node.mark.line == line }

    private var parts: [Field] {
        switch node.content {
        case .mapping(let mapping):
            mapping.flatMap { [Field(node: $0.key, file: file), Field(node: $0.value, file: file)] }
        case .sequence(let sequence): sequence.map { Field(node: $0, file: file) }
        case .scalar: []
        }
    }

    /// Whether a collection stands in brackets; one without them is part of one that does if it begins like an entry.
    private func isFlow(_ lines: [Substring]) -> Bool {
        guard node.scalar == nil, node.mark.line <= lines.count else { return false }
        let first = lines[node.mark.line - 1].unicodeScalars.dropFirst(node.mark.column - 1).first
        return first == "[" || first == "{"
    }

    /// The text of a scalar without quotation marks.
    private var plain: String? {
        guard let scalar = node.scalar, scalar.style == .plain else { return nil }
        return scalar.string
    }

    // MARK: Commas

    /// Pieces of the text that they were cut from, with what goes before it.
    private struct Pieces {
        var prefix = ""
        var text: String
        let place: Field
        var isWhole: Bool { Self.balance(text) <= 0 }

        static func balance(_ text: String) -> Int {
            text.reduce(0) { $0 + ("(“".contains($1) ? 1 : ")”".contains($1) ? -1 : 0) }
        }
    }

    /// So many arguments has no call.
    private static let mostPieces = 20

    /// A formula or a number with a comma, or a call with a colon, without quotation marks.
    private func cutText(_ lines: [Substring]) -> Diagnostic? {
        let isFlow = isFlow(lines)
        if let call = cutCall(isFlow) { return call }
        guard isFlow else { return nil }
        let items = items
        for (index, item) in items.enumerated() {
            guard let first = item.last, let text = first.plain else { continue }
            let key = item.count == 2 ? item[0].plain.map { "\($0): " } ?? "" : ""
            let later = items[(index + 1)...].prefix(Self.mostPieces)
            if let next = later.first, isDigits(text), let decimals = next.first?.plain,
                isDigits(decimals, signed: false),
                next.count == 2, next[1].isNothing
            {
                return first.error("decimals have a point: write \(key)\(text).\(decimals)")
            }
            var pieces = Pieces(prefix: key, text: text, place: first)
            let brackets = node.mapping == nil ? "[…]" : "{…}"
            // A text of several words with a comma.
            if item.count == 2, pieces.isWhole, !text.isEmpty, let next = later.first, next[1].isNothing,
                let words = next[0].plain, words.contains(" "),
                words.allSatisfy({ $0.isLetter || $0 == " " || $0 == "." })
            {
                pieces.text += ", " + words
                return Self.quoting(pieces, "a ',' ends a text inside \(brackets)")
            }
            guard !pieces.isWhole else { continue }
            for piece in later {
                guard let next = Self.text(of: piece) else { break }
                pieces.text += ", " + next
                guard pieces.isWhole else { continue }
                if pieces.text.hasPrefix("("), pieces.text.hasSuffix(")") {
                    let inner = pieces.text.dropFirst().dropLast()
                    return first.error("numbers stand in square brackets: write \(key)[\(inner)]")
                }
                return Self.quoting(pieces, "a ',' ends a value inside \(brackets)")
            }
        }
        return nil
    }

    /// The entries of a mapping or a list: keys with values, or values alone.
    private var items: [[Field]] {
        switch node.content {
        case .mapping(let mapping):
            mapping.map { [Field(node: $0.key, file: file), Field(node: $0.value, file: file)] }
        case .sequence(let sequence): sequence.map { [Field(node: $0, file: file)] }
        case .scalar: []
        }
    }

    private static func text(of item: [Field]) -> String? {
        if item.count == 1, let pair = item[0].node.mapping, pair.count == 1 { return text(of: item[0].items[0]) }
        guard let first = item[0].plain else { return nil }
        guard item.count == 2, !item[1].isNothing else { return first }
        return item[1].plain.map { "\(first): \($0)" }
    }

    /// `valley(kappa: 100)` is a key and a value to YAML.
    private func cutCall(_ isFlow: Bool) -> Diagnostic? {
        let items = node.sequence != nil && isFlow ? items : [[self]]
        for (index, item) in items.enumerated() {
            guard let pair = item[0].node.mapping, pair.count == 1, let key = pair.first?.key,
                let name = key.scalar?.string, Pieces.balance(name) > 0, var text = Self.text(of: item)
            else { continue }
            let place = Field(node: key, file: file)
            for piece in items[(index + 1)...].prefix(Self.mostPieces) where Pieces.balance(text) > 0 {
                guard let next = Self.text(of: piece) else { break }
                text += ", " + next
            }
            guard Pieces.balance(text) == 0 else { continue }
            let called = name.prefix { $0 != "(" }.lowercased()
            if OptimizerCatalog.names.contains(called) {
                let values = text.dropFirst(called.count + 1).dropLast()
                return place.error("hyperparameters are written as in {optimizer: \(called), \(values)}")
            }
            return Self.quoting(Pieces(text: text, place: place), "a ':' makes a key and a value")
        }
        return nil
    }

    private static func quoting(_ pieces: Pieces, _ reason: String) -> Diagnostic {
        var pieces = pieces
        pieces.text.removeAll { "“”".contains($0) }
        let quote = pieces.text.contains("\"") ? "'" : "\""
        return pieces.place.error(
            "\(reason): put it in quotation marks, as in \(pieces.prefix)\(quote)\(pieces.text)\(quote)")
    }

    private func isDigits(_ text: String, signed: Bool = true) -> Bool {
        let digits = signed && text.hasPrefix("-") ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    // MARK: Blanks

    /// `eta:0.01` is one word to YAML.
    private func missingBlank(at location: SourceLocation?) -> Diagnostic? {
        if let mapping = node.mapping {
            for (key, value) in mapping where Field(node: value, file: file).isNothing {
                if let found = Field(node: key, file: file).tightPair { return found }
            }
        }
        for item in node.sequence == nil ? [] : parts where item.node.mark.line == location?.line {
            if item.node.mark.column == location?.column, let found = item.tightPair { return found }
        }
        return nil
    }

    private var tightPair: Diagnostic? {
        guard let text = plain, let colon = text.firstIndex(where: { ":=".contains($0) }), colon != text.startIndex
        else { return nil }
        let name = text[..<colon].trimmingSuffix { $0 == " " }
        let value = text[text.index(after: colon)...]
        guard !value.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        let rest = value.drop(while: \.isWhitespace)
        guard !rest.isEmpty else { return nil }
        guard text[colon] == ":" else { return error("a key has ': ' before its value; write '\(name): \(rest)'") }
        return error("a blank is missing after the ':'; write '\(name): \(rest)'")
    }

    // MARK: Items

    /// An item of a list that is indented more than the one above it, and so belongs to its text.
    private func lostItem(_ lines: [Substring], _ line: Int) -> Diagnostic? {
        for item in node.sequence == nil || isFlow(lines) ? [] : parts where item.isOn(line) {
            guard let text = item.plain, text.contains(" - "), line < lines.count else { continue }
            let next = lines[line]
            let indentation = next.prefix { $0 == " " }.count
            guard next.dropFirst(indentation).hasPrefix("- ") else { continue }
            return Diagnostic(
                "this '-' must stand below the one above it, in the same column",
                at: SourceLocation(line: line + 1, column: indentation + 1))
        }
        return nil
    }
}
