import Expressions

extension Hyperparameter {
    /// What one thing is called: here, and in other libraries and papers.
    private struct Meaning {
        let names: [String]
        let words: Set<String>

        init(_ names: [String], _ words: String) {
            self.names = names
            self.words = Set(words.split(separator: " ").map(String.init))
        }
    }

    /// Words are compared without their underscores and hyphens.
    private static let meanings: [Meaning] = [
        Meaning(["eta"], "eta lr learningrate rate stepsize step alpha0 lr0 learnrate baselr"),
        Meaning(["alpha"], "alpha beta momentum mu gamma heavyball velocity"),
        Meaning(["beta1"], "beta1 b1 beta momentum mu gamma alpha betam"),
        Meaning(["beta2"], "beta2 b2 betav"),
        Meaning(["beta1", "beta2"], "betas"),
        Meaning(["rho"], "rho decay alpha gamma beta smoothing decayrate discount averaging"),
        Meaning(["epsilon"], "epsilon eps epsi fuzz"),
        Meaning(["lambda"], "lambda weightdecay wd decay l2 regularization weightdecayrate lambd"),
    ]

    /// Those of `hyperparameters` that a word means which is no name of theirs; empty if it means none of them.
    package static func meant(by word: String, among hyperparameters: [Hyperparameter]) -> [Hyperparameter] {
        let word = folded(word)
        func named(_ name: String) -> Hyperparameter? {
            // One of that name may be something else: the α of Lookahead is no momentum.
            hyperparameters.first { $0.name == name && (known[name] == nil || $0.scale == known[name]?.scale) }
        }
        for meaning in meanings where meaning.words.contains(word) {
            let found = meaning.names.compactMap(named)
            if found.count == meaning.names.count { return found }
            // An optimizer of the scene's own may use the other word.
            if meaning.names == [word],
                let own = hyperparameters.first(where: { meaning.words.contains(folded($0.name)) })
            {
                return [own]
            }
        }
        return []
    }

    /// Whether a word is one that hyperparameters are called by somewhere.
    package static func isKnown(_ word: String) -> Bool {
        meanings.contains { $0.words.contains(folded(word)) }
    }

    private static func folded(_ word: String) -> String {
        Suggestion.spelledOut(word).lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// Its name, and what it is: `'eta' (η, learning rate)`.
    package var introduction: String {
        let about = [symbol == name ? "" : symbol, help].filter { !$0.isEmpty }.joined(separator: ", ")
        return about.isEmpty ? "'\(name)'" : "'\(name)' (\(about))"
    }
}

extension [Hyperparameter] {
    /// The one of a name, or of a symbol that no other has.
    package func index(called name: String) -> Int? {
        if let index = firstIndex(where: { $0.name == name }) { return index }
        let found = indices.filter { self[$0].symbol == name }
        return found.count == 1 ? found[0] : nil
    }
}
