import Testing

@Suite("Mistakes in runs are explained where they were made")
struct RunMistakeTests {
    @Test(
        "keys of a run",
        arguments: [
            (
                "{optimizer: momentum, beta: 0.9}", 3, 27,
                "a run of Momentum has no 'beta'; did you mean 'alpha' (α, momentum: how much of the velocity is kept at each step)?"
            ),
            (
                "{optimizer: momentum, lr: 0.1}", 3, 27,
                "a run of Momentum has no 'lr'; did you mean 'eta' (η, learning rate)?"
            ),
            (
                "{optimizer: momentum, learning_rate: 0.1}", 3, 27,
                "a run of Momentum has no 'learning_rate'; did you mean 'eta' (η, learning rate)?"
            ),
            (
                "{optimizer: momentum, momentum: 0.9}", 3, 27,
                "a run of Momentum has no 'momentum'; did you mean 'alpha' (α, momentum: how much of the velocity is kept at each step)?"
            ),
            (
                "{optimizer: momentum, η: 0.01, eta: 0.5}", 3, 36,
                "'eta' is the same hyperparameter as 'η', which is given already"
            ),
            (
                "{optimizer: momentum, nesterov: true}", 3, 27,
                "a run of Momentum has no 'nesterov'; the optimizer 'nag' is that"
            ),
            (
                "{optimizer: momentum, decay: 0.9}", 3, 27,
                "a run of Momentum has no 'decay'; it has eta, alpha, dampening"
            ),
            ("{optimizer: momentum, name: x}", 3, 27, "a run of Momentum has no 'name'; did you mean 'label'?"),
            ("{optimizer: momentum, etta: 0.1}", 3, 27, "a run of Momentum has no 'etta'; did you mean 'eta'?"),
            ("{optimizer: momentum, rows: 3}", 3, 27, "a run of Momentum has no 'rows'; 'rows' belongs to data"),
            (
                "{optimizer: momentum, iterations: 3}", 3, 27,
                "a run of Momentum has no 'iterations'; did you mean 'steps', which belongs to the scene as a whole?"
            ),
            (
                "{optimizer: momentum, zzz: 3}", 3, 27,
                "a run of Momentum has no 'zzz'; it has eta, alpha, dampening, optimizer, label, start, batch, shuffle, weights, jitter, dropout"
            ),
            (
                "{optimizer: sgd, momentum: 0.9}", 3, 22,
                "a run of SGD has no 'momentum'; the optimizer 'momentum' has 'alpha' (α, momentum: how much of the velocity is kept at each step)"
            ),
            (
                "{optimizer: sgd, μ: 0.9}", 3, 22,
                "a run of SGD has no 'μ'; the optimizer 'momentum' has 'alpha' (α, momentum: how much of the velocity is kept at each step)"
            ),
            (
                "{optimizer: adam, betas: [0.9, 0.99]}", 3, 23,
                "a run of Adam has no 'betas'; did you mean 'beta1' (β₁, decay of the running average of gradients) and 'beta2' (β₂, decay of the running average of squared gradients)?"
            ),
            (
                "{optimizer: adam, beta1: 0.9, beta: 0.9}", 3, 35,
                "a run of Adam has no 'beta'; it has eta, beta1, beta2, epsilon"
            ),
            (
                "{optimizer: adam, eps: 1e-8}", 3, 23,
                "a run of Adam has no 'eps'; did you mean 'epsilon' (ε, keeps the denominator away from 0)?"
            ),
            (
                "{optimizer: adam, β1: 0.8}", 3, 23,
                "a run of Adam has no 'β1'; did you mean 'beta1' (β₁, decay of the running average of gradients)?"
            ),
            (
                "{optimizer: adam, λ: 0.1}", 3, 23,
                "a run of Adam has no 'λ'; the optimizer 'adamw' has 'lambda' (wd, weight decay)"
            ),
            (
                "{optimizer: adamw, weight_decay: 0.1}", 3, 24,
                "a run of AdamW has no 'weight_decay'; did you mean 'lambda' (wd, weight decay)?"
            ),
            (
                "{optimizer: rmsprop, alpha: 0.9}", 3, 26,
                "a run of RMSProp has no 'alpha'; did you mean 'rho' (ρ, decay of the running average of squared gradients)?"
            ),
            (
                "{optimizer: rmsprop, momentum: 0.9}", 3, 26,
                "a run of RMSProp has no 'momentum'; the optimizer 'rmsprop-momentum' has 'alpha' (α, momentum: how much of the velocity is kept at each step)"
            ),
            ("{optimizer: sam, alpha: 0.1}", 3, 22, "a run of SAM has no 'alpha'; it has eta, rho"),
            (
                "{optimizer: lookahead, momentum: 0.9}", 3, 28,
                "a run of Lookahead has no 'momentum'; did you mean 'beta1' (β₁, decay of the running average of gradients)?"
            ),
            ("{optimizer: nelder-mead, lr: 0.1}", 3, 30, "a run of Nelder-Mead has no 'lr'; it has size"),
            ("{optimizer: adam, batch_size: 3}", 3, 23, "a run of Adam has no 'batch_size'; did you mean 'batch'?"),
        ] as [(String, Int, Int, String)])
    func runKeys(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
    }

    @Test(
        "optimizers by other names, and runs of other shapes",
        arguments: [
            ("SGD with momentum", 3, 5, "unknown optimizer 'SGD with momentum'; did you mean 'momentum'?"),
            ("rms_prop", 3, 5, "unknown optimizer 'rms_prop'; did you mean 'rmsprop'?"),
            ("L-BFGS", 3, 5, "unknown optimizer 'L-BFGS'; did you mean 'lbfgs'?"),
            ("Adam W", 3, 5, "unknown optimizer 'Adam W'; did you mean 'adamw'?"),
            ("nesterov", 3, 5, "unknown optimizer 'nesterov'; did you mean 'nag'?"),
            ("gradient descent", 3, 5, "unknown optimizer 'gradient descent'; did you mean 'sgd'?"),
            (
                "adam(0.1)", 3, 5,
                "unknown optimizer 'adam(0.1)'; hyperparameters are written as in {optimizer: adam, eta: 0.1}"
            ),
            ("adam(eta: 0.1)", 3, 5, "hyperparameters are written as in {optimizer: adam, eta: 0.1}"),
            (
                "{momentum: {eta: 0.1}}", 3, 6,
                "a run needs 'optimizer': write 'optimizer: momentum', and its hyperparameters beside it"
            ),
            ("{optimiser: sgd}", 3, 6, "a run has no 'optimiser'; did you mean 'optimizer'?"),
            ("{eta: 0.1}", 3, 5, "a run needs 'optimizer', as in {optimizer: sgd, eta: 0.1}"),
            ("[sgd, eta: 0.1]", 3, 5, "a run must be an optimizer's name or {optimizer: sgd, eta: 0.1}, not a list"),
            ("", 3, 4, "a run must be an optimizer's name or {optimizer: sgd, eta: 0.1}, not nothing"),
            (
                "{optimizer: sgd, label: #1}", 3, 29,
                "a '#' after a blank begins a comment; a text with it stands in quotation marks"
            ),
            ("\u{201C}sgd\u{201D}", 3, 5, "unknown optimizer '\u{201C}sgd\u{201D}'; did you mean 'sgd'?"),
        ] as [(String, Int, Int, String)])
    func runs(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
    }

    @Test(
        "texts that YAML cuts apart",
        arguments: [
            (
                "{optimizer: momentum, alpha: ramp(0.5, 0.9)}", 3, 34,
                "a ',' ends a value inside {…}: put it in quotation marks, as in alpha: \"ramp(0.5, 0.9)\""
            ),
            (
                "{optimizer: momentum, alpha: ramp(0.5, 0.99, 10), eta: 0.1}", 3, 34,
                "a ',' ends a value inside {…}: put it in quotation marks, as in alpha: \"ramp(0.5, 0.99, 10)\""
            ),
            ("{optimizer: momentum, alpha: 0,5}", 3, 34, "decimals have a point: write alpha: 0.5"),
            (
                "{optimizer: momentum, label: Best, but slow}", 3, 34,
                "a ',' ends a text inside {…}: put it in quotation marks, as in label: \"Best, but slow\""
            ),
            (
                "{optimizer: sgd, label: \u{201C}a, b\u{201D}}", 3, 29,
                "a ',' ends a value inside {…}: put it in quotation marks, as in label: \"a, b\""
            ),
            ("{optimizer: sgd, start: (1, 2)}", 3, 29, "numbers stand in square brackets: write start: [1, 2]"),
            (
                "{optimizer: sgd, start: [max(1, 2), 3]}", 3, 30,
                "a ',' ends a value inside […]: put it in quotation marks, as in \"max(1, 2)\""
            ),
            (
                "{optimizer: sgd, start: [1,5, 2,5]}", 3, 29,
                "'start' must be two numbers, as in [-4, 1], not 4; decimals have a point, as in 0.5"
            ),
            ("{optimizer: momentum, eta:0.01}", 3, 27, "a blank is missing after the ':'; write 'eta: 0.01'"),
            ("{optimizer:momentum}", 3, 6, "a blank is missing after the ':'; write 'optimizer: momentum'"),
            ("optimizer:momentum", 3, 5, "a blank is missing after the ':'; write 'optimizer: momentum'"),
            ("{optimizer: momentum, eta = 0.1}", 3, 27, "a key has ': ' before its value; write 'eta: 0.1'"),
            ("sgd\n   - adam", 4, 4, "this '-' must stand below the one above it, in the same column"),
        ] as [(String, Int, Int, String)])
    func cutTexts(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
    }
}
