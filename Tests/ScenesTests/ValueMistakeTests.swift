import Testing

@Suite("Wrong values are explained where they stand")
struct ValueMistakeTests {
    @Test(
        "panels",
        arguments: [
            (
                "valley(kappa: 100)", 1, 10,
                "a ':' makes a key and a value: put it in quotation marks, as in \"valley(kappa: 100)\""
            ),
            (
                "valley(kappa: 1, b: 2)", 1, 10,
                "a ':' makes a key and a value: put it in quotation marks, as in \"valley(kappa: 1, b: 2)\""
            ),
            (
                "valley(kappa=1, b=2)", 1, 10,
                "a ',' ends a value inside […]: put it in quotation marks, as in \"valley(kappa=1, b=2)\""
            ),
            (
                "{surface: valley(kappa: 100)}", 1, 20,
                "a text with a ':' stands in quotation marks: \"valley(kappa: 100)\""
            ),
            ("\"valley(kappa: 5, κ: 6)\"", 1, 10, "'κ' is given twice, as 'kappa' too"),
            ("\"bowl(k: 5)\"", 1, 10, "surface 'bowl' has no parameter 'k'; it has none"),
            ("Round bowl", 1, 10, "unknown surface 'Round bowl'; did you mean 'bowl'?"),
            ("{surface: bowl, domain: {x: [1, 2]}}", 1, 26, "a panel has no 'domain'; did you mean 'view'?"),
            (
                "{surface: bowl, lr: 1}", 1, 26,
                "a panel has no 'lr'; hyperparameters belong to a run, as in {optimizer: sgd, eta: 0.1}"
            ),
            ("{surface: bowl, optimizer: sgd}", 1, 26, "a panel has no 'optimizer'; did you mean 'runs'?"),
            ("{surface: bowl, batch: 3}", 1, 26, "a panel has no 'batch'; 'batch' belongs to a run"),
        ] as [(String, Int, Int, String)])
    func panels(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [\(piece)]\nruns: [sgd]\n", line, column, message)
    }

    @Test(
        "values and keys of the scene",
        arguments: [
            ("start: left", 2, 8, "'start' must be two numbers, as in [-4, 1], not 'left'"),
            ("start: {x: 1, y: 2}", 2, 8, "'start' must be two numbers, as in [-4, 1], not a mapping"),
            ("start: -4, 1", 2, 8, "'start' must be two numbers, as in [-4, 1], not '-4, 1'"),
            (
                "start: [1, 2, 3]", 2, 8,
                "'start' must be two numbers, as in [-4, 1], not 3; decimals have a point, as in 0.5"
            ),
            ("view: [-4, 4]", 2, 7, "'view' must be two ranges, as in {x: [-4, 1], y: [-2, 2]}, not a list"),
            ("view: {x: -4..4, y: [1, 2]}", 2, 11, "'x' must be two numbers, as in [-4, 1], not '-4..4'"),
            ("rate: 30fps", 2, 7, "'rate' must be a number without a unit: write 30"),
            ("rate: 30 steps", 2, 7, "'rate' must be a number without a unit: write 30"),
            ("rate: many", 2, 7, "'rate' must be a number, not 'many'"),
            ("rate:", 2, 6, "'rate' must be a number, not nothing"),
            ("rate: [1]", 2, 7, "'rate' must be a number, not a list"),
            ("rate: 1,5", 2, 7, "decimals have a point: write 1.5"),
            ("steps: 1_000", 2, 9, "digits are not grouped here: write 1000"),
            ("runs: sgd", 2, 7, "'runs' must be a list, not 'sgd'; write [sgd]"),
            (
                "runs: {sgd: {eta: 0.1}}", 2, 7,
                "'runs' must be a list, not a mapping; write each run as {optimizer: sgd, eta: 0.1} after a '-'"
            ),
            (
                "runs:\n  -sgd\n  -adam", 3, 3,
                "'runs' must be a list, not '-sgd -adam'; an item begins with '- ', a dash and a blank"
            ),
            (
                "runs: [sgd]\nsurfaces: [valley]", 3, 11,
                "'surfaces' are those of your own by name, as in {own: {loss: …}}, not a list; built-in ones stand in 'panels'"
            ),
            (
                "runs: [sgd]\noptimizers: adam", 3, 13,
                "'optimizers' are those of your own by name, as in {own: {rule: …}}, not 'adam'; built-in ones stand in 'runs'"
            ),
            ("runs: [sgd]\nclaims: x", 3, 9, "'claims' must be a list, not 'x'"),
            ("runs: [sgd]\noptimizer: adam", 3, 1, "a scene has no 'optimizer'; did you mean 'runs'?"),
            (
                "runs: [sgd]\nlr: 0.1", 3, 1,
                "a scene has no 'lr'; hyperparameters belong to a run, as in {optimizer: sgd, eta: 0.1}"
            ),
            ("runs: [sgd]\nfps: 30", 3, 1, "a scene has no 'fps'; did you mean 'rate'?"),
            ("runs: [sgd]\nbatch: 3", 3, 1, "a scene has no 'batch'; 'batch' belongs to a run"),
            ("runs: [sgd]\nloss: x^2", 3, 1, "a scene has no 'loss'; 'loss' belongs to a surface"),
        ] as [(String, Int, Int, String)])
    func values(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [bowl]\n\(piece)\n", line, column, message)
    }

    @Test(
        "claims",
        arguments: [
            ("loss < 1", 5, 12, "'loss' is asked of a run, as in final(sgd, loss)"),
            ("loss(sgd) < 1", 5, 12, "'loss' is asked of a run, as in final(sgd, loss)"),
            ("final(sgd, loss) = 1", 5, 29, "'=' gives a name to a line; to compare write '=='"),
            ("final(sgd) < 1", 5, 12, "'final' is written as in final(sgd, loss)"),
            ("x = 3", 5, 12, "a claim ends with a comparison, such as '<' or '=='; '=' gives a name to a line"),
            (
                "first('sgd', loss < 1) < 2", 5, 18,
                "''' has no meaning in a formula; texts stand in double quotes, as in \"sgd\""
            ),
            (
                "first(\u{201C}sgd\u{201D}, loss < 1) < 2", 5, 18,
                "'\u{201C}' has no meaning in a formula; write straight quotes, as in \"sgd\""
            ),
            ("first(\"sgd, loss < 1) < 2", 5, 18, "the quotation mark is never closed"),
            (
                "\"sgd\" < 3", 5, 12,
                "text follows a closing quotation mark; put the whole in quotation marks: '\"sgd\" < 3'"
            ),
        ] as [(String, Int, Int, String)])
    func claims(piece: String, line: Int, column: Int, message: String) {
        expectMistake(
            "panels: [bowl]\nruns: [sgd]\nclaims: \n  - claim: a\n    holds: \(piece)\n", line, column, message)
    }
}
