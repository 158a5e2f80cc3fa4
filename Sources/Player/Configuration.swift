import Canvas
import Expressions
import Scenes
import Views

/// What the user prefers: the file `config.yaml`.
///
///     theme: light
///     glyphs: ascii
///     trails: fine
///     recording: gif
///     keys: {pause: p, next-scene: [n, page-down]}
public struct Configuration: Sendable {
    public private(set) var theme: Theme?
    public private(set) var glyphs: GlyphSet?
    public private(set) var trails: TrailWidth?
    /// The ending of the files into which the player records.
    public private(set) var recording: String?
    public private(set) var keys: KeyMap = .standard
    /// What is wrong in the file, with its place. What is wrong does not count; the rest does.
    public private(set) var mistakes: [Diagnostic] = []

    private var recordings: [String] = []

    public init() {}

    /// - Parameter recordings: the endings that files of recordings can have, without a dot.
    public init(parsing text: String, recordings: [String]) {
        self.recordings = recordings
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
        case "theme": theme = try value.theme()
        case "glyphs": glyphs = try value.glyphs()
        case "trails": trails = try value.trails()
        case "recording": recording = try value.choice("recording", among: recordings) { $0 }
        case "keys": keys = KeyMap(try value.bindings { mistakes.append($0) })
        default:
            throw key.error(
                "there is no setting '\(name)'"
                    + Suggestion.hint(for: name, among: ["theme", "glyphs", "trails", "recording", "keys"]))
        }
    }
}
