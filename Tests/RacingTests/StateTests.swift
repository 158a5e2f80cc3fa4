import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

extension Run {
    /// The first step at which its place or its loss is no number.
    var firstWithoutNumber: Int? {
        trajectory.losses.indices.first { !trajectory.losses[$0].isFinite || !trajectory.points[$0].isFinite }
    }
}

@Suite("What state a run is in follows from where it stands")
struct StateTests {
    private static func race(
        _ runs: String, loss: String, view: String = "{x: [-4, 4], y: [-3, 3]}", start: Point = [-3, 2],
        steps: Int = 400
    ) throws -> Race {
        let text = """
            steps: \(steps)
            surfaces: {s: {loss: "\(loss)", domain: \(view)}}
            start: [\(start.x), \(start.y)]
            runs: [\(runs)]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: steps)
        return race
    }

    private static func name(_ condition: Condition) -> String {
        switch condition {
        case .running: "running"
        case .converged: "converged"
        case .left: "left"
        case .diverged: "diverged"
        case .failed: "failed"
        }
    }

    /// Bowls of any curvatures, turned by any angle, and higher or lower as a whole.
    private static let bowls: [(loss: String, largest: Double)] = (0..<12).map { index in
        let (largest, smallest) = (0.5 * Double(1 + index), 0.5 * Double(1 + index) / Double(1 + 3 * index))
        let angle = 0.3 + 0.5 * Double(index)
        let loss =
            "c = cos(\(angle)); s = sin(\(angle)); u = c*x + s*y - 0.5; v = c*y - s*x; "
            + "\(largest / 2)*u^2 + \(smallest / 2)*v^2 + \(Double(index - 6) * 1000)"
        return (loss.split(separator: ";").map { $0.drop { $0 == " " } }.joined(separator: "\\n"), largest)
    }

    @Test(
        "past the stability limit of a rule a run ends as diverged on every bowl, below it as converged or on its way",
        arguments: ["sgd", "momentum", "nag"], bowls.indices)
    func pastTheLimit(name: String, index: Int) throws {
        let (loss, largest) = Self.bowls[index]
        let rule = try #require(OptimizerCatalog.optimizer(named: name))
        let limit = try #require(rule.stabilityLimit(hyperparameters: rule.hyperparameters.map(\.defaultValue)))
        for factor in [1.05, 1.5, 4, 1e6] {
            let race = try Self.race("{optimizer: \(name), eta: \(factor * limit / largest)}", loss: loss, steps: 1000)
            let end = race.condition(of: race.runs[0], at: 1000)
            guard case .diverged(let step, .overshoot(let product, limit)) = end else {
                Issue.record("\(factor): \(end)")
                continue
            }
            #expect(abs(product / (factor * limit) - 1) < 1e-6)
            // As soon as it is out of the view and higher than at the start: it will not come back.
            let (run, losses) = (race.runs[0], race.runs[0].trajectory.losses)
            for (step, point) in run.trajectory.points.enumerated()
            where point.isFinite && losses[step] > losses[0] && !run.view.contains(point) {
                #expect(run.divergedAt(step) != nil, "\(factor) at \(step)")
            }
            // Nobody is thrown out, and in again.
            for later in stride(from: step, through: 1000, by: 37) {
                #expect(Self.name(race.condition(of: race.runs[0], at: later)) == "diverged")
            }
        }
        for factor in [0.05, 0.5, 0.95] {
            let race = try Self.race("{optimizer: \(name), eta: \(factor * limit / largest)}", loss: loss, steps: 1000)
            for step in stride(from: 0, through: 1000, by: 7) {
                #expect(
                    ["running", "converged", "left"].contains(Self.name(race.condition(of: race.runs[0], at: step))))
            }
        }
    }

    @Test("so do rows of data whose mean is a bowl, and a parameter that makes the valley too steep")
    func pastTheLimitOtherwise() throws {
        let text = """
            steps: 12
            data: {d: {columns: [u, v], rows: [[1, 0], [0, 1], [1, 1]]}}
            surfaces:
              s: {loss: "0.5*(u*w1 + v*w2 - 1)^2", data: d, domain: {x: [-4, 4], y: [-3, 3]}}
              v: {loss: "0.5*(x^2 + k*y^2)", parameters: {k: 1}, domain: {x: [-4, 4], y: [-3, 3]}}
            start: [-3, 2]
            panels: [{surface: s, runs: [{optimizer: sgd, eta: 2.2}]}, {surface: v, runs: [{optimizer: sgd, eta: 1.2}]}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 12)
        #expect(Self.name(race.condition(of: race.runs[0], at: 12)) == "diverged")
        #expect(Self.name(race.condition(of: race.runs[1], at: 12)) != "diverged")
        race.tuneSurface(track: 1, parameter: 0, by: .to(1.9))
        race.advance(to: 12)
        #expect(Self.name(race.condition(of: race.runs[1], at: 12)) == "diverged")
    }

    @Test("without a stability limit that theory knows it is the same", arguments: ["fling", "sgd, batch: 1"])
    func withoutTheory(run: String) throws {
        let text = """
            steps: 400
            optimizers: {fling: {hyperparameters: {eta: 0.6}, rule: w = w - eta*g}}
            data: {d: {columns: [u], rows: [[0.2], [0.2], [0.2], [3]]}}
            surfaces: {s: {loss: u*(x^2 + y^2), data: d, domain: {x: [-4, 4], y: [-3, 3]}}}
            start: [-3, 2]
            runs: [{optimizer: \(run), eta: \(run == "fling" ? 1.2 : 1.0)}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 400)
        guard case .diverged(_, nil) = race.condition(of: race.runs[0], at: 400) else {
            Issue.record("\(race.condition(of: race.runs[0], at: 400))")
            return
        }
        // Some rows are more curved than all of them: the limit of the mean is not theirs.
        #expect(race.status(of: race.runs[0], at: 0).largestStableRate == nil)
    }

    @Test(
        "who descends where there is no floor has left the view, however far",
        arguments: [
            "x^2 - y^2", "y^2 - x^2 + 1000", "x*y", "0.3*x - 0.2*y", "x^2 - y^2 + x*y/9", "x^2/4 - exp(y)",
            "-(x^4) + y",
        ])
    func bottomless(loss: String) throws {
        for start in [Point(-3, 2), [1, -0.5], [2, 1]] {
            let race = try Self.race("{optimizer: sgd, eta: 0.2}", loss: loss, start: start)
            let run = race.runs[0]
            for step in 0...400 {
                let state = Self.name(race.condition(of: run, at: step))
                #expect(state == "running" || state == "left", "\(start) at \(step): \(state)")
            }
            #expect(Self.name(race.condition(of: run, at: 400)) == "left")
        }
    }

    @Test(
        "a surface that is mirrored, shifted or scaled gives the same states at the same steps",
        arguments: ["sgd, eta: 0.05", "sgd, eta: 0.75", "momentum, eta: 0.25, alpha: 0.5", "nag, eta: 1"])
    func sameElsewhere(run: String) throws {
        // A double well, a bowl whose bottom is outside, and a saddle: in binary fractions, so that nothing is rounded.
        for loss in ["(u^2 - 4)^2/32 + v^2", "(u - 8)^2/2 + v^2/4", "u^2/2 - v^2/4"] {
            func race(_ u: String, _ v: String, _ factor: Double, _ height: Double, _ view: String, _ start: Point)
                throws -> Race
            {
                let eta = Double(run.split(separator: "eta: ")[1].prefix { $0 != "," })! / factor
                let text = run.replacing(/eta: [0-9.]+/, with: "eta: \(eta)")
                let loss = loss.replacing("u", with: "(\(u))").replacing("v", with: "(\(v))")
                return try Self.race(
                    "{optimizer: \(text)}", loss: "\(factor)*(\(loss)) + \(height)", view: view, start: start, steps: 80
                )
            }
            let plain = try race("x", "y", 1, 0, "{x: [-4, 4], y: [-2, 2]}", [-3, 1])
            let others = [
                try race("-x", "y", 1, 0, "{x: [-4, 4], y: [-2, 2]}", [3, 1]),
                try race("x", "-y", 1, 0, "{x: [-4, 4], y: [-2, 2]}", [-3, -1]),
                try race("y", "x", 1, 0, "{x: [-2, 2], y: [-4, 4]}", [1, -3]),
                try race("x - 64", "y + 32", 1, 0, "{x: [60, 68], y: [-34, -30]}", [61, -31]),
                try race("x", "y", 1024, 0, "{x: [-4, 4], y: [-2, 2]}", [-3, 1]),
                try race("x", "y", 1, -4096, "{x: [-4, 4], y: [-2, 2]}", [-3, 1]),
                try race("x", "y", 1, 4096, "{x: [-4, 4], y: [-2, 2]}", [-3, 1]),
            ]
            for other in others {
                for step in 0...80 {
                    let states = [plain, other].map { Self.name($0.condition(of: $0.runs[0], at: step)) }
                    #expect(states[0] == states[1], "\(loss) at \(step)")
                }
            }
        }
    }
}
