import Basics
import RealModule

/// A colour as it is seen: lightness from 0 to 1, and how far it is from grey towards red and yellow (Ottosson's OKLab,
/// 2020). Equal distances look about equally far.
struct PerceptualColor {
    var lightness: Double
    /// From green, below 0, to red.
    var red: Double
    /// From blue, below 0, to yellow.
    var yellow: Double

    init(lightness: Double, red: Double, yellow: Double) {
        self.lightness = lightness
        self.red = red
        self.yellow = yellow
    }

    init(_ color: RGB) {
        func light(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value > 0.04045 ? Double.pow((value + 0.055) / 1.055, 2.4) : value / 12.92
        }
        let (r, g, b) = (light(color.red), light(color.green), light(color.blue))
        let l = Double.root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 3)
        let m = Double.root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b, 3)
        let s = Double.root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b, 3)
        lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        red = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        yellow = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    /// The nearest colour that a screen has in each channel.
    var rgb: RGB {
        func cube(_ value: Double) -> Double { value * value * value }
        let l = cube(lightness + 0.3963377774 * red + 0.2158037573 * yellow)
        let m = cube(lightness - 0.1055613458 * red - 0.0638541728 * yellow)
        let s = cube(lightness - 0.0894841775 * red - 1.2914855480 * yellow)
        func channel(_ light: Double) -> UInt8 {
            let light = min(max(light, 0), 1)
            let value = light > 0.0031308 ? 1.055 * Double.pow(light, 1 / 2.4) - 0.055 : 12.92 * light
            return UInt8(clamping: Int(clamping: (value * 255).rounded()))
        }
        return RGB(
            channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
    }

    /// On the way to another colour, 0 being here and 1 there.
    func mixed(with other: PerceptualColor, share: Double) -> PerceptualColor {
        PerceptualColor(
            lightness: lightness + share * (other.lightness - lightness), red: red + share * (other.red - red),
            yellow: yellow + share * (other.yellow - yellow))
    }

    /// The same hue with another lightness, and so many times as far from grey.
    func with(lightness: Double, chroma: Double) -> PerceptualColor {
        PerceptualColor(lightness: lightness, red: red * chroma, yellow: yellow * chroma)
    }

    /// The index of the grey in xterm's palette that is about as light, among those of some lightness.
    ///
    /// The colours of that palette are so few and so far apart that shades of a hue would fall into patches; of greys
    /// there are enough for a shape to be seen.
    func grey(within range: ClosedRange<Double> = 0...1) -> UInt8 {
        let (least, most) = (range.lowerBound - 1e-6, range.upperBound + 1e-6)
        let fitting = Self.greys.filter { $0.lightness >= least && $0.lightness <= most }
        return fitting.min { abs($0.lightness - lightness) < abs($1.lightness - lightness) }?.index ?? 16
    }

    private static let greys = ([16, 231] + Array(232...255) as [UInt8]).map {
        (index: $0, lightness: PerceptualColor(RGB(xterm: $0)).lightness)
    }

    /// The index of the colour in xterm's palette that looks most like it, among greys and quiet hues: for lines.
    var indexed: UInt8 {
        Self.quiet.min { squaredDistance(to: $0.color) < squaredDistance(to: $1.color) }!.index
    }

    /// The index of the colour in xterm's palette that looks most like it, among all of them: for areas that are to be told
    /// apart.
    var nearest: UInt8 {
        Self.all.min { squaredDistance(to: $0.color) < squaredDistance(to: $1.color) }!.index
    }

    private static let all = (16...255 as ClosedRange<UInt8>).map {
        (index: $0, color: PerceptualColor(RGB(xterm: $0)))
    }

    private static let quiet = ([17, 24, 67, 110, 153, 66, 109, 152, 101, 144, 187, 230] + greys.map(\.index)).map {
        (index: $0, color: PerceptualColor(RGB(xterm: $0)))
    }

    private func squaredDistance(to other: PerceptualColor) -> Double {
        let (l, a, b) = (lightness - other.lightness, red - other.red, yellow - other.yellow)
        return l * l + a * a + b * b
    }
}
