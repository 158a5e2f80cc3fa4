import Expressions
import Landscapes
import Testing

@testable import Optimizers

@Suite("Rules are read as they are written")
struct RuleTests {
    @Test("every optimizer of the catalog has a source, and takes a finite step", arguments: OptimizerCatalog.names)
    func catalog(name: String) throws {
        let optimizer = try #require(OptimizerCatalog.optimizer(named: name))
        let declaration = try #require(OptimizerCatalog.declarations.first { $0.name == name })
        #expect(!declaration.source.isEmpty && !declaration.about.isEmpty && !declaration.formula.isEmpty)
        #expect(optimizer.label == declaration.label)
        #expect(optimizer.hyperparameters.allSatisfy { $0.range.contains($0.defaultValue) && !$0.help.isEmpty })
        let trajectory = optimizer.trajectory(
            on: SurfaceCatalog.surface(named: "bowl")!, from: [1, 2], steps: 200)
        #expect(trajectory.points.allSatisfy(\.isFinite) && trajectory.points[1] != [1, 2] || name == "nelder-mead")
        #expect(trajectory.losses[200] < trajectory.losses[0])
    }

    @Test("state is what a line reads before any line assigns it")
    func state() throws {
        #expect(try rule("v = 0.9*v - eta*g\nw = w + v").state == ["v"])
        #expect(try rule("d = eta*g\nw = w - d").state == [])
        #expect(try rule("s = s + g^2\nd = g/sqrt(s)\nw = w - eta*d + u\nu = d").state == ["s", "u"])
    }

    @Test("state begins where the rule says")
    func initialState() throws {
        let rule = try rule("m = 0.5*m + 0.5*w\nw = w - eta*(w - m)", state: [("m", "w + 2*eta")])
        var objective = Objective(SurfaceCatalog.surface(named: "bowl")!)
        var memory = rule.memory(at: [4, 8], hyperparameters: [1, 0])
        // m is (6, 10) at first, then (5, 9); the step goes there.
        #expect(rule.step(&memory, from: [4, 8], t: 1, hyperparameters: [1, 0], objective: &objective) == [5, 9])
    }

    @Test("dot and norm make numbers, which hold for both weights")
    func scalars() throws {
        let rule = try rule("w = w - eta*g/norm(g) + 0*dot(w, g)")
        var objective = Objective(SurfaceCatalog.surface(named: "bowl")!)
        var memory = rule.memory(at: [3, 4], hyperparameters: [1, 0])
        let after = rule.step(&memory, from: [3, 4], t: 1, hyperparameters: [1, 0], objective: &objective)
        #expect((after - Point(2.4, 3.2)).length < 1e-15)
    }

    @Test("a vector in brackets is its two components, wherever a vector may stand")
    func vectors() throws {
        let rule = try rule(
            "v = [alpha, 0.5]*v - [eta, 3*eta]*grad(w + [0.25, w.x])\nw = w + if([1, 0], v, [v.y, v.x/norm([3, 4])])",
            state: [("v", "[2, w.x + eta]")])
        var objective = Objective(SurfaceCatalog.surface(named: "himmelblau")!)
        let (eta, alpha) = (0.001, 0.9)
        var memory = rule.memory(at: [1, 2], hyperparameters: [eta, alpha])
        var (w, v) = (Point(1, 2), Point(2, 1 + eta))
        var point = w
        for t in 1...40 {
            point = rule.step(&memory, from: point, t: t, hyperparameters: [eta, alpha], objective: &objective)
            let slope = objective.gradient(at: w + Point(0.25, w.x))
            v = Point(alpha * v.x - eta * slope.x, 0.5 * v.y - 3 * eta * slope.y)
            w = w + Point(v.x, v.x / 5)
            #expect(point == w && rule.velocity(memory) == v)
        }
    }

    @Test("the gradient elsewhere is a call, and the same one is made once")
    func gradientElsewhere() throws {
        let rule = try rule("a = grad(w + 1)\nb = grad(w + 1)\nw = w - eta*(a + b)/2")
        var objective = Objective(SurfaceCatalog.surface(named: "bowl")!)
        var memory = rule.memory(at: [1, 2], hyperparameters: [0.5, 0])
        #expect(rule.step(&memory, from: [1, 2], t: 1, hyperparameters: [0.5, 0], objective: &objective) == [0, 0.5])
    }

    @Test(
        "what is wrong with a rule is said with its place",
        arguments: [
            ("v = eta*g", 1, 1, "the rule never moves: it has no line 'w = …'"),
            ("w = w - eta*G", 1, 13, "unknown name 'G'; did you mean 'g'?"),
            ("w = w - eta*grad(t)", 1, 13, "'grad' needs a point, such as w + alpha*v"),
            ("g = 2\nw = g", 1, 1, "'g' is given and cannot be assigned"),
            ("eta = 2\nw = w - eta*g", 1, 1, "'eta' is given and cannot be assigned"),
            (
                "w = w - [eta, eta, eta]*g", 1, 9,
                "a vector has two components, one for each weight, as in [0.1, 0.02]; here are 3"
            ),
            ("w = w - [g, eta]*g", 1, 10, "a component is a number, and this is a vector: take its .x, .y or norm(…)"),
            ("w = w - [eta, q]*g", 1, 15, "unknown name 'q'; there is alpha, eta, g, t, w, e, pi"),
            ("w[1] = w[1] - eta*g", 1, 2, "a vector's components are w.x and w.y"),
            ("w - eta*g", 1, 3, "every line of a rule must begin with 'name ='"),
            ("w = w - dot(eta, t)*g", 1, 9, "'dot' needs a vector, such as w or g"),
        ] as [(String, Int, Int, String)])
    func errors(formula: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { _ = try rule(formula) }
        #expect(error?.message == message)
        #expect(error?.location?.line == line)
        #expect(error?.location?.column == column)
    }

    private func rule(_ formula: String, state: [(name: String, value: String)] = []) throws -> Rule {
        try Rule(
            name: "own", hyperparameters: [Hyperparameter("eta", default: 0.1), Hyperparameter("alpha", default: 0.9)],
            state: state, formula: formula)
    }
}

@Suite("Hyperparameters and schedules")
struct HyperparameterTests {
    @Test("positions on a slider go from 0 to 1 and never beyond")
    func positions() {
        for hyperparameter in OptimizerCatalog.declarations.flatMap(\.hyperparameters) {
            for value in [0, 1e-300, 1e-3, 0.5, 0.999, 1, 1e300, .infinity, -.infinity] {
                #expect((0...1).contains(hyperparameter.position(of: value)))
            }
        }
    }

    @Test(
        "schedules by name",
        arguments: [
            ("0.1*step_decay(0.1, 100)", [(1, 0.1), (100, 0.1), (101, 0.01), (200, 0.01)]),
            ("exponential(0.5)", [(1, 1), (2, 0.5), (4, 0.125)]), ("inverse_time(1)", [(1, 1), (4, 0.25)]),
            ("cosine()", [(1, 1), (101, 0.5)]), ("cosine(50)", [(1, 1), (26, 0.5), (51, 1)]),
            ("warm_up(10)", [(1, 0.1), (10, 1), (50, 1)]), ("one_cycle()", [(1, 0.04), (61, 1), (31, 0.52)]),
            ("ramp(0.5, 0.99, 50)", [(1, 0.5), (26, 0.745), (51, 0.99), (200, 0.99)]),
            ("ramp(0, 1)", [(1, 0), (200, 1)]),
            ("progress", [(50, 0.25)]),
        ] as [(String, [(Int, Double)])])
    func named(formula: String, values: [(Int, Double)]) throws {
        var schedule = try Schedule(formula: formula, steps: 200)
        for (t, value) in values {
            #expect(abs(schedule.value(at: t) - value) < 1e-12, "\(t): \(schedule.value(at: t))")
        }
    }

    @Test("a named schedule with too few arguments says how it is written")
    func misused() {
        let error = #expect(throws: Diagnostic.self) { _ = try Schedule(formula: "0.1*step_decay(3)", steps: 9) }
        #expect(error?.message == "'step_decay' is written step_decay(factor, every)")
        #expect(throws: Diagnostic.self) { _ = try Schedule(formula: "cosin(3)", steps: 9) }
    }

    @Test("a schedule is a formula of t")
    func schedules() throws {
        var decay = try Schedule(formula: "0.1 * 0.1^floor(t/100)", steps: 200)
        #expect(decay.constant == nil)
        #expect(decay.value(at: 1) == 0.1)
        #expect(abs(decay.value(at: 100) - 0.01) < 1e-17)
        var half = try Schedule(formula: "if(t < steps/2, 1, 0.5)", steps: 200)
        #expect(half.value(at: 99) == 1 && half.value(at: 100) == 0.5)
        #expect(try Schedule(formula: "1/4", steps: 1).constant == 0.25)
        #expect(throws: Diagnostic.self) { _ = try Schedule(formula: "x", steps: 1) }
    }
}
