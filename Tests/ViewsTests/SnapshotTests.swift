import Canvas
import Foundation
import Racing
import Scenes
import Testing

@testable import Views

/// Whole screens as text that one can read, some of them with their colours. Written anew by
/// `RAVINE_UPDATE_SNAPSHOTS=1 swift test`, to be looked at in the diff.
@Suite("Screens look as they did")
struct SnapshotTests {
    /// What one screen can show at once: a run of each kind, holes, a swarm, ghosts, a change in flight, a schedule.
    private static let everything = """
        title: Everything
        steps: 60
        surfaces:
          holes:
            loss: (1 - x)^2 + 4*(y - x^2)^2 + 0*log(y + 1.2)
            domain: {x: [-2, 2], y: [-2, 2]}
            minima: [[1, 1]]
          slope: {loss: 0.3*x + y^2, domain: {x: [-2, 2], y: [-1, 1]}}
        start: [-1, -0.5]
        runs:
          - {optimizer: sgd, eta: 0.02}
          - {optimizer: momentum, eta: 0.01*0.5^(t/20)}
          - {optimizer: sgd, eta: 2, label: wild}
          - {optimizer: newton, label: there}
          - {optimizer: adam, eta: 0.05}
          - {optimizer: sgd, eta: 10 - t, label: fails}
          - {optimizer: rmsprop, label: hidden}
        """

    @Test(
        "scene, size, step and glyphs: what stands there, and its colours where two more planes are kept",
        arguments: [
            ("radford", "160x46", 60, GlyphSet.braille, false), ("radford", "100x30", 60, .braille, true),
            ("radford", "80x24", 60, .braille, false), ("radford", "100x30", 60, .ascii, false),
            ("beale", "120x36", 198, .braille, true), ("momentum", "80x24", 40, .braille, false),
            ("noisy-moons", "100x30", 60, .braille, true), ("noisy-moons", "80x24", 60, .ascii, false),
            ("nonlinearities", "100x30", 70, .braille, true), ("nonlinearities", "100x30", 70, .ascii, false),
            ("learning-rate", "100x30", 60, .ascii, true), ("rosenbrock", "40x12", 500, .braille, false),
            ("computation-graph", "110x26", 0, .braille, true), ("computation-graph", "80x24", 3, .ascii, false),
        ])
    func snapshots(name: String, size: String, step: Int, glyphs: GlyphSet, hasInks: Bool) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: step)
        var screen = Screen(of: race, size: try #require(Size(size)), glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = step
        state.row = min(1, race.scene.labels.count - 1)
        try compare(
            screen.frame(race, state), "\(name)-\(size)-\(step)-\(glyphs.rawValue)", hasInks: hasInks)
    }

    /// A hill that hides what is behind it, from a camera of its own, over a floor.
    private static let hill = """
        title: Behind the hill
        steps: 40
        surfaces:
          hill: {loss: 2*exp(-6*(x^2 + y^2)) - y, domain: {x: [-1, 1], y: [-1, 1]}}
        start: [-0.8, -0.6]
        runs: [{optimizer: sgd, eta: 0.03}, {optimizer: momentum, eta: 0.02}]
        panels:
          - surface: hill
            kind: perspective
            camera: {elevation: 35, azimuth: -60}
            vertical: [-1, 2]
            floor: true
            x-ray: true
        """

    @Test("a landscape in perspective, in every style", arguments: GlyphSet.allCases, [0, 1, 2])
    func perspective(glyphs: GlyphSet, style: Int) throws {
        var race = Race(try Scene(parsing: Self.hill, origin: "test"))
        race.advance(to: 40)
        var screen = Screen(
            of: race, size: Size(width: 100, height: 28), glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = 40
        state.styles = ["perspective": style]
        try compare(screen.frame(race, state), "perspective-\(style)-\(glyphs.rawValue)", hasInks: false)
    }

    @Test("all that a screen can show at once", arguments: GlyphSet.allCases)
    func everything(glyphs: GlyphSet) throws {
        var race = Race(try Scene(parsing: Self.everything, origin: "test"))
        race.advance(to: 40)
        race.keepGhosts(row: 4, upTo: 40)
        race.tune(row: 4, hyperparameter: "eta", by: .presses(-5), from: 21)
        race.toggleSwarm(row: 4, track: 0)
        race.advance(to: 40)
        let hints = [("space", "pause"), ("?", "help"), ("q", "quit")].map {
            KeyHint(keys: $0.0, short: $0.1, help: $0.1)
        }
        var screen = Screen(of: race, size: Size(width: 120, height: 32), glyphs: glyphs, hints: hints)
        var state = ScreenState()
        state.step = 40
        state.row = 1
        state.hidden = [6]
        state.isInFlight = true
        state.recording = "ravine.cast"
        try compare(screen.frame(race, state), "everything-\(glyphs.rawValue)", hasInks: glyphs == .braille)
    }

    @Test("pictures of a race beside its landscape", arguments: ["chart", "slice"], GlyphSet.allCases)
    func pictures(kind: String, glyphs: GlyphSet) throws {
        let pictures = [
            "chart": "{chart: norm(gradient), against: evaluations}, {chart: angle}",
            "slice": "{slice: gradient}, {slice: x, one-dimensional: true}",
        ]
        let text = """
            steps: 40
            surfaces: {s: {loss: x^2 + 3*y^2, domain: {x: [-3, 3], y: [-3, 3]}, minima: [[0, 0]]}}
            start: [-2, 1.5]
            panels: [{surface: s}, \(pictures[kind]!)]
            runs: [{optimizer: momentum, eta: 0.02}, {optimizer: adam, eta: 0.1}, lbfgs]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 40)
        var screen = Screen(of: race, size: Size(width: 120, height: 26), glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = 5
        try compare(screen.frame(race, state), "\(kind)-\(glyphs.rawValue)", hasInks: glyphs == .braille)
    }

    @Test("for a small projector: a panel, few lines, names")
    func plain() throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "radford")))
        race.advance(to: 60)
        var screen = Screen(
            of: race, size: Size(width: 80, height: 24), glyphs: .braille, hints: [], solo: 0, parts: .plain)
        var state = ScreenState()
        (state.step, state.isSolo) = (60, true)
        try compare(screen.frame(race, state), "plain", hasInks: true)
    }

    /// What the theory drawer tells of a bowl, a saddle and a rule that is not linear.
    @Test(
        "the theory of a run",
        arguments: [
            ("bowl", "100x30", GlyphSet.braille), ("bowl", "80x24", .braille), ("bowl", "80x24", .ascii),
            ("saddle", "100x30", .braille), ("adam", "80x24", .braille),
        ])
    func theory(what: String, size: String, glyphs: GlyphSet) throws {
        let (loss, minima, run) = [
            "bowl": ("0.5*(x^2 + 12*y^2) + 2*x*y", "[[0, 0]]", "{optimizer: momentum, eta: 0.01, alpha: 0.5}"),
            "saddle": ("x^2 - 0.5*y^2 + y^4/8", "[]", "{optimizer: sgd, eta: 0.05}"),
            "adam": ("x^2 + 2*y^2", "[[0, 0]]", "{optimizer: adam, eta: 0.05}"),
        ][what]!
        let text = """
            steps: 40
            surfaces: {s: {loss: '\(loss)', domain: {x: [-3, 3], y: [-2, 2]}, minima: \(minima)}}
            start: [-2, \(what == "saddle" ? "0.01" : "1.5")]
            panels: [{surface: s}]
            runs: [\(run), {optimizer: adam, eta: 0.1, label: other}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 40)
        var screen = Screen(of: race, size: try #require(Size(size)), glyphs: glyphs, hints: [], drawer: .theory)
        var state = ScreenState()
        state.step = 20
        state.drawer = .theory
        try compare(screen.frame(race, state), "theory-\(what)-\(size)-\(glyphs.rawValue)", hasInks: false)
    }

    @Test(
        "the inspector: a run of the lecture, a line being done, and what is no rule",
        arguments: [
            ("momentum", "100x30", 10, 2, 1, GlyphSet.braille), ("momentum", "80x24", 10, 2, 2, .ascii),
            ("noisy-moons", "80x24", 20, 2, 1, .braille), ("rosenbrock", "100x30", 40, 6, 3, .ascii),
        ])
    func inspector(name: String, size: String, step: Int, row: Int, line: Int, glyphs: GlyphSet) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: step)
        var screen = Screen(
            of: race, size: try #require(Size(size)), glyphs: glyphs, hints: [], drawer: .inspector)
        var state = ScreenState()
        (state.step, state.row, state.line, state.drawer) = (step, row, line, .inspector)
        let run = try #require(race.runs.first { $0.row == row })
        state.panel = try #require(race.scene.panels.firstIndex { $0.track == run.track })
        try compare(
            screen.frame(race, state), "inspector-\(name)-\(size)-\(glyphs.rawValue)", hasInks: glyphs == .braille)
    }

    private func compare(_ frame: Frame, _ name: String, hasInks: Bool) throws {
        var text = frame.text
        if hasInks {
            text += "\n\(Planes.inkLegend)\n\n\(Planes.inks(frame))"
            text += "\n\(Planes.groundLegend)\n\n\(Planes.grounds(frame))"
        }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["RAVINE_UPDATE_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }
}
