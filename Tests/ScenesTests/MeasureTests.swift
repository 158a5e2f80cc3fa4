import Basics
import Expressions
import Landscapes
import Racing
import Scenes
import Testing

@Suite("What a step of a run can be asked for")
struct MeasureTests {
    private func race(claim formula: String) throws -> Race {
        let text = """
            steps: 10
            start: [8, 0]
            surfaces: {bowl: {loss: x^2 + 4*y^2, domain: {x: [-9, 9], y: [-9, 9]}, minima: [[0, 0]]}}
            runs:
              - {optimizer: sgd, eta: 0.25, label: Half}
              - {optimizer: sgd, eta: 0.1*t, label: Rising}
              - {optimizer: sgd, eta: 0.1, start: [1, 1], label: Aside}
              - {optimizer: signsgd, eta: 0.1, start: [1, 1], label: Sign}
              - {optimizer: newton, label: There}
            claims: [{claim: c, holds: '\(formula)'}]
            """
        return Race(try Scene(parsing: text, origin: "t"))
    }

    @Test(
        "the gradient, its angle to the steps, the learning rate and the evaluations are those of the run",
        arguments: [
            "at(half, 0, norm(gradient)) == 16", "at(half, 2, norm(gradient)) == 4",
            "at(aside, 0, dot(gradient, gradient)) == 68", "final(half, eta) == 0.25", "at(rising, 3, eta) == 0.1*3",
            "at(rising, 0, eta) == 0.1", "highest(half, evaluations) == 10", "at(half, 4, evaluations) == 4",
            // Along −gradient, and in a direction that is the same for both weights.
            "highest(aside, if(t > 0, angle, 0)) < 1e-6",
            "abs(cos(at(sign, 1, angle)*pi/180) - 10/sqrt(136)) < 1e-9",
            // The step before the first has no direction; who stands still keeps the one that there was.
            "not (at(half, 0, angle) >= 0)", "final(there, angle) == at(there, 1, angle)",
            "at(half, 3, previous(norm(gradient))) == at(half, 2, norm(gradient))",
        ])
    func holding(formula: String) throws {
        var race = try race(claim: formula)
        let outcome = race.outcomes()[0].outcome
        #expect(outcome.holds, "\(outcome.answers)")
    }

    /// What a formula is at each step of the rising run, one after the other.
    private func values(_ text: String, of run: Int = 1) throws -> [Double] {
        var race = try race(claim: "final(half, loss) == 0 or 1")
        race.advance(to: 10)
        let states = race.runs[run].optimizer.states
        var series = Series(try Measure(parsing: text, states: states), on: race.surfaces[0])
        var most = Int.max
        #expect(series.extend(along: race.runs[run], budget: &most))
        return (0...10).map { series.value(at: $0, of: race.runs[run]) }
    }

    @Test(
        "previous in previous reaches as many steps back, whatever stands in it",
        arguments: [
            "loss", "x*y - eta", "gradient.x", "norm(step)", "t", "angle", "path/chord", "loss - previous(loss)",
        ])
    func nested(formula: String) throws {
        let plain = try values(formula)
        var text = formula
        for back in 1...(Limits.stepsBack - (formula.contains("previous") ? 1 : 0)) {
            text = "previous(\(text))"
            for (step, value) in try values(text).enumerated() {
                #expect(
                    step < back
                        ? value.isNaN
                        : value.bitPattern == plain[step - back].bitPattern || value.isNaN && plain[step - back].isNaN)
            }
        }
        // Each in its own past.
        let differences = try values("previous(\(formula) - previous(\(formula))) + previous(previous(\(formula)))")
        for step in 2...10 where !plain[step - 1].isNaN && !plain[step - 2].isNaN {
            #expect(abs(differences[step] - plain[step - 1]) <= 1e-9 * max(1, abs(plain[step - 1])))
        }
    }

    @Test("how far back it reaches has a limit, which is said")
    func tooFarBack() throws {
        let text =
            String(repeating: "previous(", count: Limits.stepsBack + 1) + "x"
            + String(repeating: ")", count: Limits.stepsBack + 1)
        #expect { try Measure(parsing: text) } throws: { error in
            (error as? Diagnostic)?.message == "'previous' reaches 10 steps back at most"
                && (error as? Diagnostic)?.location?.column == 91
        }
    }

    @Test("a series is what the claim's question says at each step, found out in one piece or in many")
    func series() throws {
        for text in ["norm(gradient)", "loss - previous(loss)", "angle", "eta*distance", "loss", "path/chord"] {
            var race = try race(claim: "final(half, \(text)) == 0 or 1")
            race.advance(to: 10)
            let measure = try Measure(parsing: text)
            let run = race.runs[0]
            var whole = Series(measure, on: race.surfaces[0])
            var most = Int.max
            #expect(whole.extend(along: run, budget: &most))
            var pieces = Series(measure, on: race.surfaces[0])
            for _ in 0..<11 {
                var one = 1
                _ = pieces.extend(along: run, budget: &one)
            }
            #expect(pieces.count(run) == 11 && whole.count(run) == 11)
            for step in 0...10 {
                var asked = try self.race(claim: "at(half, \(step), \(text)) == 0")
                let expected = asked.outcomes()[0].outcome.answers[0].value
                for series in [whole, pieces] {
                    let value = series.value(at: step, of: run)
                    #expect(value == expected || (value.isNaN && expected.isNaN), "\(text) at \(step)")
                }
            }
        }
    }
}
