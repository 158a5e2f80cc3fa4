/// What can be typed.
public enum Key: Hashable, Sendable {
    /// A printable character, the space included.
    case character(Character)
    case up, down, left, right
    case pageUp, pageDown, home, end
    case tab, backTab, enter, escape, backspace
    /// Something the keyboard sent that ravine has no name for.
    case unknown
}
