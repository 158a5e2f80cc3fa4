import Expressions

/// The built-in scenes: the files in `scenes/`, embedded in the program.
public enum SceneLibrary {
    /// The names, the default scene first, then in alphabetical order.
    public static var names: [String] {
        [defaultName] + EmbeddedScenes.files.map(\.name).filter { $0 != defaultName }
    }

    /// The scene that plays when none is named.
    public static let defaultName = "radford"

    /// The text of a built-in scene.
    public static func text(named name: String) -> String? {
        EmbeddedScenes.files.first { $0.name == name }?.text
    }

    /// A built-in scene; `nil` if there is none of that name.
    public static func scene(named name: String) throws(Diagnostic) -> Scene? {
        guard let text = text(named: name) else { return nil }
        return try Scene(parsing: text, origin: name)
    }
}
