/// A character that is drawn: fonts do not agree on how large it is, or do not have it.
///
/// A cell is 4 units wide and 8 high, so that braille's dots lie on whole numbers.
enum SVGShape: Equatable {
    /// Braille: a bit for each dot, as in Unicode's patterns.
    case dots(UInt8)
    /// A line from the left to the right edge, which goes on in the next cell.
    case rule(Stroke)
    /// A path that begins at the cell's upper left corner.
    case path(Stroke, String)

    /// How a path is painted; the names of classes in the picture's style.
    enum Stroke: String, Comparable {
        /// Filled to the edges of pixels, so that neighbours join.
        case block = "b"
        case dots = "d"
        case fill = "f"
        case light = "l"
        case heavy = "h"

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    static let width = 4
    static let height = 8

    /// The shape of a character; `nil` for what is text.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar {
        // An empty pattern is a blank.
        case "\u{2801}"..."\u{28FF}": self = .dots(UInt8(truncatingIfNeeded: scalar.value))
        case "─": self = .rule(.light)
        case "━": self = .rule(.heavy)
        // Eighths from below, and from the left.
        case "▁"..."█":
            let height = Int(clamping: scalar.value) - 0x2580
            self = .path(.block, "m0 \(8 - height)h4v\(height)h-4z")
        case "▉"..."▏":
            let width = Double(0x2590 - Int(clamping: scalar.value)) / 2
            self = .path(.block, "h\(width)v8h-\(width)z")
        case "▖"..."▟":
            let quarters = Shape.quarters(scalar.value)
            self = .path(.block, (0..<4).filter { quarters >> $0 & 1 == 1 }.map { Self.quarterPaths[$0] }.joined())
        default:
            guard let path = Self.paths[scalar] else { return nil }
            self = .path(path.stroke, path.path)
        }
    }

    /// Upper left and right, lower left and right; each comes back to the corner.
    private static let quarterPaths = [
        "h2v4h-2z", "m2 0h2v4h-2zm-2 0", "m0 4h2v4h-2zm0-4", "m2 4h2v4h-2zm-2-4",
    ]

    private static let paths: [Unicode.Scalar: (stroke: Stroke, path: String)] = [
        "│": (.light, "m2 0v8"), "┃": (.heavy, "m2 0v8"), "┊": (.light, "m2 .75v.5m0 1.5v.5m0 1.5v.5m0 1.5v.5"),
        "╭": (.light, "m4 4q-2 0-2 2v2"), "╮": (.light, "m0 4q2 0 2 2v2"),
        "╰": (.light, "m4 4q-2 0-2-2v-2"), "╯": (.light, "m0 4q2 0 2-2v-2"),
        "┌": (.light, "m4 4h-2v4"), "┐": (.light, "m0 4h2v4"), "└": (.light, "m4 4h-2v-4"), "┘": (.light, "m0 4h2v-4"),
        "├": (.light, "m2 0v8m0-4h2"), "┤": (.light, "m2 0v8m0-4h-2"), "┬": (.light, "m0 4h4m-2 0v4"),
        "┴": (.light, "m0 4h4m-2 0v-4"), "┼": (.light, "m0 4h4m-2-4v8"),
        "▀": (.block, "h4v4h-4z"), "▐": (.block, "m2 0h2v8h-2z"), "▔": (.block, "h4v1h-4z"),
        "▕": (.block, "m3.5 0h.5v8h-.5z"),
        "●": (.fill, "m.3 4a1.7 1.7 0 0 0 3.4 0a1.7 1.7 0 0 0-3.4 0"), "■": (.fill, "m.5 2.5h3v3h-3z"),
        "▪": (.fill, "m1 3h2v2h-2z"),
        "▲": (.fill, "m2 2.1l1.9 3.6h-3.8z"), "▼": (.fill, "m.1 2.3h3.8l-1.9 3.6z"),
        "◆": (.fill, "m2 1.8l1.9 2.2-1.9 2.2-1.9-2.2z"),
        "★": (.fill, "m2 2l1.24 3.8-3.24-2.35h4l-3.24 2.35z"),
        "○": (.light, "m.5 4a1.5 1.5 0 0 0 3 0a1.5 1.5 0 0 0-3 0"),
        "▶": (.fill, "m.5 2l3.3 2-3.3 2z"), "◀": (.fill, "m3.5 2l-3.3 2 3.3 2z"),
        "▸": (.fill, "m1 2.8l2.2 1.2-2.2 1.2z"),
        "◂": (.fill, "m3 2.8l-2.2 1.2 2.2 1.2z"), "▾": (.fill, "m.6 3.2h2.8l-1.4 2z"),
        "▴": (.fill, "m.6 5h2.8l-1.4-2z"), "✕": (.heavy, "m.9 2.9l2.2 2.2m0-2.2l-2.2 2.2"),
        "✗": (.light, "m.7 2.4l2.6 3.2m0-3.2l-2.6 3.2"), "✓": (.light, "m.6 4.4l1 1.2 1.8-3.2"),
        "↗": (.light, "m.8 5.2l2.4-2.4m-1.6 0h1.6v1.6"), "↘": (.light, "m.8 2.8l2.4 2.4m-1.6 0h1.6v-1.6"),
        "↙": (.light, "m3.2 2.8l-2.4 2.4m1.6 0h-1.6v-1.6"), "↖": (.light, "m3.2 5.2l-2.4-2.4m1.6 0h-1.6v1.6"),
    ]
}
