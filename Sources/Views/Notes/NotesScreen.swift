import Backstage
import Basics
import Canvas

/// The speaker's notes of what a player shows, and the time: for a second terminal.
public struct NotesScreen: Sendable {
    public let size: Size
    private let glyphs: GlyphSet

    /// The times that are shown, in words.
    public struct Times: Hashable, Sendable {
        /// The time of day.
        public var now: String
        /// Seconds since the player started; `nil` while there is none.
        public var elapsed: Int?
        /// Seconds that are left of the talk, below 0 when it is too long; `nil` where nobody said how long it is.
        public var left: Int?

        public init(now: String, elapsed: Int? = nil, left: Int? = nil) {
            self.now = now
            self.elapsed = elapsed
            self.left = left
        }
    }

    /// Wider lines are hard to read while one speaks.
    private static let lineWidth = 72
    /// The last minutes are in another colour.
    private static let warning = 300

    public init(size: Size, glyphs: GlyphSet) {
        self.size = size
        self.glyphs = glyphs
    }

    /// - Parameter scrolled: how many lines of the notes are above the screen; more than there are is as far as they go.
    public func frame(_ state: Follower.State, _ times: Times, scrolled: Int = 0) -> Frame {
        var painter = Painter(size: size, glyphs: glyphs, hiding: nil)
        guard size.width >= 20, size.height >= 5 else {
            painter.write(times.now, x: 0, y: 0, style: .bold)
            return painter.frame
        }
        // What is left for the time.
        var left = 2
        switch state {
        case .waiting:
            say("no player runs yet", "Start one in another terminal: ravine lecture", on: &painter)
        case .ended: say("the player has ended", "The next one is shown as soon as it runs.", on: &painter)
        case .foreign:
            say("the player is of another version", "Both terminals need the same ravine.", on: &painter)
        case .following(let message):
            let room = drawLarge(times, on: &painter)
            left = 3 + draw(message.announcement, scrolled, titleWidth: room, on: &painter)
        }
        drawTimes(times, from: left, on: &painter)
        return painter.frame
    }

    /// How far the notes can be scrolled.
    public func scrollRange(_ state: Follower.State) -> ClosedRange<Int> {
        guard case .following(let message) = state else { return 0...0 }
        let body = Body(message.announcement, size: size, glyphs: glyphs)
        return 0...max(0, body.lines.count - body.area.height)
    }

    private func say(_ title: String, _ remedy: String, on painter: inout Painter) {
        painter.write(title, x: 2, y: 2, style: .bold, width: size.width - 4)
        painter.writeLines(
            remedy, in: Area(x: 2, y: 4, width: min(size.width - 4, Self.lineWidth), height: size.height - 5),
            ink: .muted)
    }

    // MARK: The time

    /// - Parameter left: the first column that is free.
    private func drawTimes(_ times: Times, from left: Int, on painter: inout Painter) {
        let now: Part = (times.now, .text)
        let rest: Part? = times.left.map { left in
            (Self.clock(abs(left)) + (left < 0 ? " over" : " left"), left < Self.warning ? .bad : .good)
        }
        let elapsed = times.elapsed.map(Self.clock)
        // As many words as there is room for.
        let choices: [[Part?]] = [
            [now, elapsed.map { ($0 + " since the start", .muted) }, rest], [now, elapsed.map { ($0, .muted) }, rest],
            [now, rest], [rest ?? now],
        ]
        for parts in choices.map({ $0.compactMap { $0 } }) {
            let width = parts.reduce(-3) { $0 + painter.width(of: $1.text) + 3 }
            guard width <= size.width - 2 - left else { continue }
            var x = size.width - 2 - width
            for part in parts { x = painter.write(part.text, x: x, y: 0, ink: part.ink, style: .bold) + 3 }
            return
        }
    }

    /// The time that is left, or else the one that has passed, in large digits, where they are beside the notes.
    ///
    /// - Returns: how many columns are left of them.
    private func drawLarge(_ times: Times, on painter: inout Painter) -> Int {
        let all = size.width - 4
        guard let seconds = times.left ?? times.elapsed else { return all }
        let clock = LargeClock(seconds: abs(seconds))
        let x = size.width - 2 - clock.width
        guard x >= Self.lineWidth + 5, size.height >= LargeClock.height(glyphs) + 12 else { return all }
        clock.draw(on: &painter, x: x, y: 2, ink: times.left.map { $0 < Self.warning ? .bad : .good } ?? .text)
        return x - 4
    }

    private typealias Part = (text: String, ink: Ink)

    /// Seconds as `12:03`, or `1:02:03`.
    static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = max(0, seconds)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(seconds % 60)
    }

    // MARK: The notes

    /// The notes in lines, and where they go.
    private struct Body {
        let lines: [String]
        let about: [String]
        let area: Area

        init(_ scene: Announcement, size: Size, glyphs: GlyphSet) {
            let width = min(size.width - 4, NotesScreen.lineWidth)
            let sentence = Painter.lines(glyphs.spelled(scene.about), width: width)
            about = size.height >= 16 ? Array(sentence.prefix(size.height / 8)) : []
            let top = size.height >= 16 ? max(about.count, 3) + 4 : 3
            area = Area(x: 2, y: top + 1, width: width, height: max(0, size.height - top - 4))
            let notes = scene.notes.map { Painter.lines(glyphs.spelled($0), width: width) }
            // Notes that have room are apart.
            let isAiry = notes.reduce(0) { $0 + max(1, $1.count) + 1 } <= area.height + 1
            var lines: [String] = []
            for note in notes {
                if isAiry, !lines.isEmpty, !note.isEmpty, lines.last != "" { lines.append("") }
                lines += note.isEmpty ? [""] : note
            }
            self.lines = lines
        }
    }

    /// - Returns: the first column of the first line that is free.
    private func draw(
        _ scene: Announcement, _ scrolled: Int, titleWidth: Int, on painter: inout Painter
    ) -> Int {
        let body = Body(scene, size: size, glyphs: glyphs)
        let width = size.width - 4
        // There is always room for a time.
        let end = painter.write(scene.position, x: 2, y: 0, ink: .accent, style: .bold, width: max(0, width - 12))
        painter.write(scene.title, x: 2, y: 2, style: .bold, width: titleWidth)
        for (index, line) in body.about.enumerated() { painter.write(line, x: 2, y: 3 + index, ink: .muted) }
        let lines = body.lines.dropFirst(min(max(0, scrolled), max(0, body.lines.count - body.area.height)))
        for (index, line) in lines.prefix(body.area.height).enumerated() {
            painter.write(line, x: 2, y: body.area.y + index, style: .bold)
        }
        if body.lines.isEmpty { painter.write("this scene has no notes", x: 2, y: body.area.y, ink: .muted) }
        let rule = String(repeating: Character(glyphs.scalar(.horizontal)), count: width)
        painter.write(rule, x: 2, y: body.area.y - 1, ink: .rule)
        painter.write(rule, x: 2, y: size.height - 2, ink: .rule)
        let below = lines.count - body.area.height
        let more = below > 0 ? "↓ \(below) more" : scrolled > 0 && body.lines.count > body.area.height ? "↑" : ""
        painter.write(more, right: size.width - 2, width: width, y: size.height - 2, ink: .accent)
        let x = painter.write("next  ", x: 2, y: size.height - 1, ink: .muted)
        painter.write(
            scene.next ?? "the end", x: x, y: size.height - 1, ink: scene.next == nil ? .muted : .text,
            width: size.width - 2 - x)
        return end
    }
}
