import Racing
import Scenes
import Testing

@Suite("Claims ask what they say")
struct ProofTests {
    /// One run at rate 0.5 on x^2: it is at 0 after one step. A second one at 0.25 halves its x.
    /// A third one leaves the numbers with its second step.
    private func holds(_ formula: String) throws -> Bool { try outcome(formula).holds }

    private func outcome(_ formula: String) throws -> Proof.Outcome {
        let text = """
            steps: 10
            start: [8, 0]
            surfaces: {bowl: {loss: x^2 + y^2, domain: {x: [-9, 9], y: [-9, 9]}, minima: [[0, 0]]}}
            runs: [{optimizer: sgd, eta: 0.25, label: Half}, {optimizer: sgd, eta: 1, label: Bounce},
                {optimizer: sgd, eta: 1e200, label: Lost}]
            claims: [{claim: c, holds: '\(formula)'}]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        return race.outcomes()[0].outcome
    }

    @Test(
        "true ones",
        arguments: [
            "first(half, x <= 2) == 2", "last(half, x >= 2) == 2", "count(half, x > 1) == 3", "ever(half, x == 1)",
            "always(half, x > 0 and y == 0)", "not ever(half, x < 0)", "lowest(half, loss) == at(half, 10, loss)",
            "highest(half, x) == 8", "at(half, 1, length) == 4", "final(half, path) == final(half, chord)",
            "at(half, 3, distance) == 1", "count(bounce, x*previous(x) < 0) == 10", "final(bounce, path) == 160",
            "always(half, t == 0 or loss < previous(loss))", "first(half, loss < 0) > 1e9", "at(half, 0, w1) == 8",
            "d = final(half, x)\\n d < 1", "HALF = 1; final(\"HALF\", x) < HALF",
        ])
    func holding(formula: String) throws {
        #expect(try holds(formula.replacing("\\n", with: ";")))
    }

    @Test(
        "an outcome is known at the step at which the last question is answered",
        arguments: [
            ("first(half, x <= 2) == 2", 2), ("first(half, x < 0) < 1e9", 10), ("ever(half, x == 1)", 3),
            ("not ever(half, x < 0)", 10), ("always(half, x > 4)", 1), ("always(half, x > 0)", 10),
            ("at(half, 4, loss) < 1", 4), ("at(half, 99, x) == 0", 10), ("final(half, x) < 1", 10),
            ("first(half, x <= 4) < at(half, 7, x)", 7), ("last(half, x >= 2) == 2", 10),
            ("count(half, x > 1) == 3", 10),
            ("at(half, 0, x) == 8", 0), ("final(lost, x) != 0", 2),
        ])
    func known(formula: String, step: Int) throws {
        #expect(try outcome(formula).step == step)
    }

    @Test(
        "false ones",
        arguments: [
            "first(half, x < 0) < 1e9", "final(half, x) > 1", "at(half, 99, x) == 0",
            "at(half, 99, x) != at(half, 99, x) and 0",
        ])
    func falling(formula: String) throws {
        #expect(try !holds(formula))
    }
}
