import Canvas

/// What a terminal is set to for the characters that follow (ECMA-48, SGR).
struct Pen: Hashable, Sendable {
    enum Color: Hashable, Sendable {
        /// The terminal's own.
        case own
        case indexed(UInt8)
        case exact(RGB)
    }

    var style: Cell.Style = []
    var isFaint = false
    var isConcealed = false
    var foreground = Color.own
    var background = Color.own

    /// The colours of text and ground. Faint text is half way to the ground, concealed text has its colour.
    func colors(_ palette: TerminalPalette) -> (text: RGB, ground: RGB) {
        func rgb(_ color: Color, own: RGB) -> RGB {
            switch color {
            case .own: own
            case .indexed(let index): palette[index]
            case .exact(let rgb): rgb
            }
        }
        let text = rgb(foreground, own: palette.text)
        let ground = rgb(background, own: palette.ground)
        return (isConcealed ? ground : isFaint ? text.mixed(with: ground) : text, ground)
    }

    /// Takes the codes of a sequence. What a cell cannot show (lines under and through text, slant, blinking) is ignored.
    mutating func apply(_ codes: Parameters) {
        var index = 0
        while index < codes.count {
            let code = codes[index] ?? 0
            switch code {
            case 0: self = Pen()
            case 1: style.insert(.bold)
            case 2: isFaint = true
            case 7: style.insert(.reverse)
            case 8: isConcealed = true
            case 21, 22:
                style.remove(.bold)
                isFaint = false
            case 27: style.remove(.reverse)
            case 28: isConcealed = false
            case 30...37: foreground = .indexed(UInt8(clamping: code - 30))
            case 39: foreground = .own
            case 40...47: background = .indexed(UInt8(clamping: code - 40))
            case 49: background = .own
            case 90...97: foreground = .indexed(UInt8(clamping: code - 90 + 8))
            case 100...107: background = .indexed(UInt8(clamping: code - 100 + 8))
            case 38, 48, 58:
                let (color, next) = Self.color(codes, behind: index)
                if let color, code == 38 { foreground = color }
                if let color, code == 48 { background = color }
                index = next
                continue
            default: break
            }
            index += 1
            // Parts of what is ignored, as in `4:3`.
            while codes.isPart(index) { index += 1 }
        }
    }

    /// The colour of `38;5;N`, `38;2;R;G;B`, or the same with colons; and where the codes go on.
    private static func color(_ codes: Parameters, behind index: Int) -> (Color?, next: Int) {
        var end = index + 1
        while codes.isPart(end) { end += 1 }
        let hasParts = end > index + 1
        let first = index + 2
        switch codes[index + 1] {
        case 5:
            let number = codes[first].map { UInt8(clamping: $0) }
            return (number.map { .indexed($0) }, hasParts ? end : index + 3)
        case 2:
            // With colons a space of colours may come first.
            let red = hasParts && end - first >= 4 ? first + 1 : first
            let channels = (red..<(red + 3)).map { UInt8(clamping: codes[$0] ?? 0) }
            return (.exact(RGB(channels[0], channels[1], channels[2])), hasParts ? end : red + 3)
        default: return (nil, hasParts ? end : index + 2)
        }
    }
}
