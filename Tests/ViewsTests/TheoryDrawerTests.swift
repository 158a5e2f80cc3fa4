import Canvas
import Racing
import Scenes
import Testing

@testable import Views

@Suite("The drawer with the theory of a run")
struct TheoryDrawerTests {
    private static func race(_ loss: String, _ run: String, start: String = "[-2, 1.5]") throws -> Race {
        var race = Race(
            try Scene(
                parsing: """
                    steps: 40
                    surfaces: {s: {loss: '\(loss)', domain: {x: [-3, 3], y: [-2, 2]}}}
                    start: \(start)
                    runs: [\(run)]
                    """, origin: "test"))
        race.advance(to: 40)
        return race
    }

    /// The lines within the drawer's frame.
    private static func lines(
        _ race: Race, at step: Int = 20, size: Size = Size(width: 100, height: 30), glyphs: GlyphSet = .braille
    ) -> [String] {
        var screen = Screen(of: race, size: size, glyphs: glyphs, hints: [], drawer: .theory)
        var state = ScreenState()
        state.step = step
        state.drawer = .theory
        let lines = screen.frame(race, state).text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let top = lines.firstIndex(where: { $0.contains(" Theory ") }) else { return [] }
        return lines[(top + 1)...(top + 4)].map { line in
            String(line.dropFirst(2).dropLast(2)).replacing(#/ +$/#, with: "")
        }
    }

    @Test(
        "what it says",
        arguments: [
            (
                "50*x^2 + 0.5*y^2", "{optimizer: sgd, eta: 0.01}",
                [
                    "λ₁ 100 along (1.00, 0.00) · λ₂ 1 across · κ 100",
                    "best η 0.0198 (yours 0.01): 0.9802 a step · diverges above 0.02",
                    "momentum at its best: α 0.669, η 0.0331: 0.818 a step",
                    "predicted 0.9900 a step, measured 0.",
                ]
            ),
            (
                "2*x^2 + 0.5*y^2", "{optimizer: nag, eta: 0.1}",
                ["λ₁ 4", "best η", "NAG at its best: α 0.286, η 0.308: 0.445 a step"]
            ),
            (
                "x^2 - y^2", "{optimizer: sgd, eta: 0.1}",
                ["a saddle: λ₁ 2, λ₂ −2 · the way out: (0.00, 1.00)", "with η 0.1 the way out grows by 1.200"]
            ),
            (
                "x^2 + y", "{optimizer: sgd, eta: 0.1}",
                ["a flat valley: λ₁ 2 across it, λ₂ 0", "η 0.1 · diverges above 1"]
            ),
            (
                "-x^2 - 2*y^2", "{optimizer: sgd, eta: 0.1}",
                ["a hill: λ₁ −2, λ₂ −4", "with η 0.1 the way out grows by 1.400"]
            ),
            ("abs(x) + abs(y)", "{optimizer: sgd, eta: 0.1}", ["no curvature here", "measured 1"]),
            ("x^2", "{optimizer: sgd, eta: 0.1}", ["λ 2", "best η 0.5 (yours 0.1): 0.000 a step · diverges above 1"]),
            ("x^2 + y^2", "{optimizer: adam, eta: 0.1}", ["λ₁ 2", "not linear in g", "measured"]),
            ("x^2 + y^2", "newton", ["λ₁ 2", "not linear in g", "nothing to measure"]),
            ("x^2 + y^2", "{optimizer: asgd, eta: 0.1}", ["λ₁ 2", "another step at every t"]),
            ("9*x^4 + y^4", "{optimizer: sgd, eta: 9}", ["SGD has left the finite numbers"]),
        ] as [(String, String, [String])])
    func words(loss: String, run: String, expected: [String]) throws {
        let lines = Self.lines(try Self.race(loss, run))
        #expect(lines.count == 4)
        for (line, beginning) in zip(lines, expected) { #expect(line.hasPrefix(beginning), "\(lines)") }
    }

    @Test(
        "at 80x24 nothing is cut off", arguments: [GlyphSet.braille, .ascii],
        [
            "12.34*x^2 + 0.0001234*y^2 + 0.01234*x*y", "12.34*x^2 - 0.0001234*y^2 + 0.01*x*y",
            "-12.34*x^2 - 0.1234*y^2",
            "1.234*x^2 + y",
        ])
    func narrow(glyphs: GlyphSet, loss: String) throws {
        for run in ["{optimizer: momentum, eta: 0.001234}", "{optimizer: adam, eta: 0.01}"] {
            let lines = Self.lines(
                try Self.race(loss, run), size: Size(width: 80, height: 24), glyphs: glyphs)
            #expect(lines.count == 4)
            for line in lines { #expect(!line.contains("…") && !line.contains("~"), "\(line)") }
        }
    }

    @Test("before the first step there is nothing to measure, and the quadratic's own minimum is looked at")
    func start() throws {
        let lines = Self.lines(try Self.race("50*x^2 + 0.5*y^2", "sgd", start: "[1, 1]"), at: 0)
        #expect(lines[3].hasSuffix("nothing to measure · −g 44° off the middle"), "\(lines)")
    }

    @Test("too much data is not asked between two frames")
    func dear() throws {
        let rows = (0..<16_000).map { "[\($0 % 7), \($0 % 5)]" }.joined(separator: ", ")
        var race = Race(
            try Scene(
                parsing: """
                    steps: 2
                    data: {d: {columns: [a, b], rows: [\(rows)]}}
                    surfaces: {s: {loss: (w1*a + w2 - b)^2, data: d, domain: {x: [-3, 3], y: [-2, 2]}}}
                    runs: [{optimizer: sgd, eta: 0.01}]
                    """, origin: "test"))
        race.advance(to: 1)
        for isPatient in [false, true] {
            var state = ScreenState()
            state.step = 1
            let moment = Moment(race: race, state: state, statuses: [], isPatient: isPatient)
            var drawer = TheoryDrawer()
            drawer.prepare(moment)
            var painter = Painter(size: Size(width: 80, height: 4), glyphs: .braille, hiding: nil)
            drawer.draw(on: &painter, area: Area(x: 0, y: 0, width: 80, height: 4), moment)
            #expect(painter.frame.text.hasPrefix(isPatient ? "λ₁" : "there is too much data"))
        }
    }

    @Test("it follows the focus, the step and what is tuned")
    func follows() throws {
        var race = try Self.race("50*x^2 + 0.5*y^2", "{optimizer: sgd, eta: 0.01}, {optimizer: adam, eta: 0.1}")
        var screen = Screen(of: race, size: Size(width: 100, height: 30), glyphs: .ascii, hints: [], drawer: .theory)
        var state = ScreenState()
        state.step = 20
        state.drawer = .theory
        func text() -> String { screen.frame(race, state).text }
        #expect(text().contains("yours 0.01)"))
        state.row = 1
        #expect(text().contains("not linear in g"))
        state.row = 0
        race.tune(row: 0, hyperparameter: "eta", by: .presses(-10))
        race.advance(to: 40)
        #expect(text().contains("yours 0.001)"))
        state.step = 0
        #expect(text().contains("nothing to measure"))
    }
}
