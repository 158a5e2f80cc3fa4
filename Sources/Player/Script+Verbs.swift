import Canvas

extension Script {
    /// What can be done with the mouse, as scripts call it: at one place after the other.
    enum Gesture: String, CaseIterable {
        case click, drag, hold, move, release
        case wheelUp = "wheel-up"
        case wheelDown = "wheel-down"

        /// What the terminal reports of it.
        func pointers(_ places: [SIMD2<Int>]) -> [Pointer] {
            switch self {
            case .click: places.flatMap { [Pointer(.press, $0), Pointer(.release, $0)] }
            case .drag:
                places.prefix(1).map { Pointer(.press, $0) } + places.dropFirst().map { Pointer(.drag, $0) }
                    + places.suffix(1).map { Pointer(.release, $0) }
            case .hold: places.map { Pointer(.press, $0) }
            case .move: places.map { Pointer(.drag, $0) }
            case .release: places.map { Pointer(.release, $0) }
            case .wheelUp: places.map { Pointer(.scrollUp, $0) }
            case .wheelDown: places.map { Pointer(.scrollDown, $0) }
            }
        }

        /// What one report alone is called.
        init(_ action: Pointer.Action) {
            self =
                switch action {
                case .press: .hold
                case .drag: .move
                case .release: .release
                case .scrollUp: .wheelUp
                case .scrollDown: .wheelDown
                }
        }
    }

    /// Everything that can be done, by name.
    static let verbs = ["press"] + Gesture.allCases.map(\.rawValue) + ["resize"]

    /// Where the mouse can be.
    static let places = 0...9999

    /// The name of a key that the keyboard sends and nobody can write.
    static let unknownKey = "unknown"
}

extension Pointer {
    fileprivate init(_ action: Action, _ place: SIMD2<Int>) { self.init(action, x: place.x, y: place.y) }
}
