/// One character cell of a terminal: what stands there, in which colours.
///
/// Colours are palette indices (``Ink``), not colours: what an ink looks like is the ``Theme``'s and the terminal's
/// affair, so a frame is the same value on every terminal.
public struct Cell: Hashable, Sendable {
    /// The character. Every scalar that ravine draws is one column wide.
    public var scalar: Unicode.Scalar
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

    /// Attributes that need no colour; the only emphasis there is on a monochrome terminal.
    public struct Style: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Style(rawValue: 1)
        public static let reverse = Style(rawValue: 2)
    }
}
