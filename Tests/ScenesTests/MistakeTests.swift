import Scenes
import TestSupport
import Testing

@testable import Expressions

/// Mistakes that people make in scene files: each with what is said, and where.
@Suite("Mistakes in scenes are explained where they were made")
struct MistakeTests {
    private func expect(_ text: String, _ line: Int, _ column: Int, _ message: String) {
        let error = #expect(throws: Diagnostic.self, "\(text)") { _ = try Scene(parsing: text, origin: "t") }
        #expect(error?.message == message)
        #expect(error?.location?.line == line && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("hyperparameters are known by their symbols too")
    func symbols() throws {
        let text = """
            panels: [{surface: valley, parameters: {κ: 7}}, "valley(κ: 8)"]
            runs: [{optimizer: momentum, η: 0.25, α: 0.5}, {optimizer: adam, β₁: 0.75, beta2: 0.5, ε: 2}]
            """
        let scene = try Scene(parsing: text, origin: "t")
        #expect(scene.tracks[0].runs.map { $0.schedules.map(\.constant) } == [[0.25, 0.5, 0], [0.001, 0.75, 0.5, 2]])
        #expect(scene.tracks.map(\.surface.values) == [[7], [8]])
    }

    @Test("what YAML reads is read, whatever it looks like")
    func lookalikes() throws {
        let text = """
            title: "Momentum: a
              tale"
            about: 'It''s 50% [faster] {maybe}: "so"'
            view: {x: [-4,
              4], y: [-2, 2]}   # [ and " in a comment
            panels: [ "valley(kappa: 1000)" ,
              bowl ]
            runs:
            - optimizer: momentum
              alpha: ramp(0.5, 0.9)
            - {optimizer: sgd, label: "a, (b: c"}
            """
        let scene = try Scene(parsing: text, origin: "t")
        #expect(scene.title == "Momentum: a tale" && scene.labels == ["Momentum", "a, (b: c"])
    }

    @Test("however a scene is spoiled, what is said speaks of the scene, and of a place in it")
    func noise() throws {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "\"", "'", "[", "]", "{", "}", ":", ": ", ",", "\n", "  ", "\t", "#", "- ", "(", ")", "é", "*", "|", "",
        ]
        let inner = [
            "token", "scanning", "parsing", "context", "expected key", "block ", "flow", "simple key", "stream",
        ]
        for name in SceneLibrary.names {
            let text = SceneLibrary.text(named: name)!
            for _ in 0..<60 {
                var characters = Array(text)
                let place = Int.random(in: characters.indices, using: &generator)
                let end = min(place + Int.random(in: 0..<3, using: &generator), characters.count)
                characters.replaceSubrange(place..<end, with: Array(pieces.randomElement(using: &generator)!))
                let spoiled = String(characters)
                do {
                    _ = try Scene(parsing: spoiled, origin: "t")
                } catch {
                    #expect(!inner.contains { error.message.contains($0) }, "\(error.message)")
                    let lines = spoiled.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                    if let location = error.location {
                        #expect((1...lines.count).contains(location.line), "\(error)")
                    }
                }
            }
        }
    }

    @Test(
        "large mistakes take no longer than large scenes", .timeLimit(.minutes(1)),
        arguments: [
            ("runs: [", "f(a, ", 100_000, ""), ("a: {", "b, ", 100_000, "]"), ("", "a: \"b\n", 50_000, ""),
            ("", "a: [b\n", 50_000, ""), ("", "a: b\n", 50_000, ""), ("", " \n", 100_000, "}"),
            ("panels: [bowl]\nruns: [f(a, ", "b, ", 100_000, "]"),
            ("panels: [bowl]\nruns: [", "sgd(a: 1, ", 20_000, "]"),
        ] as [(String, String, Int, String)])
    func large(start: String, piece: String, count: Int, end: String) {
        let text = start + String(repeating: piece, count: count) + end
        #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
    }

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
                "a run of Momentum has no 'zzz'; it has eta, alpha, dampening, optimizer, label, start, batch, shuffle, jitter, dropout"
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
        expect("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
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
        expect("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
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
        expect("panels: [bowl]\nruns:\n  - \(piece)\n", line, column, message)
    }

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
        expect("panels: [\(piece)]\nruns: [sgd]\n", line, column, message)
    }

    @Test(
        "what YAML cannot read",
        arguments: [
            ("title: Momentum: a tale", 1, 16, "a text with a ':' stands in quotation marks: \"Momentum: a tale\""),
            (
                "title: Say \"a\": it's b # c", 1, 15,
                "a text with a ':' stands in quotation marks: 'Say \"a\": it''s b'"
            ),
            ("title: \"Momentum", 1, 8, "this quotation mark is never closed"),
            ("title: 'Momentum", 1, 8, "this quotation mark is never closed"),
            (
                "title: \"Momentum\" wins", 1, 8,
                "text follows a closing quotation mark; put the whole in quotation marks: '\"Momentum\" wins'"
            ),
            (
                "title: [Draft] text", 1, 8,
                "a text cannot begin with '[' unless it stands in quotation marks: \"[Draft] text\""
            ),
            ("title: @me", 1, 8, "a text cannot begin with '@' unless it stands in quotation marks: \"@me\""),
            ("title: *best*", 1, 8, "a text cannot begin with '*' unless it stands in quotation marks: \"*best*\""),
            (
                "title: |x| is big", 1, 8,
                "a text cannot begin with '|' unless it stands in quotation marks: \"|x| is big\""
            ),
            ("title: \"a\\d\"", 1, 10, "between double quotes a '\\' is written '\\\\'; or use single quotes"),
            ("steps:50", 1, 6, "a blank is missing after the ':'; write 'steps: 50'"),
            ("steps：50", 1, 6, "this is no ':' but a wider character; write 'steps: '"),
            ("steps:\u{00A0}50", 1, 6, "what follows the ':' is not an ordinary blank; write 'steps: 50'"),
            ("steps = 50", 1, 1, "a ':' is missing after 'steps'; write 'steps: 50'"),
            ("steps 50", 1, 1, "a ':' is missing after 'steps'; write 'steps: 50'"),
            (
                "about: a\n  steps: 50", 2, 3,
                "this line is indented by 2 blanks and does not fit the lines above; 0 would do, as in line 1"
            ),
            (" steps: 50", 1, 2, "this line is indented by 1 blank, and line 2 is not"),
            ("\tsteps: 50", 1, 1, "a tab stands here; lines are indented with spaces"),
            ("view: {x: [-4, 4], y: [-2, 2]", 1, 7, "this '{' is never closed"),
            ("view: {x: [-4, 4, y: [-2, 2]}", 1, 11, "this '[' is never closed"),
            ("view: {x: [-4, 4], y: [-2, 2]]", 1, 30, "this ']' does not fit the '{' that it closes; write '}'"),
            ("view: {x: [-4, 4]], y: [-2, 2]}", 1, 18, "this ']' closes nothing"),
            ("view: {x: [-4, 4], y: [-2, 2)}", 1, 29, "this ')' does not fit the '[' that it closes; write ']'"),
            ("view: {x: [-4, 4] y: [-2, 2]}", 1, 19, "a ',' is missing before this"),
            ("view: {x: [-4, 4]; y: [-2, 2]}", 1, 18, "entries in brackets have ',' between them, not ';'"),
            ("view: {x: [-4, 4], y:}", 1, 21, "a value is missing after this ':'"),
            ("view: {x: [-4, 4], y: [-2, 2]},", 1, 31, "this ',' is too much: nothing in brackets goes on behind it"),
            ("view: {x: (-4, 4), y: [-2, 2]}", 1, 11, "numbers stand in square brackets: write x: [-4, 4]"),
            (
                "claims:\n  - claim: a\n   holds: first(sgd, x < 1) < 2", 3, 4,
                "this line is indented by 3 blanks and does not fit the lines above; 4 would do, as in line 2"
            ),
            (
                "claims:\n  - claim: a\n     holds: first(sgd, x < 1) < 2", 3, 6,
                "this line is indented by 5 blanks and does not fit the lines above; 4 would do, as in line 2"
            ),
            ("claims:\n\t- claim: a", 2, 1, "a tab stands here; lines are indented with spaces"),
            ("claims:\n  * claim", 2, 3, "an item begins with '-'; write '- claim'"),
            (
                "claims:\n  - claim:\n      one two, three\n      # note\n      four", 2, 5,
                "a text of several lines begins with '|'; write 'claim: |'"
            ),
            ("data: {a: b}}", 1, 13, "this '}' closes nothing"),
            (
                "...\nsteps: 3", 1, 1,
                "this does not fit what stands before it: look at indentation, brackets and quotation marks"
            ),
            ("steps: 3\nabout: a\nsteps: 4", 3, 1, "'steps' stands here a second time; the first is in line 1"),
            ("steps: 3\n\"steps\": 4", 2, 1, "'steps' stands here a second time; the first is in line 1"),
            ("steps: 1\nsteps: 2\nsteps: 3", 2, 1, "'steps' stands here a second time; the first is in line 1"),
            ("view: {x: [0, 1], y: [0, 1], x: [2, 3]}", 1, 30, "'x' stands here a second time; the first is in line 1"),
            ("panels\nabout: a", 1, 1, "a ':' is missing after 'panels'; write 'panels:'"),
            ("about: a\u{7}b", 1, 9, "the character U+0007 cannot stand in a scene; delete what cannot be seen here"),
        ] as [(String, Int, Int, String)])
    func yaml(piece: String, line: Int, column: Int, message: String) {
        expect("\(piece)\nsource: end\npanels: [bowl]\nruns: [sgd]\n", line, column, message)
    }

    @Test(
        "what is noticed only lines later",
        arguments: [
            (
                "title: \"Momentum\nruns:\n  - {optimizer: sgd, label: \"a\"}\n  - {optimizer: adam, label: \"b\"}", 2,
                8, "this quotation mark is never closed"
            ),
            (
                "runs:\n  - {optimizer: sgd, label: \"a}\n  - {optimizer: adam, label: \"b\"}", 3, 29,
                "this quotation mark is never closed"
            ),
            (
                "view: {x: [-4, 4], y: [-2, 2]\nruns:\n  - {optimizer: sgd, label: \"a\"}", 2, 7,
                "this '{' is never closed"
            ),
            ("runs: [\n  {optimizer: sgd}\n  {optimizer: adam}\n]", 4, 3, "a ',' is missing before this"),
            (
                "optimizers:\n  own:\n    hyperparameters: {eta: 1}\n    rule:\n      v = eta*g   # so\n      w = w - v\nruns: [own]",
                5, 5, "a text of several lines begins with '|'; write 'rule: |'"
            ),
            (
                "optimizers:\n  own:\n    hyperparameters: {eta: 1}\n    rule:\n      v = eta*g\n      w = w - v\nruns: [own]",
                7, 7,
                "'w = …' must begin a line: write ';' before it, or begin the text with '|', which keeps its lines"
            ),
        ] as [(String, Int, Int, String)])
    func late(piece: String, line: Int, column: Int, message: String) {
        expect("panels: [bowl]\n\(piece)\n", line, column, message)
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
        expect("panels: [bowl]\n\(piece)\n", line, column, message)
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
        expect("panels: [bowl]\nruns: [sgd]\nclaims: \n  - claim: a\n    holds: \(piece)\n", line, column, message)
    }

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
        expect(
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
        expect(
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
        expect(
            "runs: [sgd]\nsurfaces: {s: {parameters: {\(piece): 1}, loss: x + y, domain: {x: [0, 1], y: [0, 1]}}}\n",
            line, column, message)
    }
}
