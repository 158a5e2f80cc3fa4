import Basics
import Expressions
import Foundation
import Landscapes
import Testing

@testable import Scenes

@Suite("Everything has its limit, and a message with the number")
struct LimitTests {
    private static func numbers(_ count: Int) -> String { (0..<count).map { "c\($0)" }.joined(separator: ",") }

    private static let data = "data: {d: {generate: blobs, rows: 100000}}\n"
    private static let surface = "data: d, domain: {x: [-3, 3], y: [-3, 3]}"
    private static let many = (0..<21).map { "mean(x1^\($0))" }.joined(separator: " + ")
    private static let long = "w1*x1" + (0..<400).map { " + sin(w2*x2 + \($0)*t)" }.joined()
    private static let columns = (0..<1001).map { "c\($0)" }.joined(separator: ", ")
    private static let simple = "panels: [bowl]\nruns: [sgd]"

    private static let tooMuch: [(String, String)] = [
        ("rate: 1e-300\n\(simple)", "'rate' is from 0.001 to 10000 steps a second"),
        ("rate: 1e5\n\(simple)", "'rate' is from 0.001 to 10000"),
        ("steps: 2000000\n\(simple)", "from 1 to 1000000"),
        (
            data + "surfaces: {s: {loss: (w1*x1 + w2*x2 - t)^2, \(surface)}}\nsteps: 100000\nruns: [sgd]",
            "million evaluations of a small formula, more than 500 million"
        ),
        (data + "surfaces: {s: {loss: \"\(long)\", \(surface)}}\nsteps: 2\nruns: [sgd]", "more than 200000"),
        (
            "data: {d: {generate: blobs}}\nsurfaces: {s: {loss: \"\(many)\", \(surface)}}\nruns: [sgd]",
            "more than 20 of 'mean' and 'var'"
        ),
        ("data: {d: {columns: [\(columns)], rows: [[0]]}}\n\(simple)", "more than 1000 columns"),
        ("surfaces: {s: {loss: x, domain: {x: [-1e300, 1e300], y: [0, 1]}}}\nruns: [sgd]", "within 1e100"),
        ("surfaces: {s: {loss: x, domain: {x: [1, 1.0000000000000002], y: [0, 1]}}}\nruns: [sgd]", "cannot be shown"),
        (String(repeating: "- ", count: 100_000), "more than 1000 columns"),
        (String(repeating: " ", count: 2000) + "a: b", "more than 1000 columns"),
        ("title: " + String(repeating: "x", count: 1_000_001), "more than 1000000 bytes"),
    ]

    @Test("scenes", arguments: tooMuch)
    func scenes(text: String, message: String) {
        let error = #expect(throws: Diagnostic.self) { try Scene(parsing: text, origin: "test") }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("aliases that would stand for more than any memory holds, as keys or values", arguments: [true, false])
    func aliases(asKey: Bool) {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        text += asKey ? "? *a12\n: 1\n" : "runs: *a12\n"
        let error = #expect(throws: Diagnostic.self) { try Scene(parsing: text, origin: "test") }
        #expect(error?.message == "more than 20 aliases (*name) in one file")
        // A few are welcome, and a product is no alias.
        let fine = """
            panels: [{surface: bowl, runs: &all [sgd, adam]}, {surface: beale, runs: *all}]
            surfaces: {s: {loss: "\((0..<40).map { "\($0) *x" }.joined(separator: " + "))", domain: {x: [0, 1], y: [0, 1]}}}
            """
        #expect(throws: Never.self) { try Scene(parsing: fine, origin: "test") }
    }

    @Test("tables of 60,000 columns, and points that are no grid, are refused before they fill the memory")
    func tables() {
        let wide = #expect(throws: DataSet.Mistake.self) { _ = try DataSet(csv: Self.numbers(60_000) + "\n") }
        #expect(wide?.message == "more than 1000 columns")
        let diagonal = "x,y,loss\n" + (0..<40_000).map { "\($0),\($0),1" }.joined(separator: "\n")
        let scattered = #expect(throws: DataSet.Mistake.self) { _ = try Grid(csv: diagonal, domain: nil) }
        #expect(scattered?.message == "the points are no grid: there is no loss at (1.0, 0.0)")
        #expect(throws: DataSet.Mistake.self) { _ = try DataSet(csv: "a\n1\n2\n3\n", mostRows: 2) }
    }

    @Test("the documentation has the numbers")
    func documentation() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/scenes.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let limits = try #require(text.split(separator: "## Limits").last)
        let numbers: [Int] = [
            Limits.sceneBytes, Limits.aliases, Limits.steps, Limits.panels, Limits.runs, Limits.stepsInAll,
            Limits.evaluationsInAll, Limits.evaluationsInStep, Limits.fileBytes, Limits.rows, Limits.columns,
            Limits.numbers, Limits.textLength, Limits.nameLength, Limits.numberLength, Limits.nesting,
            Limits.operations, Limits.pictureOperations, Limits.curves,
            Limits.sweptSteps, Limits.means, Limits.width, Limits.height, Limits.frames, Limits.graph,
            Limits.pixels, Limits.pixelsInRow, Limits.recordingBytes, Int(Limits.recordingSeconds),
        ]
        for number in numbers {
            var digits = String(number)
            for place in stride(from: digits.count - 3, to: 0, by: -3) {
                digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            }
            #expect(limits.contains(digits), "\(digits)")
        }
    }
}
