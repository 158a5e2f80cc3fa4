import Basics
import Canvas
import Expressions
import Scenes

extension Command {
    /// What the player does.
    static let player: [Command] = [
        Command("theme", "NAME", "the colours", completing: .themes) { (model, text) throws(Diagnostic) in
            let name = try text.required("the theme's name")
            guard let theme = Theme.named(name.text) else {
                throw name.error(
                    "there is no theme '\(name.text)'" + Suggestion.hint(for: name.text, among: model.themes))
            }
            model.theme = theme
        },
        Command("goto", "STEP", "shows a step") { (model, text) throws(Diagnostic) in
            let last = model.race.scene.steps
            guard let step = Int(text.text, radix: 10), (0...last).contains(step) else {
                throw text.error("a step is a whole number from 0 to \(last)")
            }
            model.pause(at: step)
        },
        Command("undo", "", "takes back the last change") { (model, _) throws(Diagnostic) in model.undo() },
        Command("redo", "", "makes it again") { (model, _) throws(Diagnostic) in model.redo() },
        Command("write", "[FILE]", "saves the scene as it stands") { (model, text) throws(Diagnostic) in
            let scene = try model.sceneAsItStands()
            model.requests.append(.write(scene.text, path: text.text.isEmpty ? nil : text.unquoted.text))
            if scene.isRewritten { model.report("the file's comments could not be kept") }
        },
        Command("open", "FILE", "plays another scene, or deck") { (model, text) throws(Diagnostic) in
            model.requests.append(.open(try text.required("the file, or a built-in scene's name").unquoted.text))
        },
        Command("reload", "[fresh]", "reads the scene's file anew; fresh drops what was tuned") {
            (model, text) throws(Diagnostic) in
            guard ["", "fresh"].contains(text.text) else {
                throw text.error(
                    "'\(text.text)' is no way to read a file: 'reload' alone keeps what was tuned, 'reload fresh' drops it"
                )
            }
            model.requests.append(.reload(isFresh: text.text == "fresh"))
        },
        Command("help", "[WORD]", "what a command or a function does", completing: .words) {
            (model, text) throws(Diagnostic) in
            if text.text.isEmpty { return model.report(Command.table.map(\.name).joined(separator: " ")) }
            if let command = Command.named(text.text) { return model.report("\(command.usage): \(command.help)") }
            guard let about = Vocabulary.about(text.text) else {
                let known = Command.table.map(\.name) + Vocabulary.names
                throw text.error(
                    "'\(text.text)' is no word that is known" + Suggestion.hint(for: text.text, among: known))
            }
            model.report(about)
        },
        Command("quit", "", "leaves") { (model, _) throws(Diagnostic) in model.isOver = true },
    ]
}

extension Model {
    var themes: [String] { Theme.all.map(\.name) }
}
