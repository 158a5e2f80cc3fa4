import Basics
import Expressions

extension Field {
    /// The words of a text, each with its place.
    package func words(_ what: String, as kind: String) throws(Diagnostic) -> [(text: String, location: SourceLocation)]
    {
        let (text, place) = try embedded(what, as: kind)
        var words: [(String, SourceLocation)] = []
        for (row, line) in text.lines.enumerated() {
            for word in line.split(whereSeparator: \.isWhitespace) {
                let column = line.distance(from: line.startIndex, to: word.startIndex) + 1
                let inner = SourceLocation(line: row + 1, column: column, length: word.count)
                words.append((String(word), place.located(Diagnostic("", at: inner)).location ?? location))
            }
        }
        return words
    }
}
