import Hyperparameters
import Expressions
import Optimizers

/// Reads an optimizer that a scene brings along.
enum OptimizerReader {
    static func read(
        _ name: String, _ field: Field, folder: String?, allowsPrograms: Bool
    ) throws(Diagnostic) -> any Optimizer {
        let record = try field.record(
            "optimizer '\(name)'", keys: Keys.optimizer)
        let hyperparameters = try readHyperparameters(
            record["hyperparameters"], "'hyperparameters'", of: "a hyperparameter",
            taken: .ofRules.and(Keys.run, as: "a key of every run"))
        let label = try record["label"]?.line("'label'")
        if let command = record["command"] {
            if let other = record["rule"] ?? record["state"] ?? record["stability"] {
                throw other.error("a program has no rule, no state and no stability: it is 'command' alone")
            }
            return ProgramOptimizer(
                name: name, label: label ?? name, hyperparameters: hyperparameters, command: try words(command),
                folder: folder, isAllowed: allowsPrograms)
        }
        guard record["rule"] != nil else { throw field.error("optimizer '\(name)' needs 'rule' or 'command'") }
        return try readRule(name, label: label, record, hyperparameters, field)
    }

    private static func words(_ field: Field) throws(Diagnostic) -> [String] {
        guard field.node.scalar == nil else {
            throw field.error("'command' is a list: the program and its arguments, as in [python3, my_optimizer.py]")
        }
        var words: [String] = []
        for word in try field.list("'command'") { words.append(try word.string("an argument")) }
        guard let program = words.first, !program.isEmpty else { throw field.error("'command' names no program") }
        return words
    }

    private static func readRule(
        _ name: String, label: String?, _ record: Field.Record, _ hyperparameters: [Hyperparameter], _ field: Field
    ) throws(Diagnostic) -> Rule {
        var state: [(name: String, value: String)] = []
        var places: [String: EmbeddedText] = [:]
        var keys: [(name: String, field: Field)] = []
        let taken = TakenNames.ofRules.and(hyperparameters.map(\.name), as: "a hyperparameter")
        for (key, name, value) in try record["state"]?.entries("'state'") ?? [] {
            try taken.check(name, of: "state", at: key)
            keys.append((name, key))
            let (text, place) = try value.embedded("the initial value of '\(name)'", mayBeVector: true)
            state.append((name, text))
            places[name] = place
        }
        let stability = try record["stability"]?.embedded("'stability'")
        let (formula, place) = try record["rule"]!.embedded("'rule'")
        let rule: Rule
        do {
            rule = try Rule(
                name: name, label: label,
                source: try record["source"]?.line("'source'") ?? "", hyperparameters: hyperparameters, state: state,
                stability: stability?.text, formula: formula)
        } catch let error as Rule.PartError {
            let place = error.state.map { places[$0] } ?? stability?.place
            throw place?.located(error.diagnostic) ?? error.diagnostic
        } catch let error as Diagnostic {
            throw place.located(error)
        } catch {
            throw field.error("\(error)")
        }
        try checkUse(of: keys, in: formula)
        return rule
    }

    /// State that no line reads or assigns is a slip of the pen.
    private static func checkUse(
        of state: [(name: String, field: Field)], in formula: String
    ) throws(Diagnostic) {
        guard !state.isEmpty else { return }
        let syntax = try Syntax(parsing: formula)
        var used = Set(syntax.assignments.map(\.name))
        for case .name(let name) in syntax.nodes.map(\.kind) { used.insert(name) }
        if let unused = state.first(where: { !used.contains($0.name) }) {
            let assigned = syntax.assignments.map(\.name).filter { $0 != "w" }
            throw unused.field.error(
                "the rule has no '\(unused.name)'" + Suggestion.hint(for: unused.name, among: assigned))
        }
    }

    /// `{eta: 0.01, alpha: {default: 0.9, range: [0, 1]}}`
    static func readHyperparameters(
        _ field: Field?, _ what: String, of kind: String, taken: TakenNames
    ) throws(Diagnostic) -> [Hyperparameter] {
        var hyperparameters: [Hyperparameter] = []
        for (key, name, value) in try field?.entries(what) ?? [] {
            try taken.check(name, of: kind, at: key)
            if value.node.mapping == nil {
                hyperparameters.append(
                    try checked(Hyperparameter(name, default: try value.number("'\(name)'")), at: value))
                continue
            }
            let record = try value.record(
                "'\(name)'", keys: Keys.hyperparameter, required: ["default"])
            var scale: Hyperparameter.Scale?
            if let field = record["scale"] {
                let names = ["logarithmic", "linear", "towardOne"]
                let wanted = try field.line("'scale'")
                scale = Hyperparameter.Scale(rawValue: wanted)
                guard scale != nil else {
                    throw field.error("unknown scale '\(wanted)'" + Suggestion.hint(for: wanted, among: names))
                }
            }
            let hyperparameter = Hyperparameter(
                name, symbol: try record["symbol"]?.line("'symbol'"),
                default: try record["default"]!.number("'default'"),
                range: try record["range"].map { field throws(Diagnostic) in try field.range("'range'") },
                scale: scale, help: try record["help"]?.line("'help'"))
            hyperparameters.append(try checked(hyperparameter, at: record["default"]!))
        }
        return hyperparameters
    }

    private static func checked(_ hyperparameter: Hyperparameter, at field: Field) throws(Diagnostic) -> Hyperparameter
    {
        guard hyperparameter.range.contains(hyperparameter.defaultValue) else {
            throw field.error(
                "the default \(hyperparameter.defaultValue) is out of range; \(hyperparameter.rangeDescription)")
        }
        return hyperparameter
    }
}
