import Canvas

/// A recording as plain text, for print and for what shows nothing else: the lines of each frame, and a form feed
/// between frames, which begins a new page.
///
/// Texts have no time and no colours: a frame that reads like the one before is left out.
public struct TextFrames: RecordingFormat {
    public static let endings = ["txt"]
    public static let uses: RecordingUses = [.growing]

    private var last: String?
    private var bytes: [UInt8] = []

    public init(_ heading: RecordingHeading) {}

    public mutating func use(_ theme: Theme) {}

    public mutating func add(_ frame: Frame, at seconds: Double) {
        let text = frame.text
        guard text != last else { return }
        if last != nil { bytes.append(0x0C) }
        bytes += text.utf8
        last = text
    }

    public mutating func finish(at seconds: Double) {}

    public mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
