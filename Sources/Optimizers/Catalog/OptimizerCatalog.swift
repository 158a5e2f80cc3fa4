import Hyperparameters

/// The optimizers that ravine knows by name. To add one, add a declaration to one of the lists beside this file.
public enum OptimizerCatalog {
    /// One optimizer as data; its formula is parsed when it is asked for.
    public struct Declaration: Sendable {
        public let name: String
        public let label: String
        public let about: String
        /// The paper, and the library that it matches step for step.
        public let source: String
        public let hyperparameters: [Hyperparameter]
        /// Initial values of the state, where they are not 0, as formulas of `w` and the hyperparameters.
        public let state: [String: String]
        /// The largest stable η·λ on a quadratic, as a formula of the hyperparameters; `nil` where theory knows none.
        public let stability: String?
        /// What makes the same steps in PyTorch; `nil` if nothing does, or nobody has proved it.
        public let pytorch: PyTorch?
        /// The rule; of an optimizer written in Swift what it does, in the same words.
        public let formula: String
        private let type: (@Sendable (Declaration) -> any Optimizer)?

        init(
            name: String, label: String, about: String, source: String, hyperparameters: [Hyperparameter],
            state: [String: String] = [:], stability: String? = nil, pytorch: PyTorch? = nil,
            formula: String,
            type: (@Sendable (Declaration) -> any Optimizer)? = nil
        ) {
            self.name = name
            self.label = label
            self.about = about
            self.source = source
            self.hyperparameters = hyperparameters
            self.state = state
            self.stability = stability
            self.pytorch = pytorch
            self.formula = formula
            self.type = type
        }

        /// Whether it is written as a rule, and not in Swift.
        public var isRule: Bool { type == nil }

        fileprivate func make() -> any Optimizer {
            if let type { return type(self) }
            do {
                return try Rule(
                    name: name, label: label, source: source, hyperparameters: hyperparameters,
                    state: state.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, stability: stability,
                    formula: formula)
            } catch {
                preconditionFailure("the catalog's optimizer '\(name)' does not parse: \(error)")
            }
        }
    }

    /// The names, in the order of the list.
    public static var names: [String] { declarations.map(\.name) }

    /// The optimizer of that name, or `nil`.
    public static func optimizer(named name: String) -> (any Optimizer)? {
        declarations.first { $0.name == name }?.make()
    }

    /// All of them, the simplest first.
    public static let declarations: [Declaration] = descent + adaptive + signs + averaging + curvature + derivativeFree
}
