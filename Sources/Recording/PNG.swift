import Basics
import Canvas

/// A still picture: a table of the theme's colours and a byte a pixel; see ``Palette``.
///
/// Format: https://www.w3.org/TR/png-3/
public enum PNG: StillFormat {
    public static let endings = ["png"]
    public static let uses: RecordingUses = .pixels

    public static func bytes(of frame: Frame, _ heading: RecordingHeading) -> [UInt8] {
        var raster = Raster(heading)
        raster.draw(frame)
        return bytes(of: raster)
    }

    public static func bytes(of raster: Raster) -> [UInt8] {
        let size = raster.size
        var lines: [UInt8] = []
        lines.reserveCapacity((size.width + 1) * size.height)
        for y in 0..<size.height {
            // Indices are best left as they are: filters are for shades.
            lines.append(0)
            lines += raster.pixels[(y * size.width)..<((y + 1) * size.width)]
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", bigEndian(size.width) + bigEndian(size.height) + [8, 3, 0, 0, 0])
            + chunk("PLTE", raster.palette.bytes(count: 0)) + chunk("IDAT", Deflate.zlib(lines)) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let checked = Array(name.utf8) + content
        return bigEndian(content.count) + checked + bigEndian(Int(clamping: checksum(checked)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The cyclic redundancy check of ISO 3309.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table = (0..<256 as Range<UInt32>).map { index in
            (0..<8).reduce(index) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum = table[Int(truncatingIfNeeded: sum & 0xFF) ^ Int(truncatingIfNeeded: byte)] ^ (sum >> 8)
        }
        return ~sum
    }
}
