import Foundation
import Testing

@testable import Canvas

/// The seven runs are told apart by colour-blind viewers too, on every band of every theme.
@Suite("Palettes")
struct PaletteTests {
    @Test("run colours stand out from every band, exact and with 256 colours", arguments: Theme.all.map(\.name))
    func contrast(name: String) throws {
        let theme = try #require(Theme.named(name))
        for run in 0..<Ink.runCount {
            for band in 0..<Ink.bandCount {
                let ink = theme[.run(run)]
                let ground = theme[.band(band)]
                #expect(ink.rgb.contrast(with: ground.rgb) >= 2.9, "run \(run), band \(band)")
                let indexed = RGB(xterm: ink.indexed).contrast(with: RGB(xterm: ground.indexed))
                #expect(indexed >= 2.9, "run \(run), band \(band), 256 colours")
            }
            for ground in [Ink.ground, .selection] {
                #expect(theme[.run(run)].rgb.contrast(with: theme[ground].rgb) >= 2.9, "run \(run)")
            }
        }
        for ink in [Ink.text, .muted, .accent, .good, .bad] {
            #expect(theme[ink].rgb.contrast(with: theme[.ground].rgb) >= 4.5, "\(ink)")
        }
    }

    @Test("run colours are apart in four kinds of vision", arguments: Theme.all.map(\.name), Vision.allCases)
    func distance(name: String, vision: Vision) throws {
        let theme = try #require(Theme.named(name))
        let colors = (0..<Ink.runCount).map { theme[.run($0)] }
        for (first, left) in colors.enumerated() {
            for right in colors[(first + 1)...] {
                #expect(vision.lab(left.rgb).distance(to: vision.lab(right.rgb)) >= 11)
                let indexed = vision.lab(RGB(xterm: left.indexed)).distance(to: vision.lab(RGB(xterm: right.indexed)))
                #expect(indexed >= 11)
            }
        }
    }

    @Test("every colour is found under the ink that it was given for")
    func places() {
        func shades(_ first: Int, _ count: Int) -> [Shade] { (0..<count).map { Shade(RGB(first + $0), indexed: 16) } }
        let (bands, contours) = (shades(100, Ink.bandCount), shades(200, Ink.bandCount))
        let (runs, rest) = (shades(300, Ink.runCount), shades(400, 10))
        let theme = Theme(
            name: "test", ground: rest[0], text: rest[1], muted: rest[2], rule: rest[3], accent: rest[4], good: rest[5],
            bad: rest[6], selection: rest[7], mark: rest[8], undefined: rest[9], bands: bands, contours: contours,
            runs: runs)
        let inks: [Ink] = [.ground, .text, .muted, .rule, .accent, .good, .bad, .selection, .mark, .undefined]
        #expect(inks.map { theme[$0] } == rest && Set(inks).count == 10)
        #expect((0..<Ink.bandCount).map { theme[.band($0)] } == bands)
        #expect((0..<Ink.bandCount).map { theme[.contour($0)] } == contours)
        #expect((0..<Ink.runCount).map { theme[.run($0)] } == runs)
        // More runs than colours repeat them; a band beyond the last is the last.
        #expect(
            theme[.run(Ink.runCount + 2)] == runs[2] && theme[.band(99)] == bands[8] && theme[.band(-1)] == bands[0])
    }

    @Test(
        "bands go one way from low to high, and every line stands out from its band", arguments: Theme.all.map(\.name))
    func bands(name: String) throws {
        let theme = try #require(Theme.named(name))
        let lightness = (0..<Ink.bandCount).map { Vision.normal.lab(theme[.band($0)].rgb).l }
        let isDark = name == "dark" || name == "contrast"
        let rising = isDark ? lightness : lightness.reversed()
        #expect(rising == rising.sorted() && rising[8] - rising[0] > 3, "\(lightness)")
        for band in 0..<Ink.bandCount {
            let line = theme[.contour(band)].rgb.contrast(with: theme[.band(band)].rgb)
            #expect(line > 1.5, "band \(band): \(line)")
        }
    }

    @Test("Radford's colours are those of his animations")
    func radford() {
        // Red, green, blue: which of them a run's colour is made of.
        let hues = ["r", "g", "rb", "b", "rg", ""]
        for (run, hue) in hues.enumerated() {
            let color = Theme.radford[.run(run)].rgb
            let channels = [("r", color.red), ("g", color.green), ("b", color.blue)]
            let most = channels.map(\.1).max()!
            let found = channels.filter { $0.1 > 0 && Int($0.1) * 10 >= Int(most) * 8 }.map(\.0).joined()
            #expect(found == hue, "run \(run): \(color)")
        }
    }

    @Test("with 16 colours no text is black, which a dark terminal would hide", arguments: Theme.all.map(\.name))
    func sixteen(name: String) throws {
        let theme = try #require(Theme.named(name))
        for ink in [Ink.text, .accent, .good, .bad, .mark] + (0..<Ink.runCount).map({ .run($0) }) {
            #expect(theme[ink].ansi != 0)
        }
    }

    @Test(
        "the colour difference is the published one",
        arguments: [
            // Sharma, Wu and Dalal (2005), table 1: pairs 1, 7, 17, 25, 33.
            (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425), (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
            (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492),
            (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
            (Lab(6.7747, -0.2908, -2.4247), Lab(5.8714, -0.0985, -2.2286), 0.6377),
        ])
    func formula(left: Lab, right: Lab, distance: Double) {
        #expect(abs(left.distance(to: right) - distance) < 1e-4)
        #expect(abs(right.distance(to: left) - distance) < 1e-4)
    }
}

/// How a viewer sees colours; the matrices are those of Machado, Oliveira and Fernandes (2009) for severity 1.
enum Vision: CaseIterable {
    case normal, protan, deutan, tritan

    func lab(_ color: RGB) -> Lab {
        let (r, g, b) = color.linear
        let seen = matrix.map { min(max($0[0] * r + $0[1] * g + $0[2] * b, 0), 1) }
        return Lab(linear: (seen[0], seen[1], seen[2]))
    }

    private var matrix: [[Double]] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protan:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deutan:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritan:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }
}

/// A colour in CIE L*a*b*.
struct Lab {
    let l: Double
    let a: Double
    let b: Double

    init(_ l: Double, _ a: Double, _ b: Double) { (self.l, self.a, self.b) = (l, a, b) }

    init(linear: (Double, Double, Double)) {
        let (r, g, b) = linear
        func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
        let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
        let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
        let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
        self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
    }

    /// CIEDE2000.
    func distance(to other: Lab) -> Double {
        func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let mean7 = pow((hypot(a, b) + hypot(other.a, other.b)) / 2, 7)
        let g = 0.5 * (1 - (mean7 / (mean7 + pow(25, 7))).squareRoot())
        let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)
        let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
        func hue(_ a: Double, _ b: Double) -> Double {
            let hue = degrees(atan2(b, a))
            return hue < 0 ? hue + 360 : hue
        }
        let (h1, h2) = (hue(a1, b), hue(a2, other.b))
        let isGrey = c1 * c2 == 0
        var dh = isGrey ? 0 : h2 - h1
        if dh > 180 { dh -= 360 } else if dh < -180 { dh += 360 }
        var h = (h1 + h2) / 2
        if isGrey { h = h1 + h2 } else if abs(h1 - h2) > 180 { h += h1 + h2 < 360 ? 180 : -180 }
        let (dl, dc) = (other.l - l, c2 - c1)
        let dH = 2 * (c1 * c2).squareRoot() * sin(radians(dh / 2))
        let (lm, cm) = ((l + other.l) / 2, (c1 + c2) / 2)
        let t =
            1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) + 0.32 * cos(radians(3 * h + 6))
            - 0.2 * cos(radians(4 * h - 63))
        let sl = 1 + 0.015 * pow(lm - 50, 2) / (20 + pow(lm - 50, 2)).squareRoot()
        let (sc, sh) = (1 + 0.045 * cm, 1 + 0.015 * cm * t)
        let rc = 2 * (pow(cm, 7) / (pow(cm, 7) + pow(25, 7))).squareRoot()
        let rt = -rc * sin(radians(60 * exp(-pow((h - 275) / 25, 2))))
        let (x, y, z) = (dl / sl, dc / sc, dH / sh)
        return (x * x + y * y + z * z + rt * y * z).squareRoot()
    }
}

extension RGB {
    /// The channels as light, from 0 to 1.
    var linear: (Double, Double, Double) {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value > 0.04045 ? pow((value + 0.055) / 1.055, 2.4) : value / 12.92
        }
        return (linear(red), linear(green), linear(blue))
    }

    /// WCAG 2.1's contrast ratio.
    func contrast(with other: RGB) -> Double {
        func luminance(_ color: RGB) -> Double {
            let (r, g, b) = color.linear
            return 0.2126 * r + 0.7152 * g + 0.0722 * b
        }
        let (left, right) = (luminance(self) + 0.05, luminance(other) + 0.05)
        return max(left, right) / min(left, right)
    }
}
