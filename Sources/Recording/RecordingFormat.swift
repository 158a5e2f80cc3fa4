import Canvas

/// A file format for frames, written as the frames come: what was taken so far is always the beginning of the file.
///
/// The same frames give the same bytes: there is no date in them, and times are those of the frames.
public protocol RecordingFormat: Sendable {
    /// How the names of its files end, without a dot; the first is the usual one.
    static var endings: [String] { get }

    /// What of a heading it has a use for.
    static var uses: RecordingUses { get }

    /// The program that makes the file of what the format writes; `nil` where that is the file.
    static var encoder: Encoder? { get }

    init(_ heading: RecordingHeading)

    /// Uses other colours from the next frame on.
    mutating func use(_ theme: Theme)

    /// Adds a frame. A frame that looks like the one before only takes its time.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    mutating func add(_ frame: Frame, at seconds: Double)

    /// Marks a place to be found again, if the format has marks.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    mutating func mark(_ label: String, at seconds: Double)

    /// Ends the recording: the last frame is shown until `seconds`.
    mutating func finish(at seconds: Double)

    /// What was added since this was called last, for a file that grows while it is recorded.
    mutating func takeBytes() -> [UInt8]
}

extension RecordingFormat {
    public static var uses: RecordingUses { [] }
    public static var encoder: Encoder? { nil }

    public mutating func mark(_ label: String, at seconds: Double) {}
}

/// What only some formats have.
public struct RecordingUses: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Pixels, so that there is a font and a scale.
    public static let pixels = RecordingUses(rawValue: 1)
    /// How often it is played.
    public static let loop = RecordingUses(rawValue: 2)
    /// The scene's claims: to hold them, all of it must be raced.
    public static let claims = RecordingUses(rawValue: 4)
    /// A reader before its end: what is written so far is a file by itself.
    public static let growing = RecordingUses(rawValue: 8)
    /// A terminal's output, in one of the versions of asciicast, and how long nothing may happen in it.
    public static let cast = RecordingUses(rawValue: 16)
}

/// What is known of a recording before its first frame.
public struct RecordingHeading: Sendable {
    public var size: Size
    public var title: String
    /// What the scene is about, for formats that have a place for it.
    public var about: String
    /// What is claimed of the scene, each with a mark for whether it holds; for formats that have a place for it.
    public var claims: [String] = []
    /// What is worth finding again, by the step at which it comes; for formats that have marks.
    public var moments: [(step: Int, label: String)] = []
    public var theme: Theme
    /// How often it is played; `nil` for ever. Formats that the player repeats ignore it.
    public var loop: Int?
    /// The version of casts.
    public var castVersion = Asciicast.Version.two
    /// How many seconds without anything new players of casts are to wait at most; `nil` for as long as it takes.
    public var idleLimit: Double?
    /// The letters, in formats that have pixels.
    public var fontSize: FontSize
    /// Pixels for a pixel of the font, in formats that have pixels.
    public var scale: Int
    /// Frames a second, in formats that have a steady pace.
    public var fps: Double

    public init(
        size: Size, title: String, about: String = "", theme: Theme, loop: Int? = nil, fontSize: FontSize = .medium,
        scale: Int = 1, fps: Double = 30
    ) {
        self.size = size
        self.title = title
        self.about = about
        self.theme = theme
        self.loop = loop
        self.fontSize = fontSize
        self.scale = scale
        self.fps = fps
    }
}

/// The formats there are.
public enum RecordingFormats {
    public static let all: [any RecordingFormat.Type] = [
        Asciicast.self, GIF.self, AnimatedSVG.self, CompressedSVG.self, HTMLPage.self, Video<H264>.self,
        Video<VP9>.self,
        TextFrames.self,
    ]

    /// The format of a file by its name's ending.
    public static func format(ofFile name: String) -> (any RecordingFormat.Type)? {
        let ending = ending(ofFile: name)
        return all.first { $0.endings.contains(ending) }
    }

    /// What stands behind a name's last dot, in small letters; empty if there is none.
    public static func ending(ofFile name: String) -> String {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }

    /// All endings, as messages list them.
    public static var endings: [String] { all.flatMap { $0.endings }.map { ".\($0)" } }

    /// The endings of those that have a use for something.
    public static func endings(that uses: RecordingUses) -> String {
        all.filter { $0.uses.isSuperset(of: uses) }.flatMap { $0.endings }.map { ".\($0)" }.joined(separator: ", ")
    }
}
