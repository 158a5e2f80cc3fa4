import Canvas
import Foundation
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Values are typed and said, and runs are kept")
struct ValueTests {
    private static let text = """
        title: Test
        steps: 60
        panels:
          - {surface: bowl, start: [1, 2]}
          - {surface: valley, parameters: {kappa: 20}, title: "κ = {kappa}, η = {eta}", short: "η = {η}"}
        runs:
          - {optimizer: sgd, eta: 0.05, label: "η = {eta}"}
          - momentum   # the second
          - {optimizer: nag, eta: 0.02*0.9^(t/20)}
        claims:
          - {claim: It arrives, track: bowl, holds: 'final("η = 0.05", loss) < 10'}
        """

    /// Four panels of one run each.
    private static let apart = """
        steps: 20
        panels:
          - {surface: bowl, name: a, title: "α = {alpha}", runs: [{optimizer: momentum, alpha: 0, label: "α = {alpha}"}]}
          - {surface: bowl, name: b, runs: [{optimizer: momentum, alpha: 0.5, label: "α = {alpha}"}]}
          - {surface: bowl, name: c, runs: [{optimizer: momentum, alpha: 0.75, label: "α = {alpha}"}]}
        """

    private static func model(_ text: String = text) throws -> Model { try TypedCommandTests.model(text) }

    private static func type(_ text: String, _ model: inout Model) { TypedCommandTests.type(text, &model) }

    private static func rates(_ model: Model, at step: Int = 1) -> [Double] {
        model.race.runs.map { $0.hyperparameters(at: step)[0] }
    }

    // MARK: Typed numbers

    @Test(
        "a number that is set moves the slider: it can be taken back, put back, and is written",
        arguments: [
            ("set eta=0.2", "eta: 0.2,", 0), ("set \"η = 0.05\" η=0.2", "eta: 0.2,", 0),
            ("set sgd eta=0.2", "eta: 0.2,", 1), ("set momentum alpha=0.7 eta=0.3", "eta: 0.3", 0),
            ("set kappa=7", "parameters: {kappa: 7}", 1), ("set κ=7", "parameters: {kappa: 7}", 1),
            ("set NAG eta=0.5", "*(0.02*0.9^(t/20))", 0),
        ])
    func numbers(command: String, written: String, panel: Int) throws {
        var model = try Self.model()
        if panel == 1 { model.press(.character("]")) }
        let before = model.race
        Self.type(":\(command)\n", &model)
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
        var model = try Self.model()
        model.press(.enter)
        #expect(model.commandLine?.text == "set eta=")
        Self.type("0.3\n", &model)
        #expect(model.race.runs[0].hyperparameters(at: 1)[0] == 0.3 && model.commandLine == nil)
        for key in "jl" { model.press(.character(key)) }
        model.press(.enter)
        Self.type("0.97\n", &model)
        #expect(model.race.runs[1].hyperparameters(at: 1)[1] == 0.97)
        for key in "]l" { model.press(.character(key)) }
        model.press(.enter)
        #expect(model.commandLine?.text == "set kappa=")
        Self.type("77\n", &model)
        #expect(model.race.surfaces[1].values == [77] && model.race.surfaces[0].values.isEmpty)
        // From there the keys go on, finely and plainly.
        model.press(.character(">"))
        #expect(model.race.surfaces[1].values == [78])
        model.press(.up)
        #expect(model.race.surfaces[1].values == [80])
    }

    @Test("in flight a number holds from this step on, and a schedule has it there")
    func inFlight() throws {
        var model = try Self.model()
        model.pause(at: 20)
        Self.type("f:set eta=0.3\n", &model)
        Self.type(":set NAG eta=0.5\n", &model)
        let run = model.race.runs[0]
        #expect(run.hyperparameter(0, at: 20) == 0.05 && run.hyperparameter(0, at: 21) == 0.3)
        #expect(abs(model.race.runs[2].hyperparameter(0, at: 21) - 0.5) < 1e-12)
        // What is said of it is true at every step.
        model.pause(at: 19)
        #expect(model.race.label(ofRow: 0, near: 0) == "η = 0.05")
        model.pause(at: 20)
        #expect(model.race.label(ofRow: 0, near: 0) == "η = 0.3")
    }

    // MARK: Labels and titles

    @Test("labels and titles say what is tuned, wherever they stand; claims know the run as the scene starts")
    func labels() throws {
        var model = try Self.model()
        #expect(model.frame().text.contains("κ = 20, η = 0.05"))
        Self.type("E", &model)
        var text = model.frame().text
        #expect(text.contains("η = 0.063") && text.contains("κ = 20, η = 0.063"))
        #expect(!text.contains("η = 0.05"))
        Self.type("]EEh", &model)
        model.press(.up)
        text = model.frame().text
        #expect(text.contains("κ = 25, η = 0.1"), "\(text)")
        #expect(model.race.scene.labels[0] == "η = 0.05" && model.race.outcome(ofClaim: 0).holds)
        model.press(.character("u"))
        #expect(model.state.message == "undid κ 25 → 20")
        model.press(.character("u"))
        #expect(model.state.message == "undid η of η = 0.08 0.1 → 0.08")
        // A command knows it by both.
        Self.type(":set \"η = 0.08\" eta=0.4\n", &model)
        Self.type(":set \"η = 0.05\" eta=0.5\n", &model)
        #expect(Self.rates(model)[0] == 0.5)
        Self.type(":drop \"η = 0.5\"\n", &model)
        #expect(model.race.scene.labels == ["Momentum", "NAG"])
    }

    @Test("values are said of a scene that is written as they were tuned")
    func written() throws {
        var model = try Self.model()
        Self.type("EE", &model)
        let scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
        #expect(scene.labels[0] == "η = 0.08" && scene.tracks[1].title == "κ = 20, η = 0.08")
        // Claims go on naming it, and so does what the room is asked.
        #expect(scene.claims[0].formula == "final(\"η = 0.08\", loss) < 10")
        let question = "final(run, loss) - final(\"η = 0.05\", loss)"
        for guess in ["guess: '\(question)'", "guess: {ask: '\(question)', begin: false}"] {
            var model = try Self.model(Self.text + "\n" + guess)
            Self.type("EE", &model)
            let scene = try Scene(parsing: try model.sceneAsItStands().text, origin: "t")
            #expect(scene.guess?.formula == question.replacing("0.05", with: "0.08"))
        }
    }

    @Test("two runs that were tuned to the same are two runs in what is written, and claims tell them apart")
    func writtenAlike() throws {
        var model = try Self.model(
            Self.apart + """

                claims:
                  - {claim: First, holds: 'final("α = 0", loss) < final("α = 0.5", loss)'}
                moments: [{step: 3, say: Here, run: α = 0.5}]
                """)
        Self.type("A", &model)
        Self.type("]a", &model)
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
        var model = try Self.model()
        Self.type("EE", &model)
        Self.type("G", &model)
        let text = model.frame().text
        #expect(model.isGuessing && !text.contains("0.08"))
    }

    // MARK: Runs that are kept

    @Test("a run is kept as it is tuned, under labels that are no other's, and is written")
    func kept() throws {
        var model = try Self.model()
        let before = (model.race.tuning, model.race.scene.text)
        Self.type("EED", &model)
        #expect(model.state.message == "kept as η = 0.08" && model.state.row == 0)
        #expect(model.race.scene.labels == ["η = 0.05", "Momentum", "NAG", "η = 0.08"])
        Self.type("EEED", &model)
        Self.type("D", &model)
        #expect(model.state.message == "kept as η = 0.16 (kept)")
        Self.type("jAD", &model)
        #expect(model.race.scene.labels.last == "Momentum, α = 0.95")
        model.race.advance(to: 60)
        for track in 0...1 {
            let runs = Array(model.race.runs(on: track))
            #expect(runs.count == 7 && Self.rates(model)[0] == 0.16)
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
        var model = try Self.model()
        model.pause(at: 20)
        Self.type("fEEED", &model)
        #expect(model.race.scene.labels.count == 4)
        model.race.advance(to: 60)
        let runs = model.race.runs(on: 0)
        #expect(runs[3].trajectory.points == runs[0].trajectory.points)
        #expect(runs[3].hyperparameter(0, at: 20) == 0.05 && runs[3].hyperparameter(0, at: 21) == 0.1)
    }

    @Test("a run that is kept in one panel of several races there only, and is no other panel's")
    func keptApart() throws {
        var model = try Self.model(Self.apart)
        Self.type("AD", &model)
        #expect(model.state.message == "kept as α = 0.5 (kept)")
        #expect(model.race.scene.labels == ["α = 0", "α = 0.5", "α = 0.75", "α = 0.5 (kept)"])
        #expect(model.race.runs(on: 0).count == 2 && model.race.runs(on: 1).count == 1)
        #expect(model.race.title(ofTrack: 0) == "α = 0.5")
    }

    // MARK: What is chosen

    @Test("a panel brings its run along, and keys change that one", arguments: [false, true])
    func panels(isSolo: Bool) throws {
        var model = try Self.model(Self.apart)
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
        var shared = try Self.model()
        Self.type("j]", &shared)
        #expect(shared.state.row == 1 && shared.state.panel == 1)
    }

    @Test("the table says each panel's own values where they differ")
    func table() throws {
        var model = try Self.model()
        model.resize(to: Size(width: 160, height: 46))
        Self.type("j", &model)
        #expect(!model.frame().text.contains("0.01 | "))
        Self.type("oEAo", &model)
        #expect(model.frame().text.contains("0.0125 | 0.01"))
        #expect(model.frame().text.contains("α 0.95 | α 0.9"))
    }

    @Test("a run that is kept comes last in the table, and takes nobody's colour")
    func keptColors() throws {
        let text = """
            steps: 20
            panels: [{surface: bowl, runs: [sgd, nag]}, {surface: valley, runs: [adam, sgd]}]
            """
        var model = try Self.model(text)
        let before = model.race.runs.map { ($0.label, $0.row) }
        Self.type("D", &model)
        #expect(model.race.runs.count == before.count + 1 && model.race.scene.labels.count == 4)
        for (label, row) in before {
            #expect(model.race.runs.filter { $0.label == label }.allSatisfy { $0.row == row }, "\(label)")
        }
        #expect(model.race.runs[2].row == 3)
        model.press(.character("u"))
        #expect(model.race.runs.map(\.row) == before.map(\.1))
    }

    // MARK: Fair races

    @Test("a fair race is said as long as it is one")
    func fairness() throws {
        var model = try Self.model()
        #expect(!model.frame().text.contains("same η"))
        Self.type("F", &model)
        #expect(model.frame().text.contains("same η"))
        // Another value than the rate leaves it as it is; the rate of one run does not.
        Self.type("jA", &model)
        #expect(model.state.fairness == .same)
        Self.type("E", &model)
        #expect(model.state.fairness == .own && !model.frame().text.contains("same η"))
        Self.type("FF", &model)
        model.finishJobs()
        #expect(model.state.message?.contains("fewest steps to 1 %") == true)
        #expect(model.frame().text.contains("best η"))
        let best = Self.rates(model)
        Self.type("A", &model)
        #expect(model.state.fairness == .own && Self.rates(model) == best)
        model.press(.character("u"))
        #expect(model.state.fairness == .best)
    }

    @Test("how wide the range of good rates is stands in the table, or beside the sliders where that has no room")
    func decades() throws {
        for (name, size) in [("long-valley", Size(width: 80, height: 24)), ("beale", Size(width: 100, height: 30))] {
            for size in [size, Size(width: 160, height: 46)] {
                var model = Model(
                    scenes: [try #require(try SceneLibrary.scene(named: name))], size: size, glyphs: .braille,
                    isPlaying: false)
                Self.type("FF", &model)
                model.finishJobs()
                #expect(model.frame().text.contains("decades of η"), "\(name) \(size)")
            }
        }
    }

    @Test("the runs' own rates are those that they had, however tuned, when the fair race began")
    func own() throws {
        var model = try Self.model()
        Self.type("EEjE", &model)
        model.pause(at: 10)
        Self.type("fEf", &model)
        let before = [1, 5, 11, 40].map { Self.rates(model, at: $0) }
        Self.type("F", &model)
        #expect(Self.rates(model, at: 11) != before[2])
        Self.type("F", &model)
        model.finishJobs()
        Self.type("F", &model)
        #expect([1, 5, 11, 40].map { Self.rates(model, at: $0) } == before && model.state.fairness == .own)
        // A rate that is tuned within it ends it: then there is nothing to go back to.
        Self.type("FE", &model)
        #expect(model.state.fairness == .own && Self.rates(model) != before[0])
        model.press(.character("u"))
        #expect(model.state.fairness == .same)
        model.press(.character("u"))
        #expect(Self.rates(model) == before[0])
    }

    @Test("what is moved is what stands on the screen, also where it was tuned on the way", arguments: [10, 30])
    func seen(step: Int) throws {
        var model = try Self.model()
        model.pause(at: step)
        Self.type("fEEf", &model)
        let shown = model.race.runs[0].hyperparameter(0, at: step + 1)
        #expect(shown == 0.08 && Self.rates(model)[0] == 0.05)
        Self.type("E", &model)
        #expect(Self.rates(model)[0] == 0.1 && Self.rates(model, at: step + 1)[0] == 0.1)
        model.press(.character("u"))
        Self.type("F", &model)
        #expect(Set(Self.rates(model)).count == 1 && Self.rates(model)[0] == 0.08)
        // Before the step from which on it holds the first value is on the screen.
        model.press(.character("u"))
        model.pause(at: 2)
        Self.type("e", &model)
        #expect(Self.rates(model)[0] == 0.04)
    }

    @Test("all runs have the focused one's rate, on other panels too")
    func sameEverywhere() throws {
        var model = try Self.model(Self.apart)
        Self.type("EF", &model)
        #expect(Set(Self.rates(model)).count == 1 && Self.rates(model)[0] == 0.0125)
    }

    @Test("in flight a fair race is one from this step on")
    func fairInFlight() throws {
        var model = try Self.model()
        model.pause(at: 10)
        let before = Self.rates(model, at: 10)
        Self.type("fF", &model)
        #expect(Self.rates(model, at: 10) == before)
        for rate in Self.rates(model, at: 11) { #expect(abs(rate - 0.05) < 1e-12) }
        Self.type("F", &model)
        model.finishJobs()
        #expect(Self.rates(model, at: 10) == before && Self.rates(model, at: 11) != before)
        #expect(model.race.runs.allSatisfy { $0.sweep != nil })
        Self.type("F", &model)
        #expect(Self.rates(model, at: 11).prefix(2) == before.prefix(2))
    }

    @Test("the best rate from a step on is that of trying them all one by one")
    func bestInFlight() throws {
        var race = Race(try Scene(parsing: Self.text, origin: "t"))
        let result = try #require(race.rateSweep(0, from: 11).result())
        let target = RateSweep.target(of: race.surfaces[0], view: race.scene.tracks[0].view, start: race.starts[0])
        var fewest = Int.max
        // Of the numbers that presses land on.
        for decade in -6...1 {
            for digits in [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8] {
                var tried = race
                let rate = digits * pow(10, Double(decade))
                tried.tune(row: 0, track: 0, hyperparameter: "eta", by: .to(rate), from: 11)
                tried.advance(to: 60)
                let losses = tried.runs[0].trajectory.losses
                guard losses.allSatisfy(\.isFinite), losses.last! <= target else { continue }
                fewest = min(fewest, (losses.lastIndex { !($0 <= target) } ?? -1) + 1)
            }
        }
        #expect(result.steps == fewest)
        race.adopt(result, run: 0, from: 11)
        #expect(race.runs[0].hyperparameter(0, at: 10) == 0.05 && race.runs[0].hyperparameter(0, at: 11) == result.rate)
    }
}
