import Canvas
import Scenes
import Testing
import Views

@testable import Player

@Suite("Keys in a panel that shows the computation graph")
struct GraphKeyTests {
    private func model(panel: Int = 0) throws -> Model {
        let text =
            "{steps: 50, panels: [{surface: beale, graph: reverse}, {kind: contours}], runs: [{optimizer: sgd, eta: 1e-3}, adam]}"
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 160, height: 40), glyphs: .ascii)
        model.pause(at: 10)
        if panel == 1 { model.press(.character("]")) }
        return model
    }

    private func picture(_ model: Model) -> ComputationGraph? { model.stage.pictures[0] as? ComputationGraph }

    @Test("the dot goes through both passes once, then the race takes its step, and it begins anew")
    func passes() throws {
        var model = try model()
        let whole = model.frame()
        model.press(.character("."))
        let first = model.frame()
        #expect(first != whole && model.state.step == 10)
        var presses = 1
        while model.state.step == 10, presses < 100 {
            model.press(.character("."))
            presses += 1
        }
        // 16 operations, 18 nodes with a derivative, and one press that is the race's.
        #expect(presses == 35 && model.state.step == 11)
        // The new step is there at once, all of it.
        var fresh = try self.model()
        fresh.pause(at: 11)
        #expect(picture(model)?.pass?.step == 10)
        model.press(.character("="))
        #expect(model.frame() == fresh.frame())
        model.press(.character("."))
        #expect(model.state.step == 11 && picture(model)?.pass == ComputationGraph.Pass(step: 11, visited: 1))
    }

    @Test("the comma goes back through them, and then the race does")
    func back() throws {
        var model = try model()
        for _ in 0..<3 { model.press(.character(".")) }
        let second = { () throws -> Frame in
            var model = try self.model()
            for _ in 0..<2 { model.press(.character(".")) }
            return model.frame()
        }
        model.press(.character(","))
        #expect(try model.frame() == second())
        for _ in 0..<2 { model.press(.character(",")) }
        #expect(picture(model)?.pass?.visited == 0 && model.state.step == 10)
        model.press(.character(","))
        #expect(model.state.step == 9)
        // Where no pass has begun, it is the race that goes back.
        model.press(.character(","))
        #expect(model.state.step == 8)
    }

    @Test("while the race goes on everything is shown, and the dot stops it")
    func playing() throws {
        var model = try model()
        model.press(.character("."))
        model.press(.character(" "))
        #expect(model.state.isPlaying && model.frame().text.contains("d = "))
        model.press(.character("."))
        #expect(!model.state.isPlaying && picture(model)?.pass?.visited == 1)
    }

    @Test("the arrows walk, and move neither slider nor race; elsewhere they do what they did")
    func arrows() throws {
        var model = try model()
        let rate = model.race.runs[0].hyperparameters(at: 1)
        model.press(.left)
        let last = try #require(picture(model)?.node)
        for key in [Key.left, .up, .down, .left, .right, .up] { model.press(key) }
        #expect(model.state.step == 10 && model.race.runs[0].hyperparameters(at: 1) == rate)
        #expect(picture(model)?.node != nil && picture(model)?.node != last && picture(model)?.pass == nil)
        var elsewhere = try self.model(panel: 1)
        elsewhere.press(.right)
        #expect(elsewhere.state.step == 11)
        elsewhere.press(.up)
        #expect(elsewhere.race.runs[0].hyperparameters(at: 1) != rate && elsewhere.stage.pictures.isEmpty)
        // Steps of ten are the race's everywhere but in the passes.
        model.press(.shiftUp)
        #expect(model.race.runs[0].hyperparameters(at: 1) != rate)
    }

    @Test("the other mode, and back; 'v' comes to the graph, '=' to the scene's picture")
    func modes() throws {
        var model = try model()
        model.press(.character(";"))
        #expect(picture(model)?.mode == .forward && model.frame().text.contains("forward mode"))
        for _ in 0..<200 where model.state.step == 10 { model.press(.character(".")) }
        #expect(model.state.step == 11)
        model.press(.character(";"))
        #expect(picture(model)?.mode == .reverse)
        var other = try self.model(panel: 1)
        var kinds: Set<String> = []
        for _ in 0..<5 {
            other.press(.character("v"))
            if let picture = other.stage.pictures[1] { kinds.insert(type(of: picture).kind.name) }
        }
        #expect(kinds.contains("graph"))
    }
}
