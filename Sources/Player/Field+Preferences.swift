import Canvas
import Expressions
import Scenes
import Views

/// What configurations and scripts both have.
extension Field {
    func theme() throws(Diagnostic) -> Theme { try choice("theme", among: Theme.all, named: \.name) }

    func glyphs() throws(Diagnostic) -> GlyphSet { try choice("glyphs", among: GlyphSet.allCases, named: \.rawValue) }

    func trails() throws(Diagnostic) -> TrailWidth {
        try choice("trails", among: TrailWidth.allCases, named: \.rawValue)
    }

    func choice<Choice>(
        _ what: String, among choices: [Choice], named name: (Choice) -> String
    ) throws(Diagnostic) -> Choice {
        let wanted = try line("'\(what)'")
        guard let choice = choices.first(where: { name($0) == wanted }) else {
            throw error("'\(wanted)' is no \(what)" + Suggestion.hint(for: wanted, among: choices.map(name)))
        }
        return choice
    }

    /// Which keys stand for which command.
    ///
    /// - Parameter report: takes what is wrong with one command; it is left out.
    func bindings(
        report: (Diagnostic) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> [String: [Key]] {
        var keys: [String: [Key]] = [:]
        for (key, name, value) in try entries("'keys'") {
            do throws(Diagnostic) {
                guard KeyMap.commands.contains(name) else {
                    throw key.error(
                        "there is no command '\(name)'" + Suggestion.hint(for: name, among: KeyMap.commands))
                }
                let fields = value.node.sequence == nil ? [value] : try value.list("keys")
                var bound: [Key] = []
                for field in fields {
                    let name = try field.string("a key")
                    do throws(Diagnostic) {
                        bound.append(try .named(name))
                    } catch {
                        throw field.error(error.message)
                    }
                }
                keys[name] = bound
            } catch {
                try report(error)
            }
        }
        return keys
    }
}

extension Key {
    static func named(_ name: String) throws(Diagnostic) -> Key {
        guard let key = Key(name: name) else {
            throw Diagnostic(
                "there is no key '\(name)': write one character, or a name such as page-down"
                    + Suggestion.hint(for: name, among: names))
        }
        return key
    }
}
