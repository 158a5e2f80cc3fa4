import Canvas

/// A file format for one frame. The same frame gives the same bytes.
public protocol StillFormat: Sendable {
    /// How the names of its files end, without a dot; the first is the usual one.
    static var endings: [String] { get }

    /// What of a heading it has a use for.
    static var uses: RecordingUses { get }

    /// A file with this frame alone.
    static func bytes(of frame: Frame, _ heading: RecordingHeading) -> [UInt8]
}

extension StillFormat {
    public static var uses: RecordingUses { [] }
}

/// The formats there are.
public enum StillFormats {
    public static let all: [any StillFormat.Type] = [PNG.self, SVGStill.self, PlainText.self]

    /// The format of a file by its name's ending.
    public static func format(ofFile name: String) -> (any StillFormat.Type)? {
        let ending = RecordingFormats.ending(ofFile: name)
        return all.first { $0.endings.contains(ending) }
    }

    /// All endings, as messages list them.
    public static var endings: [String] { all.flatMap { $0.endings }.map { ".\($0)" } }

    /// The endings of those that have a use for something.
    public static func endings(that uses: RecordingUses) -> String {
        all.filter { $0.uses.isSuperset(of: uses) }.flatMap { $0.endings }.map { ".\($0)" }.joined(separator: ", ")
    }
}

/// The characters alone.
public enum PlainText: StillFormat {
    public static let endings = ["txt"]

    public static func bytes(of frame: Frame, _ heading: RecordingHeading) -> [UInt8] { Array(frame.text.utf8) }
}
