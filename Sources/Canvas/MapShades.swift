import Basics
import RealModule

/// The colours of maps: what is best stands out from the ground most.
struct MapShades {
    /// Those of the common scale, from the best to the worst, then those of every kind.
    let shades: [Shade]

    /// On a dark ground from deep blue over green to a pale yellow; on a bright one the other way round.
    private static let dark = [0x2B2A6B, 0x2C5C9A, 0x2E8F9E, 0x5CBF8A, 0xB8DE6A, 0xFFF3A8]
    private static let bright = [0xE9E2C4, 0xBFD8A8, 0x7FC0A6, 0x4496A8, 0x2F6594, 0x232F6E]
    /// What 256 colours have for them, from the best to the worst: lighter or darker at every level.
    private static let indexedDark: [UInt8] = [229, 192, 156, 114, 78, 43, 37, 31, 25, 24, 18, 17]
    private static let indexedBright: [UInt8] = [17, 18, 24, 25, 31, 37, 73, 79, 115, 151, 194, 230]
    /// What 16 colours have for them.
    private static let ansi: [UInt8] = [4, 4, 6, 6, 2, 2, 10, 10, 11, 11, 15, 15]

    /// - Parameters:
    ///   - runs: the colours of kinds.
    init(ground: Shade, runs: [Shade]) {
        let isDark = PerceptualColor(ground.rgb).lightness < 0.5
        let stops = (isDark ? Self.dark : Self.bright).map { PerceptualColor(RGB($0)) }
        let count = Ink.mapLevelCount
        var shades = (0..<count).map { level in
            let place = (1 - Double(level) / Double(count - 1)) * Double(stops.count - 1)
            let index = min(Int(clamping: place.rounded(.down)), stops.count - 2)
            let color = stops[index].mixed(with: stops[index + 1], share: place - Double(index))
            return Shade(
                color.rgb, indexed: (isDark ? Self.indexedDark : Self.indexedBright)[level],
                ansi: isDark ? Self.ansi[count - 1 - level] : nil)
        }
        let paper = PerceptualColor(ground.rgb)
        for run in runs {
            let color = PerceptualColor(run.rgb)
            shades += (0..<count).map { level in
                // Two levels share a shade: a recording's palette has room for so many.
                let shade = color.mixed(with: paper, share: 0.78 * Double(level / 2 * 2) / Double(count - 2))
                return Shade(shade.rgb, indexed: shade.nearest, ansi: run.ansi)
            }
        }
        self.shades = shades
    }
}
