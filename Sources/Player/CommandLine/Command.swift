import Basics
import Expressions
import Scenes
import Views

/// A command by its name.
struct Command: Sendable {
    let name: String
    /// How it is written.
    let usage: String
    /// What it does, in a line.
    let help: String
    /// What can be completed.
    let completion: Completion
    let perform: @Sendable (inout Model, PlacedText) throws(Diagnostic) -> Void

    init(
        _ name: String, _ usage: String, _ help: String, completing completion: Completion = .nothing,
        perform: @escaping @Sendable (inout Model, PlacedText) throws(Diagnostic) -> Void
    ) {
        self.name = name
        self.usage = usage.isEmpty ? name : "\(name) \(usage)"
        self.help = help
        self.completion = completion
        self.perform = perform
    }

    /// The one of a name, or of the beginning of one that no other has.
    static func named(_ word: String) -> Command? {
        if let known = table.first(where: { $0.name == word }) { return known }
        let fits = word.isEmpty ? [] : table.filter { $0.name.hasPrefix(word) }
        return fits.count == 1 ? fits[0] : nil
    }

    /// All of them: the one table that completion, help and documentation read.
    static let table = scene + player

    /// Which words an argument can be.
    enum Completion: Sendable {
        case nothing, surfaces, optimizers, runs, kinds, themes, commands, panels, words

        /// - Parameters:
        ///   - words: those before it, without the command.
        ///   - isValue: whether it is what a key is to be.
        func words(_ model: Model, after words: [PlacedText], isValue: Bool) -> [String] {
            let scene = model.race.scene
            func keys(_ keys: [String]) -> [String] { isValue ? [] : keys.map { $0 + "=" } }
            switch self {
            case .nothing: return []
            case .surfaces: return words.isEmpty ? scene.surfaceNames : []
            case .optimizers:
                return words.isEmpty ? scene.optimizerNames : keys(scene.keys(ofOptimizer: words[0].text))
            case .runs:
                let labels = model.race.labels.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
                guard let name = words.first?.unquoted.text else { return labels }
                let run = scene.tracks.flatMap(\.runs).first {
                    Scene.isSame($0.label, model.known(PlacedText(name)).text)
                        || Scene.isSame($0.optimizer.name, name)
                }
                return keys(run.map { scene.keys(ofOptimizer: $0.optimizer.name) } ?? [])
            case .kinds: return words.isEmpty ? PictureKind.all.map(\.name) : []
            case .themes: return words.isEmpty ? model.themes : []
            case .commands: return words.isEmpty ? Command.table.map(\.name) : []
            case .panels:
                if isValue {
                    let key = words.last?.text.dropLast() ?? ""
                    return key == "surface" ? scene.surfaceNames : key == "kind" ? PictureKind.all.map(\.name) : []
                }
                return keys(Scene.panelKeys)
            case .words: return words.isEmpty ? Command.table.map(\.name) + Vocabulary.names : []
            }
        }
    }
}

extension Model {
    /// The names of all commands that can be typed, in the order of the table.
    public static var commandNames: [String] { Command.table.map(\.name) }
}

extension PlacedText {
    /// Its fields, as in `eta=0.1 label="mine"`.
    ///
    /// - Throws: where a word is none.
    func fields(_ example: String) throws(Diagnostic) -> [(key: PlacedText, value: PlacedText)] {
        var fields: [(key: PlacedText, value: PlacedText)] = []
        for word in words {
            guard let (key, value) = word.assignment, !value.text.isEmpty else {
                throw word.error("'\(word.text)' is no key with a value, as in \(example)")
            }
            guard !fields.contains(where: { $0.key.text == key.text }) else {
                throw key.error("'\(key.text)' is given twice")
            }
            fields.append((key, value))
        }
        return fields
    }

    /// - Throws: if nothing stands here.
    func required(_ what: String) throws(Diagnostic) -> PlacedText {
        guard !text.isEmpty else { throw error("\(what) is missing") }
        return self
    }

    /// Two words, with a comma between them or none.
    func pair(_ what: String) throws(Diagnostic) -> (PlacedText, PlacedText) {
        let parts = split { $0 == "," || $0.isWhitespace }.filter { !$0.text.isEmpty }
        guard parts.count == 2 else { throw error("\(what), not \(parts.isEmpty ? "nothing" : "'\(text)'")") }
        return (parts[0], parts[1])
    }
}
