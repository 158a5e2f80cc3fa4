import Hyperparameters
import Expressions
import Landscapes
import Optimizers

/// The keys of a run: its own, and its optimizer's hyperparameters by name or by symbol.
extension SceneReader {
    /// - Returns: the run's own keys, and a field for each hyperparameter that is given.
    func readRecord(
        _ entries: [(key: Field, name: String, value: Field)], of optimizer: any Optimizer
    ) throws(Diagnostic) -> (Field.Record, [Field?]) {
        let hyperparameters = optimizer.hyperparameters
        var own: [String: Field] = [:]
        var values: [Field?] = hyperparameters.map { _ in nil }
        var names: [Int: String] = [:]
        for (key, name, value) in entries {
            if Keys.run.contains(name) {
                own[name] = value
            } else if let index = hyperparameters.index(called: name) {
                if let earlier = names[index] {
                    throw key.error("'\(name)' is the same hyperparameter as '\(earlier)', which is given already")
                }
                names[index] = name
                values[index] = value
            } else {
                let given = Set(names.keys)
                let free = hyperparameters.indices.filter { !given.contains($0) }.map { hyperparameters[$0] }
                throw key.error(
                    "a run of \(optimizer.label) has no '\(name)'" + hint(for: name, of: optimizer, among: free))
            }
        }
        return (Field.Record(values: own), values)
    }

    func readLabel(_ field: Field, of run: Scene.Entry, on surface: Surface) throws(Diagnostic) -> Wording {
        let label = try readWording(field, "'label'", known: run.valueNames(on: surface)) {
            run.value(named: $0, on: surface)
        }
        guard !label.start.isEmpty else {
            throw field.error("'label' must be a text, not nothing (a '#' before it begins a comment)")
        }
        return label
    }

    // MARK: Suggestions

    /// Optimizers that have what a simpler one has not.
    private static let relatives = [
        "sgd": ["momentum", "nag"], "nag": ["momentum"], "adam": ["adamw"], "rmsprop": ["rmsprop-momentum"],
        "schedule-free-sgd": ["schedule-free-adamw"],
    ]

    /// Switches of other libraries that are optimizers here.
    private static let switches = [
        "nesterov": "nag", "amsgrad": "amsgrad", "centered": "rmsprop-centered", "use_nesterov": "nag",
    ]

    /// - Parameter free: its hyperparameters that are not given yet.
    private func hint(for name: String, of optimizer: any Optimizer, among free: [Hyperparameter]) -> String {
        let meant = Hyperparameter.meant(by: name, among: free)
        if !meant.isEmpty {
            return "; did you mean \(meant.map(\.introduction).joined(separator: " and "))?"
        }
        if let other = Self.switches[name.lowercased()] {
            return "; the optimizer '\(other)' is that"
        }
        for relative in Self.relatives[optimizer.name] ?? [] {
            guard let other = catalog.optimizer(named: relative),
                let meant = Hyperparameter.meant(by: name, among: other.hyperparameters).first,
                !optimizer.hyperparameters.contains(where: { $0.name == meant.name })
            else { continue }
            return "; the optimizer '\(relative)' has \(meant.introduction)"
        }
        let names = optimizer.hyperparameters.map(\.name)
        // What is a word of its own is no slip of the pen.
        if Hyperparameter.isKnown(name) { return "; it has \(names.joined(separator: ", "))" }
        let hint = Keys.hint(for: name, among: names + Keys.run)
        return hint.hasPrefix("; there is") ? "; it has \((names + Keys.run).joined(separator: ", "))" : hint
    }

    /// Optimizers by the words of people and of other libraries.
    private static let optimizerWords = [
        "gd": "sgd", "gradientdescent": "sgd", "stochasticgradientdescent": "sgd", "batchgradientdescent": "sgd",
        "vanillasgd": "sgd", "sgdwithmomentum": "momentum", "sgdmomentum": "momentum", "momentumsgd": "momentum",
        "gradientdescentwithmomentum": "momentum", "heavyball": "momentum", "polyakmomentum": "momentum",
        "classicalmomentum": "momentum", "nesterov": "nag", "nesterovmomentum": "nag", "sgdnesterov": "nag",
        "nesterovacceleratedgradient": "nag", "adamwithweightdecay": "adamw", "nesterovadam": "nadam",
        "conjugategradients": "cg", "newtonraphson": "newton-undamped", "newtonsmethod": "newton",
        "simplex": "nelder-mead", "cma": "cma-es", "cmaes": "cma-es", "evolutionstrategy": "cma-es",
        "adamamsgrad": "amsgrad", "resilientbackpropagation": "rprop", "linesearch": "backtracking",
    ]

    func optimizerHint(_ name: String) -> String {
        func folded(_ text: some StringProtocol) -> String {
            text.lowercased().filter { $0.isLetter || $0.isNumber }
        }
        let known = optimizers.map { ($0.name, $0.label) } + OptimizerCatalog.declarations.map { ($0.name, $0.label) }
        func named(_ text: some StringProtocol) -> String? {
            let word = folded(text)
            return known.first { folded($0.0) == word || folded($0.1) == word }?.0 ?? Self.optimizerWords[word]
        }
        let parts = name.split(separator: "(", maxSplits: 1)
        if parts.count == 2, let meant = named(parts[0]) {
            return "; hyperparameters are written as in {optimizer: \(meant), eta: 0.1}"
        }
        if let meant = named(name) { return "; did you mean '\(meant)'?" }
        return Suggestion.hint(for: name, among: known.map(\.0))
    }

    /// A run without its optimizer: perhaps its name stands where the key should.
    func missingOptimizer(
        _ field: Field, _ entries: [(key: Field, name: String, value: Field)]
    ) -> Diagnostic {
        for (key, name, value) in entries {
            if let own = optimizers.first(where: { $0.name == name })?.name
                ?? catalog.optimizer(named: name.lowercased())?.name
            {
                let more = value.node.mapping?.isEmpty == false ? ", and its hyperparameters beside it" : ""
                return key.error("a run needs 'optimizer': write 'optimizer: \(own)'" + more)
            }
            if ["optimiser", "algorithm", "method", "name", "type", "optim", "optimzer"].contains(name.lowercased())
                || Suggestion.nearest(to: name, among: ["optimizer"]) != nil
            {
                return key.error("a run has no '\(name)'; did you mean 'optimizer'?")
            }
        }
        return field.error("a run needs 'optimizer', as in {optimizer: sgd, eta: 0.1}")
    }
}
