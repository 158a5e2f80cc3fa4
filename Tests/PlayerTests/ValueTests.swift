import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Values are typed, and what is moved is what the screen shows")
struct ValueTests {
    @Test(
        "a number that is set moves the slider: it can be taken back, put back, and is written",
        arguments: [
            ("set eta=0.2", "eta: 0.2,", 0), ("set \"η = 0.05\" η=0.2", "eta: 0.2,", 0),
            ("set sgd eta=0.2", "eta: 0.2,", 1), ("set momentum alpha=0.7 eta=0.3", "eta: 0.3", 0),
            ("set kappa=7", "parameters: {kappa: 7}", 1), ("set κ=7", "parameters: {kappa: 7}", 1),
            ("set NAG eta=0.5", "*(0.02*0.9^(t/20))", 0),
        ])
    func numbers(command: String, written: String, panel: Int) throws {
        var model = try TunedModel.model()
        if panel == 1 { model.press(.character("]")) }
        let before = model.race
        TunedModel.type(":\(command)\n", &model)
        #expect(model.commandLine?.mistake == nil, "\(model.commandLine?.mistake?.message ?? "")")
        #expect(model.race.scene.text == before.scene.text && model.race.tuning != before.tuning)
        let (tuned, text) = (model.race.tuning, try model.sceneAsItStands().text)
        #expect(text.contains(written), "\(text)")
        model.press(.character("u"))
        #expect(model.race.tuning == before.tuning && model.state.message == "undid :\(command)")
        model.press(.control("r"))
        #expect(model.race.tuning == tuned)
    }

    @Test("Enter types the chosen slider's number: a rate, a momentum, a parameter of the surface")
    func enter() throws {
        var model = try TunedModel.model()
        model.press(.enter)
        #expect(model.commandLine?.text == "set eta=")
        TunedModel.type("0.3\n", &model)
        #expect(model.race.runs[0].hyperparameters(at: 1)[0] == 0.3 && model.commandLine == nil)
        for key in "jl" { model.press(.character(key)) }
        model.press(.enter)
        TunedModel.type("0.97\n", &model)
        #expect(model.race.runs[1].hyperparameters(at: 1)[1] == 0.97)
        for key in "]l" { model.press(.character(key)) }
        model.press(.enter)
        #expect(model.commandLine?.text == "set kappa=")
        TunedModel.type("77\n", &model)
        #expect(model.race.surfaces[1].values == [77] && model.race.surfaces[0].values.isEmpty)
        // From there the keys go on, finely and plainly.
        model.press(.character(">"))
        #expect(model.race.surfaces[1].values == [78])
        model.press(.up)
        #expect(model.race.surfaces[1].values == [80])
    }

    @Test("in flight a number holds from this step on, and a schedule has it there")
    func inFlight() throws {
        var model = try TunedModel.model()
        model.pause(at: 20)
        TunedModel.type("f:set eta=0.3\n", &model)
        TunedModel.type(":set NAG eta=0.5\n", &model)
        let run = model.race.runs[0]
        #expect(run.hyperparameter(0, at: 20) == 0.05 && run.hyperparameter(0, at: 21) == 0.3)
        #expect(abs(model.race.runs[2].hyperparameter(0, at: 21) - 0.5) < 1e-12)
        // What is said of it is true at every step.
        model.pause(at: 19)
        #expect(model.race.label(ofRow: 0, near: 0) == "η = 0.05")
        model.pause(at: 20)
        #expect(model.race.label(ofRow: 0, near: 0) == "η = 0.3")
    }

    @Test("what is moved is what stands on the screen, also where it was tuned on the way", arguments: [10, 30])
    func seen(step: Int) throws {
        var model = try TunedModel.model()
        model.pause(at: step)
        TunedModel.type("fEEf", &model)
        let shown = model.race.runs[0].hyperparameter(0, at: step + 1)
        #expect(shown == 0.08 && TunedModel.rates(model)[0] == 0.05)
        TunedModel.type("E", &model)
        #expect(TunedModel.rates(model)[0] == 0.1 && TunedModel.rates(model, at: step + 1)[0] == 0.1)
        model.press(.character("u"))
        TunedModel.type("F", &model)
        #expect(Set(TunedModel.rates(model)).count == 1 && TunedModel.rates(model)[0] == 0.08)
        // Before the step from which on it holds the first value is on the screen.
        model.press(.character("u"))
        model.pause(at: 2)
        TunedModel.type("e", &model)
        #expect(TunedModel.rates(model)[0] == 0.04)
    }

    @Test("a panel brings its run along, and keys change that one", arguments: [false, true])
    func panels(isSolo: Bool) throws {
        var model = try TunedModel.model(TunedModel.apart)
        if isSolo { model.press(.character("o")) }
        for _ in 0..<2 { model.press(.character("]")) }
        #expect(model.state.row == 2 && model.state.panel == 2)
        model.press(.character("A"))
        #expect(model.race.runs.map { $0.hyperparameters(at: 1)[1] } == [0, 0.5, 0.8])
        model.press(.character("k"))
        #expect(model.state.row == 1 && model.state.panel == 1)
        model.press(.character("["))
        #expect(model.state.row == 0)
        // Where the focused run races too it stays.
        var shared = try TunedModel.model()
        TunedModel.type("j]", &shared)
        #expect(shared.state.row == 1 && shared.state.panel == 1)
    }

    @Test("the table says each panel's own values where they differ")
    func table() throws {
        var model = try TunedModel.model()
        model.resize(to: Size(width: 160, height: 46))
        TunedModel.type("j", &model)
        #expect(!model.frame().text.contains("0.01 | "))
        TunedModel.type("oEAo", &model)
        #expect(model.frame().text.contains("0.0125 | 0.01"))
        #expect(model.frame().text.contains("α 0.95 | α 0.9"))
    }
}
