import Canvas

/// All keys of a playback: the one table that it, its bar and the manual read.
public enum PlaybackKeys {
    typealias Action = @Sendable (inout Playback) -> Void

    /// A row of the table.
    public struct Hint: Sendable {
        /// How the keys are called.
        public let keys: String
        /// One or two words for the bar; empty leaves it out there.
        public let short: String
        public let help: String
        let presses: [Press]

        init(_ presses: Press..., keys: String, short: String = "", help: String) {
            self.init(presses, keys: keys, short: short, help: help)
        }

        init(_ presses: [Press], keys: String, short: String = "", help: String) {
            self.keys = keys
            self.short = short
            self.help = help
            self.presses = presses
        }
    }

    struct Press: Sendable {
        let key: Key
        let perform: Action

        init(_ key: Key, _ perform: @escaping Action) {
            self.key = key
            self.perform = perform
        }
    }

    public static let hints: [Hint] = [
        Hint(Press(.character(" ")) { $0.togglePlaying() }, keys: "space", short: "pause", help: "pause, go on"),
        Hint(
            Press(.character(",")) { $0.step(isBack: true) }, Press(.character(".")) { $0.step(isBack: false) },
            keys: ", .", short: "step", help: "one picture back, on"),
        Hint(
            Press(.left) { $0.seek(to: $0.time - 5) }, Press(.right) { $0.seek(to: $0.time + 5) },
            Press(.shiftLeft) { $0.seek(to: $0.time - $0.timeline.duration / 10) },
            Press(.shiftRight) { $0.seek(to: $0.time + $0.timeline.duration / 10) },
            keys: "← →", short: "5 s", help: "five seconds back, on (Shift: a tenth of all)"),
        Hint(
            Press(.character("[")) { $0.seekMark(isBack: true) },
            Press(.character("]")) { $0.seekMark(isBack: false) },
            keys: "[ ]", short: "mark", help: "the mark before, the next one"),
        Hint(
            Press(.character("-")) { $0.changeSpeed(by: -1) }, Press(.character("+")) { $0.changeSpeed(by: 1) },
            Press(.character("<")) { $0.changeSpeed(by: -1) }, Press(.character(">")) { $0.changeSpeed(by: 1) },
            keys: "- +", short: "speed", help: "slower, faster (or < and >)"),
        Hint(Press(.character("r")) { $0.restart() }, keys: "r", short: "restart", help: "play from the beginning"),
        Hint(
            tenths + [Press(.home) { $0.seek(to: 0) }, Press(.end) { $0.seek(to: $0.timeline.duration) }],
            keys: "0…9", help: "so many tenths of all (Home, End: its beginning, its end)"),
        Hint(Press(.character("q")) { $0.isOver = true }, keys: "q", short: "quit", help: "quit"),
    ]

    private static var tenths: [Press] {
        (0...9).map { tenth in
            Press(.character(Character("\(tenth)"))) { $0.seek(to: $0.timeline.duration * Double(tenth) / 10) }
        }
    }

    private static let actions = Dictionary(
        uniqueKeysWithValues: hints.flatMap(\.presses).map { ($0.key, $0.perform) })

    static func action(for key: Key) -> Action? { actions[key] }

    /// All keys that do something.
    public static var keys: [Key] { Array(actions.keys) }
}

extension Playback {
    mutating func togglePlaying() {
        if time >= timeline.duration { seek(to: 0) }
        isPlaying.toggle()
    }

    mutating func restart() {
        seek(to: 0)
        isPlaying = true
    }

    /// Stops at the picture before or after the one that is seen.
    mutating func step(isBack: Bool) {
        isPlaying = false
        let (before, after) = timeline.neighbours(of: time)
        if let wanted = isBack ? before : after { seek(to: wanted) }
    }

    /// Goes to the mark before or after. Back from a mark that has just been passed is to the one before it.
    mutating func seekMark(isBack: Bool) {
        // While it plays a mark is left behind before anybody can press the key again.
        let now = isBack && isPlaying ? time - 1 : time
        let found =
            isBack
            ? timeline.markers.last { $0.time < now }?.time ?? timeline.markers.first?.time
            : timeline.markers.first { $0.time > now }?.time
        if let found { seek(to: found) }
    }

    mutating func changeSpeed(by presses: Int) {
        speed = min(max(speed + presses, 0), Self.speeds.count - 1)
    }
}
