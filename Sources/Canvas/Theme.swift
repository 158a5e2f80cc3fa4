import Basics

/// What every ink looks like: one table, read by the terminal and by the recorder.
public struct Theme: Sendable {
    /// The name used on the command line.
    public let name: String
    private let shades: [Shade]

    /// A theme from its colours.
    ///
    /// - Parameters:
    ///   - bands: the elevation bands from low to high, ``Ink/bandCount`` of them.
    ///   - contours: the lines drawn in those bands.
    ///   - runs: the runs' colours, ``Ink/runCount`` of them.
    ///   - reliefANSI: the characters that lit bands are hatched with where there are 16 colours; by default those of
    ///     the contour lines.
    public init(
        name: String, ground: Shade, text: Shade, muted: Shade, rule: Shade, accent: Shade, good: Shade, bad: Shade,
        selection: Shade, mark: Shade, undefined: Shade, bands: [Shade], contours: [Shade], runs: [Shade],
        reliefANSI: [UInt8?]? = nil
    ) {
        precondition(bands.count == Ink.bandCount && contours.count == Ink.bandCount && runs.count == Ink.runCount)
        self.name = name
        var shades = Array(repeating: text, count: Ink.count)
        let fixed: [(Ink, Shade)] = [
            (.ground, ground), (.text, text), (.muted, muted), (.rule, rule), (.accent, accent), (.good, good),
            (.bad, bad), (.selection, selection), (.mark, mark), (.undefined, undefined),
        ]
        for (ink, shade) in fixed { shades[Int(clamping: ink.rawValue)] = shade }
        for index in 0..<Ink.bandCount {
            shades[Int(clamping: Ink.band(index).rawValue)] = bands[index]
            shades[Int(clamping: Ink.contour(index).rawValue)] = contours[index]
        }
        for index in 0..<Ink.runCount { shades[Int(clamping: Ink.run(index).rawValue)] = runs[index] }
        let relief = ReliefShades(bands: bands, ground: ground, ansi: reliefANSI ?? contours.map(\.ansi))
        let parts: [(Ink, [Shade])] = [
            (.lit(tone: 0, light: 0), relief.lit), (.relief(band: 0, light: 0), relief.relief),
            (.reliefLine(band: 0, light: 0), relief.lines), (.map(0), MapShades(ground: ground, runs: runs).shades),
        ]
        for (first, part) in parts {
            shades.replaceSubrange(
                Int(clamping: first.rawValue)..<(Int(clamping: first.rawValue) + part.count), with: part)
        }
        self.shades = shades
    }

    /// A theme with other landscapes and runs than another one.
    private init(name: String, around theme: Theme, bands: [Shade], contours: [Shade], runs: [Shade]) {
        self.init(
            name: name, ground: theme[.ground], text: theme[.text], muted: theme[.muted], rule: theme[.rule],
            accent: theme[.accent], good: theme[.good], bad: theme[.bad], selection: theme[.selection],
            mark: theme[.mark], undefined: theme[.undefined], bands: bands, contours: contours, runs: runs)
    }

    /// A theme with more colours: those of ``Ink/extra(_:)``.
    public init(name: String, _ theme: Theme, extra: [Shade]) {
        self.name = name
        shades = theme.shades.prefix(Ink.count) + extra
    }

    /// How many inks have a colour.
    public var inkCount: Int { shades.count }

    /// The colour of an ink. Unknown inks look like text.
    public subscript(ink: Ink) -> Shade {
        shades[
            Int(clamping: ink.rawValue) < shades.count ? Int(clamping: ink.rawValue) : Int(clamping: Ink.text.rawValue)]
    }

    public static let all: [Theme] = [.dark, .light, .contrast, .radford]

    /// The one after it in the list, which goes round.
    public var next: Theme {
        let index = Self.all.firstIndex { $0.name == name } ?? 0
        return Self.all[(index + 1) % Self.all.count]
    }

    public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}

extension Theme {
    /// For dark rooms and screens: deep blue valley floors under walls of green and olive.
    public static let dark = Theme(
        name: "dark",
        ground: Shade(RGB(0x0D0E14), indexed: 233),
        text: Shade(RGB(0xD8DAE4), indexed: 253, ansi: 7),
        muted: Shade(RGB(0x8A8DA0), indexed: 245, ansi: 8),
        rule: Shade(RGB(0x4A4D5E), indexed: 240, ansi: 8),
        accent: Shade(RGB(0x5FAFFF), indexed: 75, ansi: 14),
        good: Shade(RGB(0x5FD7AF), indexed: 79, ansi: 10),
        bad: Shade(RGB(0xFF5F5F), indexed: 203, ansi: 9),
        selection: Shade(RGB(0x23283D), indexed: 236),
        mark: Shade(RGB(0xFFFFFF), indexed: 231, ansi: 15),
        undefined: Shade(RGB(0x14151B), indexed: 233),
        bands: zip(
            [0x030B26, 0x071632, 0x0B203C, 0x102A44, 0x183348, 0x233A47, 0x2F3F43, 0x3A433C, 0x454635],
            [16, 232, 233, 234, 235, 235, 236, 237, 238] as [UInt8]
        ).map { Shade(RGB($0), indexed: $1) },
        contours: zip(
            [0x1F3F80, 0x264A82, 0x2C5683, 0x336284, 0x3E6C84, 0x4C717F, 0x5B7476, 0x6A776A, 0x78795E],
            [60, 60, 60, 60, 240, 241, 242, 243, 244] as [UInt8]
        ).map { Shade(RGB($0), indexed: $1, ansi: 8) },
        runs: zip([215, 153, 72, 229, 69, 202, 139] as [UInt8], [3, 14, 2, 15, 12, 9, 13] as [UInt8])
            .map { Shade(xterm: $0, ansi: $1) },
        reliefANSI: [4, 4, 4, 4, 6, 6, 6, 6, 6])

    /// For projectors and bright rooms. With 16 colours its black is the terminal's own colour of text, as the ground is
    /// the terminal's own too.
    public static let light = Theme(
        name: "light",
        ground: Shade(RGB(0xFFFFFF), indexed: 231),
        text: Shade(RGB(0x1C1E26), indexed: 234),
        muted: Shade(RGB(0x5E6070), indexed: 241, ansi: 8),
        rule: Shade(RGB(0xB4B7C4), indexed: 249, ansi: 8),
        accent: Shade(RGB(0x005FAF), indexed: 25, ansi: 4),
        good: Shade(RGB(0x00703C), indexed: 22, ansi: 2),
        bad: Shade(RGB(0xAF0000), indexed: 124, ansi: 1),
        selection: Shade(RGB(0xE4E8F4), indexed: 254),
        mark: Shade(RGB(0x000000), indexed: 16),
        undefined: Shade(RGB(0xF6F6F8), indexed: 255),
        bands: zip(
            [0xFCF9F3, 0xF5F5F3, 0xEFF1F2, 0xE8EDF2, 0xE1E9F1, 0xDAE5F1, 0xD4E1F0, 0xCDDDF0, 0xC6D9EF],
            [231, 231, 231, 255, 255, 255, 254, 254, 253] as [UInt8]
        ).map { Shade(RGB($0), indexed: $1) },
        contours: zip(
            [0xC4BEB0, 0xBDBCB2, 0xB6B9BA, 0xAFB5BA, 0xA8B1BA, 0xA1ADBA, 0x9AA9BA, 0x93A5BA, 0x8CA1BA],
            [250, 249, 249, 248, 248, 247, 247, 246, 246] as [UInt8]
        ).map { Shade(RGB($0), indexed: $1, ansi: 7) },
        runs: zip([88, 63, 24, 64, 18, 16, 95] as [UInt8], [1, 12, 6, 2, 4, nil, 5] as [UInt8?])
            .map { Shade(xterm: $0, ansi: $1) })

    /// For weak projectors and tired eyes: black ground, white words, bright runs, lines that can be seen from the back.
    public static let contrast = Theme(
        name: "contrast",
        ground: Shade(xterm: 16),
        text: Shade(xterm: 231, ansi: 15),
        muted: Shade(xterm: 252, ansi: 7),
        rule: Shade(xterm: 248, ansi: 7),
        accent: Shade(xterm: 117, ansi: 14),
        good: Shade(xterm: 120, ansi: 10),
        bad: Shade(xterm: 210, ansi: 9),
        selection: Shade(xterm: 238),
        mark: Shade(xterm: 231, ansi: 15),
        undefined: Shade(xterm: 16),
        bands: ([16, 16, 232, 232, 233, 233, 234, 234, 234] as [UInt8]).map { Shade(xterm: $0) },
        contours: ([242, 242, 243, 243, 244, 244, 245, 245, 246] as [UInt8]).map { Shade(xterm: $0, ansi: 8) },
        runs: zip([220, 123, 207, 230, 136, 109, 144] as [UInt8], [11, 14, 13, 15, 3, 6, 7] as [UInt8])
            .map { Shade(xterm: $0, ansi: $1) })

    /// Alec Radford's colours on a light ground: SGD red, Momentum green, NAG magenta, AdaGrad blue, AdaDelta yellow,
    /// RMSProp black; darkened until they stand out from the ground and, for colour-blind viewers, from each other.
    public static let radford = Theme(
        name: "radford", around: .light,
        bands: zip(
            [0xFFFFFF, 0xFDFDFD, 0xFBFBFB, 0xF9F9F9, 0xF7F7F7, 0xF5F5F5, 0xF3F3F3, 0xF1F1F1, 0xEFEFEF],
            [231, 231, 231, 231, 255, 255, 255, 255, 255] as [UInt8]
        ).map { Shade(RGB($0), indexed: $1) },
        contours: Array(repeating: Shade(RGB(0xAAAAAA), indexed: 248, ansi: 7), count: Ink.bandCount),
        runs: zip([88, 29, 165, 20, 100, 16, 53] as [UInt8], [1, 2, 5, 4, 3, nil, 6] as [UInt8?]).map {
            Shade(xterm: $0, ansi: $1)
        })
}
