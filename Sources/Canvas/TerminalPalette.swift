/// The colours that a terminal has of its own: those of what names no colour, and the sixteen that have numbers.
public struct TerminalPalette: Hashable, Sendable {
    public var text: RGB
    public var ground: RGB
    /// Black, red, green, yellow, blue, magenta, cyan and white, then the same brighter.
    public private(set) var colors: [RGB]

    /// - Parameter colors: sixteen, or eight, whose bright ones are the same; others are xterm's.
    public init(text: RGB, ground: RGB, colors: [RGB] = xterm) {
        self.text = text
        self.ground = ground
        self.colors = colors.count == 8 ? colors + colors : colors.count == 16 ? colors : Self.xterm
    }

    /// That of a terminal which looks like a theme: a number's colour is the first ink's that is shown by it where there
    /// are sixteen colours, else xterm's.
    public init(_ theme: Theme) {
        var colors = Self.xterm
        for ink in Self.named.reversed() {
            if let number = theme[ink].ansi, number < 16 { colors[Int(clamping: number)] = theme[ink].rgb }
        }
        self.init(text: theme[.text].rgb, ground: theme[.ground].rgb, colors: colors)
    }

    /// A colour of the 256.
    public subscript(index: UInt8) -> RGB { index < 16 ? colors[Int(clamping: index)] : RGB(xterm: index) }

    /// What xterm shows unless it is told otherwise.
    public static let xterm: [RGB] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map { RGB($0) }

    /// The inks that stand for themselves.
    private static let named: [Ink] =
        [.text, .mark, .muted, .accent, .good, .bad] + (0..<Ink.runCount).map { .run($0) } + [.rule]
}
