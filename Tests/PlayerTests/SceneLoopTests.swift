import Canvas
import Scenes
import Testing

@testable import Player

@Suite("Round and round")
struct SceneLoopTests {
    private static func model(_ count: Int = 3, length: SceneLoop.Length = .toTheEnd) throws -> Model {
        let scenes = try (1...count).map { index in
            try Scene(
                parsing: "{title: S\(index), steps: 20, rate: 10, panels: [bowl], runs: [sgd]}", origin: "s\(index)")
        }
        var model = Model(
            scenes: scenes, size: Size(width: 100, height: 30), glyphs: .braille, isPlaying: false, isPatient: true)
        model.play(round: length)
        return model
    }

    @Test("each scene is played to its end and two seconds more, then from its start again")
    func round() throws {
        var model = try Self.model()
        #expect(model.needsTime && model.isMoving && model.secondsLeft == 12)
        for (milliseconds, scene, step) in [
            (1000, 0, 10), (1000, 0, 20), (1900, 0, 20), (100, 1, 0), (4000, 2, 0), (4500, 0, 5),
        ] {
            model.tick(.milliseconds(milliseconds))
            #expect(model.sceneIndex == scene && model.state.step == step)
            #expect(model.needsTime && model.state.message?.contains("any key stops") == true)
        }
    }

    @Test("or as long as is said, to its end or not")
    func length() throws {
        var model = try Self.model(length: .time(.milliseconds(1500)))
        model.tick(seconds: 1.4)
        #expect(model.sceneIndex == 0 && model.state.step == 14)
        model.tick(seconds: 0.2)
        #expect(model.sceneIndex == 1 && model.state.step == 1)
    }

    @Test("one scene alone begins anew")
    func alone() throws {
        var model = try Self.model(1)
        model.tick(seconds: 5)
        #expect(model.sceneIndex == 0 && model.state.step == 10 && model.state.isPlaying)
    }

    @Test("however time is cut into ticks, the same comes of it", arguments: [1, 7, 33, 250, 12_345])
    func ticks(milliseconds: Int) throws {
        var (whole, cut) = (try Self.model(), try Self.model())
        let end = 54_321
        whole.tick(.milliseconds(end))
        var passed = 0
        while passed < end {
            let next = min(milliseconds, end - passed)
            cut.tick(.milliseconds(next))
            passed += next
        }
        #expect(whole.sceneIndex == cut.sceneIndex && whole.state.step == cut.state.step)
        #expect(whole.frame() == cut.frame())
    }

    @Test("ages pass in no time")
    func ages() throws {
        var model = try Self.model()
        model.tick(seconds: 1e9)
        #expect(model.loop != nil)
    }

    @Test(
        "any key stops it and does nothing else; the next one does what it does",
        arguments: [Key.character("q"), .escape, .character("n"), .character(":"), .unknown])
    func stopping(key: Key) throws {
        var model = try Self.model()
        model.tick(seconds: 1)
        model.press(key)
        #expect(!model.isOver && model.sceneIndex == 0 && model.commandLine == nil && model.state.step == 10)
        #expect(model.state.message?.contains("the loop has stopped") == true && model.state.isPlaying)
        model.tick(seconds: 60)
        #expect(model.sceneIndex == 0 && model.state.step == 20)
        model.press(.character("n"))
        #expect(model.sceneIndex == 1)
    }

    @Test("a click stops it too, and sets no start")
    func click() throws {
        var model = try Self.model()
        let start = model.race.starts
        model.point(Pointer(.drag, x: 20, y: 10))
        #expect(model.loop != nil)
        model.point(Pointer(.press, x: 20, y: 10))
        #expect(model.loop == nil && model.race.starts == start)
    }

    @Test(
        "a script has it", arguments: [("loop: true", SceneLoop.Length.toTheEnd), ("loop: 2.5", .time(.seconds(2.5)))])
    func script(text: String, length: SceneLoop.Length) throws {
        let script = try Script(parsing: text)
        #expect(script.loop == length && script.text == text + "\n")
        let model = script.model(Deck(try Self.model().scenes))
        #expect(model.loop?.length == length && Script(model).loop == length)
        var rehearsal = Rehearsal(script, model)
        #expect(rehearsal.end == (length == .toTheEnd ? .seconds(12) : .seconds(7.5)))
        rehearsal.play(until: .seconds(4))
        #expect(rehearsal.model.sceneIndex == 1)
    }

    @Test("what is neither is refused", arguments: ["loop: yes", "loop: 0", "loop: 1e9"])
    func mistakes(text: String) { #expect(throws: (any Error).self) { try Script(parsing: text) } }
}
