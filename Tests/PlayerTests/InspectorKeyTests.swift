import Canvas
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("With the inspector open, a step is a line")
struct InspectorKeyTests {
    private func model(_ text: String, at step: Int) throws -> Model {
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "test")], size: Size(width: 100, height: 32), glyphs: .braille)
        model.pause(at: step)
        model.press(.character("i"))
        return model
    }

    private static let text =
        "{steps: 20, panels: [bowl], runs: [momentum, {optimizer: nag}, {optimizer: nelder-mead}]}"

    /// The step and the line that are looked at.
    private func place(_ model: Model) -> [Int] { [model.state.step, model.state.line] }

    @Test("on and back through the lines, over steps, by dots and by arrows")
    func lines() throws {
        for (on, back) in [(Key.character("."), Key.character(",")), (.right, .left)] {
            var model = try model(Self.text, at: 5)
            var places = [place(model)]
            for _ in 0..<4 {
                model.press(on)
                places.append(place(model))
            }
            #expect(places == [[5, 0], [5, 1], [5, 2], [6, 0], [6, 1]])
            for wanted in places.dropLast().reversed() {
                model.press(back)
                #expect(place(model) == wanted)
            }
            model.press(back)
            #expect(place(model) == [4, 2])
        }
    }

    @Test("it ends where the race does, and begins at its start")
    func ends() throws {
        var model = try model(Self.text, at: 19)
        var places: [[Int]] = []
        for _ in 0..<4 {
            model.press(.character("."))
            places.append(place(model))
        }
        #expect(places == [[19, 1], [19, 2], [20, 2], [20, 2]])
        model.press(.home)
        model.state.line = 0
        model.press(.character(","))
        #expect(place(model) == [0, 0])
        model.press(.end)
        for _ in 0..<3 { model.press(.character(",")) }
        #expect(place(model)[0] < 20)
    }

    @Test("ten steps are ten steps, and closed it is as ever")
    func others() throws {
        var model = try model(Self.text, at: 5)
        model.press(.shiftRight)
        #expect(place(model) == [15, 0])
        model.press(.character("i"))
        model.press(.character("."))
        #expect(place(model) == [16, 0] && model.state.drawer == nil)
    }

    @Test("another run may have fewer lines; one without a rule has none, and a key is a step")
    func runs() throws {
        var model = try model(Self.text, at: 5)
        for _ in 0..<2 { model.press(.character(".")) }
        model.press(.character("j"))
        #expect(model.frame().text.contains("▶ w = w + v"))
        model.press(.character(","))
        #expect(place(model) == [5, 0])
        model.press(.character("j"))
        model.press(.character("."))
        #expect(place(model) == [6, 0] && model.frame().text.contains("written in Swift"))
        model.press(.character(","))
        #expect(place(model) == [5, 0])
    }

    @Test("a playing race stops at a line")
    func playing() throws {
        var model = try model(Self.text, at: 5)
        model.press(.character(" "))
        model.tick(seconds: 0.1)
        model.press(.character("."))
        #expect(!model.state.isPlaying && model.state.line == 1)
    }

    @Test("in a race by evaluations a step of the optimizer takes several of the race")
    func evaluations() throws {
        let text = "{steps: 20, pace: evaluations, panels: [bowl], runs: [{optimizer: sam, eta: 0.01}]}"
        var model = try model(text, at: 0)
        var steps: Set<Int> = []
        for _ in 0..<4 {
            model.press(.character("."))
            steps.insert(model.state.step)
        }
        #expect(steps.count == 3 && steps.max()! > 2)
        while model.state.step > 0 { model.press(.character(",")) }
        #expect(place(model) == [0, 1])
    }
}
