import Canvas

/// A file format for frames, written as the frames come: what was taken so far is always the beginning of the file.
///
/// The same frames give the same bytes: there is no date in them, and times are those of the frames.
public protocol RecordingFormat: Sendable {
    /// How the names of its files end, without a dot; the first is the usual one.
    static var endings: [String] { get }

    /// Whether the heading's claims have a place in it: to hold them, all of the scene must be raced.
    static var showsClaims: Bool { get }

    init(_ heading: RecordingHeading)

    /// Uses other colours from the next frame on.
    mutating func use(_ theme: Theme)

    /// Adds a frame. A frame that looks like the one before only takes its time.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    mutating func add(_ frame: Frame, at seconds: Double)

    /// Ends the recording: the last frame is shown until `seconds`.
    mutating func finish(at seconds: Double)

    /// What was added since this was called last, for a file that grows while it is recorded.
    mutating func takeBytes() -> [UInt8]
}

extension RecordingFormat {
    public static var showsClaims: Bool { false }
}

/// What is known of a recording before its first frame.
public struct RecordingHeading: Sendable {
    public var size: Size
    public var title: String
    /// What the scene is about, for formats that have a place for it.
    public var about: String
    /// What is claimed of the scene, each with a mark for whether it holds; for formats that have a place for it.
    public var claims: [String] = []
    public var theme: Theme
    /// How often it is played; `nil` for ever. Formats that the player repeats ignore it.
    public var loop: Int?
    /// Pixels for a pixel of the font, in formats that have pixels.
    public var scale: Int

    public init(size: Size, title: String, about: String = "", theme: Theme, loop: Int? = nil, scale: Int = 1) {
        self.size = size
        self.title = title
        self.about = about
        self.theme = theme
        self.loop = loop
        self.scale = scale
    }
}

/// The formats there are.
public enum RecordingFormats {
    public static let all: [any RecordingFormat.Type] = [
        Asciicast.self, AnimatedSVG.self, HTMLPage.self, TextFrames.self,
    ]

    /// The format of a file by its name's ending.
    public static func format(ofFile name: String) -> (any RecordingFormat.Type)? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        return all.first { $0.endings.contains(ending) }
    }

    /// All endings, as messages list them.
    public static var endings: [String] { all.flatMap { $0.endings }.map { ".\($0)" } }
}
