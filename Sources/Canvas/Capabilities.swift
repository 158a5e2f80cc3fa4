/// What a terminal can show: the one place where colours and glyphs are decided.
public struct Capabilities: Hashable, Sendable {
    public var colors: ColorLevel
    public var glyphs: GlyphSet

    public init(colors: ColorLevel, glyphs: GlyphSet) {
        self.colors = colors
        self.glyphs = glyphs
    }
}

/// How many colours a terminal has.
public enum ColorLevel: String, CaseIterable, Hashable, Sendable, Comparable {
    /// No colours: bold and reverse only.
    case none
    /// The eight of a plain ANSI terminal, bold for the bright ones.
    case eight
    case sixteen
    /// xterm's palette of 256.
    case indexed
    /// 24 bits.
    case exact

    public static func < (left: ColorLevel, right: ColorLevel) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }

    /// The colours a terminal says it has.
    ///
    /// `NO_COLOR` (any non-empty value) wins, then `TERM=dumb`, then `COLORTERM`, then the number of colours in the
    /// terminal's description.
    ///
    /// - Parameter terminfoColors: what the terminal's description says; `nil` when it is unknown.
    public static func detect(environment: [String: String], terminfoColors: Int?) -> ColorLevel {
        if let value = environment["NO_COLOR"], !value.isEmpty { return .none }
        let term = environment["TERM"] ?? ""
        if term == "dumb" { return .none }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased()) { return .exact }
        let colors = terminfoColors ?? (term.contains("256color") ? 256 : term.isEmpty ? 0 : 8)
        return .with(colors)
    }

    /// The level of a terminal with so many colours.
    public static func with(_ count: Int) -> ColorLevel {
        switch count {
        case ..<8: .none
        case ..<16: .eight
        case ..<256: .sixteen
        case ...256: .indexed
        default: .exact
        }
    }
}

/// Which characters a terminal can show.
public enum GlyphSet: String, CaseIterable, Hashable, Sendable {
    /// Unicode, with eight braille dots to a cell.
    case braille
    /// The 95 printable characters of ASCII, one dot to a cell.
    case ascii

    /// Types of terminals whose fonts have 512 characters at most, no braille among them, whatever the locale says: the
    /// Linux console.
    private static let consoles = ["linux", "linux2", "linux3"]

    /// The characters that the locale's encoding can carry, and that the terminal has.
    ///
    /// With no locale set at all ravine uses `C.UTF-8`, as containers have no locale and their terminals do show UTF-8.
    public static func detect(environment: [String: String]) -> GlyphSet {
        if TerminalName(environment["TERM"] ?? "").isOf(consoles) { return .ascii }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale = locale?.uppercased() else { return .braille }
        return locale.contains("UTF-8") || locale.contains("UTF8") ? .braille : .ascii
    }
}
