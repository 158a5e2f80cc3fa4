import Backstage
import Canvas
import Scenes
import Testing

@testable import Player

@Suite("A run is copied, and changes are kept")
struct CopyTests {
    private static let text = """
        panels: [bowl]
        runs:
          - {optimizer: momentum, eta: 0.02}
          - {optimizer: adam, eta: "0.1*cosine()", label: "my Adam"}
          - qhm
        """

    private static func model(width: Int = 160) throws -> Model {
        Model(
            scenes: [try Scene(parsing: text, origin: "test.yaml")], size: Size(width: width, height: 40),
            glyphs: .braille, isPlaying: false, isPatient: true)
    }

    @Test("as a line of a scene and as one of PyTorch")
    func lines() throws {
        let expected = [
            "{optimizer: momentum, eta: 0.02, alpha: 0.9}\ntorch.optim.SGD(params, lr=0.02, momentum=0.9)",
            """
            {optimizer: adam, eta: 0.1*cosine(), label: my Adam, beta1: 0.9, beta2: 0.999, epsilon: 1e-08}
            torch.optim.Adam(params, lr=0.1)  # lr as at step 1 of a schedule
            """,
            "{optimizer: qhm, eta: 0.01, alpha: 0.999, nu: 0.7}",
        ]
        var model = try Self.model()
        for line in expected {
            model.press(.character("Y"))
            #expect(model.takeRequests() == [.copy(line)])
            let shown = (model.state.message ?? "") + (model.state.card?.lines.joined() ?? "")
            for part in line.split(separator: "\n") { #expect(shown.contains(part)) }
            model.press(.escape)
            model.press(.character("j"))
        }
        #expect(model.state.card == nil)
    }

    @Test("a rule of one's own is nobody else's, whatever its name")
    func own() throws {
        let text = """
            panels: [bowl]
            optimizers: {sgd: {hyperparameters: {eta: 0.1}, rule: "w = w - [eta, 0.5*eta]*g"}}
            runs: [sgd]
            """
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "test.yaml")], size: Size(width: 160, height: 40),
            glyphs: .braille, isPlaying: false, isPatient: true)
        model.press(.character("Y"))
        #expect(model.takeRequests() == [.copy("{optimizer: sgd, eta: 0.1}")])
        #expect(model.state.message?.contains("PyTorch has nothing that makes these steps") == true)
    }

    @Test("as it is tuned; what is read of the line is that run")
    func tuned() throws {
        var model = try Self.model()
        for key in "EEA" { model.press(.character(key)) }
        model.press(.character("Y"))
        guard case .copy(let text)? = model.takeRequests().first else { return #expect(Bool(false)) }
        let line = text.split(separator: "\n")[0]
        let scene = try Scene(parsing: "{panels: [bowl], runs: [\(line)]}", origin: "")
        #expect(scene.tracks[0].runs[0].schedules.map(\.constant) == model.race.runs[0].hyperparameters(at: 1))
    }

    @Test("what does not fit into the line of messages stands over the screen until a key is pressed")
    func card() throws {
        var model = try Self.model(width: 80)
        model.press(.character("Y"))
        #expect(model.state.message == nil && model.frame().text.contains("torch.optim.SGD(params, lr=0.02"))
        let row = model.state.row
        model.press(.character("j"))
        #expect(model.state.card == nil && model.state.row == row)
    }

    // MARK: What is kept

    @Test("changed is what was tuned or commanded, in all scenes that were shown, and not what was looked at")
    func changes() throws {
        let scenes = try (1...3).map { try Scene(parsing: Self.text, origin: "\($0).yaml") }
        var model = Model(scenes: scenes, size: Size(width: 100, height: 30), glyphs: .braille, isPatient: true)
        for key in "zcj." { model.press(.character(key)) }
        #expect(model.changedScenes.isEmpty)
        for key in "eneu" { model.press(.character(key)) }
        #expect(model.changedScenes.map(\.origin) == ["1.yaml"])
        TypedCommandTests.type("n:steps 77\n", &model)
        #expect(model.changedScenes.map(\.origin) == ["1.yaml", "3.yaml"])
        #expect(try model.changedScenes[1].text.get().text.contains("steps: 77"))
        // What is left for another deck is not lost.
        model.play(Deck([scenes[1]]))
        #expect(model.changedScenes.map(\.origin) == ["1.yaml", "3.yaml"])
    }

    /// Takes whatever is written.
    private struct Anywhere: Outside {
        func write(_ text: String, path: String?, origin: String) throws -> String { "a file" }
        func deck(_ name: String) throws -> Deck { try Nowhere().deck(name) }
        func reload(_ reading: SceneReading, isFresh: Bool) throws {}
        func remember(_ commands: CommandHistory) {}
        func announce(_ announcement: Announcement) {}
        func copy(_ text: String) {}
    }

    @Test("what was saved is not changed, until it is changed again")
    func saved() throws {
        var model = try Self.model()
        TypedCommandTests.type("e:write x\n", &model)
        #expect(model.changedScenes.count == 1)
        model.carryOutRequests(Anywhere())
        #expect(model.changedScenes.isEmpty)
        model.press(.character("e"))
        #expect(model.changedScenes.count == 1)
    }
}
