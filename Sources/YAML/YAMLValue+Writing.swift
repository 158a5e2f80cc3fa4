extension YAMLValue {
    /// The value between brackets, in one line.
    package var flow: String {
        switch self {
        case .scalar(let text): Self.spelled(text, inFlow: true)
        case .sequence(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
        case .mapping(let pairs):
            "{" + pairs.map { "\(Self.spelled($0.key, inFlow: true)): \($0.value.flow)" }.joined(separator: ", ") + "}"
        }
    }

    /// The value as a text of its own.
    package var document: String {
        switch self {
        case .scalar: after(indent: 0, depth: 0).drop { $0 == " " } + "\n"
        case .sequence(let items): items.isEmpty ? "[]\n" : block(indent: 0, depth: 0) + "\n"
        case .mapping(let pairs): pairs.isEmpty ? "{}\n" : block(indent: 0, depth: 0) + "\n"
        }
    }

    /// The widest line that a collection is written in.
    private static let width = 100

    /// What stands behind `key:` or `-`, its blank or line break included.
    ///
    /// - Parameters:
    ///   - indent: the columns before the key or the dash.
    ///   - depth: how many collections it stands in.
    func after(indent: Int, depth: Int) -> String {
        switch self {
        case .scalar(let text):
            if let lines = Self.literal(text) {
                let blanks = String(repeating: " ", count: indent + 2)
                return " \(lines.header)\n" + lines.lines.map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
            }
            return " " + Self.spelled(text, inFlow: false)
        case .sequence, .mapping:
            if isFlow(indent: indent, depth: depth) { return " " + flow }
            return "\n" + block(indent: indent + 2, depth: depth)
        }
    }

    /// A collection, entry by entry, without the last line break.
    private func block(indent: Int, depth: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        switch self {
        case .scalar: return flow
        case .sequence(let items):
            return items.map { item in
                guard case .mapping(let pairs) = item, !item.isFlow(indent: indent, depth: depth + 1), !pairs.isEmpty
                else { return blanks + "-" + item.after(indent: indent, depth: depth + 1) }
                // A mapping begins on the line of its dash.
                return blanks + "- " + item.block(indent: indent + 2, depth: depth + 1).dropFirst(indent + 2)
            }.joined(separator: "\n")
        case .mapping(let pairs):
            return pairs.map {
                blanks + Self.spelled($0.key, inFlow: false) + ":" + $0.value.after(indent: indent, depth: depth + 1)
            }.joined(separator: "\n")
        }
    }

    private func isFlow(indent: Int, depth: Int) -> Bool {
        switch self {
        case .scalar: return true
        case .sequence(let items):
            if items.isEmpty { return true }
            guard depth > 1 || items.allSatisfy({ $0.string != nil }) else { return false }
        case .mapping(let pairs):
            if pairs.isEmpty { return true }
            guard depth > 1 || pairs.allSatisfy({ $0.value.string != nil }) else { return false }
        }
        return !hasLines && indent + flow.count < Self.width
    }

    /// Whether a text in it has several lines.
    private var hasLines: Bool {
        switch self {
        case .scalar(let text): text.unicodeScalars.contains("\n")
        case .sequence(let items): items.contains { $0.hasLines }
        case .mapping(let pairs): pairs.contains { $0.value.hasLines }
        }
    }

    // MARK: Texts

    /// A text in one line, between quotation marks only where it must be.
    package static func spelled(_ text: String, inFlow: Bool) -> String {
        if isPlain(text, inFlow: inFlow) { return text }
        let isSimple = text.unicodeScalars.allSatisfy { isPrintable($0) }
        guard isSimple else { return escaped(text) }
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        return "'" + text.replacing("'", with: "''") + "'"
    }

    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, text.unicodeScalars.allSatisfy({ isPrintable($0) }) else {
            return false
        }
        guard first != " ", text.unicodeScalars.last != " ", text.unicodeScalars.last != ":" else { return false }
        if "!&*|>%@`\"'#,[]{}".unicodeScalars.contains(first) { return false }
        if "-?:".unicodeScalars.contains(first) {
            guard let second = text.unicodeScalars.dropFirst().first, second != " ",
                !",[]{}".unicodeScalars.contains(second)
            else { return false }
        }
        if text.hasPrefix("---") || text.hasPrefix("...") { return false }
        if text.contains(": ") || text.contains(" #") { return false }
        return !inFlow || !text.unicodeScalars.contains { ",[]{}:?".unicodeScalars.contains($0) }
    }

    /// Whether a character stands in quotation marks as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
            && ![0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value)
    }

    private static func escaped(_ text: String) -> String {
        let short: [Unicode.Scalar: String] = ["\n": "\\n", "\t": "\\t", "\r": "\\r", "\"": "\\\"", "\\": "\\\\"]
        var result = "\""
        for scalar in text.unicodeScalars {
            if let known = short[scalar] {
                result += known
            } else if isPrintable(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16)
                result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// A text of several lines as it is read best; `nil` where that would not be the same text.
    private static func literal(_ text: String) -> (header: String, lines: [String])? {
        let scalars = text.unicodeScalars
        guard scalars.contains("\n"), scalars.allSatisfy({ $0 == "\n" || isPrintable($0) }) else { return nil }
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard let first = lines.first, !first.isEmpty, !first.hasPrefix(" ") else { return nil }
        var header = "|-"
        if lines.last == "" {
            lines.removeLast()
            header = "|"
        }
        // Blank lines at the end need more signs than they are worth.
        guard lines.last?.allSatisfy({ $0 == " " }) == false, !lines.contains(where: { $0.hasPrefix("\t") }) else {
            return nil
        }
        return (header, lines)
    }
}
