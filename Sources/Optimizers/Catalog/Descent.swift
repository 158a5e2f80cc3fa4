import Hyperparameters

extension OptimizerCatalog {
    /// The gradient and what it leaves behind: velocities.
    static let descent: [Declaration] = [
        Declaration(
            name: "sgd", label: "SGD", about: "Straight down the slope, as far as the learning rate says.",
            source: "Robbins and Monro (1951); as torch.optim.SGD",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("lambda", default: 0)],
            stability: "2",
            pytorch: PyTorch("SGD", .rate, .value("weight_decay", of: "lambda", standard: 0)),
            formula: """
                d = if(lambda > 0, g + lambda*w, g)   # weight decay, where there is any
                w = w - eta*d
                """),
        Declaration(
            name: "momentum", label: "Momentum", about: "The gradient changes the velocity, the velocity the place.",
            source: "Polyak (1964), the heavy ball; as torch.optim.SGD(momentum, dampening)",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9),
                Hyperparameter(
                    "dampening", symbol: "τ", default: 0, range: 0...1,
                    help: "share of the gradient left out after step 1"),
            ],
            stability: "2*(1 + alpha)/(1 - dampening)",
            pytorch: PyTorch(
                "SGD", .rate, .value("momentum", of: "alpha", standard: nil),
                .value("dampening", of: "dampening", standard: 0), needs: "alpha"),
            formula: """
                v = alpha*v - eta*if(t > 1, 1 - dampening, 1)*g
                w = w + v
                """),
        Declaration(
            name: "nag", label: "NAG", about: "Momentum that looks where it is going before it corrects itself.",
            source:
                "Nesterov (1983) as in Sutskever et al. (2013); w + αv is the iterate of torch.optim.SGD(nesterov=True)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9)],
            stability: "2*(1 + alpha)/(1 + 2*alpha)",
            pytorch: PyTorch(
                "SGD", .rate, .value("momentum", of: "alpha", standard: nil), .flag("nesterov"), needs: "alpha",
                remark: "its weights are w + alpha*v"),
            formula: """
                v = alpha*v - eta*grad(w + alpha*v)
                w = w + v
                """),
        Declaration(
            name: "qhm", label: "QHM", about: "A weighted mean of a step of SGD and one of averaged momentum.",
            source: "Ma and Yarats (2019), quasi-hyperbolic momentum",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01),
                Hyperparameter("alpha", default: 0.999, help: "decay of the running average of gradients"),
                Hyperparameter("nu", symbol: "ν", default: 0.7, range: 0...1, help: "the share of momentum in a step"),
            ],
            formula: """
                v = alpha*v + (1 - alpha)*g
                w = w - eta*((1 - nu)*g + nu*v)
                """),
        Declaration(
            name: "sam", label: "SAM",
            about: "Takes the gradient where the loss is worst nearby, so that flat valleys win.",
            source: "Foret et al. (2021), sharpness-aware minimization",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01),
                Hyperparameter(
                    "rho", default: 0.05, range: 0...Double.greatestFiniteMagnitude, scale: .logarithmic,
                    help: "how far away the worst is looked for"),
            ],
            formula: """
                w = w - eta*grad(w + rho*g/(norm(g) + 1e-12))
                """),
        Declaration(
            name: "polyak-step", label: "Polyak step",
            about: "As far as the loss is above its minimum, if that is known.",
            source: "Polyak (1987); Hazan and Kakade (2019)",
            hyperparameters: [
                Hyperparameter("eta", default: 1, help: "a factor; 1 is Polyak's"),
                Hyperparameter("minimum", symbol: "f*", default: 0, scale: .linear, help: "the least loss"),
            ],
            formula: """
                w = w - eta*(loss(w) - minimum)/dot(g, g)*g
                """,
            type: PolyakStep.init),
        Declaration(
            name: "backtracking", label: "Backtracking",
            about: "Halves its step until the loss falls by what the slope promises.",
            source: "Armijo (1966)",
            hyperparameters: [
                Hyperparameter("eta", default: 1, help: "the first step tried"),
                Hyperparameter(
                    "beta", symbol: "β", default: 0.5, range: 0.01...0.99, scale: .linear, help: "factor between tries"),
            ],
            formula: """
                eta = eta*beta until loss(w - eta*g) <= loss(w) - 1e-4*eta*dot(g, g)
                w = w - eta*g
                """,
            type: Backtracking.init),
    ]
}
