import Basics
import Expressions
import YAML

/// Where a text that was taken out of a file stands in that file.
///
/// YAML drops indentation, line breaks and quotation marks, and between double quotes writes characters as escapes, but
/// never anything else: the n-th character that is not blank is the same one in both texts.
struct EmbeddedText: Sendable {
    private let text: String
    private let file: String
    /// Where the text begins: at its first character, its quotation mark or its `|`.
    private let mark: Mark

    init(_ text: String, in file: String, at mark: Mark) {
        self.text = text
        self.file = file
        self.mark = mark
    }

    /// A diagnostic about the text, as one about the file.
    func located(_ diagnostic: Diagnostic) -> Diagnostic {
        var located = diagnostic
        located.location = diagnostic.location.map { location($0) } ?? mark.location(in: file)
        return located
    }

    /// The place of the whole text.
    var whole: SourceLocation { mark.location(in: file, length: max(1, text.prefix { !$0.endsLine }.count)) }

    private func location(_ inner: SourceLocation) -> SourceLocation {
        var wanted = 0
        var isAtEnd = true
        for (index, line) in text.lines.enumerated() {
            if index + 1 > inner.line { break }
            let prefix = index + 1 == inner.line ? line.prefix(inner.column - 1) : line
            wanted += prefix.count { !$0.isWhitespace }
            if index + 1 == inner.line { isAtEnd = line.dropFirst(prefix.count).allSatisfy(\.isWhitespace) }
        }
        let lines = file.lines
        let origin = mark.location(in: file)
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
            var rest = lines[row].dropFirst(column)
            while let character = rest.first {
                let (length, isBlank) =
                    opening == "\"" ? Self.escape(rest) ?? (1, character.isWhitespace) : (1, character.isWhitespace)
                if !isBlank {
                    if wanted == 0 { return SourceLocation(line: row + 1, column: column + 1, length: inner.length) }
                    wanted -= 1
                }
                column += length
                rest = rest.dropFirst(length)
            }
            // The end of the text: just behind the last line's last character.
            if wanted == 0, isAtEnd { return SourceLocation(line: row + 1, column: column + 1, length: 1) }
            row += 1
            column = 0
        }
        return origin
    }

    /// What a text between double quotes begins with, if that is an escape: its length, and whether it is blank.
    private static func escape(_ text: Substring) -> (length: Int, isBlank: Bool)? {
        guard text.first == "\\" else { return nil }
        guard let kind = text.dropFirst().first else { return (1, true) }
        guard let digits = ["x": 2, "u": 4, "U": 8][kind] else { return (2, "nrtvf NLP_\t".contains(kind)) }
        let scalar = UInt32(text.dropFirst(2).prefix(digits), radix: 16).flatMap(Unicode.Scalar.init)
        return (2 + digits, scalar?.properties.isWhitespace ?? false)
    }
}

extension Mark {
    /// The place as people count, in characters.
    func location(in file: String, length: Int = 1) -> SourceLocation {
        let lines = file.lines
        guard line <= lines.count else { return SourceLocation(line: line, column: column, length: length) }
        let before = String(String.UnicodeScalarView(lines[line - 1].unicodeScalars.prefix(column - 1)))
        return SourceLocation(line: line, column: before.count + 1, length: length)
    }
}
