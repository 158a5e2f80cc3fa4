import Basics
import Canvas

/// An animation that every browser, slide and chat plays. The colours are exact, but for the shades of reliefs: see
/// ``Palette``.
///
/// Each image holds the rectangle in which something changed, transparent where nothing did. Times are in hundredths of
/// a second, rounded from the beginning, so that no rounding adds up.
/// Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
public struct GIF: RecordingFormat {
    public static let endings = ["gif"]
    public static let uses: RecordingUses = [.pixels, .loop]

    /// How long a picture stays at least, in hundredths: what is less browsers take for ten.
    private static let leastDelay = 2

    private var bytes: [UInt8] = []
    /// The picture that is not written yet, as it is not known how long it stays.
    private var raster: Raster
    /// When it began, in hundredths.
    private var begin = 0
    /// Where it may differ from what the images so far show.
    private var changed: Area
    /// What the images so far show, in the colours of the picture; `nil` where all is to be written.
    private var shown: [UInt8]?
    private let colors: Palette
    private var isEmpty = true
    /// The colours from the next frame on: the picture that waits keeps its own.
    private var nextTheme: Theme?

    public init(_ heading: RecordingHeading) {
        raster = Raster(heading)
        changed = Area(raster.size)
        colors = raster.palette
        bytes += Array("GIF89a".utf8)
        add(raster.size.width)
        add(raster.size.height)
        // A table of colours for all images, of 2 to the power of its last three bits plus 1.
        bytes += [0xF0 | UInt8(clamping: colors.bits - 1), 0, 0]
        bytes += colors.bytes(count: 1 << colors.bits)
        // Without this it is played once.
        guard heading.loop != 1 else { return }
        bytes += [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1]
        // How often again; 0 is for ever.
        add(heading.loop.map { max(1, $0 - 1) } ?? 0)
        bytes.append(0)
    }

    public mutating func use(_ theme: Theme) { nextTheme = theme }

    public mutating func add(_ frame: Frame, at seconds: Double) {
        let time = Int(clamping: (seconds * 100).rounded())
        var next = raster
        if let nextTheme { next.use(nextTheme) }
        nextTheme = nil
        let area = next.draw(frame)
        guard !area.isEmpty else { return }
        if !isEmpty, time - begin >= Self.leastDelay {
            write(until: time)
            changed = area
        } else {
            // It stayed too shortly to be seen.
            changed = changed.union(area)
        }
        if next.palette != raster.palette { shown = nil }
        raster = next
        isEmpty = false
    }

    public mutating func finish(at seconds: Double) {
        write(until: max(Int(clamping: (seconds * 100).rounded()), begin + Self.leastDelay))
        bytes.append(0x3B)
    }

    public mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Writes the picture that waits, which stays until `time`.
    private mutating func write(until time: Int) {
        var rest = time - begin
        begin = time
        // Longer than a delay can be: nothing changes again. What is left is no less than a picture has to stay.
        while rest > 0xFFFF {
            writeImage(delay: 0xFFFF - Self.leastDelay)
            rest -= 0xFFFF - Self.leastDelay
            changed = Area(x: 0, y: 0, width: 0, height: 0)
        }
        writeImage(delay: rest)
    }

    private mutating func writeImage(delay: Int) {
        let area = differences()
        // It stays when its time is over; one index is transparent.
        bytes += [0x21, 0xF9, 4, 0x05]
        add(delay)
        bytes += [raster.palette.transparent, 0, 0x2C]
        for number in [area.x, area.y, area.width, area.height] { add(number) }
        let bits = raster.palette.bits
        if raster.palette == colors {
            bytes.append(0)
        } else {
            bytes.append(0x80 | UInt8(clamping: bits - 1))
            bytes += raster.palette.bytes(count: 1 << bits)
        }
        LZW.encode(pixels(in: area), bits: bits, into: &bytes)
        shown = raster.pixels
    }

    /// The smallest rectangle with all pixels that are not as they are shown; a pixel if there are none.
    private func differences() -> Area {
        guard let shown else { return Area(raster.size) }
        var (left, top, right, bottom) = (changed.maxX, changed.maxY, 0, 0)
        for y in changed.y..<changed.maxY {
            let row = y * raster.size.width
            guard let first = (changed.x..<changed.maxX).first(where: { shown[row + $0] != raster.pixels[row + $0] }),
                let last = (changed.x..<changed.maxX).last(where: { shown[row + $0] != raster.pixels[row + $0] })
            else { continue }
            (left, right) = (min(left, first), max(right, last + 1))
            (top, bottom) = (min(top, y), y + 1)
        }
        return bottom > top
            ? Area(x: left, y: top, width: right - left, height: bottom - top) : Area(x: 0, y: 0, width: 1, height: 1)
    }

    private func pixels(in area: Area) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(area.width * area.height)
        for y in area.y..<area.maxY {
            let row = y * raster.size.width
            let places = (row + area.x)..<(row + area.maxX)
            guard let shown else {
                pixels += raster.pixels[places]
                continue
            }
            for place in places {
                let pixel = raster.pixels[place]
                pixels.append(shown[place] == pixel ? raster.palette.transparent : pixel)
            }
        }
        return pixels
    }

    /// A number as two bytes, the lower one first.
    private mutating func add(_ number: Int) {
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    }
}

extension Area {
    /// The smallest rectangle that holds both.
    func union(_ other: Area) -> Area {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let (left, top) = (min(x, other.x), min(y, other.y))
        return Area(
            x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }
}
