import Landscapes

@testable import Optimizers

/// One of our optimizers set up to do what a library's constructor does.
struct Peer {
    let optimizer: any Optimizer
    /// Our hyperparameters by name.
    let setting: [String: Double]

    init(_ oracle: OracleCase) throws {
        try self.init(oracle.constructor, oracle.hyperparameters, isTorch: oracle.library == "torch")
    }

    init(_ oracle: DivergenceCase) throws { try self.init(oracle.ctor, oracle.hp, isTorch: true) }

    private init(_ constructor: String, _ given: [String: OracleCase.Setting], isTorch: Bool) throws {
        func isSet(_ key: String) -> Bool { if case .flag(true)? = given[key] { true } else { false } }
        func isOff(_ key: String) -> Bool { if case .flag(false)? = given[key] { true } else { false } }
        let name = Self.name(constructor.lowercased(), given, isTorch: isTorch, isSet: isSet, isOff: isOff)
        optimizer = try OptimizerCatalog.optimizer(named: name) ?? Self.ownRule(name)
        let defaults = Self.defaults[isTorch ? constructor : "optax " + constructor] ?? [:]
        var setting: [String: Double] = [:]
        for hyperparameter in optimizer.hyperparameters {
            let theirs = Self.theirNames[hyperparameter.name]?.compactMap { given[$0]?.number }.first
            setting[hyperparameter.name] =
                theirs ?? defaults[hyperparameter.name] ?? hyperparameter.defaultValue
        }
        // PyTorch calls RMSProp's decay alpha, and its momentum momentum.
        if constructor == "RMSprop" {
            setting["rho"] = given["alpha"]?.number ?? 0.99
            setting["alpha"] = given["momentum"]?.number
        }
        self.setting = setting
    }

    private static func name(
        _ constructor: String, _ given: [String: OracleCase.Setting], isTorch: Bool, isSet: (String) -> Bool,
        isOff: (String) -> Bool
    ) -> String {
        switch constructor {
        case "sgd" where isSet("nesterov"): return "nag-ahead"
        case "sgd": return given["momentum"] == nil ? "sgd" : "momentum"
        case "adagrad": return isTorch ? (given["lr_decay"] == nil ? "adagrad" : "adagrad-decay") : "adagrad-inside"
        case "rmsprop" where isSet("centered"): return isTorch ? "rmsprop-centered" : "rmsprop-centered-inside"
        case "rmsprop" where given["momentum"] != nil: return isTorch ? "rmsprop-momentum" : "rmsprop-momentum-inside"
        case "rmsprop": return isTorch || isOff("eps_in_sqrt") ? "rmsprop" : "rmsprop-inside"
        case "adam" where isSet("amsgrad"): return "amsgrad"
        case "adam" where given["weight_decay"] != nil: return "adam-l2"
        case "adam": return given["eps_root"] == nil ? "adam" : "adam-root"
        case "amsgrad", "nadam", "radam": return isTorch ? constructor : constructor + "-optax"
        case "sign_sgd": return "signsgd"
        default: return constructor
        }
    }

    private static let theirNames: [String: [String]] = [
        "eta": ["lr", "learning_rate"], "alpha": ["momentum"], "dampening": ["dampening"], "rho": ["rho", "decay"],
        "beta1": ["b1"], "beta2": ["b2"], "epsilon": ["eps"], "lambda": ["weight_decay"], "decay": ["lr_decay"],
        "start": ["initial_accumulator_value"], "root": ["eps_root"], "epsilon_root": ["eps_root"],
    ]

    /// Where the libraries' defaults are not ours.
    private static let defaults: [String: [String: Double]] = [
        "SGD": ["eta": 1e-3], "Adadelta": ["rho": 0.9], "optax adadelta": ["rho": 0.9], "optax lion": ["lambda": 1e-3],
    ]

    /// What a library has and the catalog has not, as a user would write it in a scene.
    private static func ownRule(_ name: String) throws -> Rule {
        func parameter(_ name: String, _ value: Double) -> Hyperparameter { Hyperparameter(name, default: value) }
        let eta = parameter("eta", 0.01)
        let (beta1, beta2) = (parameter("beta1", 0.9), parameter("beta2", 0.999))
        let (rho, epsilon) = (parameter("rho", 0.9), parameter("epsilon", 1e-8))
        let moments = "m = beta1*m + (1 - beta1)*g\ns = beta2*s + (1 - beta2)*g^2\n"
        switch name {
        case "nag-ahead":
            return try Rule(
                name: name, hyperparameters: [eta, parameter("alpha", 0.9)],
                formula: "v = alpha*v - eta*g\nw = w + alpha*v - eta*g")
        case "adagrad-decay":
            return try Rule(
                name: name,
                hyperparameters: [eta, parameter("start", 0), parameter("decay", 0), parameter("epsilon", 1e-10)],
                state: [("s", "start")],
                formula: "s = s + g^2\nw = w - eta/(1 + (t - 1)*decay)*g/(sqrt(s) + epsilon)")
        case "adagrad-inside":
            return try Rule(
                name: name, hyperparameters: [eta, parameter("start", 0.1), parameter("epsilon", 1e-7)],
                state: [("s", "start")], formula: "s = s + g^2\nw = w - eta*g/sqrt(s + epsilon)")
        case "rmsprop-inside":
            return try Rule(
                name: name, hyperparameters: [eta, rho, epsilon],
                formula: "s = rho*s + (1 - rho)*g^2\nw = w - eta*g/sqrt(s + epsilon)")
        case "rmsprop-centered-inside":
            return try Rule(
                name: name, hyperparameters: [eta, rho, epsilon],
                formula: """
                    s = rho*s + (1 - rho)*g^2
                    m = rho*m + (1 - rho)*g
                    w = w - eta*g/sqrt(s - m^2 + epsilon)
                    """)
        case "rmsprop-momentum-inside":
            return try Rule(
                name: name, hyperparameters: [eta, parameter("alpha", 0.9), rho, epsilon],
                formula: "s = rho*s + (1 - rho)*g^2\nv = alpha*v - eta*g/sqrt(s + epsilon)\nw = w + v")
        case "amsgrad-optax":
            return try Rule(
                name: name, hyperparameters: [eta, beta1, beta2, epsilon],
                formula: moments + "u = max(u, s/(1 - beta2^t))\nw = w - eta*(m/(1 - beta1^t))/(sqrt(u) + epsilon)")
        case "nadam-optax":
            return try Rule(
                name: name, hyperparameters: [eta, beta1, beta2, epsilon],
                formula: moments + """
                    d = beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t)
                    w = w - eta*d/(sqrt(s/(1 - beta2^t)) + epsilon)
                    """)
        case "radam-optax":
            return try Rule(
                name: name, hyperparameters: [eta, beta1, beta2, epsilon],
                formula: moments + """
                    most = 2/(1 - beta2) - 1
                    r = most - 2*t*beta2^t/(1 - beta2^t)
                    factor = sqrt((r - 4)*(r - 2)*most/((most - 4)*(most - 2)*r))
                    w = w - eta*m/(1 - beta1^t)*if(r >= 5, factor/(sqrt(s/(1 - beta2^t)) + epsilon), 1)
                    """)
        default:
            return try Rule(
                name: name, hyperparameters: [eta, beta1, beta2, epsilon, parameter("root", 0)],
                formula: moments + "w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t) + root) + epsilon)")
        }
    }
}
