import Basics
import Expressions
import YAML

/// A value in a YAML file with its place: reads itself as what a scene needs, or says what is wrong where.
package struct Field {
    package let node: Node
    /// The whole file.
    package let file: String

    package init(node: Node, file: String) {
        self.node = node
        self.file = file
    }

    /// The root of a YAML text; `nil` if it is empty.
    package init?(parsing text: String) throws(Diagnostic) {
        let text = text.withoutByteOrderMark
        try YAMLSize.check(text)
        do throws(YAMLError) {
            guard let node = try Node(parsing: text) else { return nil }
            self.init(node: node, file: text)
        } catch {
            throw YAMLMistake(text, error).diagnostic
        }
    }

    package var location: SourceLocation { node.mark.location(in: file, length: length) }

    private var length: Int {
        guard let scalar = node.scalar else { return 1 }
        let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
        if scalar.style == .literal || scalar.style == .folded { return 1 }
        return scalar.string.prefix { !$0.endsLine }.count + quotes
    }

    package func error(_ message: String) -> Diagnostic { Diagnostic(message, at: location) }

    // MARK: Scalars

    /// A text. Numbers count as the text that they are written with.
    package func string(_ what: String) throws(Diagnostic) -> String {
        guard let scalar = node.scalar else { throw error("\(what) must be a text, not \(kind)") }
        return scalar.string
    }

    /// A text in one line, without control characters: it goes to terminals.
    package func line(_ what: String) throws(Diagnostic) -> String {
        let words = try string(what).split { $0.isWhitespace || $0.endsLine }
        return words.joined(separator: " ").printable
    }

    /// A text in lines, as it is written, without control characters: it goes to terminals.
    func lines(_ what: String) throws(Diagnostic) -> [String] {
        var lines = try string(what).split(omittingEmptySubsequences: false) { $0.endsLine }.map { line in
            String(line.trimmingSuffix(while: \.isWhitespace).map { $0.isWhitespace ? " " : $0 }).printable
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The text with its place, for formulas.
    ///
    /// - Parameter mayBeVector: whether `[a, b]` is one, which is a list to YAML.
    func embedded(
        _ what: String, as kind: String = "a formula", mayBeVector: Bool = false
    ) throws(Diagnostic) -> (text: String, place: EmbeddedText) {
        if mayBeVector, node.isFlow, node.sequence != nil {
            let scalars = file.unicodeScalars.dropFirst(node.extent.lowerBound).prefix(node.extent.count)
            let text = String(String.UnicodeScalarView(scalars))
            return (text, EmbeddedText(text, in: file, at: node.mark))
        }
        guard let text = node.scalar?.string, !isNothing else {
            throw error("\(what) must be \(kind), not \(self.kind)")
        }
        return (text, EmbeddedText(text, in: file, at: node.mark))
    }

    /// A finite number, or a formula of numbers such as `pi/2`.
    package func number(_ what: String) throws(Diagnostic) -> Double {
        let (text, place) = try embedded(what, as: "a number")
        do throws(Diagnostic) {
            var lowering = Lowering(try Syntax(parsing: text))
            guard let result = lowering.syntax.result, lowering.syntax.assignments.isEmpty else {
                throw Diagnostic("\(what) must be a number")
            }
            let value = try lowering.lowerScalar(result)
            guard let number = lowering.graph[value].constant, number.isFinite else {
                throw Diagnostic("\(what) must be a finite number", at: lowering.syntax[result].location)
            }
            return number
        } catch {
            let word = text.trimmingPrefix(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace)
            let unit = word.trimmingPrefix { "+-−.0123456789".contains($0) }
            if !unit.isEmpty, unit.allSatisfy({ $0.isLetter || $0 == " " || $0 == "/" }),
                Constants.all[String(unit)] == nil, unit.lowercased() != "e"
            {
                let number = word.dropLast(unit.count)
                throw self.error(
                    number.isEmpty
                        ? "\(what) must be a number, not '\(word.prefix(40))'"
                        : "\(what) must be a number without a unit: write \(number)")
            }
            throw place.located(error)
        }
    }

    package func integer(_ what: String, in range: ClosedRange<Int>) throws(Diagnostic) -> Int {
        let value = try number(what)
        guard value == value.rounded(), let whole = Int(exactly: value), range.contains(whole) else {
            throw error("\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return whole
    }

    // MARK: Collections

    /// - Parameter ofWords: whether a word could be an item.
    package func list(_ what: String, ofWords: Bool = false) throws(Diagnostic) -> [Field] {
        guard let sequence = node.sequence else {
            let text = node.scalar?.string ?? ""
            let hint =
                "-–—•".contains(text.first ?? " ")
                ? "; an item begins with '- ', a dash and a blank"
                : ofWords && isWord ? "; write [\(text)]" : ""
            throw error("\(what) must be a list, not \(kind)" + hint)
        }
        return sequence.map { Field(node: $0, file: file) }
    }

    /// Two numbers.
    func pair(_ what: String) throws(Diagnostic) -> (Double, Double) {
        guard let items = node.sequence.map({ $0.map { Field(node: $0, file: file) } }) else {
            throw error("\(what) must be two numbers, as in [-4, 1], not \(kind)")
        }
        guard items.count == 2 else {
            let decimals = (3...4).contains(items.count) ? "; decimals have a point, as in 0.5" : ""
            throw error("\(what) must be two numbers, as in [-4, 1], not \(items.count)" + decimals)
        }
        return (try items[0].number(what), try items[1].number(what))
    }

    /// Two numbers, the smaller first.
    func range(_ what: String) throws(Diagnostic) -> ClosedRange<Double> {
        let (low, high) = try pair(what)
        guard low < high, (high - low).isFinite else {
            throw error("\(what) must be two numbers, the smaller one first, as in [-4, 2]")
        }
        return low...high
    }

    /// A mapping whose keys are anything: names and values in the file's order.
    package func entries(_ what: String) throws(Diagnostic) -> [(key: Field, name: String, value: Field)] {
        guard let mapping = node.mapping else {
            throw error("\(what) must be a mapping of names to values, not \(kind)")
        }
        var entries: [(Field, String, Field)] = []
        for (key, value) in mapping {
            let key = Field(node: key, file: file)
            entries.append((key, try key.string("a name"), Field(node: value, file: file)))
        }
        return entries
    }

    /// A mapping with certain keys only.
    ///
    /// - Parameter hint: what is said of an unknown key.
    package func record(
        _ what: String, keys: [String], required: [String] = [], hint: ((String) -> String)? = nil
    ) throws(Diagnostic) -> Record {
        var values: [String: Field] = [:]
        for (key, name, value) in try entries(what) {
            guard keys.contains(name) else {
                throw key.error("\(what) has no '\(name)'" + (hint?(name) ?? Keys.hint(for: name, among: keys)))
            }
            values[name] = value
        }
        for name in required where values[name] == nil { throw error("\(what) needs '\(name)'") }
        return Record(values: values)
    }

    package struct Record {
        let values: [String: Field]
        package subscript(key: String) -> Field? { values[key] }
    }

    /// Whether no value stands here at all.
    var isNothing: Bool { node.scalar.map { $0.style == .plain && $0.string.isEmpty } ?? false }

    /// Whether this is one word, which could stand in a list as it is.
    private var isWord: Bool {
        guard let text = node.scalar?.string, !text.isEmpty else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    }

    var kind: String {
        switch node.content {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(40))'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        }
    }
}
