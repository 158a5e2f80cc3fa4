/// The optimizers that ravine knows by name. To add one, add a declaration here; nothing else.
public enum OptimizerCatalog {
    /// One optimizer as data; its formula is parsed when it is asked for.
    public struct Declaration: Sendable {
        public let name: String
        public let label: String
        public let about: String
        /// The paper, and the library that it matches step for step.
        public let source: String
        public let hyperparameters: [Hyperparameter]
        /// The largest stable η·λ on a quadratic, as a formula of the hyperparameters; `nil` where theory knows none.
        public var stability: String?
        public let formula: String
    }

    /// The names, in the order of the list.
    public static var names: [String] { declarations.map(\.name) }

    /// The optimizer of that name, or `nil`.
    public static func optimizer(named name: String) -> Rule? {
        declarations.first { $0.name == name }.map { declaration in
            do {
                return try Rule(
                    name: declaration.name, label: declaration.label, source: declaration.source,
                    hyperparameters: declaration.hyperparameters, stability: declaration.stability,
                    formula: declaration.formula)
            } catch {
                preconditionFailure("the catalog's optimizer '\(name)' does not parse: \(error)")
            }
        }
    }

    public static let declarations: [Declaration] = [
        Declaration(
            name: "sgd", label: "SGD", about: "Straight down the slope, as far as the learning rate says.",
            source: "Robbins and Monro (1951); as torch.optim.SGD",
            hyperparameters: [Hyperparameter("eta", default: 0.01)],
            stability: "2",
            formula: """
                w = w - eta*g
                """),
        Declaration(
            name: "momentum", label: "Momentum", about: "The gradient changes the velocity, the velocity the place.",
            source: "Polyak (1964), the heavy ball; as torch.optim.SGD(momentum)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9)],
            stability: "2*(1 + alpha)",
            formula: """
                v = alpha*v - eta*g
                w = w + v
                """),
        Declaration(
            name: "nag", label: "NAG", about: "Momentum that looks where it is going before it corrects itself.",
            source:
                "Nesterov (1983) as in Sutskever et al. (2013); w + αv is the iterate of torch.optim.SGD(nesterov=True)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9)],
            stability: "2*(1 + alpha)/(1 + 2*alpha)",
            formula: """
                v = alpha*v - eta*grad(w + alpha*v)
                w = w + v
                """),
        Declaration(
            name: "adagrad", label: "AdaGrad", about: "Each weight's rate shrinks with all the gradient it has seen.",
            source: "Duchi, Hazan and Singer (2011); as torch.optim.Adagrad",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("epsilon", default: 1e-10)],
            formula: """
                s = s + g^2
                w = w - eta*g/(sqrt(s) + epsilon)
                """),
        Declaration(
            name: "adadelta", label: "AdaDelta", about: "Steps as long as recent steps were: no rate to choose.",
            source: "Zeiler (2012), ε inside both roots as in the paper; as torch.optim.Adadelta",
            hyperparameters: [
                Hyperparameter("eta", default: 1), Hyperparameter("rho", default: 0.95),
                Hyperparameter("epsilon", default: 1e-6),
            ],
            formula: """
                s = rho*s + (1 - rho)*g^2
                d = sqrt(u + epsilon)/sqrt(s + epsilon)*g
                u = rho*u + (1 - rho)*d^2
                w = w - eta*d
                """),
        Declaration(
            name: "rmsprop", label: "RMSProp", about: "Divides the gradient by a running average of its size.",
            source: "Tieleman and Hinton (2012), lecture 6e; as torch.optim.RMSprop(alpha=rho)",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01), Hyperparameter("rho", default: 0.9),
                Hyperparameter("epsilon", default: 1e-8),
            ],
            formula: """
                s = rho*s + (1 - rho)*g^2
                w = w - eta*g/(sqrt(s) + epsilon)
                """),
        Declaration(
            name: "adam", label: "Adam", about: "Momentum and RMSProp together, corrected for their cold start.",
            source: "Kingma and Ba (2015), algorithm 1; as torch.optim.Adam",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001), Hyperparameter("beta1", default: 0.9),
                Hyperparameter("beta2", default: 0.999), Hyperparameter("epsilon", default: 1e-8),
            ],
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
    ]
}
