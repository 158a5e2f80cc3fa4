import Expressions

/// The built-in scenes and decks: the files in `scenes/`, embedded in the program.
public enum SceneLibrary {
    /// The names of the scenes, the default scene first, then in alphabetical order.
    public static let names = [defaultName] + files(areDecks: false).filter { $0 != defaultName }

    /// The names of the decks.
    public static let decks = files(areDecks: true)

    /// The scene that plays when none is named.
    public static let defaultName = "radford"

    private static func files(areDecks: Bool) -> [String] {
        EmbeddedScenes.files.filter { DeckFile.isDeck($0.text) == areDecks }.map(\.name)
    }

    /// The text of a built-in scene or deck.
    public static func text(named name: String) -> String? {
        EmbeddedScenes.files.first { $0.name == name }?.text
    }

    /// A built-in scene; `nil` if there is none of that name.
    public static func scene(named name: String) throws(Diagnostic) -> Scene? {
        guard let text = text(named: name) else { return nil }
        return try Scene(parsing: text, origin: name)
    }
}
