import Foundation
import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("What theory says of a run")
struct TheoryTests {
    private static func race(
        _ loss: String, _ run: String, minima: String? = "[[0, 0]]", steps: Int = 200, start: String = "[1, 0.7]",
        more: String = ""
    ) throws -> Race {
        let known = minima.map { ", minima: \($0)" } ?? ""
        var race = Race(
            try Scene(
                parsing: """
                    steps: \(steps)
                    surfaces: {s: {loss: '\(loss)', domain: {x: [-2, 2], y: [-2, 2]}\(known)}}
                    start: \(start)
                    runs: [\(run)]
                    \(more)
                    """, origin: "test"))
        race.advance(to: steps)
        return race
    }

    private static func theory(_ race: Race, at step: Int) throws -> Theory {
        let run = race.runs[0]
        return try #require(
            Theory(of: run, on: race.surfaces[0], at: step, step: LinearStep(run.optimizer)))
    }

    private static func linear(_ theory: Theory) throws -> Theory.Linear {
        guard case .linear(let linear) = theory.prediction else {
            Issue.record("\(theory.prediction)")
            throw CancellationError()
        }
        return linear
    }

    @Test(
        "the best η of plain descent is 2/(λmin + λmax), the limit 2/λmax", arguments: [(100.0, 1.0), (3, 2), (5, 5)])
    func plain(curvatures: (Double, Double)) throws {
        let (largest, smallest) = curvatures
        let race = try Self.race("(\(largest)*x^2 + \(smallest)*y^2)/2", "{optimizer: sgd, eta: 0.001}")
        let theory = try Self.theory(race, at: 50)
        let linear = try Self.linear(theory)
        #expect(abs(linear.rate - (1 - 0.001 * smallest)) < 1e-8)
        let rates = try #require(linear.rates)
        let best = try #require(rates.best)
        #expect(abs(best.lowerBound / (2 / (largest + smallest)) - 1) < 1e-4)
        #expect(abs(best.upperBound / (2 / (largest + smallest)) - 1) < 1e-4)
        #expect(abs(rates.rate - (largest - smallest) / (largest + smallest)) < 1e-4)
        #expect(abs((rates.limit ?? 0) / (2 / largest) - 1) < 1e-6)
        let optimum = try #require(linear.optimum)
        #expect(!optimum.isNesterov && theory.eta == 0.001)
    }

    @Test(
        "limits are those that the optimizers declare", arguments: ["sgd", "momentum", "nag"], [0.1, 0.5, 0.9])
    func limits(name: String, alpha: Double) throws {
        let own = name == "sgd" ? "" : ", alpha: \(alpha)"
        let race = try Self.race("10*x^2 + y^2", "{optimizer: \(name), eta: 0.001\(own)}")
        let rates = try #require(try Self.linear(Self.theory(race, at: 20)).rates)
        let declared = try #require(race.status(of: race.runs[0], at: 20).largestStableRate)
        #expect(abs((rates.limit ?? 0) / declared - 1) < 1e-6)
    }

    @Test(
        "the best η of the heavy ball with an α of its own",
        arguments: [0.1, 0.3, 0.5, 0.9], [4.0, 100])
    func heavyBall(alpha: Double, condition: Double) throws {
        let race = try Self.race(
            "(\(condition)*x^2 + y^2)/2", "{optimizer: momentum, eta: 0.001, alpha: \(alpha)}")
        let linear = try Self.linear(Self.theory(race, at: 20))
        let best = try #require(linear.rates?.best)
        let root = alpha.squareRoot()
        let (low, high) = (pow(1 - root, 2), pow(1 + root, 2) / condition)
        // Either all of a range has complex roots, √α large, or the two real ones are as large.
        let expected =
            low <= high ? low...high : (2 * (1 + alpha) / (1 + condition))...(2 * (1 + alpha) / (1 + condition))
        #expect(abs(best.lowerBound / expected.lowerBound - 1) < 2e-3)
        #expect(abs(best.upperBound / expected.upperBound - 1) < 2e-3)
        if low <= high { #expect(abs((linear.rates?.rate ?? 0) - root) < 1e-5) }
        // Polyak's pair is better than all of these.
        let optimum = try #require(linear.optimum)
        #expect(optimum.rate <= (linear.rates?.rate ?? 0) + 1e-6 && !optimum.isNesterov)
    }

    /// How fast a run gets on in the long run.
    private static func measured(_ name: String, _ surface: Surface, eta: Double, alpha: Double) -> Double {
        let losses = OptimizerCatalog.optimizer(named: name)!.trajectory(
            on: surface, from: [1, 0.7], steps: 140, setting: ["eta": eta, "alpha": alpha]
        ).losses
        func mean(_ range: Range<Int>) -> Double { losses[range].reduce(0, +) }
        return pow(mean(110..<140) / mean(40..<70), 1 / 140.0)
    }

    @Test("no other η and α get on faster than the best ones", arguments: ["sgd", "momentum", "nag"], [5.0, 60])
    func optima(name: String, condition: Double) throws {
        let loss = "(\(condition)*x^2 + y^2)/2"
        let race = try Self.race(loss, "{optimizer: \(name), eta: 0.001}")
        let linear = try Self.linear(Self.theory(race, at: 20))
        let rates = try #require(linear.rates)
        let optimum = try #require(linear.optimum)
        #expect(optimum.isNesterov == (name == "nag"))
        let isPlain = name == "sgd"
        let best =
            isPlain
            ? Self.measured(name, race.surfaces[0], eta: try #require(rates.best).lowerBound, alpha: 0)
            : Self.measured(name, race.surfaces[0], eta: optimum.eta, alpha: optimum.alpha)
        #expect(abs(best - (isPlain ? rates.rate : optimum.rate)) < 0.02)
        for eta in stride(from: 0.05, through: 4, by: 0.05) {
            for alpha in isPlain ? [0] : Array(stride(from: 0, through: 0.95, by: 0.05)) {
                let other = Self.measured(name, race.surfaces[0], eta: eta / condition, alpha: alpha)
                #expect(!(other < best - 0.02), "η \(eta / condition), α \(alpha): \(other) instead of \(best)")
            }
        }
    }

    @Test(
        "what is measured is what was predicted",
        arguments: [
            "{optimizer: sgd, eta: 0.01}", "{optimizer: sgd, eta: 0.098}",
            "{optimizer: momentum, eta: 0.01, alpha: 0.2}",
            "{optimizer: nag, eta: 0.01, alpha: 0.3}",
        ])
    func agreement(run: String) throws {
        let race = try Self.race("10*x^2 + 0.5*y^2", run)
        let theory = try Self.theory(race, at: 150)
        let measured = try #require(theory.measured)
        let predicted = try Self.linear(theory).rate
        #expect(measured.steps == 20)
        #expect(abs(measured.rate / predicted - 1) < 0.01)
    }

    @Test("a saddle is left along the axis that falls, by 1 − ηλ a step")
    func saddle() throws {
        let race = try Self.race(
            "x^2 - y^2", "{optimizer: sgd, eta: 0.05}", minima: nil, steps: 30, start: "[1, 0.001]")
        let theory = try Self.theory(race, at: 30)
        #expect(theory.quadratic.form == .saddle && theory.quadratic.axes.smallest == [0, 1])
        let linear = try Self.linear(theory)
        #expect(abs(linear.escape - 1.1) < 1e-8 && linear.optimum == nil && linear.rates?.best == nil)
        let ways = race.runs[0].trajectory.points.map(\.y)
        #expect(abs(ways[30] / ways[29] - 1.1) < 1e-9 && theory.target == nil)
    }

    @Test(
        "of rules that scale gradients, or are none, it says no rate",
        arguments: ["adam", "adagrad", "rmsprop", "rprop", "signsgd", "sam", "newton", "lbfgs", "delta-bar-delta"])
    func notLinear(name: String) throws {
        let theory = try Self.theory(try Self.race("10*x^2 + y^2", name), at: 10)
        #expect(theory.prediction == .notLinear && theory.quadratic.conditionNumber == 10)
    }

    @Test("of rules that do something else at every step it says so", arguments: ["asgd", "polyak-averaging"])
    func changing(name: String) throws {
        #expect(try Self.theory(try Self.race("10*x^2 + y^2", name), at: 10).prediction == .changing)
    }

    @Test(
        "also where a rule of one's own does so only now and then, or once",
        arguments: [("7*floor(t/7) == t", 20), ("t < 9", 5)])
    func nowAndThen(condition: String, step: Int) throws {
        let race = try Self.race(
            "10*x^2 + y^2", "{optimizer: mine, eta: 0.01}",
            more: """
                optimizers:
                  mine: {hyperparameters: {eta: 0.1}, rule: "w = w - eta*if(\(condition), 0.5*g, g)"}
                """)
        #expect(try Self.theory(race, at: step).prediction == .changing)
        guard condition == "t < 9" else { return }
        let linear = try Self.linear(Self.theory(race, at: 20))
        #expect(abs(linear.rate - 0.98) < 1e-9)
    }

    @Test("the heavy ball under other names finds its optimum too")
    func ownRule() throws {
        let race = try Self.race(
            "(50*x^2 + y^2)/2", "{optimizer: mine, eta: 0.02}",
            more: """
                optimizers:
                  mine: {hyperparameters: {eta: 0.1, beta: 0.8}, rule: "u = beta*u + g\\nw = w - eta*u"}
                """)
        let linear = try Self.linear(Self.theory(race, at: 20))
        let root = 50.0.squareRoot()
        #expect(abs((linear.optimum?.rate ?? 0) - (root - 1) / (root + 1)) < 1e-9)
        #expect(abs(linear.rate - 0.8.squareRoot()) < 1e-6)
    }

    @Test("held against the nearest known minimum, or the quadratic's own")
    func targets() throws {
        let known = try Self.theory(try Self.race("50*x^2 + 0.5*y^2", "sgd", start: "[1, 1]"), at: 0)
        #expect(known.target?.isKnown == true && abs((known.target?.degrees ?? 0) - 44.4271) < 1e-3)
        #expect(known.measured == nil)
        let unknown = try Self.theory(
            try Self.race("50*x^2 + 0.5*y^2", "sgd", minima: nil, start: "[1, 1]"), at: 0)
        #expect(unknown.target?.isKnown == false)
        #expect(abs((unknown.target?.degrees ?? 0) - 44.4271) < 1e-3)
    }

    @Test("what is the same is not found out again, what is not is")
    func again() throws {
        var race = try Self.race("10*x^2 + y^2 + x^4", "{optimizer: sgd, eta: 0.01}")
        let first = try Self.theory(race, at: 3)
        race.tune(row: 0, hyperparameter: "eta", by: .presses(3))
        race.advance(to: 200)
        for step in [3, 4, 150] {
            let run = race.runs[0]
            let linear = LinearStep(run.optimizer)
            let after = try #require(Theory(of: run, on: race.surfaces[0], at: step, step: linear, after: first))
            let anew = try #require(Theory(of: run, on: race.surfaces[0], at: step, step: linear))
            #expect(after.prediction == anew.prediction && after.prediction != first.prediction)
        }
    }

    @Test("a run that has left the numbers has no theory")
    func gone() throws {
        let race = try Self.race("100*x^4 + y^2", "{optimizer: sgd, eta: 1}")
        let run = race.runs[0]
        #expect(Theory(of: run, on: race.surfaces[0], at: 200, step: LinearStep(run.optimizer)) == nil)
    }
}
