import Canvas
import Foundation
import Landscapes
import Optimizers
import Racing
import Scenes
import Testing

@testable import Views

@Suite("The inspector says what the focused run does next")
struct InspectorTests {
    private static let names = OptimizerCatalog.names

    private func race(_ runs: String, steps: Int = 50, extra: String = "") throws -> Race {
        let text = """
            {steps: \(steps), surfaces: {bowl: {loss: x^2 + 3*y^2, domain: {x: [-3, 3], y: [-3, 3]}}},
            start: [-2, 1.5], panels: [bowl], runs: [\(runs)]\(extra)}
            """
        return Race(try Scene(parsing: text, origin: "test"))
    }

    private func frame(
        _ race: Race, step: Int, row: Int = 0, line: Int = 0, size: Size = Size(width: 100, height: 36),
        glyphs: GlyphSet = .braille
    ) -> Frame {
        var screen = Screen(of: race, size: size, glyphs: glyphs, hints: [], drawer: .inspector)
        var state = ScreenState()
        (state.step, state.row, state.line, state.drawer) = (step, row, line, .inspector)
        return screen.frame(race, state)
    }

    @Test("lines done with results, the one being done with its numbers, and those to come")
    func lines() throws {
        var race = try race("{optimizer: momentum, eta: 0.1, alpha: 0.5}")
        race.advance(to: 1)
        let text = frame(race, step: 1, line: 1).text
        // The first step went from (−2, 1.5) by −0.1·(−4, 9) = (0.4, −0.9).
        #expect(text.contains("Momentum: step 1 → 2"))
        #expect(text.contains("g = grad(w)                       = (−3.2, 3.6)"))
        #expect(text.contains("▶ v = α·v − η·if(t > 1, 1 − τ, 1)·g = (0.52, −0.81)"))
        #expect(text.contains("= 0.5·(0.4, −0.9) − 0.1·(−3.2, 3.6)"))
        #expect(text.contains("w = w + v") && !text.contains("(−1.08, −0.21)"))
        let after = frame(race, step: 1, line: 2).text
        #expect(after.contains("= (−1.6, 0.6) + (0.52, −0.81)") && after.contains("= (−1.08, −0.21)"))
        #expect(after.contains("step"))
    }

    @Test("every optimizer of the catalog, each of its lines, on every glyph set and in little room", arguments: names)
    func catalog(name: String) throws {
        var race = try race("{optimizer: \(name), label: the run}")
        race.advance(to: 20)
        let rule = race.runs[0].optimizer as? Rule
        let sizes: [(Size, GlyphSet)] = [
            (Size(width: 80, height: 24), .ascii), (Size(width: 100, height: 30), .braille),
            (Size(width: 40, height: 12), .braille),
        ]
        for (size, glyphs) in sizes {
            for line in 0..<Inspection.lineCount(race.runs[0]) {
                let text = frame(race, step: 20, line: line, size: size, glyphs: glyphs).text
                guard size.height >= 24 else { continue }
                #expect(text.contains("Inspector"))
                guard let rule else {
                    #expect(text.contains("the run is written in Swift") && text.contains("gradient  "), "\(text)")
                    continue
                }
                let mark = glyphs.scalar(.playing)
                #expect(text.contains("\(mark) \(RuleWalk(rule).lines[line].name) = "), "\(text)")
            }
        }
    }

    @Test("it is as high for every run of a scene, so that no panel moves")
    func height() throws {
        var race = try race("sgd, {optimizer: nadam}, {optimizer: radam}, {optimizer: nelder-mead}")
        race.advance(to: 10)
        let tops = (0..<4).map { row in
            frame(race, step: 10, row: row).text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("Inspector") }
        }
        #expect(tops[0] != nil && Set(tops).count == 1)
    }

    @Test("letters of hyperparameters are spelled out in ASCII", arguments: names)
    func letters(name: String) throws {
        let rule = OptimizerCatalog.optimizer(named: name) as? Rule
        let formulas = rule.map { RuleWriter.formulas(of: $0) { "\($0)" } } ?? []
        #expect(formulas.allSatisfy { !GlyphSet.ascii.spelled($0).contains("?") })
    }

    @Test("at the end of the race, and of a run that diverged, the last step there was")
    func ends() throws {
        var race = try race("sgd, {optimizer: sgd, eta: 1e200, label: wild}, {optimizer: sgd, eta: 5 - t, label: out}")
        race.advance(to: 50)
        #expect(frame(race, step: 50).text.contains("SGD: step 49 → 50"))
        #expect(frame(race, step: 50, row: 1).text.contains("wild: step 1 → 2"))
        #expect(frame(race, step: 50, row: 2).text.contains("out: step 4 → 5"))
        var failed = try self.race("{optimizer: sgd, eta: -t, label: out}")
        failed.advance(to: 50)
        #expect(frame(failed, step: 3).text.contains("out takes no step"))
    }

    @Test("what takes long is found out in pieces, and says so until it is there")
    func pieces() throws {
        var race = try race("{optimizer: adam}", steps: 100_000)
        race.advance(to: 90_000)
        var screen = Screen(
            of: race, size: Size(width: 100, height: 36), glyphs: .braille, hints: [], drawer: .inspector,
            isPatient: false)
        var state = ScreenState()
        (state.step, state.line, state.drawer) = (90_000, 1, .inspector)
        #expect(screen.frame(race, state).text.contains("= …") && screen.isCatchingUp)
        var frames = 1
        while screen.isCatchingUp, frames < 1000 {
            _ = screen.frame(race, state)
            frames += 1
        }
        #expect(frames > 5 && frames < 1000)
        #expect(screen.frame(race, state).text == frame(race, step: 90_000, line: 1).text)
    }

    @Test("arrows point where the numbers do, and say by how much they are stretched")
    func arrows() throws {
        var race = try race("{optimizer: momentum, eta: 0.1, alpha: 0.5}, {optimizer: nag, eta: 0.001, alpha: 0.9}")
        race.advance(to: 5)
        let state = { (row: Int, line: Int) in
            var state = ScreenState()
            (state.step, state.row, state.line, state.drawer) = (1, row, line, .inspector)
            return state
        }
        func annotations(_ row: Int, _ line: Int) -> [Annotation] {
            var drawer = InspectorDrawer()
            drawer.prepare(Moment(race: race, state: state(row, line), statuses: [], isPatient: true))
            return drawer.annotations
        }
        let start = Point(-1.6, 0.6)
        func arrow(_ annotation: Annotation) -> (Point, Point)? {
            guard case .arrow(let from, let to) = annotation.shape else { return nil }
            return (from, to)
        }
        let gradient = annotations(0, 0)
        #expect(gradient.map(\.label) == ["−g"])
        #expect((try #require(arrow(gradient[0])).1 - (start - [-3.2, 3.6])).length < 1e-12)
        let velocity = annotations(0, 1)
        #expect(velocity.map(\.label) == ["α·v", "−η·g", "v"])
        #expect((try #require(arrow(velocity[2])).1 - (start + [0.52, -0.81])).length < 1e-12)
        #expect(try #require(arrow(velocity[0])).1 == (try #require(arrow(velocity[1])).0))
        #expect(annotations(0, 2).map(\.label) == ["v", "step"])
        #expect(annotations(1, 0).map(\.label) == ["look-ahead", "α·v", "−η·grad(w + α·v)", "v"])
        #expect(frame(race, step: 1, row: 1, line: 1).text.contains("step ×"))
    }
}
