import Basics
import Canvas

/// A recording being played, as a value: what it shows is a function of the recording, the size, and what happened.
public struct Playback: Sendable {
    public private(set) var size: Size
    /// Has the recording's colours.
    public let theme: Theme
    public internal(set) var isOver = false

    let timeline: Timeline
    let glyphs: GlyphSet
    var isPlaying = true
    /// Which of ``speeds`` it is played at.
    var speed = 3
    /// What is to be seen, in seconds since the beginning.
    private(set) var time = 0.0

    private var screen: TerminalScreen
    /// How many events the screen has taken whole, and how much of all output.
    private var taken = 0
    private var offset = 0
    /// Screens as they were, by which going back is quick; the first is the beginning.
    private var kept: [Moment] = []
    /// How much work there is between two of them.
    private var spacing = 100_000

    private struct Moment: Sendable {
        let screen: TerminalScreen
        let taken: Int
        let offset: Int
    }

    /// How many times as fast as it was recorded.
    static let speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]

    /// How much is done between two frames at most, in bytes and cells: a few milliseconds.
    static let budget = 50_000

    /// How many cells are kept at most, in all screens as they were.
    private static let mostKept = 2_000_000

    public init(_ timeline: Timeline, size: Size, glyphs: GlyphSet, theme: Theme = .dark) {
        self.timeline = timeline
        self.size = size
        self.glyphs = glyphs
        let colors = RecordedColors(of: timeline.output, palette: timeline.palette)
        self.theme = colors.theme(beyond: theme)
        screen = TerminalScreen(size: timeline.size, colors: colors)
        kept = [Moment(screen: screen, taken: 0, offset: 0)]
        catchUp()
    }

    // MARK: Events

    /// Whether anything changes by itself, so that `tick` must be called.
    public var needsTime: Bool { isPlaying || isBehind }

    /// Lets time pass.
    public mutating func tick(seconds: Double) {
        if isPlaying {
            time = min(time + seconds * Self.speeds[speed], timeline.duration)
            if time >= timeline.duration { isPlaying = false }
        }
        catchUp()
    }

    public mutating func resize(to size: Size) { self.size = size }

    public func resized(to size: Size) -> Playback {
        var resized = self
        resized.size = size
        return resized
    }

    public mutating func press(_ key: Key) { PlaybackKeys.action(for: key)?(&self) }

    // MARK: Time

    /// Shows what is to be seen at a time.
    mutating func seek(to wanted: Double) {
        time = min(max(wanted, 0), timeline.duration)
        let past = timeline.event(after: time)
        // What has been taken of an event is part of what comes after those that are whole.
        let isAhead = past < taken || (past == taken && offset > end(of: taken - 1))
        if isAhead, let moment = kept.last(where: { $0.taken <= past }) {
            (screen, taken, offset) = (moment.screen, moment.taken, moment.offset)
        }
        catchUp()
    }

    private func end(of event: Int) -> Int { event < 0 ? 0 : Int(clamping: timeline.events[event].end) }

    /// Whether what is shown is not yet what is to be seen.
    public var isBehind: Bool { taken < timeline.events.count && timeline.events[taken].time <= time }

    /// Takes the events up to the time, as many as there is time for between two frames.
    private mutating func catchUp() {
        let start = screen.work
        while isBehind, screen.work - start < Self.budget {
            let event = timeline.events[taken]
            if let size = event.size {
                screen.resize(to: size)
            } else {
                let end = Int(clamping: event.end)
                offset = screen.feed(
                    timeline.output, from: offset, to: end, most: Self.budget - (screen.work - start))
                guard offset == end else { break }
            }
            taken += 1
            keep()
        }
    }

    /// Keeps the screen, if much has been done since the last one that was kept.
    private mutating func keep() {
        guard let last = kept.last, taken > last.taken, screen.work - last.screen.work >= spacing else { return }
        kept.append(Moment(screen: screen, taken: taken, offset: offset))
        guard kept.count > max(8, Self.mostKept / (screen.size.width * screen.size.height)) else { return }
        // Every other one is enough from now on.
        kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
        spacing *= 2
    }

    /// How much has been done for what is shown, and how many screens are kept.
    var work: Int { screen.work }
    var keptCount: Int { kept.count }

    // MARK: Frames

    /// The screen of the recording, as it is at the time.
    func picture() -> Frame {
        var frame = Frame(size: screen.size)
        screen.draw(on: &frame, area: Area(screen.size))
        return frame
    }

    /// The recorded screen's size.
    var recordedSize: Size { screen.size }

    /// What is on the screen now: the recording, in the middle if there is room for more, and the bar below it.
    public func frame() -> Frame {
        var frame = Frame(size: size)
        let (above, below) = Area(size).split(bottom: size.height > 1 ? 1 : 0)
        let recorded = screen.size
        screen.draw(
            on: &frame,
            area: Area(
                x: above.x + max(0, (above.width - recorded.width) / 2),
                y: above.y + max(0, (above.height - recorded.height) / 2),
                width: min(above.width, recorded.width), height: min(above.height, recorded.height)))
        PlaybackBar(self, area: below).draw(on: &frame)
        return frame
    }
}
