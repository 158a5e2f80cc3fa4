/// What a player wants to be done outside of it: it is a value, and touches no file.
public enum Request: Sendable, Equatable {
    /// A scene's text is to be written into a file; `nil` for a name next to the scene's own.
    case write(String, path: String?)
    /// Another scene is to be played, or a deck.
    case open(String)
    /// The scene's file is to be read anew, and what was tuned to be dropped or kept.
    case reload(isFresh: Bool)
    /// The commands that were given are to be kept.
    case remember(CommandHistory)
    /// A text is to be copied to the clipboard.
    case copy(String)
}

extension Model {
    /// What is to be done outside since this was called last.
    public mutating func takeRequests() -> [Request] {
        defer { requests = [] }
        return requests
    }
}
