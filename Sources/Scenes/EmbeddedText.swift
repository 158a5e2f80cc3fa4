import Expressions

/// Where a text that was taken out of a file stands in that file.
///
/// YAML drops indentation, line breaks and quotation marks, but never anything else: the n-th character that is not
/// blank is the same one in both texts.
struct EmbeddedText: Sendable {
    private let text: String
    private let file: String
    private let origin: SourceLocation

    /// - Parameter origin: where the text begins in `file`: at its first character, its quotation mark or its `|`.
    init(_ text: String, in file: String, at origin: SourceLocation) {
        self.text = text
        self.file = file
        self.origin = origin
    }

    /// A diagnostic about the text, as one about the file.
    func located(_ diagnostic: Diagnostic) -> Diagnostic {
        var located = diagnostic
        located.location = diagnostic.location.map { location($0) } ?? origin
        return located
    }

    /// The place of the whole text.
    var whole: SourceLocation { SourceLocation(line: origin.line, column: origin.column, length: firstLineLength) }

    private var firstLineLength: Int { max(1, text.prefix { !$0.isNewline }.count) }

    private func location(_ inner: SourceLocation) -> SourceLocation {
        var wanted = 0
        var isAtEnd = true
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index + 1 > inner.line { break }
            let prefix = index + 1 == inner.line ? line.prefix(inner.column - 1) : line
            wanted += prefix.count { !$0.isWhitespace }
            if index + 1 == inner.line { isAtEnd = line.dropFirst(prefix.count).allSatisfy(\.isWhitespace) }
        }
        let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
        guard origin.line <= lines.count else { return origin }
        var row = origin.line - 1
        var column = origin.column - 1
        let opening = lines[row].dropFirst(column).first
        if opening == "|" || opening == ">" {
            row += 1
            column = 0
        } else if opening == "\"" || opening == "'" {
            column += 1
        }
        while row < lines.count {
            for character in lines[row].dropFirst(column) {
                if !character.isWhitespace {
                    if wanted == 0 { return SourceLocation(line: row + 1, column: column + 1, length: inner.length) }
                    wanted -= 1
                }
                column += 1
            }
            // The end of the text: just behind the last line's last character.
            if wanted == 0, isAtEnd { return SourceLocation(line: row + 1, column: column + 1, length: 1) }
            row += 1
            column = 0
        }
        return origin
    }
}
