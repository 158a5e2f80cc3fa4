import Hyperparameters

extension SurfaceCatalog {
    private static let kappa = Hyperparameter(
        "kappa", symbol: "κ", default: 100, range: 1...1e6, scale: .logarithmic,
        help: "condition number: how much steeper across than along")

    /// What a lecture on optimization draws.
    static let lecture: [Declaration] = [
        Declaration(
            name: "bowl", title: "Round bowl", about: "Equal curvature everywhere: the gradient points at the minimum.",
            formula: "0.5*(x^2 + y^2)", domain: Domain(x: -5...5, y: -4...4), minima: [[0, 0]], lowest: 0,
            start: [-4, 3]),
        Declaration(
            name: "valley", title: "Valley", about: "A quadratic that is κ times steeper across than along.",
            formula: "0.5*(x^2 + kappa*y^2)", parameters: [kappa], domain: Domain(x: -5...2, y: -1.5...1.5),
            minima: [[0, 0]], lowest: 0, start: [-4, 1]),
        Declaration(
            name: "tilted-valley", title: "Tilted valley",
            about:
                "The valley, turned by thirty degrees: steepest descent points almost at a right angle to the minimum.",
            source: "after Geoff Hinton's lecture 6",
            formula: """
                u = x*cos(pi/6) + y*sin(pi/6)   # along the valley
                v = y*cos(pi/6) - x*sin(pi/6)   # across it
                0.5*(u^2 + kappa*v^2)
                """,
            parameters: [kappa], domain: Domain(x: -3.4...1.2, y: -2.2...1.2), minima: [[0, 0]], lowest: 0,
            start: [-2.75, -1.25]),
        Declaration(
            name: "ellipse", title: "Correlated ellipse",
            about: "The error of a linear neuron whose two inputs are correlated: the more, the longer the ellipse.",
            source: "after Geoff Hinton's lecture 6", formula: "0.5*(x^2 + 2*correlation*x*y + y^2)",
            parameters: [
                Hyperparameter(
                    "correlation", symbol: "r", default: 0.95, range: -0.9999...0.9999, scale: .towardOne,
                    help: "correlation of the two inputs")
            ],
            domain: Domain(x: -4...3, y: -3...4), minima: [[0, 0]], lowest: 0, start: [-3.2, 1.8]),
        Declaration(
            name: "long-valley", title: "Long valley",
            about: "A valley whose floor falls ever more steeply, entered on its exact crest: only y breaks the tie.",
            source: "Alec Radford's animation", formula: "5*x^2 - y^2", domain: Domain(x: -1...1, y: -2...1),
            start: [0.25, -1e-6]),
        Declaration(
            name: "saddle", title: "Saddle point", about: "Up along x, down along y: flat where both meet.",
            formula: "x^2 - y^2", domain: Domain(x: -1.5...1.5, y: -2...2), start: [1, 1e-3]),
        Declaration(
            name: "monkey-saddle", title: "Monkey saddle",
            about: "Three ways up and three down, a place for the tail too: no curvature at all in the middle.",
            source: "Alec Radford's animation", formula: "x^3 - 3*x*y^2", domain: Domain(x: -1...1, y: -1...1),
            start: [-0.245, -0.5]),
        Declaration(
            name: "plane", title: "Tilted plane",
            about: "The same slope everywhere: what does a method do with nothing to learn?",
            formula: "0.3*x - 0.2*y", domain: Domain(x: -5...5, y: -5...5), start: [3, -3]),
        Declaration(
            name: "plateau", title: "Plateau",
            about: "Flat, with a hole in the middle: far away there is hardly a slope.",
            formula: "1 - exp(-(x^2 + y^2)/2)", domain: Domain(x: -5...5, y: -4...4), minima: [[0, 0]], lowest: 0,
            start: [-2.8, 1.2]),
        Declaration(
            name: "cliff", title: "Cliff",
            about: "A recurrent unit unrolled over fifty steps: walls where it changes its mind.",
            source: "Pascanu, Mikolov and Bengio (2013), figure 6",
            formula: (1...50).reduce("s0 = 0.5\n") { $0 + "s\($1) = w1*sigmoid(s\($1 - 1)) + w2\n" }
                + "(sigmoid(s50) - 0.7)^2",
            domain: Domain(x: 3...7, y: -4 ... -1), start: [5.2, -2.9]),
        Declaration(
            name: "curved-ravine", title: "Curved ravine",
            about: "A narrow ravine that winds: the way down is never straight.",
            formula: "20*(y - sin(1.5*x))^2 + 0.1*(x - 3)^2", domain: Domain(x: -4...4, y: -2.5...2.5),
            minima: [[3, -0.9775301176650971]], lowest: 0, start: [-3.5, 1.8]),
    ]
}
