import Basics

/// An entry of the palette: a colour by what it is for.
///
/// Having few inks bounds the number of colour pairs that a terminal library must manage, and makes every colour level
/// (exact, 256, 16, none) a table in ``Theme``.
public struct Ink: Hashable, Sendable, RawRepresentable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The number of palette entries that a theme fills.
    public static let count = Int(clamping: firstMap) + (1 + runCount) * mapLevelCount

    // MARK: The screen around the landscapes

    /// The background everywhere outside the landscapes.
    public static let ground = Ink(rawValue: 0)
    public static let text = Ink(rawValue: 1)
    /// Secondary text: units, hints, axis labels.
    public static let muted = Ink(rawValue: 2)
    /// Frames around panels.
    public static let rule = Ink(rawValue: 3)
    /// The program's own colour: its name, keys, slider positions.
    public static let accent = Ink(rawValue: 4)
    /// What went well: playing, a claim that holds.
    public static let good = Ink(rawValue: 5)
    /// What went wrong: divergence, errors.
    public static let bad = Ink(rawValue: 6)
    /// The background of the focused row.
    public static let selection = Ink(rawValue: 7)
    /// Marks inside a landscape that belong to no run: the start, the minima, labels.
    public static let mark = Ink(rawValue: 8)
    /// The background where a surface has no finite value.
    public static let undefined = Ink(rawValue: 9)

    // MARK: Landscapes

    /// The number of elevation bands; between them run one contour line fewer.
    public static let bandCount = 9

    /// The background of an elevation band, 0 the lowest. Out-of-range bands are clamped.
    public static func band(_ index: Int) -> Ink {
        Ink(rawValue: 16 + UInt16(clamping: min(max(index, 0), bandCount - 1)))
    }

    /// A contour line drawn within an elevation band: the band's own colour, lifted.
    public static func contour(_ index: Int) -> Ink {
        Ink(rawValue: 32 + UInt16(clamping: min(max(index, 0), bandCount - 1)))
    }

    // MARK: Lit relief

    /// How many lights there are, from deep shadow to bright light; the middle one leaves a band as it is.
    public static let lightCount = 17
    public static let plainLight = lightCount / 2

    /// The shades of elevation in relief: the bands, and one between each two.
    public static let toneCount = 2 * bandCount - 1

    /// A shade of elevation in a light, 0 the darkest; tone 2·b is band b. Out-of-range tones and lights are clamped.
    public static func lit(tone: Int, light: Int) -> Ink {
        let tone = min(max(tone, 0), toneCount - 1)
        return Ink(rawValue: firstLit + UInt16(clamping: tone * lightCount + min(max(light, 0), lightCount - 1)))
    }

    // MARK: Relief in space

    /// How many lights a relief has that is seen by a camera: more, as most of what there is to see are they. They go from
    /// deep shadow to full light, and none is a plain band's.
    public static let reliefLightCount = 17

    /// An elevation band of a relief in a light, 0 the darkest. Out-of-range bands and lights are clamped.
    public static func relief(band: Int, light: Int) -> Ink {
        let (band, light) = (min(max(band, 0), bandCount - 1), min(max(light, 0), reliefLightCount - 1))
        return Ink(rawValue: firstRelief + UInt16(clamping: band * reliefLightCount + light))
    }

    /// A line drawn on an elevation band of a relief in a light.
    public static func reliefLine(band: Int, light: Int) -> Ink {
        let (band, light) = (min(max(band, 0), bandCount - 1), min(max(light, 0), reliefLightCount - 1))
        return Ink(rawValue: firstReliefLine + UInt16(clamping: 3 * band + light * 3 / reliefLightCount))
    }

    // MARK: Maps

    /// How many shades a map has, from what is best to what is worst.
    public static let mapLevelCount = 12

    /// A shade of a map, 0 the best; of a scale that all share, or of one of several kinds. Out-of-range levels are
    /// clamped.
    public static func map(_ level: Int, kind: Int? = nil) -> Ink {
        let scale = kind.map { 1 + $0 % runCount } ?? 0
        return Ink(
            rawValue: firstMap + UInt16(clamping: scale * mapLevelCount + min(max(level, 0), mapLevelCount - 1)))
    }

    /// Whether it is a shade of a map.
    var isMap: Bool { (Self.firstMap..<UInt16(clamping: Self.count)).contains(rawValue) }

    /// Whether it is a lit band, or one of a relief.
    var isLit: Bool { (Self.firstLit..<Self.firstReliefLine).contains(rawValue) }

    /// What shows it where there are no colours, the more of a cell being filled the more there is: of a relief's light, or
    /// of a lit band's height.
    public func hatch(_ glyphs: GlyphSet) -> Unicode.Scalar {
        if isMap {
            let hatches: [Unicode.Scalar] = glyphs == .braille ? ["█", "▓", "▒", "░"] : ["#", "=", "-", "."]
            let level = Int(clamping: rawValue - Self.firstMap) % Self.mapLevelCount
            return hatches[level * hatches.count / Self.mapLevelCount]
        }
        guard isLit else { return " " }
        if rawValue < Self.firstRelief {
            // Less than a relief has: trails lie on it.
            let hatches: [Unicode.Scalar] = glyphs == .braille ? [" ", "░", "▒"] : [" ", ".", ":"]
            let tone = Int(clamping: rawValue - Self.firstLit) / Self.lightCount
            return hatches[tone * hatches.count / Self.toneCount]
        }
        let hatches: [Unicode.Scalar] =
            glyphs == .braille ? [" ", "░", "▒", "▓"] : [" ", ".", ",", ":", ";", "%"]
        let light = Int(clamping: rawValue - Self.firstRelief) % Self.reliefLightCount
        return hatches[light * hatches.count / Self.reliefLightCount]
    }

    private static let firstLit: UInt16 = 64
    private static let firstRelief = firstLit + UInt16(clamping: toneCount * lightCount)
    private static let firstReliefLine = firstRelief + UInt16(clamping: bandCount * reliefLightCount)
    private static let firstMap = firstReliefLine + UInt16(clamping: 3 * bandCount)

    /// Whether it is for what stands behind: contour lines, relief, frames, hints.
    var isBackdrop: Bool {
        self == .muted || self == .rule || (32..<48).contains(rawValue)
            || (Self.firstLit..<Self.firstMap).contains(rawValue)
    }

    // MARK: Runs

    /// How many runs get a colour of their own; more repeat them.
    public static let runCount = 7

    /// A colour that a theme has beyond those of its own.
    public static func extra(_ index: Int) -> Ink { Ink(rawValue: UInt16(clamping: count + index)) }

    /// The colour of a run, by its place in the run table.
    public static func run(_ index: Int) -> Ink { Ink(rawValue: 48 + UInt16(clamping: index % runCount)) }
}
