/// What a mouse did, and over which cell.
public struct Pointer: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case press, drag, release, scrollUp, scrollDown
    }

    public var action: Action
    public var x: Int
    public var y: Int

    public init(_ action: Action, x: Int, y: Int) {
        self.action = action
        self.x = x
        self.y = y
    }
}
