import Canvas
import Racing
import Scenes
import Basics
import Testing

@testable import Player

/// The player keeps paths, curves, reliefs, statuses and swarms from frame to frame: none may outlive what it shows.
@Suite("After any tuning the screen is that of a player that was tuned before it began")
struct TuningTests {
    private static let text = """
        steps: 60
        panels: ['valley(kappa: 10)', {surface: beale, start: [1, 1.6]}]
        runs: [{optimizer: momentum, eta: 0.002}, {optimizer: nag, eta: 1e-4*0.9^(t/20)}, {optimizer: adam, eta: 0.05}]
        """

    private func model() throws -> Model {
        Model(
            scenes: [try Scene(parsing: Self.text, origin: "t")], size: Size(width: 126, height: 26), glyphs: .ascii,
            isPlaying: false)
    }

    /// What tunes, as keys that are pressed one after the other.
    private static let tunings: [String: [Key]] = [
        "e": [.character("e")], "E": [.character("E")], "a": [.character("a")], "A": [.character("A")],
        "slider": [.character("l"), .shiftUp], "slider back": [.character("h"), .down],
        "ten down": [.shiftDown], "start": [.character("s"), .shiftRight, .up, .enter],
        "start back": [.character("s"), .left, .shiftDown, .escape], "reset": [.character("0")],
        "run": [.tab], "panel": [.character("]")],
        // Before the first of the run's own values stands the last slider, the valley's κ.
        "surface": [.character("h"), .shiftUp],
    ]

    private static func press(_ keys: [Key], in model: inout Model) { for key in keys { model.press(key) } }

    /// Lets the ghosts go, and the message.
    private static func settle(_ model: inout Model, at step: Int) {
        for _ in 0..<7 { model.tick(seconds: 0.5) }
        model.press(.escape)
        model.pause(at: step)
    }

    /// Holds a player that has shown frames all the time against one that has not shown any.
    private func compare(
        _ names: [String], hasSwarm: Bool, glance: [Int], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var used = try model()
        used.pause(at: 40)
        if hasSwarm { used.press(.character("x")) }
        _ = used.frame()
        var fresh = try model()
        for (name, step) in zip(names, glance) {
            let keys = try #require(Self.tunings[name])
            Self.press(keys, in: &used)
            _ = used.frame()
            used.pause(at: step)
            _ = used.frame()
            Self.press(keys, in: &fresh)
        }
        Self.settle(&used, at: 40)
        Self.settle(&fresh, at: 0)
        fresh.resize(to: fresh.size)
        if hasSwarm {
            // The swarm is that of the run that was focused when it was asked for.
            let (row, panel) = (fresh.state.row, fresh.state.panel)
            (fresh.state.row, fresh.state.panel) = (0, 0)
            fresh.press(.character("x"))
            (fresh.state.row, fresh.state.panel) = (row, panel)
        }
        Self.settle(&fresh, at: 40)
        used.press(.escape)
        #expect(used.frame() == fresh.frame(), "\(names)", sourceLocation: sourceLocation)
        #expect(used.race.swarm?.points == fresh.race.swarm?.points, "\(names)", sourceLocation: sourceLocation)
    }

    @Test("each alone", arguments: tunings.keys.sorted())
    func alone(name: String) throws {
        // Without a look at another step, which would begin the swarm anew anyhow; then put back.
        try compare([name], hasSwarm: true, glance: [40])
        try compare([name, "reset"], hasSwarm: true, glance: [40, 40])
        // None of them does nothing.
        var model = try model()
        model.pause(at: 40)
        let before = model.frame()
        Self.press(try #require(Self.tunings[name]), in: &model)
        Self.settle(&model, at: 40)
        #expect((model.frame() == before) == (name == "reset"))
    }

    @Test("any of them in any order", arguments: UInt64(0)..<10)
    func sequences(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let all = Self.tunings.keys.sorted()
        let names = (0..<6).map { _ in all.randomElement(using: &generator)! }
        let steps = names.map { _ in Int.random(in: 0...60, using: &generator) }
        try compare(names, hasSwarm: Bool.random(using: &generator), glance: steps)
    }

    @Test("in flight, from the step at which it was tuned", arguments: ["e", "E", "A", "slider", "ten down"])
    func inFlight(name: String) throws {
        let keys = try #require(Self.tunings[name])
        var used = try model()
        var fresh = used
        for key in [Key.tab, .character("f")] {
            used.press(key)
            fresh.press(key)
        }
        used.pause(at: 55)
        _ = used.frame()
        used.pause(at: 20)
        _ = used.frame()
        Self.press(keys, in: &used)
        _ = used.frame()
        fresh.pause(at: 20)
        Self.press(keys, in: &fresh)
        Self.settle(&used, at: 50)
        Self.settle(&fresh, at: 50)
        #expect(used.race.runs[1].changedAt == [21])
        #expect(used.frame() == fresh.frame())
        // Going on after the change, and before it, shows it too.
        used.pause(at: 10)
        fresh.pause(at: 10)
        #expect(used.frame() == fresh.frame())
    }

    @Test(
        "for three seconds the paths before are shown in grey, then they are gone",
        arguments: ["E", "start", "surface"])
    func ghosts(name: String) throws {
        var model = try model()
        model.pause(at: 40)
        _ = model.frame()
        Self.press(try #require(Self.tunings[name]), in: &model)
        model.press(.escape)
        model.tick(seconds: 2.9)
        let early = model.frame()
        model.tick(seconds: 0.2)
        let late = model.frame()
        let differing = zip(early.cells, late.cells).filter { $0 != $1 }
        #expect(!differing.isEmpty && differing.allSatisfy { $0.0.ink == .muted })
        #expect(model.race.runs.allSatisfy { $0.ghost == nil } && !model.needsTime)
    }
}
