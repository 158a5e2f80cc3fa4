/// One character cell of a terminal: what stands there, in which colours.
///
/// Colours are palette indices (``Ink``), not colours: what an ink looks like is the ``Theme``'s and the terminal's
/// affair, so a frame is the same value on every terminal.
public struct Cell: Hashable, Sendable {
    /// The character. What is two columns wide has ``continuation`` to its right.
    public var scalar: Unicode.Scalar
    /// Combining marks over and under it; 0 is none.
    public var marks = SIMD2<UInt32>.zero
    public var ink: Ink
    public var ground: Ink
    public var style: Style

    public init(_ scalar: Unicode.Scalar = " ", ink: Ink = .text, on ground: Ink = .ground, style: Style = []) {
        self.scalar = scalar
        self.ink = ink
        self.ground = ground
        self.style = style
    }

    public static let blank = Cell()

    /// Two colours in a cell, its ink above its ground.
    public static let upperHalf: Unicode.Scalar = "▀"

    /// What stands in the right half of a character that is two columns wide: nothing of its own.
    public static let continuation: Unicode.Scalar = "\0"

    public var isContinuation: Bool { scalar == Self.continuation }

    /// The character with its marks, where so many colours are.
    public func scalars(colors: ColorLevel = .none) -> [Unicode.Scalar] {
        let own = scalar(colors: colors)
        return marks == .zero ? [own] : [own] + [marks.x, marks.y].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// Attributes that need no colour; the only emphasis there is on a monochrome terminal.
    public struct Style: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Style(rawValue: 1)
        public static let reverse = Style(rawValue: 2)
    }
}
