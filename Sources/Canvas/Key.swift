/// What can be typed.
public enum Key: Hashable, Sendable {
    /// A printable character, the space included.
    case character(Character)
    case up, down, left, right
    case shiftUp, shiftDown, shiftLeft, shiftRight
    case pageUp, pageDown, home, end
    case tab, backTab, enter, escape, backspace, delete
    /// A letter with the control key, in lower case.
    case control(Character)
    /// Something the keyboard sent that ravine has no name for.
    case unknown
}

extension Key {
    /// The names of the keys that are no characters, as configuration files write them.
    private static let named: [(name: String, symbol: String, key: Key)] = [
        ("space", "space", .character(" ")), ("up", "↑", .up), ("down", "↓", .down), ("left", "←", .left),
        ("right", "→", .right), ("shift-up", "Shift-↑", .shiftUp), ("shift-down", "Shift-↓", .shiftDown),
        ("shift-left", "Shift-←", .shiftLeft), ("shift-right", "Shift-→", .shiftRight), ("page-up", "PgUp", .pageUp),
        ("page-down", "PgDn", .pageDown), ("home", "Home", .home), ("end", "End", .end), ("tab", "Tab", .tab),
        ("shift-tab", "Shift-Tab", .backTab), ("enter", "Enter", .enter), ("escape", "Esc", .escape),
        ("backspace", "Backspace", .backspace), ("delete", "Del", .delete),
    ]

    /// All names that are no characters.
    public static var names: [String] { named.map(\.name) }

    /// The key of a name: a single character, or one such as `page-down`.
    public init?(name: String) {
        if let known = Self.named.first(where: { $0.name == name.lowercased() }) {
            self = known.key
        } else if name.lowercased().hasPrefix("ctrl-"), name.count == 6, let letter = name.lowercased().last,
            letter.isASCII, letter.isLetter
        {
            self = .control(letter)
        } else if name.count == 1, let character = name.first, !character.isWhitespace {
            self = .character(character)
        } else {
            return nil
        }
    }

    /// What ``init(name:)`` makes the key of; `nil` for one that has no name.
    public var name: String? {
        if let known = Self.named.first(where: { $0.key == self }) { return known.name }
        if case .control(let letter) = self { return "ctrl-\(letter)" }
        guard case .character(let character) = self, !character.isWhitespace else { return nil }
        return String(character)
    }

    /// What is printed on the key.
    public var symbol: String {
        if case .character(let character) = self, character != " " { return String(character) }
        if case .control(let letter) = self { return "Ctrl-\(letter.uppercased())" }
        return Self.named.first { $0.key == self }?.symbol ?? "?"
    }
}
