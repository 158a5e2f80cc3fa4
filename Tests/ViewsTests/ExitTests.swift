import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("What is thrown out is an arrow where it left")
struct ExitTests {
    private static func race(eta: Double, steps: Int = 60, panel: String = "s") throws -> Race {
        let text = """
            steps: \(steps)
            surfaces: {s: {loss: x^2 + 0.05*y^2, domain: {x: [-4, 4], y: [-3, 3]}}}
            start: [-3, 2]
            runs: [{optimizer: sgd, eta: \(eta)}]
            panels: [\(panel)]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: steps)
        return race
    }

    /// The cells of the landscape in the run's ink.
    private static func cells(_ screen: inout Screen, _ race: Race, _ step: Int) -> [SIMD2<Int>: Unicode.Scalar] {
        var state = ScreenState()
        state.step = step
        let frame = screen.frame(race, state)
        var cells: [SIMD2<Int>: Unicode.Scalar] = [:]
        for y in 0..<20 {
            for x in 0..<60 where frame[x, y].ink == .run(0) && frame[x, y].scalar != " " {
                cells[SIMD2(x, y)] = frame[x, y].scalar
            }
        }
        return cells
    }

    @Test(
        "once outside, whatever it does there changes nothing on the panel",
        arguments: ["s", "{surface: s, kind: perspective}"])
    func stays(panel: String) throws {
        let race = try Self.race(eta: 1.3, panel: panel)
        let run = race.runs[0]
        let left = try #require(run.crossings.first)
        var screen = Screen(of: race, size: Size(width: 100, height: 34), glyphs: .braille, hints: [])
        // A panel may show more than the scene's view: wait until it is out of that too.
        let out = try #require(
            run.trajectory.points.indices.first { $0 > left && abs(run.trajectory.points[$0].x) > 20 })
        let shown = Self.cells(&screen, race, out)
        #expect(!shown.isEmpty)
        for step in out...60 { #expect(Self.cells(&screen, race, step) == shown, "\(step)") }
        // One that stays inside goes on to the end.
        let inside = try Self.race(eta: 0.9, panel: panel)
        var other = Screen(of: inside, size: Size(width: 100, height: 34), glyphs: .braille, hints: [])
        #expect(Self.cells(&other, inside, 5) != Self.cells(&other, inside, 60))
    }

    @Test("where it left lies on the step that led out, and in what is shown")
    func place() throws {
        let race = try Self.race(eta: 1.3)
        let run = race.runs[0]
        for shown in [run.view, Domain(x: -4...4, y: -6...6), Domain(x: -8...8, y: -3...3)] {
            for step in 0...60 {
                guard let exit = run.exit(from: shown, at: step) else { continue }
                let points = run.trajectory.points
                let out = try #require(
                    (1...step).first { shown.contains(points[$0 - 1]) && !shown.contains(points[$0]) })
                let (start, way) = (points[out - 1], points[out] - points[out - 1])
                let share = ((exit - start) * way).sum() / (way * way).sum()
                #expect((start + share * way - exit).length < 1e-9 && (0...1.001).contains(share))
                #expect(!shown.contains(exit))
                #expect(Domain(x: -8.1...8.1, y: -6.1...6.1).contains(exit))
            }
        }
    }
}
