import Basics
import RealModule

/// The colours of lit bands, made of a theme's bands: what is turned away from the light is darker, what is turned
/// towards it is brighter.
struct ReliefShades {
    /// The shades of every tone in every light, a tone after the other; plain light leaves a band as it is.
    let lit: [Shade]
    /// Those of every band of a relief in every light.
    let relief: [Shade]
    /// Those of the lines on a relief: every band in shadow, in half and in full light.
    let lines: [Shade]

    /// - Parameters:
    ///   - bands: what a band is in plain light.
    ///   - ground: the theme's: on a dark one relief rises into the light, on a bright one it sinks into shadow.
    ///   - ansi: what characters on each band are with 16 colours.
    init(bands: [Shade], ground: Shade, ansi: [UInt8?]) {
        let colors = bands.map { PerceptualColor($0.rgb) }
        let isDark = PerceptualColor(ground.rgb).lightness < 0.5
        lit = (0..<Ink.toneCount).flatMap { index in
            (0..<Ink.lightCount).map { light in
                let band = index / 2
                // The plain band is what it is, and not what comes out of a calculation.
                if light == Ink.plainLight, index % 2 == 0 {
                    return Shade(bands[band].rgb, indexed: bands[band].indexed, ansi: ansi[band])
                }
                let tone = colors[band].mixed(with: colors[(index + 1) / 2], share: index % 2 == 0 ? 0 : 0.5)
                let color = Self.lit(
                    tone, away: Double(light - Ink.plainLight) / Double(Ink.plainLight), isDark: isDark)
                // The theme's own choice of the 256 may be darker or brighter than the nearest one.
                let plain = PerceptualColor(RGB(xterm: bands[band].indexed)).lightness
                let range = light < Ink.plainLight ? 0...plain : plain...1
                return Shade(
                    color.rgb, indexed: color.grey(within: light == Ink.plainLight ? 0...1 : range),
                    ansi: ansi[band])
            }
        }
        func relief(_ band: Int, _ light: Int) -> PerceptualColor {
            Self.relief(colors[band], light: Double(light) / Double(Ink.reliefLightCount - 1), isDark: isDark)
        }
        self.relief = (0..<Ink.bandCount).flatMap { band in
            (0..<Ink.reliefLightCount).map { light in
                let color = relief(band, light)
                return Shade(color.rgb, indexed: color.grey(), ansi: ansi[band])
            }
        }
        lines = (0..<Ink.bandCount).flatMap { band in
            Self.lineLights.map { light in
                let ground = relief(band, light)
                let lightness = isDark ? max(ground.lightness + 0.19, 0.34) : ground.lightness - 0.2
                let color = ground.with(lightness: lightness, chroma: isDark ? 1.1 : 1.3)
                return Shade(color.rgb, indexed: color.indexed, ansi: ansi[band])
            }
        }
    }

    /// The lights that the three levels of lines are made for.
    private static let lineLights = [3, 9, 15]

    /// - Parameter away: from plain light, as far as -1 or 1.
    private static func lit(_ color: PerceptualColor, away: Double, isDark: Bool) -> PerceptualColor {
        guard isDark else {
            // A page is white already: bright light can only bleach it, and shadow tints it.
            return away > 0
                ? color.with(lightness: color.lightness + 0.9 * away * (1 - color.lightness), chroma: 1 - 0.9 * away)
                : color.with(lightness: color.lightness + 0.34 * away, chroma: 1 - 2.2 * away)
        }
        let lightness =
            away > 0 ? color.lightness + away * (0.24 + 0.3 * color.lightness) : color.lightness * (1 + 0.7 * away)
        let brightening = max(lightness, 0.01) / max(color.lightness, 0.01)
        // Full light brings out the hue that dark bands only hint at.
        let hue = 1 + 0.7 * max(0, away) * min(1, Double.pow(color.lightness / 0.3, 1.5))
        return color.with(lightness: lightness, chroma: Double.pow(brightening, 0.8) * hue)
    }

    /// - Parameter light: from 0 to 1.
    private static func relief(_ color: PerceptualColor, light: Double, isDark: Bool) -> PerceptualColor {
        guard isDark else {
            // On a page a relief is a pastel in shadow; in full light it is the band itself.
            let shadow = 1 - light
            return color.with(lightness: color.lightness - 0.5 * Double.pow(shadow, 1.3), chroma: 2 + 1.6 * shadow)
        }
        return lit(color, away: 2 * light - 1, isDark: isDark)
    }
}
