import Expressions
import Landscapes
import Testing

@testable import Optimizers

@Suite("Optimizers step as PyTorch and optax do")
struct OracleTests {
    @Test("the same places over all comparable steps", arguments: OracleCase.all)
    func trajectories(_ oracle: OracleCase) throws {
        let peer = try Peer(oracle)
        var objective = Objective(try OracleSurface.named(oracle.surface))
        var point = Point(oracle.start[0], oracle.start[1])
        var memory = peer.rule.memory(at: point, hyperparameters: peer.values)
        var compared = 0
        for t in 0...oracle.comparableSteps {
            if t > 0 {
                point = peer.rule.step(&memory, from: point, t: t, hyperparameters: peer.values, objective: &objective)
            }
            guard let expected = oracle.positions.first(where: { Int($0[0]) == t }) else { continue }
            let ours = point
            let size = max(1, abs(expected[1]), abs(expected[2]))
            #expect(max(abs(ours.x - expected[1]), abs(ours.y - expected[2])) / size <= 1e-9, "step \(t)")
            compared += 1
        }
        #expect(compared >= 4)
    }

    @Test(
        "NAG's look-ahead point is the iterate of PyTorch's nesterov",
        arguments: OracleCase.all.filter { $0.optimizer == "nesterov" })
    func lookAhead(_ oracle: OracleCase) throws {
        let rule = OptimizerCatalog.optimizer(named: "nag")!
        let eta = oracle.hyperparameters["lr"]?.number ?? oracle.hyperparameters["learning_rate"]!.number!
        let alpha = oracle.hyperparameters["momentum"]!.number!
        var objective = Objective(try OracleSurface.named(oracle.surface))
        var point = Point(oracle.start[0], oracle.start[1])
        var memory = rule.memory(at: point, hyperparameters: [eta, alpha])
        for t in 1...oracle.comparableSteps {
            let before = point
            point = rule.step(&memory, from: point, t: t, hyperparameters: [eta, alpha], objective: &objective)
            // The velocity is what moved the point.
            let ahead = point + alpha * (point - before)
            guard let expected = oracle.positions.first(where: { Int($0[0]) == t }) else { continue }
            let size = max(1, abs(expected[1]), abs(expected[2]))
            #expect(max(abs(ahead.x - expected[1]), abs(ahead.y - expected[2])) / size <= 1e-9, "step \(t)")
        }
    }

    /// When a run leaves the finite numbers.
    private struct Departure: Equatable {
        var loss: Int?
        var infinite: Int?
        var nan: Int?

        init(_ oracle: DivergenceCase, nudge: Double = 0) throws {
            let peer = try Peer(oracle)
            var objective = Objective(try OracleSurface.named(oracle.surface))
            var point = Point(oracle.start[0] + nudge, oracle.start[1])
            var memory = peer.rule.memory(at: point, hyperparameters: peer.values)
            for t in 0...oracle.steps {
                if t > 0 {
                    point = peer.rule.step(
                        &memory, from: point, t: t, hyperparameters: peer.values, objective: &objective)
                }
                if loss == nil, !objective.loss(at: point).isFinite { loss = t }
                if infinite == nil, point.x.isInfinite || point.y.isInfinite { infinite = t }
                if nan == nil, point.x.isNaN || point.y.isNaN { nan = t }
            }
        }
    }

    @Test(
        "numbers are left at the same steps", arguments: DivergenceCase.all.filter { Peer.knows($0) && !$0.isChaotic })
    func divergence(_ oracle: DivergenceCase) throws {
        let ours = try Departure(oracle)
        #expect(ours.infinite == oracle.firstInf)
        #expect(ours.nan == oracle.firstNan)
        // Where only the place is not a number, PyTorch's record leaves the loss out.
        if oracle.firstLossNonfinite != nil || oracle.firstNan == nil {
            #expect(ours.loss == oracle.firstLossNonfinite)
        }
    }

    @Test("a chaotic run diverges too, at a step that depends on the last digit of its start")
    func chaos() throws {
        let oracle = DivergenceCase.all.first { $0.isChaotic }!
        let steps = try [0, 2.3e-16, -2.3e-16, 4.5e-16].map { try Departure(oracle, nudge: $0).infinite }
        #expect(steps.allSatisfy { $0 != nil })
        #expect(Set(steps).count > 1)
    }
}

extension DivergenceCase {
    /// Bounces between the walls for so long that rounding decides when it leaves.
    fileprivate var isChaotic: Bool { name == "nag_rosenbrock_lr0.003" }
}

/// One of our rules set up to do what a library's constructor does.
struct Peer {
    let rule: Rule
    let values: [Double]

    /// A library's optimizer: our name, and our hyperparameters by its names with its defaults.
    private struct Mapping {
        let name: String
        let settings: [(ours: String, theirs: String, default: Double)]
    }

    private static func mapping(_ constructor: String, nesterov: Bool, hasMomentum: Bool, isTorch: Bool) -> Mapping? {
        let rate = isTorch ? "lr" : "learning_rate"
        switch constructor.lowercased() {
        case "sgd" where !hasMomentum: return Mapping(name: "sgd", settings: [("eta", rate, 1e-3)])
        case "sgd":
            return Mapping(
                name: nesterov ? "nag-ahead" : "momentum", settings: [("eta", rate, 1e-3), ("alpha", "momentum", 0)])
        case "adagrad":
            return Mapping(
                name: isTorch ? "adagrad" : "adagrad-inside",
                settings: [("eta", rate, 0.01), ("epsilon", "eps", isTorch ? 1e-10 : 1e-7)])
        case "adadelta":
            return Mapping(
                name: "adadelta", settings: [("eta", rate, 1), ("rho", "rho", 0.9), ("epsilon", "eps", 1e-6)])
        case "rmsprop":
            return Mapping(
                name: isTorch ? "rmsprop" : "rmsprop-inside",
                settings: [
                    ("eta", rate, 0.01), ("rho", isTorch ? "alpha" : "decay", isTorch ? 0.99 : 0.9),
                    ("epsilon", "eps", 1e-8),
                ])
        case "adam":
            return Mapping(
                name: "adam",
                settings: [("eta", rate, 1e-3), ("beta1", "b1", 0.9), ("beta2", "b2", 0.999), ("epsilon", "eps", 1e-8)])
        default: return nil
        }
    }

    /// Rules that a library has and the catalog has not, as a user would write them in a scene.
    private static func rule(_ name: String) throws -> Rule {
        if let rule = OptimizerCatalog.optimizer(named: name) { return rule }
        let eta = Hyperparameter("eta", default: 0.01)
        let epsilon = Hyperparameter("epsilon", default: 1e-8)
        switch name {
        case "nag-ahead":
            return try Rule(
                name: name, hyperparameters: [eta, Hyperparameter("alpha", default: 0.9)],
                formula: "v = alpha*v - eta*g\nw = w + alpha*v - eta*g")
        case "adagrad-inside":
            return try Rule(
                name: name, hyperparameters: [eta, Hyperparameter("start", default: 0.1), epsilon],
                state: [("s", "start")],
                formula: "s = s + g^2\nw = w - eta*g/sqrt(s + epsilon)")
        case "rmsprop-inside":
            return try Rule(
                name: name, hyperparameters: [eta, Hyperparameter("rho", default: 0.9), epsilon],
                formula: "s = rho*s + (1 - rho)*g^2\nw = w - eta*g/sqrt(s + epsilon)")
        default:
            return try Rule(
                name: name,
                hyperparameters: [
                    eta, Hyperparameter("beta1", default: 0.9), Hyperparameter("beta2", default: 0.999), epsilon,
                    Hyperparameter("root", default: 0),
                ],
                formula: """
                    m = beta1*m + (1 - beta1)*g
                    s = beta2*s + (1 - beta2)*g^2
                    w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t) + root) + epsilon)
                    """)
        }
    }

    init(_ oracle: OracleCase) throws {
        try self.init(oracle.constructor, oracle.hyperparameters, isTorch: oracle.library == "torch")
    }

    init(_ oracle: DivergenceCase) throws { try self.init(oracle.ctor, oracle.hp, isTorch: true) }

    private init(_ constructor: String, _ settings: [String: OracleCase.Setting], isTorch: Bool) throws {
        var nesterov = false
        if case .flag(true)? = settings["nesterov"] { nesterov = true }
        let mapping = Self.mapping(
            constructor, nesterov: nesterov, hasMomentum: settings["momentum"] != nil, isTorch: isTorch)!
        var name = mapping.name
        if case .flag(false)? = settings["eps_in_sqrt"] { name = "rmsprop" }
        if settings["eps_root"] != nil { name = "adam-root" }
        let rule = try Self.rule(name)
        self.rule = rule
        values = rule.hyperparameters.map { hyperparameter in
            if hyperparameter.name == "root" { return settings["eps_root"]!.number! }
            if hyperparameter.name == "start" { return settings["initial_accumulator_value"]?.number ?? 0.1 }
            let setting = mapping.settings.first { $0.ours == hyperparameter.name }!
            return settings[setting.theirs]?.number ?? setting.default
        }
    }

    /// Whether the catalog has what a divergence case uses.
    static func knows(_ oracle: DivergenceCase) -> Bool {
        oracle.hp["centered"] == nil && mapping(oracle.ctor, nesterov: false, hasMomentum: false, isTorch: true) != nil
    }
}
