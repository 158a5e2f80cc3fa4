import CWidth

/// What stands in a cell of a terminal, or in two that are side by side: a scalar and the marks over and under it.
public struct Letter: Hashable, Sendable {
    public var scalar: Unicode.Scalar
    /// Up to two combining marks, as Thai writes a vowel and a tone over a consonant; 0 is none.
    public var marks = SIMD2<UInt32>.zero
    /// 1, or 2 for what is as wide as two cells.
    public var width: Int

    /// How many cells a scalar takes by the C library's tables; 0 for marks, `nil` for what cannot be shown: controls,
    /// and what the tables do not know.
    ///
    /// ncurses asks the same tables, so that layout, recordings and terminal agree.
    public static func width(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x370..<0x3FF, 0x2800..<0x2900: return 1
        case ..<0xA0: return nil
        default:
            let width = ravine_scalar_width(scalar.value)
            if width == -2 { return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1 }
            return width < 0 ? nil : min(Int(width), 2)
        }
    }
}

extension StringProtocol {
    /// The text as a terminal shows it, cell by cell.
    ///
    /// What cannot be shown, control characters above all, is �: no text can reach the terminal as an escape sequence.
    /// What has no shape of its own (joiners, direction marks, variants) is left out, as terminals do not agree on it.
    public var letters: [Letter] {
        var letters: [Letter] = []
        for scalar in unicodeScalars {
            guard !scalar.isShapeless else { continue }
            switch Letter.width(of: scalar) {
            case 0:
                guard let last = letters.indices.last else { continue }
                if letters[last].marks.x == 0 {
                    letters[last].marks.x = scalar.value
                } else if letters[last].marks.y == 0 {
                    letters[last].marks.y = scalar.value
                }
            case let width?: letters.append(Letter(scalar: scalar, width: width))
            case nil: letters.append(Letter(scalar: "\u{FFFD}", width: 1))
            }
        }
        return letters
    }

    /// How many cells of a terminal the text takes.
    public var columnCount: Int {
        utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? utf8.count : letters.reduce(0) { $0 + $1.width }
    }

    /// The text with � for control characters, so that it can be written to a terminal.
    public var printable: String {
        guard unicodeScalars.contains(where: \.isControl) else { return String(self) }
        var printable = String.UnicodeScalarView()
        for scalar in unicodeScalars { printable.append(scalar.isControl ? "\u{FFFD}" : scalar) }
        return String(printable)
    }
}

extension Unicode.Scalar {
    /// Joiners, variants, tags, and the colours of skin that go with the character before: terminals do not agree on them.
    public var isShapeless: Bool {
        switch value {
        case ..<0xAD: false
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// Controls, and what turns the direction of writing: neither is ever text.
    fileprivate var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
