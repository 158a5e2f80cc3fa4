/// What a cell looks like on a terminal with so many colours.
public struct Appearance: Hashable, Sendable {
    /// `nil` is the terminal's own colour.
    public var foreground: Color?
    public var background: Color?
    public var isBold: Bool
    public var isDim: Bool
    public var isReverse: Bool

    /// An appearance; by default the terminal's own.
    public init(
        foreground: Color? = nil, background: Color? = nil, isBold: Bool = false, isDim: Bool = false,
        isReverse: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.isBold = isBold
        self.isDim = isDim
        self.isReverse = isReverse
    }

    public enum Color: Hashable, Sendable {
        case exact(RGB)
        /// An index into xterm's palette, or one of the first 16, which are the user's own.
        case indexed(UInt8)
    }
}

extension Cell {
    /// What stands there where so many colours are.
    ///
    /// Blocks that fill a part of a cell are for what is lit: of one colour they are a blank on it, and where grounds have
    /// no colours it is hatched.
    public func scalar(colors: ColorLevel) -> Unicode.Scalar {
        guard (0x2580...0x259F).contains(scalar.value), ink.isLit || ink.isMap else { return scalar }
        if colors < .indexed { return ink.hatch(.braille) }
        return ink == ground ? " " : scalar
    }
}

extension Theme {
    /// With fewer than 256 colours there are no backgrounds: those colours are the user's own and would clash. The
    /// focused row is reversed there. Without grey what stands behind the runs is dim.
    public func appearance(of cell: Cell, colors: ColorLevel) -> Appearance {
        let isBold = cell.style.contains(.bold)
        let isReverse = cell.style.contains(.reverse)
        switch colors {
        case .exact:
            return Appearance(
                foreground: .exact(self[cell.ink].rgb), background: .exact(self[cell.ground].rgb), isBold: isBold,
                isReverse: isReverse)
        case .indexed:
            return Appearance(
                foreground: .indexed(self[cell.ink].indexed), background: .indexed(self[cell.ground].indexed),
                isBold: isBold, isReverse: isReverse)
        case .sixteen, .eight, .none:
            let color = colors == .none ? nil : self[cell.ink].ansi
            // A bright colour is bold where there are eight; grey, which may be black there, is the terminal's own.
            let isBright = colors == .eight && color != nil && color! > 8
            return Appearance(
                foreground: color.flatMap { Self.indexed($0, colors: colors) }, isBold: isBold || isBright,
                isDim: colors <= .eight && cell.ink.isBackdrop && !isBold && cell.ground != .selection,
                isReverse: isReverse != (cell.ground == .selection))
        }
    }

    private static func indexed(_ color: UInt8, colors: ColorLevel) -> Appearance.Color? {
        guard colors == .eight else { return .indexed(color) }
        return color == 8 ? nil : .indexed(color % 8)
    }
}
