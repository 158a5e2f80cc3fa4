import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Runs are kept as they are tuned")
struct KeptRunTests {
    @Test("a run is kept as it is tuned, under labels that are no other's, and is written")
    func kept() throws {
        var model = try TunedModel.model()
        let before = (model.race.tuning, model.race.scene.text)
        TunedModel.type("EED", &model)
        #expect(model.state.message == "kept as η = 0.08" && model.state.row == 0)
        #expect(model.race.scene.labels == ["η = 0.05", "Momentum", "NAG", "η = 0.08"])
        TunedModel.type("EEED", &model)
        TunedModel.type("D", &model)
        #expect(model.state.message == "kept as η = 0.16 (kept)")
        TunedModel.type("jAD", &model)
        #expect(model.race.scene.labels.last == "Momentum, α = 0.95")
        model.race.advance(to: 60)
        for track in 0...1 {
            let runs = Array(model.race.runs(on: track))
            #expect(runs.count == 7 && TunedModel.rates(model)[0] == 0.16)
            #expect(runs[4].trajectory.points == runs[0].trajectory.points)
            #expect(runs[5].trajectory.points == runs[0].trajectory.points)
            #expect(runs[6].trajectory.points == runs[1].trajectory.points)
            #expect(runs[3].trajectory.points != runs[0].trajectory.points)
        }
        #expect(model.race.scene.claims.count == 1 && model.race.scene.text.contains("# the second"))
        var again = Race(try Scene(parsing: try model.sceneAsItStands().text, origin: "t"))
        again.advance(to: 60)
        #expect(again.runs.map(\.trajectory.points) == model.race.runs.map(\.trajectory.points))
        while model.state.message != "nothing to undo" { model.press(.character("u")) }
        #expect(model.race.tuning == before.0 && model.race.scene.text == before.1)
    }

    @Test("what was tuned in flight is kept with the step in it")
    func keptInFlight() throws {
        var model = try TunedModel.model()
        model.pause(at: 20)
        TunedModel.type("fEEED", &model)
        #expect(model.race.scene.labels.count == 4)
        model.race.advance(to: 60)
        let runs = model.race.runs(on: 0)
        #expect(runs[3].trajectory.points == runs[0].trajectory.points)
        #expect(runs[3].hyperparameter(0, at: 20) == 0.05 && runs[3].hyperparameter(0, at: 21) == 0.1)
    }

    @Test("a run that is kept in one panel of several races there only, and is no other panel's")
    func keptApart() throws {
        var model = try TunedModel.model(TunedModel.apart)
        TunedModel.type("AD", &model)
        #expect(model.state.message == "kept as α = 0.5 (kept)")
        #expect(model.race.scene.labels == ["α = 0", "α = 0.5", "α = 0.75", "α = 0.5 (kept)"])
        #expect(model.race.runs(on: 0).count == 2 && model.race.runs(on: 1).count == 1)
        #expect(model.race.title(ofTrack: 0) == "α = 0.5")
    }

    @Test("a run that is kept comes last in the table, and takes nobody's colour")
    func keptColors() throws {
        let text = """
            steps: 20
            panels: [{surface: bowl, runs: [sgd, nag]}, {surface: valley, runs: [adam, sgd]}]
            """
        var model = try TunedModel.model(text)
        let before = model.race.runs.map { ($0.label, $0.row) }
        TunedModel.type("D", &model)
        #expect(model.race.runs.count == before.count + 1 && model.race.scene.labels.count == 4)
        for (label, row) in before {
            #expect(model.race.runs.filter { $0.label == label }.allSatisfy { $0.row == row }, "\(label)")
        }
        #expect(model.race.runs[2].row == 3)
        model.press(.character("u"))
        #expect(model.race.runs.map(\.row) == before.map(\.1))
    }
}
