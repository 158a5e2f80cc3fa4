import Canvas

/// A line that is being typed, with the keys of a shell's.
struct LineEditor: Sendable, Equatable {
    private(set) var characters: [Character] = []
    /// Before which character the cursor stands.
    private(set) var cursor = 0
    private var killed: [Character] = []

    /// A longer line is no command.
    static let most = 2000

    init() {}

    var text: String { String(characters) }

    var isAtEnd: Bool { cursor == characters.count }

    /// Puts another text in its place, the cursor behind it.
    mutating func set(_ text: String) {
        characters = Array(text.prefix(Self.most))
        cursor = characters.count
    }

    /// Puts another text in place of the characters up to the cursor.
    mutating func replace(from start: Int, with text: String) {
        characters.replaceSubrange(start..<cursor, with: Array(text))
        cursor = start + text.count
    }

    /// - Returns: whether the key is one of an editor's.
    mutating func press(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard characters.count < Self.most else { return true }
            characters.insert(character, at: cursor)
            cursor += 1
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .shiftLeft: cursor = beginOfWord
        case .shiftRight: cursor = endOfWord
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .backspace, .control("h"):
            guard cursor > 0 else { return true }
            cursor -= 1
            characters.remove(at: cursor)
        case .delete, .control("d"): if !isAtEnd { characters.remove(at: cursor) }
        case .control("w"): kill(from: beginOfWord)
        case .control("u"): kill(from: 0)
        case .control("k"):
            killed = Array(characters[cursor...])
            characters.removeSubrange(cursor...)
        case .control("y"):
            let room = max(0, Self.most - characters.count)
            characters.insert(contentsOf: killed.prefix(room), at: cursor)
            cursor += min(room, killed.count)
        default: return false
        }
        return true
    }

    private mutating func kill(from start: Int) {
        killed = Array(characters[start..<cursor])
        characters.removeSubrange(start..<cursor)
        cursor = start
    }

    private var beginOfWord: Int {
        let blanks = characters[..<cursor].reversed().prefix(while: \.isWhitespace).count
        let letters = characters[..<(cursor - blanks)].reversed().prefix { !$0.isWhitespace }.count
        return cursor - blanks - letters
    }

    private var endOfWord: Int {
        let blanks = characters[cursor...].prefix(while: \.isWhitespace).count
        return cursor + blanks + characters[(cursor + blanks)...].prefix { !$0.isWhitespace }.count
    }
}
