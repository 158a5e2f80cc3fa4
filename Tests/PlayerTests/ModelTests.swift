import Canvas
import Scenes
import Basics
import Testing

@testable import Player

@Suite("The player is a function of scenes, size and keys")
struct ModelTests {
    private func model(_ names: [String] = ["radford", "momentum"], size: Size = Size(width: 100, height: 30)) throws
        -> Model
    {
        Model(scenes: try names.map { try #require(try SceneLibrary.scene(named: $0)) }, size: size, glyphs: .braille)
    }

    @Test("time plays the race at the scene's rate, to its end")
    func time() throws {
        var model = try model()
        #expect(model.state.isPlaying)
        for _ in 0..<30 { model.tick(seconds: 1.0 / 30) }
        #expect(abs(model.state.step - 25) <= 1)
        model.press(.character("+"))
        model.tick(seconds: 1)
        #expect(abs(model.state.step - 75) <= 1)
        model.tick(seconds: 1e6)
        #expect(model.state.step == 174 && !model.state.isPlaying)
        model.press(.character(" "))
        #expect(model.state.step == 0 && model.state.isPlaying)
    }

    @Test("space pauses, steps go forward and back and stop at both ends")
    func stepping() throws {
        var model = try model()
        model.press(.character(" "))
        model.tick(seconds: 10)
        #expect(model.state.step == 0)
        model.press(.character(","))
        #expect(model.state.step == 0)
        for _ in 0..<3 { model.press(.right) }
        model.press(.left)
        #expect(model.state.step == 2)
        model.show(step: 174)
        model.press(.character("."))
        #expect(model.state.step == 174)
        model.press(.character("r"))
        #expect(model.state.step == 0 && model.state.isPlaying)
    }

    @Test("a frame is the same whichever way the race came to its step")
    func rewinding() throws {
        var forward = try model()
        forward.pause(at: 50)
        var back = try model()
        back.pause(at: 170)
        _ = back.frame()
        for _ in 0..<120 {
            back.press(.left)
            if back.state.step % 17 == 0 { _ = back.frame() }
        }
        #expect(forward.frame() == back.frame())
    }

    @Test("tuning bends the whole path at once, and resets")
    func tuning() throws {
        var model = try model()
        model.pause(at: 60)
        let before = model.frame()
        model.press(.character("E"))
        #expect(model.race.runs[0].hyperparameters(at: 1)[0] > 0.0124)
        // All panels are shown: each one's rate goes to its next number.
        #expect(abs(model.race.runs[7].hyperparameters(at: 1)[0] - 0.0063) < 1e-9)
        #expect(model.frame() != before)
        #expect(model.state.step == 60)
        model.press(.character("0"))
        // The ghost of what was tuned away goes with time, also while it is paused.
        #expect(model.needsTime)
        for _ in 0..<100 { model.tick(seconds: 0.1) }
        #expect(!model.needsTime)
        #expect(model.frame() == before)
        model.press(.character("a"))
        #expect(model.state.message == "SGD has no alpha")
        model.press(.tab)
        model.press(.character("A"))
        #expect(model.race.runs[1].hyperparameters(at: 1)[1] > 0.95)
        model.press(.character("o"))
        model.press(.character("e"))
        #expect(model.race.runs[1].hyperparameters(at: 1)[0] < 0.01)
        #expect(model.race.runs[8].hyperparameters(at: 1)[0] == 0.005)
    }

    @Test("tab goes round the runs, n and p round the scenes")
    func cycling() throws {
        var model = try model()
        for _ in 0..<7 { model.press(.tab) }
        #expect(model.state.row == 0)
        model.press(.backTab)
        #expect(model.state.row == 6)
        model.press(.pageDown)
        #expect(model.sceneIndex == 1 && model.state.row == 0 && model.state.step == 0)
        // In the other scene each run has a panel of its own, which the chart follows.
        model.press(.tab)
        #expect(model.state.panel == 1)
        model.press(.character("n"))
        #expect(model.sceneIndex == 0)
        model.press(.character("p"))
        #expect(model.sceneIndex == 1)
    }

    @Test("help shows every key of the table, and any key closes it")
    func help() throws {
        var model = try model(size: Size(width: 160, height: 46))
        let before = model.frame()
        model.press(.character("?"))
        let text = model.frame().text
        for hint in KeyMap.standard.hints { #expect(text.contains(hint.help), "\(hint.help)") }
        // In two columns all of it fits on the smallest usual terminal.
        model.resize(to: Size(width: 80, height: 24))
        let small = model.frame().text
        for hint in KeyMap.standard.hints { #expect(small.contains(hint.help), "\(hint.help)") }
        model.resize(to: Size(width: 160, height: 46))
        model.press(.character("e"))
        #expect(model.frame() == before)
        model.press(.character("q"))
        #expect(model.isOver)
    }

    @Test("an unknown key does nothing and says so")
    func unknown() throws {
        var model = try model()
        model.press(.character("Q"))
        #expect(model.state.message != nil && !model.isOver)
        model.press(.tab)
        #expect(model.state.message == nil)
    }

    @Test("any keys, sizes and times are survived, and the same ones give the same frames", arguments: UInt64(0)..<3)
    func noise(seed: UInt64) throws {
        var left = try model(["radford", "learning-rate", "beale"])
        var right = left
        var generator = SeededRandom(seed: seed)
        let keys =
            KeyMap.standard.keys.filter { $0 != .character("q") }.sorted { "\($0)" < "\($1)" } + [
                .unknown, .character("é"), .escape,
            ]
        for turn in 0..<120 {
            let key = keys.randomElement(using: &generator)!
            let time = Double.random(in: 0..<0.5, using: &generator)
            let size = Size(
                width: .random(in: 0..<170, using: &generator), height: .random(in: 0..<50, using: &generator))
            left.press(key)
            right.press(key)
            let pointer = Pointer(
                [.press, .drag, .release, .scrollUp, .scrollDown].randomElement(using: &generator)!,
                x: .random(in: 0..<170, using: &generator), y: .random(in: 0..<50, using: &generator))
            left.point(pointer)
            right.point(pointer)
            left.tick(seconds: time)
            right.tick(seconds: time)
            if turn % 7 == 0 {
                left.resize(to: size)
                right.resize(to: size)
            }
            // Drawing or not must not matter.
            if turn % 3 == 0 { _ = left.frame() }
        }
        #expect(left.frame() == right.frame())
        #expect(left.frame().size == left.size)
    }
}
