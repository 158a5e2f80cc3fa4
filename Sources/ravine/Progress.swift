import Canvas
import Views

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How far a command is, on standard error where that is a terminal; else nothing is said.
struct Progress {
    private let name: String
    private let total: Int
    private let unit: String
    /// What was done before it began.
    private let before: Int
    private let glyphs: GlyphSet
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant?

    private static let barWidth = 24

    /// - Parameters:
    ///   - name: what is made.
    ///   - total: how many pieces it has.
    ///   - unit: what the pieces are.
    ///   - done: how many were done before.
    init(_ name: String, of total: Int, unit: String = "frames", done: Int = 0) {
        self.name = name
        self.total = total
        self.unit = unit
        before = done
        isShown = isatty(STDERR_FILENO) == 1
        glyphs = .detect(environment: ProcessInfo.processInfo.environment)
        start = clock.now
    }

    /// So many pieces are done. Said ten times a second at most.
    mutating func show(_ done: Int) {
        let now = clock.now
        guard isShown, last.map({ $0.duration(to: now) >= .milliseconds(100) }) ?? true else { return }
        last = now
        let share = Double(done) / Double(max(total, 1))
        let filled = Int(clamping: share * Double(Self.barWidth))
        let bar =
            String(repeating: String(glyphs.scalar(.sliderFill)), count: filled)
            + String(repeating: String(glyphs.scalar(.sliderTrack)), count: Self.barWidth - filled)
        var line = "\(name)  \(bar)  \(done)/\(total) \(unit)"
        let elapsed = start.duration(to: now) / .seconds(1)
        if done > before, elapsed > 1 {
            line += "  \(Self.time(elapsed * Double(total - done) / Double(done - before))) left"
        }
        Output.writeError("\r\u{1B}[K" + line)
    }

    /// Says in its place what came of it.
    func finish(_ words: String) {
        if isShown { Output.writeError("\r\u{1B}[K\(words)\n") }
    }

    /// Makes room for what others say.
    func clear() {
        if isShown, last != nil { Output.writeError("\r\u{1B}[K") }
    }

    private static func time(_ seconds: Double) -> String {
        let seconds = Int(clamping: seconds.rounded(.up))
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
