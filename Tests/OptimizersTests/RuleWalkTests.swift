import Landscapes
import Testing

@testable import Optimizers

@Suite("A rule is walked through line by line, with the numbers of the run")
struct RuleWalkTests {
    private static let rules = OptimizerCatalog.names.compactMap { OptimizerCatalog.optimizer(named: $0) as? Rule }

    /// Rules as lecturers write them: several lines for `w`, calls in calls, chains, conditions of each kind.
    private static let own: [Rule] = [
        ("w = w - eta*grad(w - eta*grad(w))\nq = g\nw = w - q*eta", []),
        ("speed = if(norm(g) > 1, 0.5, 2)*speed - eta*if(g > 0, g, 2*g)\nw = w + speed", []),
        ("a = -eta\nb = a^2^1\nc = -(a + b)^2 - -3\nw = w + a*g + 0*c", []),
        ("w = w - eta*sign(g)*abs(z)\nz = z + g - z - g + w", [("z", "w")]),
        (
            "gain = [1, 0.1]\nv = [0.9, 0.5]*v - gain*grad(w + [v.y, eta])*[eta, eta*sign(g.x)]\nw = w + v*norm([0.6, v.x])",
            []
        ),
    ].map { formula, state in
        try! Rule(name: "own", hyperparameters: [Hyperparameter("eta", default: 0.01)], state: state, formula: formula)
    }

    @Test("the last line for w is where the run goes, to the last bit", arguments: rules + own)
    func equality(rule: Rule) throws {
        for (name, start) in [("beale", Point(1, 1.5)), ("rosenbrock", [-1.2, 1]), ("himmelblau", [0.1, -0.3])] {
            let surface = try #require(SurfaceCatalog.surface(named: name))
            let values = rule.hyperparameters.map { $0.name == "eta" ? min($0.defaultValue, 0.001) : $0.defaultValue }
            var objective = Objective(surface)
            var other = Objective(surface)
            var memory = rule.memory(at: start, hyperparameters: values)
            var walk = RuleWalk(rule)
            #expect(walk.lines.count == rule.lineCount)
            var point = start
            for t in 1...30 {
                let step = walk.step(memory, from: point, t: t, hyperparameters: values, objective: &other)
                point = rule.step(&memory, from: point, t: t, hyperparameters: values, objective: &objective)
                let last = try #require(walk.lines.last { $0.name == "w" })
                let reached = step.value(of: last).point
                #expect(reached.x.bitPattern == point.x.bitPattern && reached.y.bitPattern == point.y.bitPattern)
                for (index, name) in rule.state.enumerated() {
                    guard let line = walk.lines.last(where: { $0.name == name && !$0.isGradient }) else { continue }
                    #expect(step.value(of: line).point == Point(memory[2 * index], memory[2 * index + 1]))
                }
            }
        }
    }

    @Test("every name and every gradient of a line is put in, and what is left can be computed", arguments: rules + own)
    func writing(rule: Rule) throws {
        var walk = RuleWalk(rule)
        let values = rule.hyperparameters.map(\.defaultValue)
        var objective = Objective(try #require(SurfaceCatalog.surface(named: "beale")))
        let memory = rule.memory(at: [1, 1.5], hyperparameters: values)
        let step = walk.step(memory, from: [1, 1.5], t: 1, hyperparameters: values, objective: &objective)
        let writer = RuleWriter(walk) { "\($0)".replacing("-", with: "−") }
        #expect(RuleWriter.formulas(of: rule) { "\($0)" } == walk.lines.map(RuleWriter(walk) { "\($0)" }.formula))
        let names = Set(walk.lines.map(\.name) + rule.state + rule.hyperparameters.flatMap { [$0.name, $0.symbol] })
        for line in walk.lines {
            #expect(writer.formula(line).hasPrefix("\(line.name) = "))
            #expect(writer.terms(line).count == step.terms(of: line).count)
            guard let numbers = writer.numbers(line, step) else { continue }
            let words = numbers.split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init)
            #expect(!words.contains { names.contains($0) || $0 == "grad" }, "\(numbers)")
        }
    }

    @Test(
        "lines as people read them",
        arguments: [
            (
                "momentum", ["g = grad(w)", "v = α·v − η·if(t > 1, 1 − τ, 1)·g", "w = w + v"],
                [nil, "0.9·(0, 0) − 0.01·(1, 20)", "(1, 2) + (−0.01, −0.2)"],
                ["(1, 20)", "(−0.01, −0.2)", "(0.99, 1.8)"]
            ),
            (
                "nag", ["v = α·v − η·grad(w + α·v)", "w = w + v"],
                ["0.9·(0, 0) − 0.01·(1, 20)", "(1, 2) + (−0.01, −0.2)"], ["(−0.01, −0.2)", "(0.99, 1.8)"]
            ),
            (
                "nadam",
                [
                    "g = grad(w)", "now = β₁·(1 − 0.5·0.96^(t·ψ))", "next = β₁·(1 − 0.5·0.96^((t + 1)·ψ))", "p = p·now",
                    "m = β₁·m + (1 − β₁)·g",
                ],
                [
                    nil, "0.9·(1 − 0.5·0.96^(1·0.004))", "0.9·(1 − 0.5·0.96^((1 + 1)·0.004))", "(1, 1)·0.45",
                    "0.9·(0, 0) + 0.1·(1, 20)",
                ],
                ["(1, 20)", "0.45", "0.45", "(0.45, 0.45)", "(0.1, 2)"]
            ),
        ])
    func examples(name: String, formulas: [String], numbers: [String?], results: [String]) throws {
        let rule = try #require(OptimizerCatalog.optimizer(named: name) as? Rule)
        var walk = RuleWalk(rule)
        let values = rule.hyperparameters.map(\.defaultValue)
        var objective = Objective(try #require(SurfaceCatalog.surface(named: "valley")).setting(0, to: 10))
        let memory = rule.memory(at: [1, 2], hyperparameters: values)
        let step = walk.step(memory, from: [1, 2], t: 1, hyperparameters: values, objective: &objective)
        let writer = RuleWriter(walk) { value in
            let rounded = (value * 1e3).rounded() / 1e3
            let text = rounded == rounded.rounded() ? "\(Int(clamping: rounded))" : "\(rounded)"
            return text.replacing("-", with: "−")
        }
        for (index, line) in walk.lines.prefix(formulas.count).enumerated() {
            #expect(writer.formula(line) == formulas[index])
            #expect(writer.numbers(line, step) == numbers[index])
            #expect(writer.value(step.value(of: line)) == results[index])
        }
    }

    @Test("a vector's components stand in brackets in a formula, and its numbers as those of any vector")
    func vectors() throws {
        let rule = try Rule(
            name: "own", hyperparameters: [Hyperparameter("eta", default: 0.1), Hyperparameter("gain", default: 0.5)],
            formula: "v = 0.5*v - [eta, gain]*g\nu = [v.y, 2]\nw = w + v + norm([g.x, 0])*u")
        var walk = RuleWalk(rule)
        var objective = Objective(try #require(SurfaceCatalog.surface(named: "bowl")))
        let memory = rule.memory(at: [1, 2], hyperparameters: [0.1, 0.5])
        let step = walk.step(memory, from: [1, 2], t: 1, hyperparameters: [0.1, 0.5], objective: &objective)
        let writer = RuleWriter(walk) { "\($0)".replacing("-", with: "−").replacing(".0", with: "") }
        let lines = walk.lines.dropFirst()
        #expect(
            lines.map(writer.formula)
                == ["v = 0.5·v − [η, gain]·g", "u = [v.y, 2]", "w = w + v + norm([g.x, 0])·u"])
        #expect(
            lines.map { writer.numbers($0, step) }
                == ["0.5·(0, 0) − (0.1, 0.5)·(1, 2)", nil, "(1, 2) + (−0.1, −1) + norm(1, 0)·(−1, 2)"])
        #expect(writer.terms(lines[lines.startIndex]) == ["0.5·v", "−[η, gain]·g"])
    }

    @Test(
        "what part a line plays shows in what it does, not in its name",
        arguments: [
            ("momentum", "gradient v+ step"), ("nag", "v+ step"), ("adam", "gradient m- s0 step"),
            ("rmsprop-momentum", "gradient s0 v- step"), ("yogi", "gradient m- s0 step"),
            ("nadam", "gradient now0 next0 p0 m- s0 d- step"), ("adamw", "gradient m- s0 step step"),
            ("schedule-free-adamw", "y. d- s0 rate0 z. total0 step"),
            ("lookahead", "gradient m- s0 fast. sync0 slow. step"),
            ("polyak-averaging", "u. step"), ("adan", "gradient d- p- m- v- s0 u- step"),
            ("adadelta", "gradient s0 d- u0 step"),
            ("delta-bar-delta", "gradient gain0 p- step"), ("rprop", "gradient d0 p- step"),
            ("adam-l2", "gradient d- m- s0 step"),
        ])
    func roles(name: String, wanted: String) throws {
        let walk = RuleWalk(try #require(OptimizerCatalog.optimizer(named: name) as? Rule))
        let found = zip(walk.lines, RuleRoles(walk).roles).map { line, role in
            switch role {
            case .gradient: "gradient"
            case .step: "step"
            case .place: line.name + "."
            case .direction(let sign): line.name + (sign > 0 ? "+" : "-")
            case .none: line.name + "0"
            }
        }
        #expect(found.joined(separator: " ") == wanted)
    }
}
