import Basics
import Canvas

/// Frames as pixels: what pictures, animations and videos are made of.
///
/// A pixel is an index into ``palette``. Only cells that changed are drawn again.
public struct Raster: Sendable {
    /// The size of the frames, in cells. What of a frame lies outside is cut off, what it lacks is blank.
    public let cells: Size
    /// The size of the picture, in pixels.
    public let size: Size
    /// Row by row.
    public private(set) var pixels: [UInt8]
    public private(set) var palette: Palette
    private let font: Font
    private let scale: Int
    private let cell: Size
    /// What is drawn; `nil` before the first frame, and with new colours.
    private var frame: Frame?
    private var glyphs: [Glyph: Bitmap] = [:]

    /// What a cell shows, without its colours.
    private struct Glyph: Hashable {
        let scalar: Unicode.Scalar
        let marks: SIMD2<UInt32>
        let isBold: Bool
        let isWide: Bool
    }

    /// A picture of the ground alone.
    ///
    /// - Parameter scale: pixels for a pixel of the font, in both directions.
    public init(cells: Size, theme: Theme, fontSize: FontSize = .medium, scale: Int = 1) {
        font = Font.font(fontSize)
        self.cells = cells
        self.scale = max(1, scale)
        cell = Self.size(ofCells: Size(width: 1, height: 1), fontSize: fontSize, scale: self.scale)
        size = Self.size(ofCells: cells, fontSize: fontSize, scale: self.scale)
        palette = Palette(theme)
        pixels = Array(repeating: palette[.ground], count: size.width * size.height)
    }

    public init(_ heading: RecordingHeading) {
        self.init(cells: heading.size, theme: heading.theme, fontSize: heading.fontSize, scale: heading.scale)
    }

    /// How many pixels a frame of so many cells has.
    public static func size(ofCells cells: Size, fontSize: FontSize, scale: Int) -> Size {
        Size(width: cells.width * fontSize.width * scale, height: cells.height * fontSize.rawValue * scale)
    }

    /// Uses other colours: the next frame is drawn anew.
    public mutating func use(_ theme: Theme) {
        let palette = Palette(theme)
        guard palette != self.palette else { return }
        self.palette = palette
        frame = nil
    }

    /// Draws a frame over the last one.
    ///
    /// - Returns: the cells' rectangle, in pixels, outside which no pixel changed; empty if none did. With new colours
    ///   all have changed.
    @discardableResult
    public mutating func draw(_ next: Frame) -> Area {
        let last = frame
        var (left, top, right, bottom) = (cells.width, cells.height, 0, 0)
        for y in 0..<cells.height {
            for x in 0..<cells.width {
                let cell = next[x, y]
                if cell.isContinuation, x > 0 { continue }
                let isWide = x + 1 < cells.width && next[x + 1, y].isContinuation
                if let last, last[x, y] == cell, (x + 1 < cells.width && last[x + 1, y].isContinuation) == isWide {
                    continue
                }
                guard draw(cell, x: x, y: y, isWide: isWide) || last == nil else { continue }
                (left, top) = (min(left, x), min(top, y))
                (right, bottom) = (max(right, x + (isWide ? 2 : 1)), max(bottom, y + 1))
            }
        }
        frame = next
        return Area(
            x: left * cell.width, y: top * cell.height, width: (right - left) * cell.width,
            height: (bottom - top) * cell.height)
    }

    /// Draws a cell. - Returns: whether any pixel is another one than before.
    private mutating func draw(_ cell: Cell, x: Int, y: Int, isWide: Bool) -> Bool {
        let isReverse = cell.style.contains(.reverse)
        let (ink, ground) = (palette[isReverse ? cell.ground : cell.ink], palette[isReverse ? cell.ink : cell.ground])
        let glyph = Glyph(
            scalar: cell.scalar, marks: cell.marks, isBold: cell.style.contains(.bold), isWide: isWide)
        let bitmap = bitmap(glyph)
        var difference: UInt8 = 0
        for row in 0..<bitmap.height {
            let source = row * bitmap.width
            let target = (y * self.cell.height + row) * size.width + x * self.cell.width
            for column in 0..<bitmap.width {
                let pixel = bitmap.dots[source + column] ? ink : ground
                difference |= pixels[target + column] ^ pixel
                pixels[target + column] = pixel
            }
        }
        return difference != 0
    }

    private mutating func bitmap(_ glyph: Glyph) -> Bitmap {
        if let known = glyphs[glyph] { return known }
        let bitmap = drawn(glyph)
        glyphs[glyph] = bitmap
        return bitmap
    }

    /// Whether a character is drawn as what it is, and not as a box.
    func knows(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || font.letter(scalar.value, isBold: false) != nil
            || Shape.bitmap(scalar, width: font.width, height: font.height) != nil
    }

    private func drawn(_ glyph: Glyph) -> Bitmap {
        let (scalar, width) = (glyph.scalar, glyph.isWide ? 2 * cell.width : cell.width)
        let blank = Bitmap(width: width, height: cell.height)
        if scalar == " " || scalar == "\u{A0}" || scalar == Cell.continuation { return blank }
        if let shape = Shape.bitmap(scalar, width: width, height: cell.height) { return shape }
        guard !glyph.isWide, var letter = font.letter(scalar.value, isBold: glyph.isBold) else {
            return Shape.unknown(width: width, height: cell.height)
        }
        for mark in [glyph.marks.x, glyph.marks.y] {
            if let mark = font.letter(mark, isBold: glyph.isBold) { letter.add(mark) }
        }
        return letter.enlarged(scale)
    }
}

/// The colours of a theme, each once: what pixels are indices of.
public struct Palette: Equatable, Sendable {
    public let colors: [RGB]
    private let indices: [UInt8]

    /// An index is a byte, and one is for what is transparent. Where a theme's lit reliefs have more shades than that,
    /// those of them that one can hardly tell apart share one; all other inks are exact.
    init(_ theme: Theme) {
        self = Self.known[theme.name] ?? Palette(finding: theme)
    }

    /// Those of the built-in themes, found once.
    private static let known = Dictionary(
        uniqueKeysWithValues: Theme.all.map { ($0.name, Palette(finding: $0)) })

    private init(finding theme: Theme) {
        let wanted = (0..<Ink.count).map { theme[Ink(rawValue: UInt16(clamping: $0))].rgb }
        var least = 0
        var shared = Self.shared(wanted, closerThan: least)
        while shared.colors.count > 255 {
            least += 1
            shared = Self.shared(wanted, closerThan: least)
        }
        colors = shared.colors
        indices = shared.indices
    }

    /// Each colour once, a relief's only if no other is closer than so much in red, green and blue together.
    private static func shared(_ wanted: [RGB], closerThan least: Int) -> (colors: [RGB], indices: [UInt8]) {
        var colors: [RGB] = []
        let indices = wanted.enumerated().map { number, color in
            let isExact = number < Int(clamping: Ink.lit(tone: 0, light: 0).rawValue)
            let known = colors.firstIndex { isExact ? $0 == color : $0 == color || $0.distance(to: color) < least }
            if let known { return UInt8(clamping: known) }
            colors.append(color)
            return UInt8(clamping: colors.count - 1)
        }
        return (colors, indices)
    }

    /// The index of an ink's colour.
    public subscript(ink: Ink) -> UInt8 {
        indices[min(Int(clamping: ink.rawValue), indices.count - 1)]
    }

    /// An index that no colour has: in animations, the pixel that was there before.
    var transparent: UInt8 { UInt8(clamping: colors.count) }

    /// The bits that an index takes, the transparent one among them.
    var bits: Int { max(2, 8 - UInt8(clamping: colors.count).leadingZeroBitCount) }

    /// The colours as bytes, filled up with black to so many.
    func bytes(count: Int) -> [UInt8] {
        let bytes = colors.flatMap { [$0.red, $0.green, $0.blue] }
        return bytes + Array(repeating: 0, count: max(0, 3 * count - bytes.count))
    }
}

extension RGB {
    fileprivate func distance(to other: RGB) -> Int {
        let steps = [(red, other.red), (green, other.green), (blue, other.blue)]
        return steps.reduce(0) { $0 + abs(Int(clamping: $1.0) - Int(clamping: $1.1)) }
    }
}
