import Testing

@Suite("Names that mean something already are explained where they stand")
struct NameMistakeTests {
    @Test(
        "names of hyperparameters and state",
        arguments: [
            (
                "hyperparameters: {w: 1}", 5, 23,
                "a hyperparameter cannot be called 'w', which is the point; choose another name"
            ),
            (
                "hyperparameters: {t: 1}", 5, 23,
                "a hyperparameter cannot be called 't', which is the step; choose another name"
            ),
            (
                "hyperparameters: {sin: 1}", 5, 23,
                "a hyperparameter cannot be called 'sin', which is a function; choose another name"
            ),
            (
                "hyperparameters: {pi: 1}", 5, 23,
                "a hyperparameter cannot be called 'pi', which is a constant; choose another name"
            ),
            (
                "hyperparameters: {e: 1}", 5, 23,
                "a hyperparameter cannot be called 'e', which is a constant; choose another name"
            ),
            (
                "hyperparameters: {batch: 1}", 5, 23,
                "a hyperparameter cannot be called 'batch', which is a key of every run; choose another name"
            ),
            (
                "hyperparameters: {grad: 1}", 5, 23,
                "a hyperparameter cannot be called 'grad', which is a function; choose another name"
            ),
            (
                "hyperparameters: {a-b: 1}", 5, 23,
                "'a-b' cannot be a name in a formula: write a letter, then letters, digits and _"
            ),
            ("state: {w: 1}", 5, 13, "state cannot be called 'w', which is the point; choose another name"),
            ("state: {g: 1}", 5, 13, "state cannot be called 'g', which is the gradient; choose another name"),
            ("state: {t: 1}", 5, 13, "state cannot be called 't', which is the step; choose another name"),
            ("state: {pi: 1}", 5, 13, "state cannot be called 'pi', which is a constant; choose another name"),
            ("state: {norm: 1}", 5, 13, "state cannot be called 'norm', which is a function; choose another name"),
            (
                "hyperparameters: {h: 1}\n    state: {h: 1}", 6, 13,
                "state cannot be called 'h', which is a hyperparameter; choose another name"
            ),
        ] as [(String, Int, Int, String)])
    func ruleNames(piece: String, line: Int, column: Int, message: String) {
        expectMistake(
            "panels: [bowl]\nruns: [own]\noptimizers:\n  own:\n    \(piece)\n    rule: w = w - g*h\n", line, column,
            message)
    }

    @Test(
        "names of columns",
        arguments: [
            ("w1", 2, 22, "a column cannot be called 'w1', which is the first weight; choose another name"),
            ("pi", 2, 22, "a column cannot be called 'pi', which is a constant; choose another name"),
            ("sin", 2, 22, "a column cannot be called 'sin', which is a function; choose another name"),
            ("mean", 2, 22, "a column cannot be called 'mean', which is a function; choose another name"),
            ("t", 2, 25, "there is a column 't' already"),
            ("a b", 2, 22, "'a b' cannot be a name in a formula: write a letter, then letters, digits and _"),
        ] as [(String, Int, Int, String)])
    func columnNames(piece: String, line: Int, column: Int, message: String) {
        expectMistake(
            "runs: [sgd]\ndata: {d: {columns: [\(piece), t], rows: [[1, 2]]}}\nsurfaces: {s: {data: d, loss: w1 + w2, domain: {x: [0, 1], y: [0, 1]}}}\n",
            line, column, message)
    }

    @Test(
        "names of parameters",
        arguments: [
            ("x", 2, 29, "a parameter cannot be called 'x', which is the first weight; choose another name"),
            ("y", 2, 29, "a parameter cannot be called 'y', which is the second weight; choose another name"),
            ("w1", 2, 29, "a parameter cannot be called 'w1', which is the first weight; choose another name"),
            ("w2", 2, 29, "a parameter cannot be called 'w2', which is the second weight; choose another name"),
            ("pi", 2, 29, "a parameter cannot be called 'pi', which is a constant; choose another name"),
            ("e", 2, 29, "a parameter cannot be called 'e', which is a constant; choose another name"),
            ("sin", 2, 29, "a parameter cannot be called 'sin', which is a function; choose another name"),
            ("mean", 2, 29, "a parameter cannot be called 'mean', which is a function; choose another name"),
            ("and", 2, 29, "'and' cannot be a name in a formula: write a letter, then letters, digits and _"),
        ] as [(String, Int, Int, String)])
    func parameterNames(piece: String, line: Int, column: Int, message: String) {
        expectMistake(
            "runs: [sgd]\nsurfaces: {s: {parameters: {\(piece): 1}, loss: x + y, domain: {x: [0, 1], y: [0, 1]}}}\n",
            line, column, message)
    }
}
