import Basics

/// A place in a text: lines and columns count from 1, columns in characters.
public struct SourceLocation: Hashable, Sendable {
    public var line: Int
    public var column: Int
    /// How many characters are meant; at least 1.
    public var length: Int

    public init(line: Int, column: Int, length: Int = 1) {
        self.line = line
        self.column = column
        self.length = max(1, length)
    }

    /// The same place in a larger text in which this one's first line begins at `origin`.
    ///
    /// Later lines are indented by `indentation` characters there.
    public func moved(to origin: SourceLocation, indentation: Int) -> SourceLocation {
        SourceLocation(
            line: origin.line + line - 1,
            column: column + (line == 1 ? origin.column - 1 : indentation),
            length: length)
    }
}

/// What is wrong with a text that a person wrote: where, and what would be right.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    public var message: String
    public var location: SourceLocation?

    public init(_ message: String, at location: SourceLocation? = nil) {
        self.message = message
        self.location = location
    }

    public var description: String {
        guard let location else { return message }
        return "\(location.line):\(location.column): \(message)"
    }

    /// The message as compilers write it: `file:line:column: error: …`, the line, and a caret under the place.
    public func rendered(file: String, source: String) -> String {
        guard let location else { return "\(file): error: \(message)".printable }
        let lines = source.lines
        return rendered(file: file, line: location.line <= lines.count ? lines[location.line - 1] : nil)
    }

    /// The same, where the line that is meant is known already.
    public func rendered(file: String, line: Substring?) -> String {
        guard let location else { return "\(file): error: \(message)".printable }
        let head = "\(file):\(location.line):\(location.column): error: \(message)"
        guard let line = line?.map({ $0 == "\t" ? " " : $0 }) else { return head.printable }
        // Only a window of a very long line is worth showing.
        let before = min(max(0, location.column - 1), line.count)
        let start = max(0, before - 60)
        let shown = String(line[start...].prefix(100)).printable
        let number = String(location.line)
        let margin = String(repeating: " ", count: number.count)
        // Wide characters take two columns, marks none.
        let indent = String(repeating: " ", count: String(line[start..<before]).columnCount)
        let marked = String(line[before...].prefix(location.length)).columnCount
        let room = max(0, shown.columnCount - indent.count - 1)
        let tail = String(repeating: "~", count: min(max(0, marked - 1), room))
        return "\(head.printable)\n  \(number) | \(shown)\n  \(margin) | \(indent)^\(tail)"
    }
}

/// Finds what a misspelled word was meant to be.
public enum Suggestion {
    /// The candidate nearest to `word`, if it is near enough to have been meant.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let word = spelledOut(word).lowercased()
        guard word.count <= 40 else { return nil }
        // One letter is as near to any other; the longer the word, the more may be wrong with it.
        let limit = word.count < 3 ? 0 : word.count == 3 ? 1 : min(3, word.count / 2)
        return candidates.map { ($0, distance(word, $0.lowercased())) }
            .filter { $0.1 <= limit }
            .min { $0.1 < $1.1 }?.0
    }

    /// `"; did you mean 'adam'?"`, or what there is to choose from, or nothing.
    public static func hint(for word: String, among candidates: [String]) -> String {
        if let nearest = nearest(to: word, among: candidates) { return "; did you mean '\(nearest)'?" }
        guard !candidates.isEmpty else { return "" }
        let shown = candidates.prefix(12).joined(separator: ", ")
        return "; there is \(shown)\(candidates.count > 12 ? ", …" : "")"
    }

    /// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        guard abs(left.count - right.count) < 20, right.count <= 60 else { return .max }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for i in 0..<left.count {
            var current = [i + 1]
            for j in 0..<right.count {
                var best = min(
                    previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, before[j - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
