import Canvas
import Player

/// Brings events to a playback, and its frames to a console, until the user leaves.
@MainActor
public struct PlaybackLoop<Display: Console> {
    public private(set) var playback: Playback
    private let console: Display

    private static var frame: Double { 1.0 / 30 }

    public init(console: Display, playback: Playback) {
        self.console = console
        self.playback = playback
        console.theme = playback.theme
    }

    /// Plays until the user leaves.
    ///
    /// - Returns: the signal that ended it, if one did; a hang-up counts as one where the console is lost.
    public mutating func run(hangUp: Int32) -> Int32? {
        let clock = ContinuousClock()
        console.show(playback.frame())
        var (last, shown) = (clock.now, clock.now)
        while !playback.isOver {
            // Nothing moves while it is paused: wait for ever, at no cost. What is behind need not wait at all.
            let hadTime = playback.needsTime
            let wait = playback.isBehind ? 0 : Self.frame - last.duration(to: clock.now) / .seconds(1)
            var event = console.nextEvent(within: hadTime ? wait : nil)
            let hasHappened = event != nil
            while let happened = event {
                switch happened {
                case .key(let key): playback.press(key)
                case .resize(let size): playback.resize(to: size)
                case .pointer, .wake: break
                case .terminate(let signal): return signal
                case .lost: return hangUp
                }
                event = playback.isOver ? nil : console.nextEvent(within: 0)
            }
            let now = clock.now
            if hadTime { playback.tick(seconds: min(last.duration(to: now) / .seconds(1), 0.25)) }
            last = now
            guard hasHappened || !playback.isBehind || shown.duration(to: now) >= .seconds(Self.frame) else { continue }
            shown = now
            console.show(playback.frame())
        }
        return nil
    }
}
