import Expressions

/// Names that already mean something in a formula, and what.
struct TakenNames {
    private var meanings: [String: String] = [:]

    init(_ meanings: [String: String]) {
        self.meanings = meanings
        for name in Constants.all.keys { self.meanings[name] = "a constant" }
        for name in Array(Function.all.keys) + ["dot", "norm"] { self.meanings[name] = "a function" }
    }

    static let ofSurfaces = TakenNames([
        "x": "the first weight", "y": "the second weight", "w1": "the first weight", "w2": "the second weight",
        "mean": "a function", "var": "a function",
    ])
    /// A column may be called x or y: then the weights are w1 and w2.
    static let ofColumns = TakenNames([
        "w1": "the first weight", "w2": "the second weight", "mean": "a function", "var": "a function",
    ])
    static let ofRules = TakenNames([
        "w": "the point", "g": "the gradient", "t": "the step", "grad": "a function",
    ])

    func and(_ names: [String], as meaning: String) -> TakenNames {
        var taken = self
        for name in names { taken.meanings[name] = meaning }
        return taken
    }

    /// Throws unless a name is free.
    ///
    /// - Parameter what: what it would be the name of, such as `a parameter`.
    func check(_ name: String, of what: String, at field: Field) throws(Diagnostic) {
        guard (try? Syntax(parsing: name))?.nodes.map(\.kind) == [.name(name)] else {
            throw field.error("'\(name)' cannot be a name in a formula: write a letter, then letters, digits and _")
        }
        if let meaning = meanings[name] {
            throw field.error("\(what) cannot be called '\(name)', which is \(meaning); choose another name")
        }
    }
}
