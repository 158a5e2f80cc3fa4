/// What a terminal is set to for the characters that follow, and the least that sets it otherwise (ECMA-48, SGR).
public struct Rendition: Hashable, Sendable {
    public var isBold = false
    public var isDim = false
    public var isReverse = false
    /// The codes that set the colours, as in `38;5;215`.
    public var foreground = Array("39".utf8)
    public var background = Array("49".utf8)

    /// The terminal's own.
    public init() {}

    public init(_ appearance: Appearance) {
        isBold = appearance.isBold
        isDim = appearance.isDim
        isReverse = appearance.isReverse
        foreground = Self.code(appearance.foreground, base: 30)
        background = Self.code(appearance.background, base: 40)
    }

    /// The control sequence that makes it so; empty if it is so already.
    ///
    /// - Parameter known: what the terminal is set to; `nil` if that is not certain.
    public func sequence(after known: Rendition?) -> [UInt8] {
        guard self != known else { return [] }
        var codes: [[UInt8]] = []
        var now = known ?? Rendition()
        if known == nil { codes.append(Array("0".utf8)) }
        // One code ends bold and dim, and keeps the colours.
        if (now.isBold && !isBold) || (now.isDim && !isDim) {
            codes.append(Array("22".utf8))
            (now.isBold, now.isDim) = (false, false)
        }
        if now.isReverse, !isReverse { codes.append(Array("27".utf8)) }
        if isBold, !now.isBold { codes.append(Array("1".utf8)) }
        if isDim, !now.isDim { codes.append(Array("2".utf8)) }
        if isReverse, !now.isReverse { codes.append(Array("7".utf8)) }
        if foreground != now.foreground { codes.append(foreground) }
        if background != now.background { codes.append(background) }
        return [0x1B, UInt8(ascii: "[")] + codes.joined(separator: [UInt8(ascii: ";")]) + [UInt8(ascii: "m")]
    }

    private static func code(_ color: Appearance.Color?, base: Int) -> [UInt8] {
        let text =
            switch color {
            case nil: "\(base + 9)"
            case .exact(let rgb): "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
            case .indexed(let index) where index < 8: "\(base + Int(clamping: index))"
            case .indexed(let index) where index < 16: "\(base + 60 + Int(clamping: index) - 8)"
            case .indexed(let index): "\(base + 8);5;\(index)"
            }
        return Array(text.utf8)
    }
}
