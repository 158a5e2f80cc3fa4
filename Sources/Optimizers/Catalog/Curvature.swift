import Hyperparameters

extension OptimizerCatalog {
    private static let memory = Hyperparameter(
        "memory", symbol: "m", default: 10, range: 1...100, scale: .linear, help: "how many steps are remembered")
    private static let first = Hyperparameter("eta", default: 1, help: "the first step that the line search tries")

    /// Those that know or learn how the surface is curved.
    static let curvature: [Declaration] = [
        Declaration(
            name: "newton", label: "Newton", about: "Jumps to the bottom of the parabola that fits here, never uphill.",
            source: "the lecture's η = inverse Hessian; damped as in Dauphin et al. (2014), saddle-free Newton",
            hyperparameters: [
                Hyperparameter("eta", default: 1, help: "share of the jump"),
                Hyperparameter(
                    "damping", symbol: "δ", default: 1e-3, range: 0...Double.greatestFiniteMagnitude,
                    scale: .logarithmic, help: "the least curvature that is believed"),
            ],
            formula: """
                w = w - eta*solve(hessian with every curvature c as max(abs(c), damping), g)
                """,
            type: Newton.init),
        Declaration(
            name: "newton-undamped", label: "Newton undamped",
            about: "Jumps to where the slope would be flat: a minimum, a saddle, or a summit.",
            source: "Newton (1669), Raphson (1690)",
            hyperparameters: [Hyperparameter("eta", default: 1, help: "share of the jump")],
            formula: """
                w = w - eta*solve(hessian, g)
                """,
            type: Newton.init),
        Declaration(
            name: "cg", label: "Conjugate gradient",
            about: "Each direction leaves alone what the ones before have done.",
            source: "Polak and Ribière (1969), restarted where β < 0; strong Wolfe line search",
            hyperparameters: [first],
            formula: """
                beta = max(0, dot(g, g - p)/dot(p, p))     # p is the gradient before
                d = beta*d - g
                w = w + line search along d
                """,
            type: ConjugateGradient.init),
        Declaration(
            name: "bfgs", label: "BFGS", about: "Learns the inverse Hessian from how the gradient changes.",
            source: "Broyden, Fletcher, Goldfarb, Shanno (1970); Nocedal and Wright, algorithm 6.1",
            hyperparameters: [first],
            formula: """
                w = w + line search along -H*g
                H = (I - r*s*y')*H*(I - r*y*s') + r*s*s'     # s the step, y the change of g, r = 1/dot(y, s)
                """,
            type: BFGS.init),
        Declaration(
            name: "lbfgs", label: "L-BFGS", about: "BFGS that remembers only its last steps.",
            source: "Liu and Nocedal (1989), strong Wolfe line search; Nocedal and Wright, algorithm 7.5",
            hyperparameters: [first, memory],
            formula: """
                d = two-loop recursion over the last steps and changes of g
                w = w + line search along d
                """,
            type: LBFGS.init),
    ]

    /// Those that never ask for a gradient.
    static let derivativeFree: [Declaration] = [
        Declaration(
            name: "nelder-mead", label: "Nelder-Mead", about: "A triangle that rolls, stretches and shrinks downhill.",
            source: "Nelder and Mead (1965); Lagarias et al. (1998)",
            hyperparameters: [
                Hyperparameter(
                    "size", symbol: "s", default: 0.5, range: 1e-9...1e9, scale: .logarithmic,
                    help: "the first triangle's side")
            ],
            formula: """
                reflect, expand, contract or shrink the triangle; w is its best corner
                """,
            type: NelderMead.init),
        Declaration(
            name: "cma-es", label: "CMA-ES", about: "A cloud of tries whose shape learns the valley.",
            source: "Hansen and Ostermeier (2001); Hansen's tutorial (2016), figure 6",
            hyperparameters: [
                Hyperparameter(
                    "sigma", symbol: "σ", default: 0.3, range: 1e-9...1e9, scale: .logarithmic,
                    help: "the first cloud's width"),
                Hyperparameter(
                    "seed", symbol: "seed", default: 1, range: 0...1e9, scale: .linear,
                    help: "another seed, another cloud"),
            ],
            formula: """
                six tries around w; w is the weighted mean of the best three, and the cloud follows it
                """,
            type: CMAES.init),
    ]
}
