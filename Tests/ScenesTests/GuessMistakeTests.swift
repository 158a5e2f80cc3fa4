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
}
