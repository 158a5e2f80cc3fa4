import Basics

/// An sRGB colour of 8 bits a channel.
public struct RGB: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour written as a hexadecimal number, `0xRRGGBB`.
    public init(_ hex: Int) {
        self.init(UInt8(clamping: hex >> 16 & 0xFF), UInt8(clamping: hex >> 8 & 0xFF), UInt8(clamping: hex & 0xFF))
    }

    /// The colour that xterm's palette gives to an index from 16 to 255: the 6x6x6 cube, then the greys.
    ///
    /// The first 16 are each user's own; they come out as black here and no theme names them in its 256-colour table.
    public init(xterm index: UInt8) {
        switch index {
        case 0..<16: self.init(0, 0, 0)
        case 16..<232:
            let steps: [UInt8] = [0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF]
            let cube = Int(clamping: index) - 16
            self.init(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
        default:
            let level = 8 + 10 * (index - 232)
            self.init(level, level, level)
        }
    }

    public var hex: Int { Int(clamping: red) << 16 | Int(clamping: green) << 8 | Int(clamping: blue) }
}

/// One colour as each kind of terminal can show it.
public struct Shade: Hashable, Sendable {
    /// On terminals with 24-bit colour.
    public let rgb: RGB
    /// On terminals with xterm's 256 colours: an index from 16 to 255.
    public let indexed: UInt8
    /// On terminals with 16 colours: an index from 0 to 15; `nil` is the terminal's own default.
    public let ansi: UInt8?

    public init(_ rgb: RGB, indexed: UInt8, ansi: UInt8? = nil) {
        self.rgb = rgb
        self.indexed = indexed
        self.ansi = ansi
    }

    /// A colour of xterm's palette, which looks the same with 24 bits and with 256 colours.
    public init(xterm index: UInt8, ansi: UInt8? = nil) {
        self.init(RGB(xterm: index), indexed: index, ansi: ansi)
    }
}
