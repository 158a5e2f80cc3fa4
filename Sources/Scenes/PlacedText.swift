import Expressions

/// A word of a command, with its place there.
public struct PlacedText: Sendable, Equatable {
    public let text: String
    /// The command's character that it begins with, from 1.
    public let column: Int

    public init(_ text: String, column: Int = 1) {
        self.text = text
        self.column = column
    }

    public var location: SourceLocation { SourceLocation(line: 1, column: column, length: max(1, text.count)) }

    public func error(_ message: String) -> Diagnostic { Diagnostic(message, at: location) }

    /// A part of it, without the blanks about it.
    public func part(_ range: Range<String.Index>) -> PlacedText {
        let slice = text[range]
        let begin = slice.firstIndex { !$0.isWhitespace } ?? slice.endIndex
        let end = slice.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? begin
        return PlacedText(
            String(text[begin..<max(begin, end)]), column: column + text.distance(from: text.startIndex, to: begin))
    }

    public var trimmed: PlacedText { part(text.startIndex..<text.endIndex) }

    /// Its parts between separators, but for those between brackets or quotation marks.
    ///
    /// - Parameter most: how many parts at most; the rest is in the last one.
    public func split(most: Int = .max, where isSeparator: (Character) -> Bool) -> [PlacedText] {
        var parts: [PlacedText] = []
        var (depth, begin) = (0, text.startIndex)
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth = max(0, depth - 1)
            } else if depth == 0, isSeparator(character), parts.count + 1 < most {
                parts.append(part(begin..<index))
                begin = text.index(after: index)
            }
        }
        parts.append(part(begin..<text.endIndex))
        return parts
    }

    /// Its words, but for blanks between brackets or quotation marks.
    public var words: [PlacedText] { split { $0.isWhitespace }.filter { !$0.text.isEmpty } }

    /// What stands between quotation marks; else the text itself.
    public var unquoted: PlacedText {
        guard text.count >= 2, let quote = text.first, "\"'".contains(quote), text.last == quote else { return self }
        return PlacedText(String(text.dropFirst().dropLast()), column: column + 1)
    }

    /// `name = value`, if it is one; a comparison is none.
    public var assignment: (name: PlacedText, value: PlacedText)? {
        guard let equals = text.firstIndex(of: "="), text[text.index(after: equals)...].first != "=",
            !text[..<equals].hasSuffix("<"), !text[..<equals].hasSuffix(">"), !text[..<equals].hasSuffix("!")
        else { return nil }
        let name = part(text.startIndex..<equals)
        guard !name.text.isEmpty, name.text.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) }) else {
            return nil
        }
        return (name, part(text.index(after: equals)..<text.endIndex))
    }
}
