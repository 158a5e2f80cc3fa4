import Basics
import Canvas

/// A recording as it is played: what a program wrote to its terminal, and when.
public struct Timeline: Sendable {
    public internal(set) var title = ""
    /// The terminal's size at the beginning.
    public internal(set) var size = Size(width: 80, height: 24)
    public internal(set) var palette = TerminalPalette(.dark)
    /// In seconds.
    public internal(set) var duration = 0.0
    public internal(set) var markers: [Marker] = []
    /// Whether the file ends within an event, as one does whose recorder was killed.
    public internal(set) var isCut = false

    public struct Marker: Equatable, Sendable {
        public let time: Double
        public let label: String
    }

    /// Either output, up to a place in ``output``, or another size.
    struct Event: Sendable {
        let time: Double
        let end: UInt32
        var columns: UInt16 = 0
        var rows: UInt16 = 0

        var size: Size? {
            columns == 0 ? nil : Size(width: Int(clamping: columns), height: Int(clamping: rows))
        }
    }

    /// All output, one event's behind the other's.
    var output: [UInt8] = []
    private(set) var events: [Event] = []

    /// Reads a recording's file.
    ///
    /// - Parameter name: the file's name, whose ending says what it is.
    /// - Throws: a ``RecordingMistake``.
    public init(_ bytes: [UInt8], fileName name: String) throws(RecordingMistake) {
        self = name.lowercased().hasSuffix(".txt") ? try TextReader.read(bytes) : try CastReader.read(bytes)
    }

    init() {}

    /// Whether a file is a recording, by its name.
    public static func isRecording(fileName name: String) -> Bool {
        [".cast", ".txt"].contains { name.lowercased().hasSuffix($0) }
    }

    /// Ends an event, whose output has been added.
    mutating func endOutput(at time: Double) {
        let end = UInt32(clamping: output.count)
        duration = max(duration, time)
        guard end > (events.last?.end ?? 0) else { return }
        events.append(Event(time: time, end: end))
    }

    mutating func addResize(_ size: Size, at time: Double) {
        duration = max(duration, time)
        events.append(
            Event(
                time: time, end: events.last?.end ?? 0, columns: UInt16(clamping: size.width),
                rows: UInt16(clamping: size.height)))
    }

    /// The place of the first event that is later than a time.
    func event(after time: Double) -> Int {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].time > time { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The times of the pictures before and after the one that is seen at a time.
    func neighbours(of time: Double) -> (before: Double?, after: Double?) {
        let next = event(after: time)
        let after = next < events.count ? events[next].time : nil
        guard next > 0 else { return (nil, after) }
        // Several events at once are one picture.
        let shown = events[next - 1].time
        var first = next - 1
        while first > 0, events[first - 1].time == shown { first -= 1 }
        return (first > 0 ? events[first - 1].time : nil, after)
    }
}
