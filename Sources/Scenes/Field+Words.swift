import Basics
import Expressions

extension Field {
    /// Does something with every word of a text in turn; what is wrong with a word is wrong in its place.
    package func eachWord(
        _ what: String, as kind: String, _ take: (String) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        let (text, place) = try embedded(what, as: kind)
        for (row, line) in text.lines.enumerated() {
            for word in line.split(whereSeparator: \.isWhitespace) {
                do throws(Diagnostic) {
                    try take(String(word))
                } catch {
                    let column = line.distance(from: line.startIndex, to: word.startIndex) + 1
                    let inner = SourceLocation(line: row + 1, column: column, length: word.count)
                    throw place.located(Diagnostic(error.message, at: inner))
                }
            }
        }
    }
}
