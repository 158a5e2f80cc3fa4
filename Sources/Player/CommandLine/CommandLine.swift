import Basics
import Canvas
import Expressions
import Scenes
import Views

/// A command that is being typed.
struct CommandLine: Sendable {
    private(set) var editor = LineEditor()
    /// What is wrong with it, since it was last given.
    var mistake: Diagnostic?
    /// The place in the history of what stands there, and what was typed before.
    private var recalled: (place: Int, draft: String)?
    /// What Tab goes through.
    private var choice: (start: Int, words: [String], chosen: Int)?

    /// - Parameter text: what stands there already.
    init(_ text: String = "") { editor.set(text) }

    var text: String { editor.text }

    /// What a key makes of it.
    enum Outcome { case goesOn, given, closed }

    mutating func press(_ key: Key, _ model: Model) -> Outcome {
        switch key {
        case .enter: return .given
        case .escape, .control("c"), .control("g"): return .closed
        case .backspace where editor.characters.isEmpty: return .closed
        case .up, .control("p"): recall(by: -1, model.commands)
        case .down, .control("n"): recall(by: 1, model.commands)
        case .tab: choose(by: 1, model)
        case .backTab: choose(by: -1, model)
        case .right, .end, .control("e"), .control("f"):
            let rest = editor.isAtEnd ? rest(model) : ""
            if rest.isEmpty { edit(key) } else { set(editor.text + rest) }
        default: edit(key)
        }
        return .goesOn
    }

    private mutating func edit(_ key: Key) {
        guard editor.press(key) else { return }
        (mistake, recalled, choice) = (nil, nil, nil)
    }

    private mutating func set(_ text: String) {
        editor.set(text)
        (mistake, choice) = (nil, nil)
    }

    private mutating func recall(by step: Int, _ history: CommandHistory) {
        let draft = recalled?.draft ?? editor.text
        if let place = history.entry(beginning: draft, from: recalled?.place, by: step) {
            set(history.entries[place])
            recalled = (place, draft)
        } else if step > 0, recalled != nil {
            set(draft)
            recalled = nil
        }
    }

    /// Goes on with what all candidates begin with; then through them.
    private mutating func choose(by step: Int, _ model: Model) {
        mistake = nil
        if var choice {
            choice.chosen = (choice.chosen + step + choice.words.count) % choice.words.count
            editor.replace(from: choice.start, with: choice.words[choice.chosen])
            self.choice = choice
            return
        }
        let (start, words) = model.completions(of: editor.text, cursor: editor.cursor)
        guard !words.isEmpty else { return }
        let typed = String(editor.characters[start..<editor.cursor])
        let common = words.dropFirst().reduce(words[0]) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
        if words.count == 1 || common.count > typed.count {
            editor.replace(from: start, with: common)
        } else {
            let first = step > 0 ? 0 : words.count - 1
            editor.replace(from: start, with: words[first])
            choice = (start, words, first)
        }
    }

    /// What would make the likeliest command of it.
    private func rest(_ model: Model) -> String {
        guard !editor.text.isEmpty else { return "" }
        if let place = model.commands.entry(beginning: editor.text, from: nil, by: -1) {
            return String(model.commands.entries[place].dropFirst(editor.text.count))
        }
        let (start, words) = model.completions(of: editor.text, cursor: editor.cursor)
        return words.first.map { String($0.dropFirst(editor.cursor - start)) } ?? ""
    }

    /// What the screen shows of it.
    func prompt(_ model: Model) -> Prompt {
        var prompt = Prompt(text: editor.text, cursor: editor.cursor)
        if let mistake {
            let begin = min(max((mistake.location?.column ?? 1) - 1, 0), editor.characters.count)
            prompt.mistake = (mistake.message, begin..<max(begin, begin + (mistake.location?.length ?? 1)))
            return prompt
        }
        if let choice {
            (prompt.candidates, prompt.chosen) = (choice.words, choice.chosen)
            return prompt
        }
        prompt.candidates = model.completions(of: editor.text, cursor: editor.cursor).words
        if editor.isAtEnd { prompt.rest = rest(model) }
        prompt.hint =
            Command.named(String(editor.text.prefix { !$0.isWhitespace })).map { "\($0.usage): \($0.help)" } ?? ""
        return prompt
    }
}

extension Model {
    /// Whether a command is being typed.
    public var isTyping: Bool { commandLine != nil }

    /// Does what a key means to the command that is being typed.
    mutating func typeCommand(_ key: Key) {
        guard var line = commandLine else { return }
        switch line.press(key, self) {
        case .goesOn: commandLine = line
        case .closed: commandLine = nil
        case .given:
            commandLine = nil
            let text = PlacedText(line.text).trimmed.text
            guard !text.isEmpty else { return }
            commands.add(text)
            requests.append(.remember(commands))
            state.message = nil
            let (before, asked) = (Glance(self), requests.count)
            do throws(Diagnostic) {
                try give(line.text)
                if state.message == nil, requests.count == asked, Glance(self) == before {
                    report("nothing has changed: it was so already")
                }
            } catch {
                line.mistake = error
                commandLine = line
            }
        }
    }

    /// Does what a command says.
    ///
    /// - Throws: what is wrong with it, with the place there; nothing has changed then.
    public mutating func give(_ text: String) throws(Diagnostic) {
        let line = PlacedText(text).trimmed
        let parts = line.split(most: 2) { $0.isWhitespace }
        let word = parts[0]
        guard let command = Command.named(word.text) else {
            throw word.error(
                "there is no command '\(word.text)'" + Suggestion.hint(for: word.text, among: Command.table.map(\.name))
            )
        }
        let end = PlacedText("", column: word.column + word.text.count)
        var mistake: Diagnostic?
        changing(":" + line.text) { model in
            let before = model
            do throws(Diagnostic) {
                try command.perform(&model, parts.count > 1 ? parts[1] : end)
            } catch {
                model = before
                mistake = error
            }
        }
        if let mistake { throw mistake }
    }

    /// What could stand at the cursor: which words, and where they begin.
    func completions(of text: String, cursor: Int) -> (start: Int, words: [String]) {
        let typed = Array(text).prefix(cursor)
        let start = cursor - typed.reversed().prefix { !$0.isWhitespace && $0 != "=" }.count
        let word = String(typed[start...])
        let before = PlacedText(String(typed[..<start])).words
        guard let first = before.first else {
            return (start, Command.table.map(\.name).filter { $0.hasPrefix(word) && $0 != word })
        }
        guard let command = Command.named(first.text) else { return (start, []) }
        let isValue = typed.prefix(start).last == "="
        let candidates = command.completion.words(self, after: Array(before.dropFirst()), isValue: isValue)
        return (start, candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) && $0 != word })
    }
}
