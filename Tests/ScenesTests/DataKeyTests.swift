import Landscapes
import Optimizers
import Testing

@testable import Scenes

@Suite("Vectors, weights of rows and splits in scene files")
struct DataKeyTests {
    private static func scene(
        data: String = "split: 0.5", run: String = "batch: 2", rule: String = "w = w - eta*g", state: String = "{v: 0}"
    ) -> String {
        """
        panels: [s]
        start: [1, -1]
        data: {d: {columns: [a, loss2, t], rows: [[1, 2, 0], [2, 1, 1], [3, 1, 0], [4, 0, 1]], \(data)}}
        surfaces: {s: {data: d, loss: (w1*a + w2 - t)^2, domain: {x: [-2, 2], y: [-2, 2]}}}
        optimizers:
          own: {hyperparameters: {eta: 0.1}, state: \(state), rule: "v = 0.5*v; \(rule)"}
        runs:
          - {optimizer: own, \(run)}
        """
    }

    @Test("are read")
    func reading() throws {
        let scene = try Scene(
            parsing: Self.scene(
                run: "batch: 2, weights: loss + a", rule: "w = w - [eta, 0.5]*g + v", state: "{v: [1, 2*eta]}"),
            origin: "t")
        let run = scene.tracks[0].runs[0]
        #expect(run.batches?.weights?.formula == "loss + a")
        #expect(scene.tracks[0].surface.data?.rowCount == 2 && scene.tracks[0].surface.data?.testRowCount == 2)
        let rule = try #require(run.optimizer as? Rule)
        #expect(rule.velocity(rule.memory(at: [1, -1], hyperparameters: [0.25])) == [1, 0.5])
    }

    @Test(
        "weights",
        arguments: [
            ("weights: loss", 31, "by 'weights' rows are drawn for batches: say how many a step sees, as in batch: 1"),
            (
                "batch: 1, weights: loss, shuffle: false", 56,
                "rows that are drawn by 'weights' are in no order: leave 'shuffle' out"
            ),
            ("batch: 1, weights: los", 41, "unknown name 'los'; did you mean 'loss'?"),
            ("batch: 1, weights: 2*b", 43, "unknown name 'b'; there is a, loss, loss2, t, w1, w2, x, y, e, pi"),
            ("batch: 1, weights: mean(a)", 41, "'mean' is over many rows, and a weight is of one"),
            (
                "batch: 1, weights: a - 2", 41,
                "the weight of row 1 is -1.0, and must be a number from 0 up; so it is at the start"
            ),
            (
                "batch: 1, weights: 0*t", 41,
                "the weights of all rows are 0, so that none can be drawn; so it is at the start"
            ),
            (
                "batch: 1, weights: {a: 1}", 41,
                "'weights' must be a formula of a row, as in loss or if(t > 0, 3, 1), not a mapping"
            ),
            ("batch: 1, weight: loss", 32, "a run of own has no 'weight'; did you mean 'weights'?"),
            (
                "eta: [0.1, 0.2]", 27,
                "'eta' is one number for both weights; one for each is a rule's, as in w = w - [eta1, eta2]*g"
            ),
        ] as [(String, Int, String)])
    func weights(run: String, column: Int, message: String) {
        expectMistake(Self.scene(data: "seed: 1", run: run), 8, column, message)
    }

    @Test("weights where there are no data")
    func withoutData() {
        expectMistake(
            "panels: [bowl]\nruns: [{optimizer: sgd, weights: loss}]", 2, 34,
            "surface 'bowl' has no data that a run could see in batches")
    }

    @Test(
        "split",
        arguments: [
            ("split: 70", 95, "'split' is the share of rows that train, over 0 and below 1, as in 0.7; write 0.7"),
            ("split: 1", 95, "'split' is the share of rows that train, over 0 and below 1, as in 0.7"),
            ("split: 0", 95, "'split' is the share of rows that train, over 0 and below 1, as in 0.7"),
            ("split: 0.9", 95, "of 4 rows a 'split' of 0.9 leaves none to test"),
            ("split: 0.1", 95, "of 4 rows a 'split' of 0.1 leaves none to train"),
            ("split: half", 95, "'split' must be a number, not 'half'"),
            ("test_size: 0.3", 88, "data 'd' has no 'test_size'; did you mean 'split'?"),
        ] as [(String, Int, String)])
    func split(data: String, column: Int, message: String) {
        expectMistake(Self.scene(data: data), 3, column, message)
    }

    @Test(
        "state",
        arguments: [
            ("[1, 2, 3]", "a vector has two components, one for each weight, as in [0.1, 0.02]; here are 3", 49),
            ("[1, q]", "unknown name 'q'; there is eta, t, w, e, pi", 53),
            ("[w, 1]", "a component is a number, and this is a vector: take its .x, .y or norm(…)", 50),
        ] as [(String, String, Int)])
    func state(value: String, message: String, column: Int) {
        expectMistake(Self.scene(state: "{v: \(value)}"), 6, column, message)
    }

    @Test(
        "a vector in a formula without quotation marks, where YAML takes it for a list",
        arguments: [
            ("state: {v: [1, 2]*w}\n    rule: w = w - v", 5, 16, "[1, 2]*w"),
            ("state:\n      v: [1, 2]*w\n    rule: w = w - v", 6, 10, "[1, 2]*w"),
            ("state: {v: 2*[1, norm(w)] + w, u: 3}\n    rule: w = w - v*u", 5, 16, "2*[1, norm(w)] + w"),
        ] as [(String, Int, Int, String)])
    func unquoted(piece: String, line: Int, column: Int, value: String) {
        expectMistake(
            "panels: [bowl]\nruns: [own]\noptimizers:\n  own:\n    \(piece)\n", line, column,
            "a formula with a vector stands in quotation marks here: \"\(value)\"")
    }

    @Test("and a rule in braces")
    func unquotedRule() {
        expectMistake(
            "panels: [bowl]\nruns: [own]\noptimizers: {own: {rule: w = w - [0.1, 1]*g}}", 3, 26,
            "a formula with a vector stands in quotation marks here: \"w = w - [0.1, 1]*g\"")
    }

    @Test("a claim that asks for the rows that test where there are none")
    func lack() {
        for name in ["test_loss", "test_accuracy"] {
            expectMistake(
                "panels: [bowl]\nruns: [sgd]\nclaims:\n- claim: c\n  holds: final(sgd, \(name)) < 1", 5, 21,
                "'\(name)' cannot be asked of 'SGD': its data have no rows to test with; keep some, as in split: 0.7")
        }
    }
}
