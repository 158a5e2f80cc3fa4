import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("A step of a run is replayed as it was")
struct ReplayTests {
    private static let rules = OptimizerCatalog.declarations.filter(\.isRule).map(\.name)

    /// Whether the last line for `w` is where the run went, at steps in a wild order.
    private func check(_ race: Race, spending cost: Int = .max, _ comment: Comment? = nil) throws {
        for run in race.runs {
            var replay = try #require(Replay(run, of: race))
            let line = try #require(replay.walk.lines.last { $0.name == "w" })
            var calls = 0
            for step in [0, 1, 57, 56, 30, 31, 3, 99, 98, 0, 64, 100] {
                let passage = try #require(run.passage(after: step))
                #expect(passage.start <= step && (passage.end > step || step >= run.trajectory.count - 1), comment)
                var found: RuleWalk.Step?
                while found == nil {
                    found = replay.step(passage, of: run, in: race, spending: cost)
                    calls += 1
                    try #require(calls < 10_000)
                }
                guard passage.end < run.trajectory.count else { continue }
                let (reached, wanted) = (found!.value(of: line).point, run.trajectory.points[passage.end])
                #expect(found!.start == run.trajectory.points[passage.start], comment)
                #expect(
                    reached.x.bitPattern == wanted.x.bitPattern && reached.y.bitPattern == wanted.y.bitPattern
                        || !wanted.isFinite, comment)
            }
        }
    }

    @Test("whatever the rule", arguments: rules)
    func catalog(name: String) throws {
        let text = "{steps: 100, panels: [beale, rosenbrock], runs: [{optimizer: \(name), label: a}]}"
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 100)
        try check(race)
    }

    private static let texts = [
        "{steps: 100, panels: [bowl], runs: [{optimizer: adam, eta: 0.1*cosine()}, {optimizer: nag, eta: 0.1*0.9^t}]}",
        "{steps: 100, pace: evaluations, panels: [beale], runs: [{optimizer: nag, eta: 0.001}, {optimizer: sam, eta: 0.001}, sgd]}",
        "{steps: 100, panels: [bowl], runs: [{optimizer: momentum, eta: 3}]}",
    ]

    @Test("with schedules, by evaluations, and to where it diverges; in pieces, too", arguments: texts, [1, 40, .max])
    func others(text: String, cost: Int) throws {
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 100)
        try check(race, spending: cost)
    }

    @Test("with minibatches, noise and all", arguments: ["noisy-moons", "minibatches", "dropout", "rprop-minibatches"])
    func minibatches(name: String) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: 100)
        try check(race)
    }

    @Test("after the start, a rate and the surface were changed, from the start on and in flight")
    func tuning() throws {
        let text = "{steps: 100, panels: ['valley(kappa: 10)'], runs: [{optimizer: adam, eta: 0.05}]}"
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 100)
        let before = try #require(Replay(race.runs[0], of: race))
        race.tune(row: 0, hyperparameter: "eta", by: .presses(3), from: 40)
        race.tune(row: 0, hyperparameter: "beta1", by: .presses(-2))
        race.tuneSurface(track: 0, parameter: 0, by: .presses(2))
        race.moveStart(track: 0, to: [1, 1])
        race.advance(to: 100)
        #expect(!before.isOf(race.runs[0], of: race))
        try check(race)
    }

    @Test("of a run that is behind, as programs may be, the last step that there is")
    func behind() throws {
        let race = Race(try Scene(parsing: "{steps: 100, panels: [bowl], runs: [adam]}", origin: "test"))
        let passage = try #require(race.runs[0].passage(after: 40))
        #expect(passage.number == 1 && passage.start == 0 && passage.end == 1)
        var replay = try #require(Replay(race.runs[0], of: race))
        #expect(replay.step(passage, of: race.runs[0], in: race, spending: 1) != nil)
    }

    @Test("few memories are kept of a long run, and a step back is not far")
    func memories() throws {
        var race = Race(try Scene(parsing: "{steps: 20000, panels: [bowl], runs: [adam]}", origin: "test"))
        race.advance(to: 20_000)
        let run = race.runs[0]
        var replay = try #require(Replay(run, of: race))
        #expect(replay.step(run.passage(after: 19_999)!, of: run, in: race, spending: .max) != nil)
        let budget = 700 * race.stepCost(of: run)
        #expect(replay.step(run.passage(after: 19_998)!, of: run, in: race, spending: budget) != nil)
        #expect(replay.step(run.passage(after: 7777)!, of: run, in: race, spending: budget) != nil)
        #expect(replay.step(run.passage(after: 19_000)!, of: run, in: race, spending: budget) != nil)
    }
}
