import Hyperparameters

extension OptimizerCatalog {
    /// Those that show an average of where they have been.
    static let averaging: [Declaration] = [
        Declaration(
            name: "asgd", label: "ASGD",
            about: "SGD with the rate that averaging wants: it falls as t to the power −3/4.",
            source: "Polyak and Juditsky (1992); the iterate of torch.optim.ASGD",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01), Hyperparameter("lambda", default: 1e-4),
                Hyperparameter(
                    "power", symbol: "p", default: 0.75, range: 0...1, scale: .linear, help: "how the rate falls"),
            ],
            pytorch: PyTorch(
                "ASGD", .rate, .value("lambd", of: "lambda", standard: 1e-4),
                .value("alpha", of: "power", standard: 0.75)),
            formula: """
                rate = eta/(1 + lambda*eta*(t - 1))^power
                w = (1 - lambda*rate)*w - rate*g
                """),
        Declaration(
            name: "polyak-averaging", label: "Polyak averaging", about: "The mean of all places where SGD has been.",
            source: "Polyak and Juditsky (1992)",
            hyperparameters: [Hyperparameter("eta", default: 0.01)],
            state: ["u": "w"], stability: "2",
            formula: """
                u = u - eta*grad(u)
                w = w + (u - w)/t
                """),
        Declaration(
            name: "lookahead", label: "Lookahead", about: "Every five steps of Adam, back half of the way.",
            source: "Zhang et al. (2019), around Adam",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001),
                Hyperparameter("alpha", default: 0.5, scale: .linear, help: "how far the slow weights follow"),
                Hyperparameter(
                    "every", symbol: "k", default: 5, range: 1...1000, scale: .linear, help: "steps of Adam between"),
                Hyperparameter("beta1", default: 0.9), Hyperparameter("beta2", default: 0.999),
                Hyperparameter("epsilon", default: 1e-8),
            ],
            state: ["slow": "w"],
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                fast = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                sync = floor(t/every)*every == t
                slow = if(sync, slow + alpha*(fast - slow), slow)
                w = if(sync, slow, fast)
                """),
        Declaration(
            name: "schedule-free-sgd", label: "Schedule-free SGD",
            about: "The gradient between the average and the newest point: no schedule to choose.",
            source: "Defazio et al. (2024)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("beta1", default: 0.9)],
            state: ["z": "w"],
            formula: """
                y = (1 - beta1)*z + beta1*w
                z = z - eta*grad(y)
                w = w + (z - w)/t
                """),
        Declaration(
            name: "schedule-free-adamw", label: "Schedule-free AdamW",
            about: "Adam's scaling without its momentum: the average takes its place.",
            source: "Defazio et al. (2024), algorithm 1",
            hyperparameters: [
                Hyperparameter("eta", default: 0.0025), Hyperparameter("beta1", default: 0.9),
                Hyperparameter("beta2", default: 0.999), Hyperparameter("epsilon", default: 1e-8),
                Hyperparameter("lambda", default: 0),
            ],
            state: ["z": "w"],
            formula: """
                y = (1 - beta1)*z + beta1*w
                d = grad(y)
                s = beta2*s + (1 - beta2)*d^2
                rate = eta*sqrt(1 - beta2^t)
                z = z - rate*(d/(sqrt(s) + epsilon) + lambda*y)
                total = total + rate^2
                w = w + (z - w)*rate^2/total
                """),
    ]
}
