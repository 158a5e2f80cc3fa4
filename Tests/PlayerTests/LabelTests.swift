import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Labels and titles say values, in the player and in what is written")
struct LabelTests {
    @Test("labels and titles say what is tuned, wherever they stand; claims know the run as the scene starts")
    func labels() throws {
        var model = try TunedModel.model()
        #expect(model.frame().text.contains("κ = 20, η = 0.05"))
        TunedModel.type("E", &model)
        var text = model.frame().text
        #expect(text.contains("η = 0.063") && text.contains("κ = 20, η = 0.063"))
        #expect(!text.contains("η = 0.05"))
        TunedModel.type("]EEh", &model)
        model.press(.up)
        text = model.frame().text
        #expect(text.contains("κ = 25, η = 0.1"), "\(text)")
        #expect(model.race.scene.labels[0] == "η = 0.05" && model.race.outcome(ofClaim: 0).holds)
        model.press(.character("u"))
        #expect(model.state.message == "undid κ 25 → 20")
        model.press(.character("u"))
        #expect(model.state.message == "undid η of η = 0.08 0.1 → 0.08")
        // A command knows it by both.
        TunedModel.type(":set \"η = 0.08\" eta=0.4\n", &model)
        TunedModel.type(":set \"η = 0.05\" eta=0.5\n", &model)
        #expect(TunedModel.rates(model)[0] == 0.5)
        TunedModel.type(":drop \"η = 0.5\"\n", &model)
        #expect(model.race.scene.labels == ["Momentum", "NAG"])
    }

    @Test("values are said of a scene that is written as they were tuned")
    func written() throws {
        var model = try TunedModel.model()
        TunedModel.type("EE", &model)
        let scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
        #expect(scene.labels[0] == "η = 0.08" && scene.tracks[1].title == "κ = 20, η = 0.08")
        // Claims go on naming it, and so does what the room is asked.
        #expect(scene.claims[0].formula == "final(\"η = 0.08\", loss) < 10")
        let question = "final(run, loss) - final(\"η = 0.05\", loss)"
        for guess in ["guess: '\(question)'", "guess: {ask: '\(question)', begin: false}"] {
            var model = try TunedModel.model(TunedModel.text + "\n" + guess)
            TunedModel.type("EE", &model)
            let scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
            #expect(scene.guess?.formula == question.replacing("0.05", with: "0.08"))
        }
    }

    @Test("two runs that were tuned to the same are two runs in what is written, and claims tell them apart")
    func writtenAlike() throws {
        var model = try TunedModel.model(
            TunedModel.apart + """

                claims:
                  - {claim: First, holds: 'final("α = 0", loss) < final("α = 0.5", loss)'}
                moments: [{step: 3, say: Here, run: α = 0.5}]
                """)
        TunedModel.type("A", &model)
        TunedModel.type("]a", &model)
        #expect(model.race.labels == ["α = 0.5", "α = 0", "α = 0.75"])
        var scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
        #expect(scene.claims[0].formula == "final(\"α = 0.5\", loss) < final(\"α = 0\", loss)")
        #expect(scene.moments[0].run == "α = 0")
        model.press(.character("A"))
        scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
        #expect(scene.labels == ["α = 0.5", "α = 0.5 (2)", "α = 0.75"])
        #expect(scene.claims[0].formula == "final(\"α = 0.5\", loss) < final(\"α = 0.5 (2)\", loss)")
    }

    @Test("what a title says of a run stays hidden while the room guesses")
    func hidden() throws {
        var model = try TunedModel.model()
        TunedModel.type("EE", &model)
        TunedModel.type("G", &model)
        let text = model.frame().text
        #expect(model.isGuessing && !text.contains("0.08"))
    }
}
