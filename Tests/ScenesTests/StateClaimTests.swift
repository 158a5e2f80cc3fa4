import Expressions
import Landscapes
import Optimizers
import Racing
import Scenes
import Testing

@Suite("Claims ask for what a rule keeps, and for the learning rate that each weight has")
struct StateClaimTests {
    private static let runs = """
        runs:
          - {optimizer: sgd, eta: 0.1}
          - {optimizer: momentum, eta: 0.05, alpha: 0.5}
          - {optimizer: adam, eta: 0.2, label: Adam}
          - {optimizer: adagrad, eta: 0.5}
          - {optimizer: rprop}
          - {optimizer: delta-bar-delta}
        """

    private static func race(
        _ claims: String = "", runs: String = runs, pace: String = "steps", loss: String = "x^2 + 4*y^2 + x*y"
    )
        throws -> Race
    {
        let text = """
            steps: 40
            pace: \(pace)
            start: [3, -2]
            surfaces: {bowl: {loss: "\(loss)", domain: {x: [-5, 5], y: [-5, 5]}, minima: [[0, 0]]}}
            \(runs)
            claims: [\(claims)]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: race.scene.steps)
        return race
    }

    /// What a claim's question is answered.
    private static func answer(_ question: String, runs: String = runs, pace: String = "steps") throws -> Double {
        var race = try race("{claim: c, holds: '\(question) == 0 or 1'}", runs: runs, pace: pace)
        return race.outcomes()[0].outcome.answers[0].value
    }

    @Test("a state is what the rule makes of the gradients, written out", arguments: 0...40)
    func writtenOut(step: Int) throws {
        let race = try Self.race()
        var (v, s) = (Point.zero, Point.zero)
        for index in 0..<step {
            func gradient(_ run: Int) -> Point {
                var objective = Objective(race.surfaces[0])
                return objective.gradient(at: race.runs[run].trajectory.points[index])
            }
            v = 0.5 * v - 0.05 * gradient(1)
            s += gradient(3) * gradient(3)
        }
        for (axis, name) in ["x", "y"].enumerated() {
            #expect(abs(try Self.answer("at(momentum, \(step), v.\(name))") - v[axis]) < 1e-12)
            #expect(
                try Self.answer("at(momentum, \(step), velocity.\(name))")
                    == Self.answer("at(momentum, \(step), v.\(name))"))
            #expect(abs(try Self.answer("at(adagrad, \(step), s.\(name))") - s[axis]) < 1e-9)
        }
    }

    @Test(
        "every state of every rule of the catalog can be asked for, at its start and later",
        arguments: OptimizerCatalog.declarations.map(\.name))
    func everyState(name: String) throws {
        guard let rule = OptimizerCatalog.optimizer(named: name) as? Rule else { return }
        for state in rule.state {
            for pace in ["steps", "evaluations"] {
                let first = try Self.answer("at(\"\(name)\", 0, norm(\(state)))", runs: "runs: [\(name)]", pace: pace)
                let last = try Self.answer("final(\"\(name)\", norm(\(state)))", runs: "runs: [\(name)]", pace: pace)
                #expect(first.isFinite && last.isFinite, "\(state): \(first), \(last)")
            }
        }
    }

    @Test("a rate is −step over the slope, for each weight: η without a memory, η/√s with one")
    func rates() throws {
        for (step, axis) in [(1, "x"), (7, "y"), (40, "x")] {
            #expect(abs(try Self.answer("at(sgd, \(step), rate.\(axis))") - 0.1) < 1e-9)
            let written = try Self.answer("at(Adam, \(step), -step.\(axis)/previous(gradient.\(axis)))")
            #expect(try Self.answer("at(Adam, \(step), rate.\(axis))") == written)
            let rate = try Self.answer("at(adagrad, \(step), rate.\(axis)*sqrt(s.\(axis)))")
            #expect(abs(rate - 0.5) < 1e-5)
        }
        #expect(try Self.answer("at(sgd, 0, rate.x)").isNaN)
    }

    @Test("over minibatches the slopes are those that the step saw")
    func batches() throws {
        let text = """
            steps: 30
            data: {d: {columns: [u, t], rows: [[1, 2], [2, 3], [-1, 0.5], [3, -1]]}}
            surfaces: {s: {loss: (w1*u + w2 - t)^2, data: d, domain: {x: [-4, 4], y: [-3, 3]}}}
            start: [-3, 2]
            runs: [{optimizer: sgd, eta: 0.02, batch: 1, shuffle: true}, {optimizer: momentum, eta: 0.01, batch: 2}]
            claims:
              - {claim: a, holds: 'highest(sgd, abs(rate.x - 0.02) + abs(rate.y - 0.02)) < 1e-9'}
              - {claim: b, holds: 'highest(momentum, norm(v - step)) < 1e-12'}
              - {claim: c, holds: 'highest(sgd, abs(-step.x/previous(gradient.x) - 0.02)) > 0.01'}
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 30)
        #expect(race.outcomes().map(\.outcome.holds) == [true, true, true])
    }

    @Test(
        "who asks for what the run does not keep is told what it keeps",
        arguments: [
            ("final(momentum, s.x) > 0", "; what 'Momentum' keeps from step to step is v"),
            ("final(sgd, v.x) > 0", "; 'SGD' keeps nothing from step to step"),
            ("final(Adam, norm(w)) > 0", "; what 'Adam' keeps from step to step is m, s"),
        ])
    func unknown(claim: String, message: String) throws {
        #expect { try Self.race("{claim: c, holds: '\(claim)'}") } throws: { error in
            "\(error)".contains("unknown name") && "\(error)".contains(message)
        }
    }
}
