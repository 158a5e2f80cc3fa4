import Canvas
import Expressions
import Scenes
import Views

/// What the user prefers: the file `config.yaml`.
///
///     theme: light
///     glyphs: ascii
///     trails: fine
///     keys: {pause: p, next-scene: [n, page-down]}
public struct Configuration: Sendable {
    public private(set) var theme: Theme?
    public private(set) var glyphs: GlyphSet?
    public private(set) var trails: TrailWidth?
    public private(set) var keys: KeyMap = .standard
    /// What is wrong in the file, with its place. What is wrong does not count; the rest does.
    public private(set) var mistakes: [Diagnostic] = []

    public init() {}

    public init(parsing text: String) {
        do throws(Diagnostic) {
            guard let root = try Field(parsing: text) else { return }
            for (key, name, value) in try root.entries("the configuration") {
                do throws(Diagnostic) {
                    try read(name, key: key, value)
                } catch {
                    mistakes.append(error)
                }
            }
        } catch {
            mistakes.append(error)
        }
    }

    private mutating func read(_ name: String, key: Field, _ value: Field) throws(Diagnostic) {
        switch name {
        case "theme": theme = try Self.choice(value, "theme", among: Theme.all, named: \.name)
        case "glyphs": glyphs = try Self.choice(value, "glyphs", among: GlyphSet.allCases, named: \.rawValue)
        case "trails": trails = try Self.choice(value, "trails", among: TrailWidth.allCases, named: \.rawValue)
        case "keys": keys = KeyMap(try readKeys(value))
        default:
            throw key.error(
                "there is no setting '\(name)'"
                    + Suggestion.hint(for: name, among: ["theme", "glyphs", "trails", "keys"]))
        }
    }

    private mutating func readKeys(_ field: Field) throws(Diagnostic) -> [String: [Key]] {
        var keys: [String: [Key]] = [:]
        for (key, name, value) in try field.entries("'keys'") {
            do throws(Diagnostic) {
                guard KeyMap.commands.contains(name) else {
                    throw key.error(
                        "there is no command '\(name)'" + Suggestion.hint(for: name, among: KeyMap.commands))
                }
                let fields = value.node.sequence == nil ? [value] : try value.list("keys")
                var bound: [Key] = []
                for field in fields {
                    let text = try field.string("a key")
                    guard let key = Key(name: text) else {
                        throw field.error(
                            "there is no key '\(text)': write one character, or a name such as page-down"
                                + Suggestion.hint(for: text, among: Key.names))
                    }
                    bound.append(key)
                }
                keys[name] = bound
            } catch {
                mistakes.append(error)
            }
        }
        return keys
    }

    private static func choice<Choice>(
        _ field: Field, _ what: String, among choices: [Choice], named name: (Choice) -> String
    ) throws(Diagnostic) -> Choice {
        let wanted = try field.line("'\(what)'")
        guard let choice = choices.first(where: { name($0) == wanted }) else {
            throw field.error("'\(wanted)' is no \(what)" + Suggestion.hint(for: wanted, among: choices.map(name)))
        }
        return choice
    }
}
