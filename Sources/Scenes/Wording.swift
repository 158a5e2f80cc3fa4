import Basics
import Expressions
import Hyperparameters
import Landscapes
import Optimizers

/// A label or a title that may say values: `η = {eta}`. What stands between braces is the name or the symbol of a
/// hyperparameter, or of a parameter of the surface; `{{` is a brace.
public struct Wording: Sendable, Equatable {
    /// How it reads as the scene has it: what claims, commands and `trace` know a run by, whatever is tuned.
    public let start: String
    /// What it is made of; nothing where it says no values.
    private let parts: [Part]

    private enum Part: Sendable, Equatable {
        case text(String)
        case value(String)
    }

    /// A text that says no values.
    public init(_ text: String) { (start, parts) = (text, []) }

    /// - Parameter value: what a name stands for as the scene has it; `nil` for an unknown one.
    /// - Throws: a ``Diagnostic`` whose place is in the text.
    init(parsing text: String, known: [String], value: (String) -> Double?) throws(Diagnostic) {
        guard text.contains("{") else {
            (start, parts) = (text, [])
            return
        }
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            literal += rest[..<brace]
            rest = rest[rest.index(after: brace)...]
            if rest.first == "{" {
                literal += "{"
                rest = rest.dropFirst()
                continue
            }
            let column = text.distance(from: text.startIndex, to: brace) + 1
            guard let end = rest.firstIndex(of: "}") else {
                throw Diagnostic(
                    "'{' begins the name of a value, as in {eta}, and is not closed; a brace itself is written '{{'",
                    at: SourceLocation(line: 1, column: column, length: 1))
            }
            let name = String(rest[..<end].trimmed)
            guard value(name) != nil else {
                throw Diagnostic(
                    "'{\(name)}' is no value that there is here, and a brace itself is written '{{'"
                        + Suggestion.hint(for: name, among: known),
                    at: SourceLocation(line: 1, column: column, length: rest[..<end].count + 2))
            }
            parts += [.text(literal), .value(name)]
            literal = ""
            rest = rest[rest.index(after: end)...]
        }
        self.parts = parts + [.text(literal + rest)]
        start = Self.text(self.parts, value) ?? text
    }

    /// A text whose braces mean themselves.
    static func quoting(_ text: String) -> String { text.replacing("{", with: "{{") }

    /// Whether it says any values.
    public var saysValues: Bool { parts.contains { if case .value = $0 { true } else { false } } }

    /// Whether it says a value by this name or symbol.
    func says(_ name: String) -> Bool { parts.contains(.value(name)) }

    /// How it reads with other values.
    ///
    /// - Parameter value: what a name stands for; where one stands for nothing any more, it reads as at the start.
    public func text(_ value: (String) -> Double?) -> String { Self.text(parts, value) ?? start }

    private static func text(_ parts: [Part], _ value: (String) -> Double?) -> String? {
        guard !parts.isEmpty else { return nil }
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .value(let name):
                guard let value = value(name) else { return nil }
                text += value.onSlides
            }
        }
        return text
    }
}

extension SceneReader {
    /// Reads a text that may say values.
    func readWording(
        _ field: Field, _ what: String, known: [String], value: (String) -> Double?
    ) throws(Diagnostic) -> Wording {
        let line = try field.line(what)
        do throws(Diagnostic) {
            return try Wording(parsing: line, known: known, value: value)
        } catch {
            throw try field.embedded(what, as: "a text").place.located(error)
        }
    }

    /// Reads a title of what is raced on: a hyperparameter is that of the first run that has it.
    func readHeading(
        _ field: Field, _ what: String, of runs: [Scene.Entry], on surface: Surface
    ) throws(Diagnostic) -> Wording {
        var known: [String] = []
        for name in runs.flatMap({ $0.valueNames(on: surface) }) where !known.contains(name) { known.append(name) }
        return try readWording(field, what, known: known) { name in
            runs.lazy.compactMap { $0.value(named: name, on: surface) }.first
        }
    }
}

extension Scene.Entry {
    /// The names of the values that a label can say.
    func valueNames(on surface: Surface) -> [String] {
        optimizer.hyperparameters.map(\.name) + surface.parameters.map(\.name)
    }

    /// A value of the run, or of the surface that it is on, as the scene has it at the first step.
    func value(named name: String, on surface: Surface) -> Double? {
        if let index = optimizer.hyperparameters.index(called: name) {
            var schedule = schedules[index]
            return schedule.value(at: 1)
        }
        return surface.parameters.index(called: name).map { surface.values[$0] }
    }
}
