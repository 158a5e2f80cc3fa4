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

extension Shade {
    /// A colour as it is, and the ones most like it where there are fewer.
    ///
    /// - Parameter isOwn: whether it is what the terminal's own text is to look like, where there are sixteen.
    public init(nearest rgb: RGB, isOwn: Bool = false) {
        let indexed = 16 + rgb.nearest(among: Self.xterm)
        self.init(
            rgb, indexed: UInt8(clamping: indexed),
            ansi: isOwn ? nil : UInt8(clamping: rgb.nearest(among: TerminalPalette.xterm)))
    }

    private static let xterm = (16...255 as ClosedRange<UInt8>).map { RGB(xterm: $0) }
}

extension RGB {
    /// The place of the colour that is least far away, channel by channel; 0 if there is none.
    public func nearest(among colors: [RGB]) -> Int {
        var (place, least) = (0, Int.max)
        for (index, color) in colors.enumerated() {
            let distance = squaredDistance(to: color)
            if distance < least { (place, least) = (index, distance) }
        }
        return place
    }

    private func squaredDistance(to other: RGB) -> Int {
        func square(_ left: UInt8, _ right: UInt8) -> Int {
            let distance = Int(clamping: left) - Int(clamping: right)
            return distance * distance
        }
        return square(red, other.red) + square(green, other.green) + square(blue, other.blue)
    }

    /// Half way to another colour.
    public func mixed(with other: RGB) -> RGB {
        func mean(_ left: UInt8, _ right: UInt8) -> UInt8 {
            UInt8(clamping: (Int(clamping: left) + Int(clamping: right)) / 2)
        }
        return RGB(mean(red, other.red), mean(green, other.green), mean(blue, other.blue))
    }

    /// A colour written as `#rrggbb`.
    public init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let hex = Int(text.dropFirst(), radix: 16), hex >= 0 else {
            return nil
        }
        self.init(hex)
    }
}
