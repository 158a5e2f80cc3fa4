import Hyperparameters

extension OptimizerCatalog {
    /// Those that look at the signs of gradients more than at their sizes.
    static let signs: [Declaration] = [
        Declaration(
            name: "signsgd", label: "signSGD", about: "Every weight goes as far, whatever its slope.",
            source: "Bernstein et al. (2018); as optax.sign_sgd",
            hyperparameters: [Hyperparameter("eta", default: 0.001)],
            formula: """
                w = w - eta*sign(g)
                """),
        Declaration(
            name: "rprop", label: "Rprop",
            about: "Each weight's step grows while its slope keeps its sign, else it halves.",
            source: "Riedmiller and Braun (1993), the iRprop− variant; as torch.optim.Rprop",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01, help: "the first step"),
                Hyperparameter("up", symbol: "η⁺", default: 1.2, range: 1...10, help: "factor while the sign stays"),
                Hyperparameter("down", symbol: "η⁻", default: 0.5, range: 0...1, help: "factor when it changes"),
            ],
            state: ["d": "eta"],
            pytorch: PyTorch(
                "Rprop", .rate, .pair("etas", of: ("down", "up"), standard: (0.5, 1.2)) { 0 < $0 && $0 < 1 && 1 < $1 }),
            formula: """
                d = min(max(d*if(g*p > 0, up, if(g*p < 0, down, 1)), 1e-6), 50)
                p = if(g*p < 0, 0, g)    # after a change of sign it waits a step
                w = w - sign(p)*d
                """),
        Declaration(
            name: "delta-bar-delta", label: "Delta-bar-delta",
            about: "A global rate times a local gain, which grows by steps and shrinks by factors.",
            source: "Jacobs (1988), with the gains of Hinton's lecture 6d",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01),
                Hyperparameter(
                    "up", symbol: "κ", default: 0.05, range: 0...10, help: "added to a gain while the sign stays"),
                Hyperparameter("down", symbol: "φ", default: 0.95, range: 0...1, help: "factor when it changes"),
            ],
            state: ["gain": "1"],
            formula: """
                gain = min(max(if(g*p > 0, gain + up, if(g*p < 0, gain*down, gain)), 0.1), 10)
                p = g
                w = w - eta*gain*g
                """),
        Declaration(
            name: "lion", label: "Lion", about: "The sign of momentum: found by a search among programs.",
            source: "Chen et al. (2023); as optax.lion",
            hyperparameters: [
                Hyperparameter("eta", default: 1e-4), Hyperparameter("beta1", default: 0.9),
                Hyperparameter("beta2", default: 0.99, help: "decay of the running average of gradients"),
                Hyperparameter("lambda", default: 0),
            ],
            formula: """
                d = sign(beta1*m + (1 - beta1)*g)
                m = beta2*m + (1 - beta2)*g
                w = w - eta*if(lambda > 0, d + lambda*w, d)
                """),
    ]
}
