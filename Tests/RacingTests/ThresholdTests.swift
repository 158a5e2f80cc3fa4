import Landscapes
import Scenes
import Testing

@testable import Racing

@Suite("Just below a threshold and just above it")
struct ThresholdTests {
    /// A view whose diagonal is ten times its scale: as good as nothing is a hundredth of it.
    private func race(
        _ run: String, loss: String, minima: String = "", scale: Double = 1, start: Point, steps: Int = 1
    ) throws -> Race {
        let domain = "{x: [\(-4 * scale), \(4 * scale)], y: [\(-3 * scale), \(3 * scale)]}"
        var race = Race(
            try Scene(
                parsing: """
                    steps: \(steps)
                    surfaces: {s: {loss: "\(loss)", domain: \(domain)\(minima)}}
                    start: [\(start.x), \(start.y)]
                    runs: [\(run)]
                    """, origin: "test"))
        race.advance(to: steps)
        return race
    }

    @Test(
        "converged is nearer than a thousandth of the view's diagonal, now and a step before",
        arguments: [
            // Where the step begins and where it ends, away from the minimum, in hundredths of the scale.
            (0.99, 0.5, true), (1.01, 0.5, false), (1.5, 0.99, false), (0.99, -0.98, true), (0.99, -1.01, false),
            (1.5, 1.01, false),
        ], [1.0, 250])
    func converged(_ way: (from: Double, to: Double, hasConverged: Bool), scale: Double) throws {
        let (from, to) = (way.from * 0.01 * scale, way.to * 0.01 * scale)
        let expected: Condition = way.hasConverged ? .converged : .running
        // By Newton's step: a bowl whose bottom nobody told.
        let bowl = try race(
            "{optimizer: sgd, eta: \((1 - to / from) / 2)}", loss: "x^2 + y^2", scale: scale, start: [from, 0])
        #expect(bowl.condition(of: bowl.runs[0], at: 1) == expected)
        #expect(bowl.condition(of: bowl.runs[0], at: 0) == .running)
        // By the known minimum: a cone has no curvature.
        let cone = try race(
            "{optimizer: sgd, eta: \(from - to)}", loss: "abs(x) + abs(y)", minima: ", minima: [[0, 0]]", scale: scale,
            start: [from, 0])
        #expect(cone.condition(of: cone.runs[0], at: 1) == expected)
    }

    /// A wall at y = ½, where the loss is infinite, and a ravine of curvature 2 that leads to it a hundredth a step.
    private static let wall = "x^2 - 0.01*y + exp(1e6*(y - 0.5))"

    @Test(
        "overshooting is η·λ above the limit, not at it",
        arguments: [(0.999, nil), (1, nil), (1.001, Condition.Cause.overshoot(product: 2.002, limit: 2))]
            as [(Double, Condition.Cause?)])
    func overshoot(eta: Double, cause: Condition.Cause?) throws {
        let race = try race("{optimizer: sgd, eta: \(eta)}", loss: Self.wall, start: [-1, 0.005], steps: 60)
        let run = race.runs[0]
        #expect(run.firstWithoutNumber == 50 && run.trajectory.losses[50] == .infinity)
        #expect(race.condition(of: run, at: 49) == .running)
        #expect(race.condition(of: run, at: 50) == .diverged(50, cause))
        #expect(race.condition(of: run, at: 60) == .diverged(50, cause))
    }

    @Test(
        "where there is no loss, and where it has no floor, is told by the loss itself",
        arguments: [
            ("log(x)", [0, 0], .noFloor), ("1/abs(x)", [0, 0], nil), ("sqrt(x)", [-1, 0], .undefined),
            // Down to −∞ after a step, and up to ∞.
            ("-exp(300*x)", [1, 0], .noFloor), ("exp(400*x) + y", [1, 0], nil),
        ] as [(String, Point, Condition.Cause?)])
    func causes(loss: String, start: Point, cause: Condition.Cause?) throws {
        let race = try race("{optimizer: adam, eta: 3}", loss: loss, start: start, steps: 3)
        let run = race.runs[0]
        if loss.hasPrefix("exp") {
            #expect(run.firstWithoutNumber == nil)
            return
        }
        let step = try #require(run.firstWithoutNumber)
        #expect(race.condition(of: run, at: 3) == .diverged(step, cause), "\(run.trajectory.losses)")
    }

    @Test("where the place itself has left the numbers the loss is not what is missing")
    func place() throws {
        // On the crest of a cosine: nothing curves upwards, and one step ends beyond all numbers.
        let race = try race("{optimizer: sgd, eta: 1e308}", loss: "1000*cos(y)", start: [0, 0.1], steps: 2)
        #expect(race.runs[0].trajectory.losses[1].isNaN && !race.runs[0].trajectory.points[1].isFinite)
        #expect(race.condition(of: race.runs[0], at: 2) == .diverged(1, nil))
    }
}
