import Expressions
import Landscapes
import Optimizers

/// Names that already mean something in a formula, and what.
struct TakenNames {
    private var meanings: [String: String] = [:]

    init(_ meanings: [String: String]) {
        self.meanings = meanings
        for name in Constants.all.keys { self.meanings[name] = "a constant" }
        for name in (Function.words + Function.wordsForVectors).map(\.name) { self.meanings[name] = "a function" }
    }

    static let ofSurfaces = ofColumns.and(["x"], as: "the first weight").and(["y"], as: "the second weight")
    /// A column may be called x or y: then the weights are w1 and w2.
    static let ofColumns = TakenNames(["w1": "the first weight", "w2": "the second weight"]).and(
        Surface.wordsOverData.map(\.name), as: "a function")
    static let ofRules = TakenNames(["w": "the point", "g": "the gradient", "t": "the step"]).and(
        Rule.words.map(\.name), as: "a function")

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
