import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("Runs that draw their rows, and runs that are tested")
struct WeightedRunTests {
    private static func race(
        _ run: String, eta: Double = 0.05, surface: String = "", data: String = "", extra: String = ""
    ) throws -> Race {
        let text = """
            steps: 60
            seed: 3
            data: {d: {generate: correlated, rows: 30, noise: 0.3\(data)}}
            surfaces:
              s:
                data: d
                loss: 0.5*(t - w1*x1 - w2*x2)^2
                parameters: {least: {default: 0.1, range: [-1, 1]}}
                domain: {x: [-3, 3], y: [-3, 3]}
                \(surface)
            start: [-1, 2]
            panels: [s]
            runs: [{optimizer: sgd, eta: \(eta), batch: 3, \(run)}]
            \(extra)
            """
        return Race(try Scene(parsing: text, origin: "t"))
    }

    @Test(
        "what a step sees is drawn where it begins, and the way is the same in one go, in pieces, again and replayed",
        arguments: [
            "weights: loss", "weights: 'if(x1 > 0, 4, 1)'", "weights: loss + least, jitter: 0.1, dropout: 0.2",
        ],
        ["", "pace: evaluations"])
    func paths(run: String, pace: String) throws {
        var race = try Self.race(run, extra: pace)
        var pieces = race
        race.advance(to: 60)
        for step in 1...60 { pieces.advance(to: step) }
        #expect(race.runs[0].trajectory == pieces.runs[0].trajectory && race.runs[0].failure == nil)
        var objective = Objective(race.surfaces[0])
        let batches = try #require(race.runs[0].batches)
        for step in 0..<60 {
            let rows = try #require(race.runs[0].rowsSeen(after: step, of: 30))
            let point = race.runs[0].trajectory.points[step]
            let drawn = objective.rows(of: batches, step: step + 1, at: point)
            #expect(rows == drawn && rows.count == 3)
        }
        var replay = try #require(Replay(race.runs[0], of: race))
        for step in [40, 0, 59, 7] {
            let passage = try #require(race.runs[0].passage(after: step))
            let found = replay.step(passage, of: race.runs[0], in: race, spending: .max)
            let line = try #require(replay.walk.lines.last { $0.name == "w" })
            #expect(found?.value(of: line).point == race.runs[0].trajectory.points[passage.end])
        }
    }

    @Test("weights that become none at a step fail the run there, and not one that has diverged")
    func failures() throws {
        var race = try Self.race("weights: 'if(w2 > 1.8, 1, -x1^2)'")
        race.advance(to: 60)
        let failure = try #require(race.runs[0].failure)
        #expect(failure.contains("the weight of row 1 is -") && failure.contains("at step"))
        #expect(race.runs[0].trajectory.points.dropLast().allSatisfy { $0.y > 1.8 })
        #expect(race.runs[0].trajectory.points.last!.y <= 1.8)
        race = try Self.race("weights: loss", eta: 1e50)
        race.advance(to: 60)
        let last = race.runs[0].trajectory.count - 1
        #expect(race.runs[0].failure == nil && race.runs[0].divergedAt(last) != nil)
    }

    @Test("loss and accuracy of the rows that test are kept along the way, and tuning makes them anew")
    func tested() throws {
        var race = try Self.race(
            "label: a", surface: "accuracy: (w1*x1 + w2*x2 > 0) == (t > 0)", data: ", split: 0.6",
            extra: "claims: [{claim: c, holds: 'final(a, test_loss) > 0 and final(a, test_accuracy) > 0.5'}]")
        race.advance(to: 60)
        let data = try #require(race.surfaces[0].data)
        #expect(data.rowCount == 18 && data.testRowCount == 12)
        func check() {
            let trajectory = race.runs[0].trajectory
            var objective = Objective(race.surfaces[0])
            #expect(trajectory.testLosses == trajectory.points.map { objective.testLoss(at: $0)! })
            #expect(trajectory.testAccuracies == trajectory.points.map { objective.testAccuracy(at: $0)! })
            #expect(trajectory.losses == trajectory.points.map { objective.observedLoss(at: $0) })
            #expect(trajectory.prefix(9).testLosses.count == 9)
            for (name, values) in [("test_loss", trajectory.testLosses), ("test_accuracy", trajectory.testAccuracies)] {
                var series = Series(try! Measure(parsing: name), on: race.surfaces[0])
                var budget = Int.max
                let isWhole = series.extend(along: race.runs[0], budget: &budget)
                #expect(isWhole)
                #expect((0..<values.count).map { series.value(at: $0, of: race.runs[0]) } == values)
            }
        }
        check()
        let before = race.runs[0].trajectory
        race.tune(row: 0, hyperparameter: "eta", by: .presses(5))
        race.advance(to: 60)
        #expect(race.runs[0].trajectory.testLosses != before.testLosses)
        check()
    }
}
