import Basics
import Canvas

/// Frames as raw pixels at a steady pace, three bytes each (red, green, blue), row by row: what a video encoder eats.
public struct Video<Codec: VideoCodec>: RecordingFormat {
    public static var endings: [String] { [Codec.ending] }
    public static var uses: RecordingUses { [.pixels] }

    private var raster: Raster
    private let rate: Double
    /// The last frame, encoded, and how many times it or others were written.
    private var picture: [UInt8] = []
    private var written = 0
    private var bytes: [UInt8] = []

    public init(_ heading: RecordingHeading) {
        raster = Raster(heading)
        rate = heading.fps
    }

    public mutating func use(_ theme: Theme) { raster.use(theme) }

    public mutating func add(_ frame: Frame, at seconds: Double) {
        repeatPicture(until: seconds)
        let area = raster.draw(frame)
        guard !area.isEmpty || picture.isEmpty else { return }
        let colors = raster.palette.colors
        if picture.count != 3 * raster.pixels.count { picture = Array(repeating: 0, count: 3 * raster.pixels.count) }
        for y in area.y..<area.maxY {
            for index in (y * raster.size.width + area.x)..<(y * raster.size.width + area.maxX) {
                let color = colors[Int(clamping: raster.pixels[index])]
                picture[3 * index] = color.red
                picture[3 * index + 1] = color.green
                picture[3 * index + 2] = color.blue
            }
        }
    }

    public mutating func finish(at seconds: Double) {
        // However short it is, a video has one picture.
        repeatPicture(until: max(seconds, (Double(written) + 1) / rate))
    }

    public mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func repeatPicture(until seconds: Double) {
        let count = Int(clamping: (seconds * rate).rounded())
        guard !picture.isEmpty else { return }
        while written < count {
            bytes += picture
            written += 1
        }
    }

    public static var encoder: Encoder? {
        Encoder(program: "ffmpeg") { heading, path in
            let size = Raster.size(ofCells: heading.size, fontSize: heading.fontSize, scale: heading.scale)
            return ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
                + ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "\(size)"]
                + ["-framerate", "\(heading.fps)", "-i", "pipe:0", "-an"]
                // Every player can show these colours, for which sides must be even.
                + ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p"]
                + ["-metadata", "title=\(heading.title)", "-fflags", "+bitexact"] + Codec.arguments + [path]
        }
    }
}

/// How ffmpeg is to encode.
public protocol VideoCodec: Sendable {
    /// How the names of its files end.
    static var ending: String { get }
    static var arguments: [String] { get }
}

/// What slide programs and browsers play.
public enum H264: VideoCodec {
    public static let ending = "mp4"
    // Lines a pixel wide bear no loss; the index goes first, so that a page plays it while it loads.
    public static let arguments = [
        "-c:v", "libx264", "-preset", "medium", "-crf", "16", "-tune", "animation", "-movflags", "+faststart",
        "-f", "mp4",
    ]
}

/// What browsers play, and free programs make.
public enum VP9: VideoCodec {
    public static let ending = "webm"
    public static let arguments = [
        "-c:v", "libvpx-vp9", "-crf", "20", "-b:v", "0", "-deadline", "good", "-cpu-used", "3", "-row-mt", "1",
        "-f", "webm",
    ]
}

/// A program that makes a file of what a format writes.
public struct Encoder: Sendable {
    public let program: String
    /// Its arguments for a recording, and the file that it is to write.
    public let arguments: @Sendable (RecordingHeading, _ path: String) -> [String]
}
