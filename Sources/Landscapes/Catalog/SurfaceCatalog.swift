import Hyperparameters
import Expressions

/// The surfaces that ravine knows by name. To add one, add a declaration to one of the lists beside this file.
public enum SurfaceCatalog {
    /// One surface as data; its formula is parsed when it is asked for.
    public struct Declaration: Sendable {
        public let name: String
        public let title: String
        public let about: String
        public let source: String
        public let formula: String
        public let parameters: [Hyperparameter]
        public let domain: Domain
        /// The global minima; empty where there are none.
        public let minima: [Point]
        /// The loss at each of them.
        public let lowest: Double?
        public let start: Point

        init(
            name: String, title: String, about: String, source: String = "", formula: String,
            parameters: [Hyperparameter] = [], domain: Domain, minima: [Point] = [], lowest: Double? = nil, start: Point
        ) {
            self.name = name
            self.title = title
            self.about = about
            self.source = source
            self.formula = formula
            self.parameters = parameters
            self.domain = domain
            self.minima = minima
            self.lowest = lowest
            self.start = start
        }
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
                    minima: declaration.minima, start: declaration.start, parameters: declaration.parameters)
            } catch {
                preconditionFailure("the catalog's surface '\(name)' does not parse: \(error)")
            }
        }
    }

    /// All of them: the lecture's, then those that optimizers are tested on.
    public static let declarations: [Declaration] = lecture + valleys + rugged
}
