import Basics

/// The constructor in `torch.optim` that makes the steps of an optimizer of the catalog, as records of PyTorch's prove.
public struct PyTorch: Sendable {
    let name: String
    let arguments: [Argument]
    /// A hyperparameter with which it does so only where that is not 0.
    let needs: String?
    /// What else there is to know.
    let remark: String?

    init(_ name: String, _ arguments: Argument..., needs: String? = nil, remark: String? = nil) {
        self.name = name
        self.arguments = arguments
        self.needs = needs
        self.remark = remark
    }

    enum Argument: Sendable {
        /// A hyperparameter by its name there; what is PyTorch's own default goes without saying.
        case value(String, of: String, standard: Double?)
        /// Two hyperparameters.
        case pair(String, of: (String, String), standard: (Double, Double), accepts: @Sendable (Double, Double) -> Bool)
        case flag(String)

        static let rate = value("lr", of: "eta", standard: nil)
        static let epsilon = value("eps", of: "epsilon", standard: 1e-8)
        static let betas = pair("betas", of: ("beta1", "beta2"), standard: (0.9, 0.999)) { $0 < 1 && $1 < 1 }
    }

    /// A line of Python that makes it.
    ///
    /// - Parameters:
    ///   - values: a value for each hyperparameter.
    ///   - isScheduled: whether a hyperparameter is another one later on, which is said in a comment.
    /// - Returns: `nil` where PyTorch does not take the values, or makes other steps with them.
    public func line(
        _ hyperparameters: [Hyperparameter], values: [Double], isScheduled: (Int) -> Bool
    ) -> String? {
        var scheduled: [String] = []
        func value(_ name: String, for argument: String) -> Double {
            guard let index = hyperparameters.firstIndex(where: { $0.name == name }) else { return .nan }
            if isScheduled(index) { scheduled.append(argument) }
            return values[index]
        }
        if let needs, value(needs, for: "") == 0 { return nil }
        scheduled = []
        var words = ["params"]
        for argument in arguments {
            switch argument {
            case .value(let name, let source, let standard):
                let value = value(source, for: name)
                guard value.isFinite else { return nil }
                if value != standard || scheduled.last == name { words.append("\(name)=\(value.spelledShort)") }
            case .pair(let name, let sources, let standard, let accepts):
                let pair = (value(sources.0, for: name), value(sources.1, for: name))
                guard pair.0.isFinite, pair.1.isFinite, accepts(pair.0, pair.1) else { return nil }
                if pair != standard || scheduled.last == name {
                    words.append("\(name)=(\(pair.0.spelledShort), \(pair.1.spelledShort))")
                }
            case .flag(let name): words.append("\(name)=True")
            }
        }
        var remarks = remark.map { [$0] } ?? []
        if !scheduled.isEmpty {
            var names: [String] = []
            for name in scheduled where !names.contains(name) { names.append(name) }
            remarks.append("\(names.joined(separator: ", ")) as at step 1 of a schedule")
        }
        let comment = remarks.isEmpty ? "" : "  # " + remarks.joined(separator: "; ")
        return "torch.optim.\(name)(\(words.joined(separator: ", ")))\(comment)"
    }
}

extension OptimizerCatalog {
    /// What makes the steps of an optimizer in PyTorch; `nil` if nothing does, as of a rule of one's own that only has the
    /// name of one of the catalog.
    public static func pytorch(_ optimizer: any Optimizer) -> PyTorch? {
        guard let declaration = declarations.first(where: { $0.name == optimizer.name }) else { return nil }
        let isOwn =
            if let rule = optimizer as? Rule {
                rule.formula != declaration.formula || rule.source != declaration.source
            } else {
                declaration.isRule
            }
        return isOwn ? nil : declaration.pytorch
    }

    /// The same by the name of an optimizer of the catalog.
    public static func pytorch(_ name: String) -> PyTorch? { declarations.first { $0.name == name }?.pytorch }
}
