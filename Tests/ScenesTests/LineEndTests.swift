import Expressions
import Scenes
import Testing

@Suite("Lines end alike everywhere")
struct LineEndTests {
    /// The line ends that YAML has.
    private static let ends = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    private static let mistakes = [
        "title: Überschrift 🙂\npanels: [bowl]\nruns:\n  - sgd\n  - adma\n",
        "panels: [bowl]\nruns: [sgd]\nclaims:\n  - claim: c\n    holds: first(sgd, loss < 1) < frist(sgd, loss < 2)\n",
        "panels: [bowl]\nruns: [sgd]\nclaims:\n  - claim: c\n    holds: |\n      a = 1\n      first(sgd, loss < b)\n",
        "surfaces:\n  s:\n    loss: |\n      a = x^2\n      a + z\n    domain: {x: [0, 1], y: [0, 1]}\nruns: [sgd]\n",
        "panels: [bowl]\nruns: [sgd]\nrusn: 3\n", "panels: [bowl\nruns: [sgd]\n",
    ]

    @Test("a file has the same errors, places and carets whatever ends its lines", arguments: mistakes, ends)
    func same(text: String, end: String) {
        let other = text.replacing("\n", with: end)
        let expected = #expect(throws: Diagnostic.self) { try Scene(parsing: text, origin: "f") }
        let found = #expect(throws: Diagnostic.self) { try Scene(parsing: other, origin: "f") }
        #expect(found == expected)
        #expect(found?.rendered(file: "f", source: other) == expected?.rendered(file: "f", source: text))
    }

    @Test(
        "a claim between double quotes may end its lines as it likes",
        arguments: ["\\n", "\\r\\n", "\\r", "\\v", "\\f", "\\N", "\\L", "\\P"])
    func claims(end: String) throws {
        let scene = { (formula: String) in
            try Scene(
                parsing: "panels: [bowl]\nruns: [sgd]\nclaims: [{claim: c, holds: \"\(formula)\"}]\n", origin: "f")
        }
        #expect(throws: Never.self) { try scene("a = 1\(end)first(sgd, loss < 1e9) < a") }
        let error = #expect(throws: Diagnostic.self) { try scene("a = 1\(end)first(sgd, loss < 1) < b") }
        #expect(error?.location?.line == 3 && error?.location?.column == 57 + end.count, "\(error!)")
    }

    @Test("a caret stands under its character, however wide those before it are")
    func carets() {
        let text = "title: x\nabout: [最適化 🙂 cafe\u{301}\t\u{1B}, {}]\n"
        let error = #expect(throws: Diagnostic.self) {
            try Scene(parsing: text.replacing("\u{1B}", with: ""), origin: "f")
        }
        #expect(error != nil)
        let place = Diagnostic("here", at: SourceLocation(line: 2, column: 20)).rendered(file: "f", source: text)
        // 最適化 and 🙂 are eight columns wide, é is one, the tab a blank, the escape a �.
        #expect(
            place.hasSuffix(
                "\n  2 | about: [最適化 🙂 cafe\u{301} �, {}]\n    | " + String(repeating: " ", count: 23) + "^"),
            "\(place)")
    }
}
