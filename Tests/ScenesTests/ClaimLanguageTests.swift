import Foundation
import Landscapes
import Racing
import Scenes
import Testing

/// What the words of claims mean, held against what is computed here, from the paths alone.
@Suite("The words of claims mean what the reference says")
struct ClaimLanguageTests {
    private static let runs = """
        - {optimizer: sgd, eta: 0.02, label: down}
          - {optimizer: momentum, eta: 0.01, alpha: 0.9, label: ball}
          - {optimizer: nag, eta: 0.01, alpha: 0.9, label: ahead}
          - {optimizer: adam, eta: 0.1, label: adam}
          - {optimizer: sgd, eta: 0.3, label: out}
        """

    private static func scene(_ claim: String, runs: String = runs, steps: Int = 40) throws -> Scene {
        try Scene(
            parsing: """
                steps: \(steps)
                start: [3, -2]
                surfaces:
                  two: {loss: (x^2 - 1)^2 + 4*(y - 0.2*x)^2, domain: {x: [-4, 4], y: [-4, 4]}, minima: [[1, 0.2], [-1, -0.2]]}
                runs:
                  \(runs)
                panels: [two]
                claims: [{claim: c, holds: '\(claim)'}]
                """, origin: "t")
    }

    private static func race(steps: Int = 40) throws -> Race {
        var race = Race(try scene("final(down, loss) == 0", steps: steps))
        race.advance(to: steps)
        return race
    }

    private static func answer(_ question: String) throws -> Double {
        var race = Race(try scene("\(question) == 0"))
        return try #require(race.outcomes()[0].outcome.answers.first).value
    }

    /// What a formula is at each step of a run.
    private static func values(_ formula: String, of run: Run, on surface: Surface) throws -> [Double] {
        var series = Series(try Measure(parsing: formula), on: surface)
        var most = Int.max
        #expect(series.extend(along: run, budget: &most))
        return run.trajectory.points.indices.map { series.value(at: $0, of: run) }
    }

    private static func isSame(_ left: Double, _ right: Double, within error: Double = 1e-9) -> Bool {
        left == right || left.isNaN && right.isNaN || abs(left - right) <= error * max(1, abs(right))
    }

    // MARK: Vectors

    @Test("vectors are those of the path", arguments: 0..<4)
    func vectors(index: Int) throws {
        let race = try Self.race()
        let (run, surface) = (race.runs[index], race.surfaces[0])
        let points = run.trajectory.points
        for (formula, vector) in [
            ("step", { $0 == 0 ? Point.zero : points[$0] - points[$0 - 1] }),
            ("goal", { (points[$0].x > -0.2 * points[$0].y ? Point(1, 0.2) : Point(-1, -0.2)) - points[$0] }),
            (
                "gradient",
                {
                    let (x, y) = (points[$0].x, points[$0].y)
                    let slope = 8 * (y - 0.2 * x)
                    return Point(4 * x * (x * x - 1) - 0.2 * slope, slope)
                }
            ),
        ] as [(String, (Int) -> Point)] {
            let x = try Self.values("\(formula).x", of: run, on: surface)
            let y = try Self.values("\(formula).y", of: run, on: surface)
            let length = try Self.values("norm(\(formula))", of: run, on: surface)
            let before = try Self.values("previous(\(formula)).y + previous(\(formula).x)", of: run, on: surface)
            for step in points.indices {
                let expected = vector(step)
                #expect(Self.isSame(x[step], expected.x) && Self.isSame(y[step], expected.y), "\(formula) at \(step)")
                #expect(Self.isSame(length[step], expected.length))
                #expect(Self.isSame(before[step], step == 0 ? .nan : vector(step - 1).x + vector(step - 1).y))
            }
        }
        let distance = try Self.values("distance - norm(goal)", of: run, on: surface)
        #expect(distance.allSatisfy { abs($0) < 1e-12 })
    }

    @Test("the velocity is the rule's own: of momentum and NAG the step")
    func velocity() throws {
        let race = try Self.race()
        for run in race.runs[1...2] {
            let apart = try Self.values("norm(velocity - step)", of: run, on: race.surfaces[0])
            #expect(apart.allSatisfy { $0 < 1e-12 })
        }
        // Of gradients, before they are scaled: v(1) = g/(sqrt(0.1*g^2) + epsilon).
        let text = """
            {steps: 9, start: [3, -2], runs: [{optimizer: rmsprop-momentum, eta: 0.01, alpha: 0.5, rho: 0.9, epsilon: 1e-8}],
            surfaces: {b: {loss: x^2 + y^2, domain: {x: [-4, 4], y: [-4, 4]}}}, panels: [b],
            claims: [{claim: c, holds: "abs(at(rmsprop-momentum, 1, velocity.x) - 3.1623) < 1e-3"}]}
            """.replacing("at(rmsprop-momentum", with: "at(\\\"RMSProp momentum\\\"")
        var other = Race(try Scene(parsing: text, origin: "t"))
        let outcome = other.outcomes()[0].outcome
        #expect(outcome.holds, "\(outcome.answers)")
    }

    @Test("a race by evaluations has the velocity of the last step that was taken, while a run stands still")
    func pausing() throws {
        let text = """
            {steps: 12, pace: evaluations, start: [3, -2], panels: [{surface: bowl}], optimizers: {twice: {rule: "v = -0.01*grad(w - 0.1*g); w = w + v",
            state: {v: 0*w}}}, runs: [twice]}
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 12)
        let run = race.runs[0]
        let trajectory = run.trajectory
        #expect(trajectory.velocities.count == trajectory.count)
        var moved = Point.zero
        for step in 1..<trajectory.count {
            if trajectory.points[step] != trajectory.points[step - 1] {
                moved = trajectory.points[step] - trajectory.points[step - 1]
            }
            #expect((trajectory.velocities[step] - moved).length < 1e-12, "\(step)")
        }
    }

    @Test("an angle is that of the arc tangent, exact where the cosine is not", arguments: 0..<4)
    func angles(index: Int) throws {
        let race = try Self.race()
        let run = race.runs[index]
        func values(_ formula: String) throws -> [Double] { try Self.values(formula, of: run, on: race.surfaces[0]) }
        let found = try values("angle(step, goal)")
        let turned = try values("angle(goal, 3*step)")
        let (ux, uy, vx, vy) = try (values("step.x"), values("step.y"), values("goal.x"), values("goal.y"))
        for step in found.indices {
            let cross = abs(ux[step] * vy[step] - uy[step] * vx[step])
            let expected = atan2(cross, ux[step] * vx[step] + uy[step] * vy[step]) * 180 / .pi
            #expect(Self.isSame(found[step], step == 0 ? .nan : expected, within: 1e-9), "\(step)")
            #expect(Self.isSame(found[step], turned[step]))
        }
        #expect(try values("angle(gradient, -gradient)").allSatisfy { $0 == 180 })
        #expect(try values("angle(gradient, 7*gradient)").allSatisfy { $0 < 1e-13 })
        #expect(try values("angle(gradient, 0*gradient)").allSatisfy(\.isNaN))
        // What has its own name means the same.
        let named = try values("angle"), written = try values("angle(step, -previous(gradient))")
        for step in 1..<named.count where run.trajectory.points[step] != run.trajectory.points[step - 1] {
            #expect(Self.isSame(named[step], written[step]))
        }
    }

    // MARK: Over steps

    @Test(
        "least, greatest and mean are those of the steps at which the condition holds, and where there is a value",
        arguments: [
            ("loss", nil), ("x", "y > 0"), ("angle(step, goal)", "t > 0 and t <= 20"), ("length", "t > 5"),
            ("loss - previous(loss)", "loss < previous(loss)"), ("previous(loss)", nil), ("y", "t > 1000"),
            ("if(t == 7, 1/0, t)", nil),
        ] as [(String, String?)])
    func overSteps(value: String, condition: String?) throws {
        let race = try Self.race()
        for (run, name) in zip(race.runs, ["down", "ball", "ahead", "adam"]) {
            let all = try Self.values(value, of: run, on: race.surfaces[0])
            let isAsked = try condition.map { try Self.values($0, of: run, on: race.surfaces[0]).map { $0 == 1 } }
            let asked = all.indices.filter { isAsked?[$0] ?? true && !all[$0].isNaN }.map { all[$0] }
            let arguments = "(\(name), \(value)\(condition.map { ", " + $0 } ?? ""))"
            #expect(try Self.answer("lowest" + arguments) == asked.min() ?? .infinity)
            #expect(try Self.answer("highest" + arguments) == asked.max() ?? -.infinity)
            let mean = asked.reduce(0, +) / Double(asked.count)
            #expect(Self.isSame(try Self.answer("mean" + arguments), mean), "\(arguments)")
        }
    }

    // MARK: Divergence

    @Test(
        "who has diverged is whom the table says to have",
        arguments: [
            ("x^2 + 4*y^2", 0.1), ("x^2 + 4*y^2", 0.3), ("x^2 + 4*y^2", 0.251), ("0.3*x - 0.2*y", 0.5),
            ("-x^2 + y^2", 0.2), ("log(x)", 1), ("x^4 + y^4", 0.1), ("x^3", 0.5),
        ] as [(String, Double)])
    func divergence(loss: String, eta: Double) throws {
        let text = """
            {steps: 150, start: [3, 1], runs: [{optimizer: sgd, eta: \(eta)}, {optimizer: momentum, eta: \(eta)}],
            surfaces: {s: {loss: "\(loss)", domain: {x: [-4, 4], y: [-4, 4]}}}, panels: [s]}
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 150)
        var found = 0
        for run in race.runs {
            let values = try Self.values("diverged", of: run, on: race.surfaces[0])
            for step in values.indices {
                var hasDiverged = false
                if case .diverged = race.condition(of: run, at: step) { hasDiverged = true }
                #expect((values[step] == 1) == hasDiverged, "\(run.label) at \(step)")
                if hasDiverged { found += 1 }
            }
        }
        if eta == 0.3 { #expect(found > 0) }
        if eta == 0.1, loss.hasPrefix("x^2") { #expect(found == 0) }
    }

    // MARK: Learning rates

    /// Every rate raced alone, by what stands in the scene.
    private static func share(_ scene: (Double) -> String, from: Double, to: Double, least: Double) throws -> Double {
        var arrived = 0
        for index in 0...60 {
            let rate = from * pow(to / from, Double(index) / 60)
            var race = Race(try Scene(parsing: scene(rate), origin: "t"))
            race.advance(to: race.scene.steps)
            let run = race.runs[0]
            let target = least + 0.01 * (run.trajectory.losses[0] - least)
            if run.trajectory.losses.allSatisfy(\.isFinite), run.failure == nil, run.trajectory.losses.last! <= target {
                arrived += 1
            }
        }
        return Double(arrived) / 61
    }

    @Test(
        "the share of rates that arrive is that of races one by one, on blocks and over data",
        arguments: [
            ("sgd", "eta: RATE", 0.001, 10), ("adam", "eta: RATE", 0.001, 10),
            ("momentum", "alpha: 0.5, eta: RATE", 0.01, 1), ("sgd", "eta: RATE*exponential(0.9)", 0.01, 1),
            ("backtracking", "eta: RATE", 0.01, 10), ("adagrad", "eta: RATE, start: [1, 0.5]", 0.01, 10),
        ] as [(String, String, Double, Double)])
    func arriving(optimizer: String, run: String, from: Double, to: Double) throws {
        func scene(_ rate: Double, claim: String = "") -> String {
            """
            steps: 100
            start: [-3, 1]
            surfaces: {v: {loss: 0.5*(x^2 + 20*y^2) + 2, domain: {x: [-4, 4], y: [-2, 2]}, minima: [[0, 0]]}}
            panels: [v]
            runs: [{optimizer: \(optimizer), \(run.replacing("RATE", with: "\(rate)"))}]
            \(claim)
            """
        }
        // A run with a start of its own is held to the track's start.
        let isAside = run.contains("start")
        var race = Race(
            try Scene(
                parsing: scene(
                    0.01, claim: "claims: [{claim: c, holds: 'arriving(\(optimizer), \(from), \(to)) > 2'}]"),
                origin: "t"))
        let outcome = race.outcomes()[0].outcome
        #expect(!outcome.holds && outcome.step == 100)
        guard !isAside else {
            #expect((0...1).contains(outcome.answers[0].value))
            return
        }
        let share = try Self.share({ scene($0) }, from: from, to: to, least: 2)
        #expect(outcome.answers[0].value == share && share > 0)
    }

    @Test("the same over data, a few rows at a time")
    func arrivingOverData() throws {
        func scene(_ rate: Double, claim: String = "") -> String {
            """
            steps: 30
            start: [-2, 3]
            data: {two: {columns: [x1, x2, t], rows: [[1, 0.4, 1.4], [0.6, 1, 1.6]]}}
            surfaces: {b: {data: two, loss: 0.5*(t - w1*x1 - w2*x2)^2, domain: {x: [-3, 3], y: [-3, 4]}, minima: [[1, 1]]}}
            panels: [b]
            runs: [{optimizer: sgd, eta: \(rate), batch: 1}]
            \(claim)
            """
        }
        var race = Race(
            try Scene(
                parsing: scene(0.1, claim: "claims: [{claim: c, holds: 'arriving(sgd, 0.01, 10) > 0.1'}]"), origin: "t")
        )
        let outcome = race.outcomes()[0].outcome
        let share = try Self.share({ scene($0) }, from: 0.01, to: 10, least: 0)
        #expect(outcome.holds && outcome.answers[0].value == share)
    }

    // MARK: Mistakes

    private static let noMinima = """
        steps: 40
        surfaces: {own: {loss: x^2, domain: {x: [-1, 1], y: [-1, 1]}}}
        panels: [{surface: own, start: [1, 1]}]
        runs: [sgd, momentum, {optimizer: nelder-mead, label: simplex}, adam]
        claims:
          - claim: c
            holds: 
        """

    @Test(
        "what cannot be asked is refused where it stands, with what to do",
        arguments: [
            (
                "mean(sgd, norm(goal)) < 1", 27,
                "'goal' cannot be asked of 'SGD': the surface has no 'minima'; give it some, as in minima: [[0, 0]]"
            ),
            (
                "final(sgd, distance) < 1", 23,
                "'distance' cannot be asked of 'SGD': the surface has no 'minima'; give it some, as in minima: [[0, 0]]"
            ),
            (
                "count(sgd, x > 0 and accuracy > 1) < 1", 33,
                "'accuracy' cannot be asked of 'SGD': the surface has no 'accuracy'; give it one, as in accuracy: (w1*x1 + w2*x2 > 0) == (t == 1)"
            ),
            (
                "final(adam, velocity.x) < 1", 24,
                "'velocity' cannot be asked of 'Adam': no rule of it keeps a velocity 'v', as momentum and nag do"
            ),
            (
                "final(simplex, eta) < 1", 27,
                "'eta' cannot be asked of 'simplex': no rule of it has a learning rate 'eta'"
            ),
            (
                "final(sgd, gradient) < 1", 23,
                "a number is needed here, and this is a vector: take its norm(…), .x or .y"
            ),
            ("final(sgd, loss.x) < 1", 27, "only a vector has components, and this is a number"),
            ("final(sgd, gradient.z) < 1", 31, "'.' has no meaning in a formula; a vector's components are .x and .y"),
            ("final(sgd, gradient.x.y) < 1", 33, "expected ',' or ')', found '.y'"),
            ("final(sgd, gradent.x) < 1", 23, "unknown name 'gradent'; did you mean 'gradient'?"),
            ("final(sgd, angle(step)) < 1", 23, "'angle' takes 2 arguments, not 1"),
            ("final(sgd, angle(step, t)) < 1", 35, "'angle' is between two vectors, as in angle(step, goal)"),
            ("angle(step, gradient) < 1", 12, "'angle' is asked of a run, as in final(sgd, angle)"),
            ("mean(sgd) < 1", 12, "'mean' is written as in mean(sgd, loss)"),
            ("mean(sgd, loss, t > 0, 3) < 1", 12, "'mean' is written as in mean(sgd, loss)"),
            (
                "lowest(sgd, loss, gradient) < 1", 30,
                "a number is needed here, and this is a vector: take its norm(…), .x or .y"
            ),
            ("arriving(sgd) < 1", 12, "'arriving' is written as in arriving(sgd, 0.001, 1)"),
            (
                "arriving(sgd, 0.1, 1) < 1", 12,
                "'arriving' cannot be asked of 'SGD': the surface has no 'minima'; give it some, as in minima: [[0, 0]]"
            ),
            (
                "arriving(simplex, 0.1, 1) < 1", 12,
                "'arriving' cannot be asked of 'simplex': no rule of it has a learning rate 'eta'"
            ),
        ] as [(String, Int, String)])
    func mistakes(formula: String, column: Int, message: String) {
        expectMistake(Self.noMinima + formula + "\n", 7, column, message)
    }

    @Test(
        "rates are numbers, the least first",
        arguments: [
            (
                "arriving(sgd, 1, 0.1)", 26,
                "the least rate comes first, the largest last, as in arriving(sgd, 0.001, 1)"
            ),
            ("arriving(sgd, 1, 1)", 26, "the least rate comes first, the largest last, as in arriving(sgd, 0.001, 1)"),
            ("arriving(sgd, 0, 1)", 26, "a learning rate from over 0 is needed here; eta is at least 0.0"),
            ("arriving(sgd, eta, 1)", 26, "a learning rate is a number here, as in arriving(sgd, 0.001, 1)"),
            ("arriving(sgd, 0.1, 1/0)", 32, "a learning rate from over 0 is needed here; eta is at least 0.0"),
        ] as [(String, Int, String)])
    func rates(formula: String, column: Int, message: String) {
        expectMistake(
            "panels: [bowl]\nruns: [sgd]\nclaims: \n  - claim: a\n    holds: \(formula) < 2\n", 5, column, message)
    }

    @Test("races that are too long for a sweep, and sweeps that take too long, are refused")
    func tooLong() {
        expectMistake(
            "steps: 5000\npanels: [bowl]\nruns: [sgd]\nclaims:\n  - {claim: c, holds: 'arriving(sgd, 0.1, 1) < 2'}\n",
            5, 24,
            "'arriving' is asked of races of 2000 steps at most, and this one has 5000; give it fewer 'steps'")
        let claim = "\n  - {claim: c, holds: 'arriving(sgd, 0.1, 1) < 2'}"
        let text = """
            steps: 2000
            data: {d: {generate: blobs, rows: 1000}}
            surfaces: {s: {data: d, loss: (w1*x1 + w2*exp(x2) - t)^2, domain: {x: [-1, 1], y: [-1, 1]}, minima: [[0, 0]]}}
            panels: [{surface: s, start: [1, 1]}]
            runs: [sgd]
            claims:
            """
        let error = #expect(throws: (any Error).self) {
            _ = try Scene(parsing: text + String(repeating: claim, count: 40) + "\n", origin: "t")
        }
        let said = error.map { "\($0)" } ?? ""
        #expect(said.contains("'arriving' takes") && said.contains("more than 500 million"), "\(said)")
    }
}
