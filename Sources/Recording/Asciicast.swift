import Basics
import Canvas

/// A recording in asciicast v2: a header, then an event a line, `[seconds, "o", output]`.
///
/// The same frames give the same bytes: there is no date in it, and times are those of the frames.
/// Format: https://docs.asciinema.org/manual/asciicast/v2/
public struct Asciicast: RecordingFormat {
    public static let endings = ["cast"]
    public static let uses: RecordingUses = [.growing]

    /// The recording so far, complete lines only.
    public private(set) var text: String
    private var encoder: FrameEncoder
    private var size: Size
    private var end = 0.0

    public init(_ heading: RecordingHeading) {
        self.init(size: heading.size, title: heading.title, theme: heading.theme)
    }

    public init(size: Size, title: String, theme: Theme, colors: ColorLevel = .exact) {
        encoder = FrameEncoder(theme: theme, colors: colors)
        self.size = size
        let foreground = theme[.text].rgb.hexadecimal
        let background = theme[.ground].rgb.hexadecimal
        text =
            JSON.object([
                ("version", "2"), ("width", "\(size.width)"), ("height", "\(size.height)"),
                ("title", JSON.string(title)),
                ("env", JSON.object([("TERM", JSON.string("xterm-256color"))])),
                ("theme", JSON.object([("fg", JSON.string(foreground)), ("bg", JSON.string(background))])),
            ]) + "\n"
    }

    /// Adds a frame. A frame that looks like the one before adds nothing.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    public mutating func add(_ frame: Frame, at seconds: Double) {
        end = seconds
        if frame.size != size {
            size = frame.size
            text += JSON.array([Self.time(seconds), JSON.string("r"), JSON.string("\(size)")]) + "\n"
        }
        let output = encoder.encode(frame)
        guard !output.isEmpty else { return }
        addEvent(output, at: seconds)
    }

    /// Ends the recording: holds the last frame until `seconds`, then gives the cursor back.
    public mutating func finish(at seconds: Double) {
        addEvent("\u{1B}[0m\u{1B}[?25h", at: max(seconds, end))
    }

    /// Uses other colours from the next frame on.
    public mutating func use(_ theme: Theme) { encoder.use(theme) }

    public mutating func takeBytes() -> [UInt8] {
        defer { text = "" }
        return Array(text.utf8)
    }

    private mutating func addEvent(_ output: String, at seconds: Double) {
        text += JSON.array([Self.time(seconds), JSON.string("o"), JSON.string(output)]) + "\n"
    }

    /// Seconds to the microsecond.
    private static func time(_ seconds: Double) -> String {
        let microseconds = Int(clamping: (seconds * 1_000_000).rounded())
        let fraction = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }
}
