import Basics
import RealModule

/// The colours of a lit relief, made of a theme's bands: what is turned away from the light is darker, what is turned
/// towards it is brighter.
struct ReliefShades {
    /// The shades of every tone in every light, a tone after the other.
    let lit: [Shade]
    /// Those of the lines on it: every band in shadow, in plain and in bright light.
    let lines: [Shade]

    /// - Parameters:
    ///   - bands: what a band is in plain light.
    ///   - ground: the theme's: on a dark one relief rises towards the light, on a bright one it sinks into shadow.
    ///   - ansi: what characters on each band are with 16 colours.
    init(bands: [Shade], ground: Shade, ansi: [UInt8?]) {
        let colors = bands.map { PerceptualColor($0.rgb) }
        let isDark = PerceptualColor(ground.rgb).lightness < 0.5
        func tone(_ index: Int) -> PerceptualColor {
            colors[index / 2].mixed(with: colors[(index + 1) / 2], share: index % 2 == 0 ? 0 : 0.5)
        }
        lit = (0..<Ink.toneCount).flatMap { index in
            (0..<Ink.lightCount).map { light in
                let band = index / 2
                // The plain band is what it is, and not what comes out of a calculation.
                if light == Ink.plainLight, index % 2 == 0 {
                    return Shade(bands[band].rgb, indexed: bands[band].indexed, ansi: ansi[band])
                }
                let color = Self.lit(tone(index), light: light, isDark: isDark)
                // The theme's own choice of the 256 may be darker or brighter than the nearest one.
                let plain = PerceptualColor(RGB(xterm: bands[band].indexed)).lightness
                let range = light < Ink.plainLight ? 0...plain : plain...1
                return Shade(
                    color.rgb, indexed: color.indexed(within: light == Ink.plainLight ? 0...1 : range), ansi: ansi[band]
                )
            }
        }
        lines = (0..<Ink.bandCount).flatMap { band in
            Self.lineLights.map { light in
                let ground = Self.lit(colors[band], light: light, isDark: isDark)
                let lightness = isDark ? max(ground.lightness + 0.17, 0.34) : ground.lightness - 0.15
                let color = ground.with(lightness: lightness, chroma: isDark ? 1.1 : 1.3)
                return Shade(color.rgb, indexed: color.indexed(within: 0...1), ansi: ansi[band])
            }
        }
    }

    /// The lights that the three levels of lines are made for.
    private static let lineLights = [1, 4, 7]

    private static func lit(_ color: PerceptualColor, light: Int, isDark: Bool) -> PerceptualColor {
        let away = Double(light - Ink.plainLight) / Double(Ink.plainLight)
        guard isDark else {
            // A page is white already: bright light can only bleach it, and shadow tints it.
            return away > 0
                ? color.with(lightness: color.lightness + 0.9 * away * (1 - color.lightness), chroma: 1 - 0.9 * away)
                : color.with(lightness: color.lightness + 0.34 * away, chroma: 1 - 2.2 * away)
        }
        let lightness =
            away > 0 ? color.lightness + away * (0.24 + 0.3 * color.lightness) : color.lightness * (1 + 0.7 * away)
        return color.with(
            lightness: lightness, chroma: Double.pow(max(lightness, 0.01) / max(color.lightness, 0.01), 0.8))
    }
}
