import Basics
import Canvas

/// A recording for asciinema: a header, then an event a line, `[seconds, code, data]`.
///
/// The same frames give the same bytes: there is no date in it, and times are those of the frames.
/// Format: https://docs.asciinema.org/manual/asciicast/v2/ and …/v3/
public struct Asciicast: RecordingFormat {
    public static let endings = ["cast"]
    public static let uses: RecordingUses = [.cast, .growing]

    /// The versions of the format that are written.
    public enum Version: Int, CaseIterable, Sendable {
        /// What every player and converter reads.
        case two = 2
        /// Times are those since the event before, and the end is an event.
        case three = 3
    }

    /// The recording so far, complete lines only.
    public private(set) var text: String
    private let version: Version
    private var encoder: FrameEncoder
    private var size: Size
    private var end = 0.0
    /// When the last event was, in microseconds.
    private var last = 0

    public init(_ heading: RecordingHeading) { self.init(heading, colors: .exact) }

    public init(
        size: Size, title: String, theme: Theme, colors: ColorLevel = .exact, version: Version = .two
    ) {
        var heading = RecordingHeading(size: size, title: title, theme: theme)
        heading.castVersion = version
        self.init(heading, colors: colors)
    }

    private init(_ heading: RecordingHeading, colors: ColorLevel) {
        version = heading.castVersion
        encoder = FrameEncoder(theme: heading.theme, colors: colors)
        size = heading.size
        text = JSON.object(Self.header(heading)) + "\n"
    }

    private static func header(_ heading: RecordingHeading) -> [(key: String, value: String)] {
        let palette = TerminalPalette(heading.theme)
        // Without all three asciinema's own programs refuse a theme, and the file with it.
        let theme = JSON.object([
            ("fg", JSON.string(palette.text.hexadecimal)), ("bg", JSON.string(palette.ground.hexadecimal)),
            ("palette", JSON.string(palette.colors.map(\.hexadecimal).joined(separator: ":"))),
        ])
        let type = JSON.string("xterm-256color")
        let (width, height) = ("\(heading.size.width)", "\(heading.size.height)")
        let title = JSON.string(heading.title)
        let idle = heading.idleLimit.map { [("idle_time_limit", $0.spelledShort)] } ?? []
        switch heading.castVersion {
        case .two:
            return [("version", "2"), ("width", width), ("height", height), ("title", title)] + idle + [
                ("env", JSON.object([("TERM", type)])), ("theme", theme),
            ]
        case .three:
            let term = JSON.object([("cols", width), ("rows", height), ("type", type), ("theme", theme)])
            return [("version", "3"), ("term", term), ("title", title)] + idle
        }
    }

    /// Adds a frame. A frame that looks like the one before adds nothing.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    public mutating func add(_ frame: Frame, at seconds: Double) {
        end = seconds
        if frame.size != size {
            size = frame.size
            addEvent("r", "\(size)", at: seconds)
        }
        let output = encoder.encode(frame)
        guard !output.isEmpty else { return }
        addEvent("o", output, at: seconds)
    }

    public mutating func mark(_ label: String, at seconds: Double) { addEvent("m", label.printable, at: seconds) }

    /// Ends the recording: holds the last frame until `seconds`, then gives the cursor back.
    public mutating func finish(at seconds: Double) {
        addEvent("o", "\u{1B}[0m\u{1B}[?25h", at: max(seconds, end))
        if version == .three { addEvent("x", "0", at: max(seconds, end)) }
    }

    /// Uses other colours from the next frame on.
    public mutating func use(_ theme: Theme) { encoder.use(theme) }

    public mutating func takeBytes() -> [UInt8] {
        defer { text = "" }
        return Array(text.utf8)
    }

    private mutating func addEvent(_ code: String, _ data: String, at seconds: Double) {
        // The time since the last event is the difference of what both are rounded to, so that no rounding adds up.
        let now = max(last, Int(clamping: (seconds * 1_000_000).rounded()))
        let time = version == .three ? now - last : now
        last = now
        text += JSON.array([Self.seconds(time), JSON.string(code), JSON.string(data)]) + "\n"
    }

    private static func seconds(_ microseconds: Int) -> String {
        let fraction = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }
}
