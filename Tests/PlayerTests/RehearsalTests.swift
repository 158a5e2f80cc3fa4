import Basics
import Canvas
import Scenes
import Testing

@testable import Player

/// A console in a time of its own, on which things happen when they are to, and frames take as long as they take.
@MainActor
private final class Keyboard: Console {
    var theme = Theme.dark
    private var events: [Script.Deed]
    private var random: SeededRandom
    private(set) var time = Duration.seconds(7)
    private(set) var frames = 0

    init(_ events: [Script.Deed], seed: UInt64) {
        self.events = events
        random = SeededRandom(seed: seed)
    }

    func show(_ frame: Frame) {
        frames += 1
        time += .microseconds(Int.random(in: 0..<(frames % 9 == 0 ? 400_000 : 90_000), using: &random))
    }

    func nextEvent(within seconds: Double?) -> Event? {
        guard let next = events.first else { return .lost }
        let begin = Duration.seconds(7)
        if let seconds, begin + next.at > time + .seconds(max(0, seconds)) {
            time += .seconds(max(0, seconds)) + .microseconds(Int.random(in: 0..<999, using: &random))
            return nil
        }
        time = max(time, begin + next.at)
        return events.removeFirst().event
    }
}

@Suite("A session played again is the same session")
struct RehearsalTests {
    private static let scenes = ["radford", "beale", "long-valley-3d"]

    private func scenes() throws -> [Scene] {
        try Self.scenes.map { try #require(try SceneLibrary.scene(named: $0)) }
    }

    /// Keys, clicks and sizes at random times.
    private func session(_ random: inout SeededRandom, count: Int) -> Script {
        // Recordings are not played again, and what is looked for on another core comes at another time.
        let keys =
            KeyMap.standard.keys.filter { ![.character("q"), .character("w"), .character("F")].contains($0) }
            .sorted { "\($0)" < "\($1)" } + [.unknown, .escape, .enter]
        var script = Script()
        script.size = Size(width: 100, height: 30)
        script.orbit = Bool.random(using: &random) ? nil : 20
        var time = Duration.zero
        for _ in 0..<count {
            if Int.random(in: 0..<3, using: &random) > 0 {
                time += .milliseconds(Int.random(in: 0..<900, using: &random))
            }
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<5: script.add(.key(keys.randomElement(using: &random) ?? .unknown), at: time)
            case 5..<7:
                let action: Pointer.Action = [.press, .drag, .drag, .release, .scrollUp].randomElement(using: &random)!
                let pointer = Pointer(
                    action, x: .random(in: 0..<100, using: &random), y: .random(in: 0..<30, using: &random))
                script.add(.pointer(pointer), at: time)
            default:
                guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
                let size = Size(
                    width: .random(in: 30..<110, using: &random), height: .random(in: 10..<34, using: &random))
                script.add(.resize(size), at: time)
            }
        }
        return script
    }

    private func values(_ model: Model) -> [[Double]] {
        model.race.runs.map { $0.hyperparameters(at: 1) } + model.race.starts.map { [$0.x, $0.y] }
    }

    @Test("what was played live, saved and read back is the same to the last cell", arguments: 0..<8)
    @MainActor
    func live(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let session = session(&random, count: 40)
        let keyboard = Keyboard(session.deeds, seed: UInt64(seed))
        var loop = Loop(
            console: keyboard, model: session.model(Deck(try scenes()), isPatient: false),
            now: { keyboard.time }, wake: {}
        ) { _ in throw CancellationError() }
        _ = loop.run(hangUp: 1)
        #expect(keyboard.frames > 20 && loop.script.deeds.count > 30)
        var live = loop.model
        // What was still on its way, on another core too, is begun anew and comes to its end.
        live.errands.cancel { _ in true }
        for _ in 0..<100 {
            live.tick(.zero)
            live.finishJobs()
            if live.state.step == live.stage.step, !live.race.isForeseeing, !live.screen.isCatchingUp { break }
        }

        let read = try Script(parsing: loop.script.text)
        #expect(read.text == loop.script.text)
        let end = try #require(read.end)
        for rate in [1, 30, 1000] {
            var replay = Rehearsal(read, read.model(Deck(try scenes())))
            #expect(replay.end == end)
            // As many looks as there are frames a second change nothing.
            var frame = 0
            while .seconds(Double(frame) / Double(rate)) < end {
                replay.play(until: .seconds(Double(frame) / Double(rate)))
                frame += rate == 1000 ? 37 : 1
            }
            replay.play(until: end)
            // What is found out elsewhere while one plays, such as what has come of the claims, a frame finds out here.
            let last = replay.frame()
            #expect(replay.model.state == live.state, "seed \(seed), \(rate)")
            #expect(replay.model.sceneIndex == live.sceneIndex && values(replay.model) == values(live))
            #expect(last == live.frame(), "seed \(seed), \(rate)")
        }
    }

    @Test("it does not matter how time is cut", arguments: 0..<24)
    func pieces(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let session = session(&random, count: 25)
        let scenes = try scenes()
        let end = (session.deeds.last?.at ?? .zero) + .seconds(1)
        var looks: [Model] = []
        for count in [0, 7, 200] {
            var rehearsal = Rehearsal(session, session.model(Deck(scenes)))
            for time in (0..<count).map({ _ in end * Double.random(in: 0..<1, using: &random) }).sorted() {
                rehearsal.play(until: time)
            }
            rehearsal.play(until: end)
            looks.append(rehearsal.model)
        }
        for other in looks.dropFirst() {
            #expect(other.state == looks[0].state && other.stage.time == looks[0].stage.time)
            #expect(values(other) == values(looks[0]) && other.stage.ghostTime == looks[0].stage.ghostTime)
            let panels = other.race.scene.panels.indices
            #expect(panels.allSatisfy { other.picture(of: $0).isEqual(looks[0].picture(of: $0)) })
        }
    }

    @Test("keys happen at their time, between two frames too, and `q` ends it")
    func times() throws {
        let script = try Script(parsing: "keys: {1: space, 3: space, 3.2: q, 4: r}")
        var rehearsal = Rehearsal(script, script.model(Deck(try scenes())))
        #expect(rehearsal.end == .milliseconds(3200))
        // 25 steps a second.
        rehearsal.play(until: .milliseconds(999))
        #expect(rehearsal.model.state.step == 24 && rehearsal.model.state.isPlaying)
        rehearsal.play(until: .milliseconds(2999))
        #expect(rehearsal.model.state.step == 25 && !rehearsal.model.state.isPlaying)
        rehearsal.play(until: .seconds(9))
        #expect(rehearsal.model.state.step == 30 && rehearsal.isOver)
    }

    @Test(
        "without an end it goes on until nothing moves",
        arguments: [
            ("keys: {1: +}", 3.98), ("keys: {1: space}", 1), ("keys: {1: space E}", 4), ("", 6.96), ("seconds: 2", 2),
            ("orbit: 10", 6.96), ("{seconds: 9, keys: {1: q}}", 1),
        ] as [(String, Double)])
    func end(text: String, seconds: Double) throws {
        let script = try Script(parsing: text)
        let rehearsal = Rehearsal(script, script.model(Deck(try scenes())))
        #expect(abs(rehearsal.end / .seconds(1) - seconds) < 1e-9)
    }

    @Test("best rates are found at once, and recording is nothing to a script")
    func jobs() throws {
        let script = try Script(parsing: "keys: {1: F F w, 2: space}")
        let scene = try Scene(
            parsing: "{steps: 60, panels: [bowl], runs: [{optimizer: sgd, eta: 1e-3}, adam]}", origin: "s")
        var rehearsal = Rehearsal(script, script.model(Deck([scene])))
        rehearsal.play(until: .seconds(2))
        let model = rehearsal.model
        #expect(model.race.runs.allSatisfy { $0.sweep != nil } && model.stage.sweeps.isEmpty)
        #expect(!model.isRecording && model.state.recording == nil)
    }

    @Test("a pause is as long as it was, and keys that happen between two frames are those of that time")
    @MainActor
    func pauses() throws {
        var session = Script()
        session.add(.key(.character(" ")), at: .milliseconds(1010))
        session.add(.key(.character("e")), at: .seconds(60))
        session.add(.key(.character(" ")), at: .seconds(90))
        session.add(.key(.character("q")), at: .seconds(91))
        let keyboard = Keyboard(session.deeds, seed: 1)
        var loop = Loop(
            console: keyboard, model: session.model(Deck(try scenes()), isPatient: false),
            now: { keyboard.time }, wake: {}
        ) { _ in throw CancellationError() }
        _ = loop.run(hangUp: 1)
        let times = loop.script.deeds.map { $0.at / .seconds(1) }
        // What took long on the way is time that nobody lived.
        #expect(times.count == 4 && times[0] <= 1.1 && times[1] - times[0] > 55 && times[2] - times[1] > 25)
        #expect(loop.script.end == nil && loop.script.scenes == ["radford"])
    }
}
