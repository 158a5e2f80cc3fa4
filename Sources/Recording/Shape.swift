import Basics
import Canvas

/// Characters that are drawn in pictures rather than written: dots, blocks, and the heads of runs. They fill cells of any
/// size exactly, so that neighbours join.
enum Shape {
    /// A character in a cell of so many pixels; `nil` if it is no shape.
    static func bitmap(_ scalar: Unicode.Scalar, width: Int, height: Int) -> Bitmap? {
        switch scalar.value {
        case 0x2800...0x28FF: braille(UInt8(truncatingIfNeeded: scalar.value), width, height)
        case 0x2580...0x259F: block(scalar.value, width, height)
        default: mark(scalar, width, height)
        }
    }

    /// What stands for a character that is not known: an empty box.
    static func unknown(width: Int, height: Int) -> Bitmap {
        let line = Double(max(1, height / 16))
        let (right, bottom) = (Double(width) - line, Double(height) * 0.8)
        return Bitmap(width: width, height: height) { x, y in
            let top = Double(height) * 0.2
            guard x > line, x < right, y > top, y < bottom else { return false }
            return x < 2 * line || x > right - line || y < top + line || y > bottom - line
        }
    }

    /// Dots at equal distances, also across the edges of cells, half as wide as the distance; large ones are round.
    private static func braille(_ mask: UInt8, _ width: Int, _ height: Int) -> Bitmap {
        /// From which pixel to which a dot reaches, of `count` in `length` pixels.
        func range(_ index: Int, of count: Int, in length: Int) -> Range<Int> {
            let size = max(1, (length * 5 / count + 4) / 8)
            let start = (length * (2 * index + 1) / count - size) / 2
            return start..<(start + size)
        }
        var bitmap = Bitmap(width: width, height: height)
        for column in 0..<2 {
            for row in 0..<4 where mask & DotShape.braille.bit(column: column, row: row) != 0 {
                let (columns, rows) = (range(column, of: 2, in: width), range(row, of: 4, in: height))
                let isRound = columns.count > 3 && rows.count > 3
                for y in rows {
                    for x in columns {
                        let isCorner =
                            (x == columns.lowerBound || x == columns.upperBound - 1)
                            && (y == rows.lowerBound || y == rows.upperBound - 1)
                        if !(isRound && isCorner) { bitmap.dots[y * width + x] = true }
                    }
                }
            }
        }
        return bitmap
    }

    /// Which quarters of its cell a character fills: a bit each for the upper left, upper right, lower left, lower right.
    static func quarters(_ code: UInt32) -> Int {
        let quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
        return quarters.indices.contains(Int(clamping: code) - 0x2596) ? quarters[Int(clamping: code) - 0x2596] : 0
    }

    /// Halves, eighths, quarters and shades of a cell.
    private static func block(_ code: UInt32, _ width: Int, _ height: Int) -> Bitmap {
        return Bitmap(width: width, height: height) { x, y in
            let (u, v) = (x / Double(width), y / Double(height))
            switch code {
            case 0x2580: return v < 0.5
            case 0x2581...0x2588: return v > 1 - Double(code - 0x2580) / 8
            case 0x2589...0x258F: return u < Double(0x2590 - code) / 8
            case 0x2590: return u > 0.5
            case 0x2591...0x2593:
                let isEven = (Int(clamping: x) + Int(clamping: y)) % 2 == 0
                let isFourth = Int(clamping: x) % 2 == 0 && Int(clamping: y) % 2 == 0
                return code == 0x2591
                    ? isFourth : code == 0x2592 ? isEven : isEven || isFourth || Int(clamping: y) % 2 == 0
            case 0x2594: return v < 0.125
            case 0x2595: return u > 0.875
            default: return quarters(code) >> ((u < 0.5 ? 0 : 1) + (v < 0.5 ? 0 : 2)) & 1 == 1
            }
        }
    }

    /// What has a middle: the heads of runs, arrows, stars.
    private static func mark(_ scalar: Unicode.Scalar, _ width: Int, _ height: Int) -> Bitmap? {
        guard let (form, isHollow) = outline(scalar) else { return nil }
        let unit = Double(width) / 2
        return Bitmap(width: width, height: height) { x, y in
            let (u, v) = ((x - Double(width) / 2) / unit, (y - Double(height) / 2) / unit)
            return form.contains(u, v) && !(isHollow && form.contains(u * 1.5, v * 1.5))
        }
    }

    private static func outline(_ scalar: Unicode.Scalar) -> (form: Form, isHollow: Bool)? {
        switch scalar {
        case "●": (.disc(1), false)
        case "○": (.disc(1), true)
        case "■": (.square(0.8), false)
        case "▪": (.square(0.5), false)
        case "◆": (.diamond(1.15), false)
        case "★": (.star(1.2), false)
        case "✕": (.cross(0.9), false)
        case "▲": (.triangle(1, 0, -1), false)
        case "▼": (.triangle(1, 0, 1), false)
        case "▶": (.triangle(1, 1, 0), false)
        case "◀": (.triangle(1, -1, 0), false)
        case "▴": (.triangle(0.75, 0, -1), false)
        case "▾": (.triangle(0.75, 0, 1), false)
        case "▸": (.triangle(0.75, 1, 0), false)
        case "◂": (.triangle(0.75, -1, 0), false)
        case "↗": (.arrow(1, -1), false)
        case "↘": (.arrow(1, 1), false)
        case "↙": (.arrow(-1, 1), false)
        case "↖": (.arrow(-1, -1), false)
        default: nil
        }
    }

    /// A form around the middle of a cell, in halves of the cell's width.
    private enum Form {
        case disc(Double), square(Double), diamond(Double), star(Double), cross(Double)
        /// A triangle that points to the right, left, down (+1) or up.
        case triangle(Double, Double, Double)
        /// An arrow towards a corner.
        case arrow(Double, Double)

        func contains(_ x: Double, _ y: Double) -> Bool {
            switch self {
            case .disc(let radius): return x * x + y * y <= radius * radius
            case .square(let radius): return max(abs(x), abs(y)) <= radius
            case .diamond(let radius): return abs(x) + abs(y) <= radius
            case .cross(let radius): return max(abs(x), abs(y)) <= radius && abs(abs(x) - abs(y)) <= 0.3
            case .triangle(let radius, let right, let down):
                // Along and across its direction; its base is as wide as it is high.
                let (along, across) = (x * right + y * down, abs(x * down) + abs(y * right))
                return along >= -radius && along <= radius && 2 * across <= radius - along + 0.25
            case .arrow(let right, let down):
                let (along, across) = (x * right, y * down)
                let isShaft = abs(along - across) <= 0.3 && max(abs(along), abs(across)) <= 0.8
                let (low, high) = (min(along, across), max(along, across))
                return isShaft || (low >= -0.1 && high >= 0.5 && high <= 0.8)
            case .star(let radius):
                // Within at least four of the five lines between tips.
                let normals = [(0, -1), (0.951, -0.309), (-0.951, -0.309), (0.588, 0.809), (-0.588, 0.809)]
                return normals.count { $0.0 * x + $0.1 * y <= 0.309 * radius } >= 4
            }
        }
    }
}
