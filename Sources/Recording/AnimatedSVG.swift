import Canvas

/// A recording as an animated SVG: one file without scripts and fonts, which browsers play as a picture of a page.
///
/// It stands on its last frame for people who want less motion, and in programs that do not play it. Written at its
/// end: its size, its order and its shares of time are known only then. Until then it is kept in memory, as what changed
/// from frame to frame.
public struct AnimatedSVG: RecordingFormat {
    public static let endings = ["svg"]
    public static let uses: RecordingUses = .loop

    private var picture: SVGPicture
    private var bytes: [UInt8] = []

    public init(_ heading: RecordingHeading) { picture = SVGPicture(heading) }

    public mutating func use(_ theme: Theme) { picture.use(theme) }

    public mutating func add(_ frame: Frame, at seconds: Double) { picture.add(frame, at: seconds) }

    public mutating func finish(at seconds: Double) { bytes = Array(picture.markup(until: seconds).utf8) }

    public mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}

/// The same, compressed (RFC 1952): web servers send it as it is, with `Content-Encoding: gzip`.
public struct CompressedSVG: RecordingFormat {
    public static let endings = ["svgz"]
    public static let uses: RecordingUses = .loop

    private var recording: AnimatedSVG

    public init(_ heading: RecordingHeading) { recording = AnimatedSVG(heading) }

    public mutating func use(_ theme: Theme) { recording.use(theme) }

    public mutating func add(_ frame: Frame, at seconds: Double) { recording.add(frame, at: seconds) }

    public mutating func finish(at seconds: Double) { recording.finish(at: seconds) }

    public mutating func takeBytes() -> [UInt8] {
        let bytes = recording.takeBytes()
        return bytes.isEmpty ? [] : Deflate.gzip(bytes)
    }
}

/// One frame as an SVG.
public enum SVGStill: StillFormat {
    public static let endings = ["svg"]

    public static func bytes(of frame: Frame, _ heading: RecordingHeading) -> [UInt8] {
        var picture = SVGPicture(heading)
        picture.add(frame, at: 0)
        return Array(picture.markup(until: 0).utf8)
    }
}
