import Basics
import Expressions
import YAML

/// What a person did where YAML's reader could not go on, and where.
///
/// The reader stops where it is lost, which is often far behind the mistake. So each usual mistake is looked for, and
/// mended on trial: the one after whose mending the reader gets further is the one that was made.
struct YAMLMistake {
    private let text: String
    private let error: YAMLError
    let lines: [[Character]]
    /// Where the reader was lost, and where what it was reading began; lines and columns from 0.
    let problem: Place
    let context: Place?
    /// The reader's reason.
    private let reason: String

    struct Place {
        var line: Int
        var column: Int
    }

    /// A suspicion: what is said, where, and the text without the mistake.
    struct Trial {
        var message: String
        var place: Place
        var length = 1
        /// The line that is otherwise.
        var line: Int
        var mended: [Character]
    }

    init(_ text: String, _ error: YAMLError) {
        self.text = text
        self.error = error
        let lines = text.lines.map { Array($0) }
        self.lines = lines
        let (reason, context, mark) = error.parts
        self.reason = reason
        problem = Self.place(mark, in: lines)
        self.context = context.map { Self.place($0, in: lines) }
    }

    /// Marks count Unicode scalars, places characters.
    private static func place(_ mark: Mark?, in lines: [[Character]]) -> Place {
        guard let mark else { return Place(line: 0, column: 0) }
        let line = min(max(mark.line - 1, 0), lines.count - 1)
        var scalars = mark.column - 1
        var column = 0
        for character in lines[line] {
            guard scalars > 0 else { break }
            scalars -= character.unicodeScalars.count
            column += 1
        }
        return Place(line: line, column: column)
    }

    /// How much there is to read again at every trial.
    private var size: Int { lines.reduce(1) { $0 + $1.count + 1 } }

    var diagnostic: Diagnostic {
        switch error {
        case .repeatedKey(let key, let mark): return duplicate(key, mark)
        case .character(let value, let offset): return unreadable(value, offset)
        case .grammar: break
        case .outOfMemory: return Diagnostic("the file cannot be read: there is not enough memory")
        }
        if let certain = tab ?? document ?? escape { return certain }
        var left = max(4, min(100, 4_000_000 / size))
        for trial in suspicions where left > 0 {
            left -= 1
            if helps(trial) { return located(trial.message, trial.place, trial.length) }
        }
        return inPlainWords
    }

    func located(_ message: String, _ place: Place, _ length: Int = 1) -> Diagnostic {
        Diagnostic(message, at: SourceLocation(line: place.line + 1, column: place.column + 1, length: length))
    }

    /// Whether the reader gets to a later line with a text that is mended.
    private func helps(_ trial: Trial) -> Bool {
        var lines = lines
        lines[trial.line] = trial.mended
        do throws(YAMLError) {
            _ = try Node(parsing: lines.map { String($0) }.joined(separator: "\n"))
            return true
        } catch {
            if case .repeatedKey = error { return true }
            guard let mark = error.parts.mark else { return false }
            // What is still open on the line that was mended is still wrong.
            let isOpen =
                ["',' or", "end of stream"].contains(where: error.parts.reason.contains)
                && error.parts.context?.line == trial.line + 1
            return mark.line - 1 > max(problem.line, trial.line) && !isOpen
        }
    }

    // MARK: Certain mistakes

    private var tab: Diagnostic? {
        for line in Set([problem.line, context?.line ?? problem.line]).sorted() {
            let blanks = lines[line].prefix { $0 == " " || $0 == "\t" }
            guard blanks.count < lines[line].count, let column = blanks.firstIndex(of: "\t") else { continue }
            return located("a tab stands here; lines are indented with spaces", Place(line: line, column: column))
        }
        return nil
    }

    private var document: Diagnostic? {
        guard reason.contains("document") else { return nil }
        let isMarker = { (line: [Character]) in line.starts(with: "---") || line.starts(with: "...") }
        if lines.prefix(problem.line + 1).contains(where: isMarker) {
            return located("a file is one text: '---' can stand only above it, and '...' below it", problem)
        }
        // What is less indented than the first line belongs to no mapping.
        let first = lines.indices.first { indent($0) < lines[$0].count && lines[$0][indent($0)] != "#" } ?? 0
        let columns = indent(first)
        guard columns > indent(problem.line) else { return nil }
        return located(
            "this line is indented by \(columns) blank\(columns == 1 ? "" : "s"), and line \(problem.line + 1) is not",
            Place(line: first, column: columns))
    }

    private var escape: Diagnostic? {
        guard ["unknown escape", "hexdecimal", "escape code"].contains(where: reason.contains) else { return nil }
        return located("between double quotes a '\\' is written '\\\\'; or use single quotes", problem)
    }

    private func unreadable(_ value: Int32, _ offset: Int) -> Diagnostic {
        let code = String(UInt32(bitPattern: value), radix: 16, uppercase: true)
        let name =
            value < 0
            ? "bytes that are no text in UTF-8"
            : "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
        let message = "\(name) cannot stand in a scene; delete what cannot be seen here"
        guard offset < text.utf8.count else { return Diagnostic(message) }
        let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self).lines
        return located(message, Place(line: before.count - 1, column: before.last?.count ?? 0))
    }

    // MARK: Keys that stand twice

    /// The reader names the first; the second is found by giving the first another name.
    private func duplicate(_ key: String, _ mark: Mark) -> Diagnostic {
        let first = Self.place(mark, in: lines)
        let simple = located("'\(key)' stands here twice", first, max(1, key.count))
        var lines = lines
        var renamed = first
        for number in 0..<max(2, min(20, 1_000_000 / size)) {
            guard let stand = Unicode.Scalar(0xE000 + UInt32(clamping: number)) else { break }
            let start = lines[renamed.line].dropFirst(renamed.column)
            let quote = start.first == "\"" || start.first == "'" ? 1 : 0
            guard start.count > quote else { break }
            lines[renamed.line][renamed.column + quote] = Character(stand)
            do throws(YAMLError) {
                guard let root = try Node(parsing: lines.map { String($0) }.joined(separator: "\n")),
                    let second = Self.second(of: key, after: mark, in: root)
                else { break }
                let place = Self.place(second, in: lines)
                return located(
                    "'\(key)' stands here a second time; the first is in line \(first.line + 1)", place,
                    max(1, key.count))
            } catch {
                guard case .repeatedKey(_, let first) = error else {
                    return YAMLMistake(lines.map { String($0) }.joined(separator: "\n"), error).diagnostic
                }
                renamed = Self.place(first, in: lines)
            }
        }
        return simple
    }

    /// The key after the renamed one in its mapping.
    private static func second(of key: String, after mark: Mark, in root: Node) -> Mark? {
        var waiting = [root]
        // Aliases make a tree larger than its text.
        var budget = 1_000_000
        while budget > 0, let node = waiting.popLast() {
            budget -= 1
            if let mapping = node.mapping {
                let keys = mapping.map(\.key)
                if let index = keys.firstIndex(where: { $0.mark == mark }) {
                    return keys[(index + 1)...].first { other in
                        guard let name = other.scalar?.string, let scalar = name.unicodeScalars.first else {
                            return false
                        }
                        return name == key
                            || ((0xE000..<0xE020).contains(scalar.value) && name.dropFirst() == key.dropFirst())
                    }?.mark
                }
                waiting += mapping.flatMap { [$0.key, $0.value] }
            } else if let sequence = node.sequence {
                waiting += sequence
            }
        }
        return nil
    }

    // MARK: In plain words

    /// What is known without knowing the mistake.
    private var inPlainWords: Diagnostic {
        let opening = context ?? problem
        let quoted = character(at: opening).map { String($0) } ?? ""
        switch reason {
        case _ where reason.contains("',' or ']'") || reason.contains("',' or '}'"):
            return located("this '\(quoted)' is never closed, or a ',' is missing after it", opening)
        case _ where reason.contains("unexpected end of stream") || reason.contains("unexpected document indicator"):
            return located("this quotation mark is never closed", opening)
        case _ where reason.contains("expected ':'"):
            return located(
                "this line is neither 'key: value' nor '- item'; or a text before it is not closed",
                Place(line: opening.line, column: indent(opening.line)))
        case _ where reason.contains("mapping values are not allowed"):
            return located("a ': ' cannot stand here; a text with it stands in quotation marks", problem)
        case _ where reason.contains("undefined alias"):
            return located("a text cannot begin with '*' unless it stands in quotation marks", problem)
        case _ where reason.contains("nesting level"):
            return located("brackets and lists are nested too deep", problem)
        case _ where reason.contains("block sequence entries"):
            return located("an item '- …' cannot begin here: it stands on a line of its own, below its key", problem)
        case _ where reason.contains("cannot start any token"):
            let first = character(at: problem).map { String($0) } ?? ""
            return located("a text cannot begin with '\(first)' unless it stands in quotation marks", problem)
        default:
            return located(
                "this does not fit what stands before it: look at indentation, brackets and quotation marks", problem)
        }
    }

    func character(at place: Place) -> Character? {
        place.column < lines[place.line].count ? lines[place.line][place.column] : nil
    }

    func indent(_ line: Int) -> Int { lines[line].prefix { $0 == " " }.count }
}

extension YAMLError {
    fileprivate var parts: (reason: String, context: Mark?, mark: Mark?) {
        switch self {
        case .grammar(let reason, let mark, let context): (reason, context, mark)
        default: ("", nil, nil)
        }
    }
}
