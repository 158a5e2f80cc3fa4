import Expressions

/// The surfaces that ravine knows by name. To add one, add a declaration here; nothing else.
public enum SurfaceCatalog {
    /// One surface as data; its formula is parsed when it is asked for.
    public struct Declaration: Sendable {
        public let name: String
        public let title: String
        public let about: String
        public let source: String
        public let formula: String
        public let domain: Domain
        public let minima: [Point]
        public let start: Point
    }

    /// The names, in the order of the list.
    public static var names: [String] { declarations.map(\.name) }

    /// The surface of that name, or `nil`.
    public static func surface(named name: String) -> Surface? {
        declarations.first { $0.name == name }.map { declaration in
            do {
                return try Surface(
                    name: declaration.name, title: declaration.title, about: declaration.about,
                    source: declaration.source, formula: declaration.formula, domain: declaration.domain,
                    minima: declaration.minima, start: declaration.start)
            } catch {
                preconditionFailure("the catalog's surface '\(name)' does not parse: \(error)")
            }
        }
    }

    public static let declarations: [Declaration] = [
        Declaration(
            name: "bowl", title: "Round bowl", about: "Equal curvature everywhere: the gradient points at the minimum.",
            source: "", formula: "0.5*(x^2 + y^2)", domain: Domain(x: -5...5, y: -4...4), minima: [[0, 0]],
            start: [-4, 3]),
        Declaration(
            name: "valley", title: "Valley", about: "A quadratic a hundred times steeper across than along: κ = 100.",
            source: "", formula: "0.5*(x^2 + 100*y^2)", domain: Domain(x: -5...2, y: -1.5...1.5), minima: [[0, 0]],
            start: [-4, 1]),
        Declaration(
            name: "long-valley", title: "Long valley",
            about: "A valley whose floor falls ever more steeply, entered on its exact crest: only y breaks the tie.",
            source: "Alec Radford's animation", formula: "5*x^2 - y^2", domain: Domain(x: -1...1, y: -2...1),
            minima: [],
            start: [0.25, -1e-6]),
        Declaration(
            name: "saddle", title: "Saddle point", about: "Up along x, down along y: flat where both meet.", source: "",
            formula: "x^2 - y^2", domain: Domain(x: -1.5...1.5, y: -2...2), minima: [], start: [1, 1e-3]),
        Declaration(
            name: "monkey-saddle", title: "Monkey saddle",
            about: "Three ways up and three down, a place for the tail too: no curvature at all in the middle.",
            source: "Alec Radford's animation", formula: "x^3 - 3*x*y^2", domain: Domain(x: -1...1, y: -1...1),
            minima: [], start: [-0.245, -0.5]),
        Declaration(
            name: "ellipse", title: "Correlated ellipse",
            about: "Correlated inputs: steepest descent points almost at a right angle to the minimum.",
            source: "after Geoff Hinton's lecture 6",
            formula: """
                u = x*cos(pi/6) + y*sin(pi/6)   # along the valley
                v = y*cos(pi/6) - x*sin(pi/6)   # across it
                0.5*(u^2 + 100*v^2)
                """,
            domain: Domain(x: -3.4...1.2, y: -2.2...1.2), minima: [[0, 0]], start: [-2.75, -1.25]),
        Declaration(
            name: "beale", title: "Beale's function", about: "A flat curved floor between walls of the sixth degree.",
            source: "Beale (1958)",
            formula: """
                (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2
                """,
            domain: Domain(x: -5...5, y: -5...5), minima: [[3, 0.5]], start: [1, 1.6]),
        Declaration(
            name: "rosenbrock", title: "Rosenbrock's banana",
            about: "A narrow valley bent like a banana: easy to enter, hard to follow.", source: "Rosenbrock (1960)",
            formula: "(1 - x)^2 + 100*(y - x^2)^2", domain: Domain(x: -2...2, y: -1...3), minima: [[1, 1]],
            start: [-1.2, 1]),
        Declaration(
            name: "himmelblau", title: "Himmelblau's function", about: "Four equal minima: the start decides.",
            source: "Himmelblau (1972)", formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            domain: Domain(x: -6...6, y: -6...6),
            minima: [
                [3, 2], [-2.8051180869527448, 3.1313125182505729], [-3.7793102533777469, -3.2831859912861694],
                [3.5844283403304917, -1.8481265269644034],
            ],
            start: [0, -4]),
    ]
}
