import Testing

@Suite("What is wrong with a question to the room, or a moment, is said where it stands")
struct GuessMistakeTests {
    @Test(
        "guess",
        arguments: [
            ("guess:", 3, 7, "'guess' must be true, false or a formula of 'run', not nothing"),
            ("guess: [true]", 3, 8, "'guess' must be true, false or a formula of 'run', not a list"),
            ("guess: first(run, los < 1)", 3, 19, "unknown name 'los'; did you mean 'loss'?"),
            ("guess: final(sgd, loss)", 3, 8, "the question is asked of each run, as in first(run, loss < 1e-3)"),
            ("guess: loss", 3, 8, "'loss' is asked of a run, as in final(sgd, loss)"),
            ("guess: 1 + 1", 3, 10, nil),
            ("guess: {ask: 'final(run, loss)', begins: true}", 3, 34, "a guess has no 'begins'; did you mean 'begin'?"),
            ("guess: {begin: soon}", 3, 16, "'begin' is true or false, not 'soon'"),
        ] as [(String, Int, Int, String?)])
    func guess(text: String, line: Int, column: Int, message: String?) {
        expectMistake(
            "panels: [bowl]\nruns: [sgd, adam]\n\(text)\n", line, column,
            message
                ?? "the question asks nothing of any run; there is first, last, count, always, ever, lowest, highest, mean, at, final, arriving"
        )
    }

    @Test(
        "moments",
        arguments: [
            ("moments: 40", 10, "'moments' must be a list, not '40'"),
            ("moments: [{say: Hello}]", 11, "a moment needs 'step'"),
            ("moments: [{step: 900}]", 18, "'step' must be a whole number from 0 to 200"),
            ("moments: [{step: 1.5}]", 18, "'step' must be a whole number from 0 to 200"),
            ("moments: [{step: 4}, {step: 4}]", 29, "there is another moment at step 4"),
            ("moments: [{step: 4, run: adm}]", 26, "no run is called 'adm'; did you mean 'Adam'?"),
            ("moments: [{step: 4, pause: long}]", 28, "'pause' is true or false, not 'long'"),
            ("moments: [{step: 4, text: Hello}]", 21, "a moment has no 'text'; did you mean 'say'?"),
        ] as [(String, Int, String)])
    func moments(text: String, column: Int, message: String) {
        expectMistake("panels: [bowl]\nruns: [sgd, adam]\n\(text)\n", 3, column, message)
    }
}
