import Testing

@testable import Canvas

/// A relief is read by its light: in every theme, brighter is brighter, and lines are seen on it.
@Suite("Shades of lit relief")
struct ReliefShadeTests {
    private static let lights = 0..<Ink.lightCount

    @Test("plain light leaves every band as it is", arguments: Theme.all.map(\.name))
    func plain(name: String) throws {
        let theme = try #require(Theme.named(name))
        for band in 0..<Ink.bandCount {
            let (lit, plain) = (theme[.lit(tone: 2 * band, light: Ink.plainLight)], theme[.band(band)])
            #expect(lit.rgb == plain.rgb && lit.indexed == plain.indexed, "band \(band)")
        }
    }

    @Test("from shadow to bright light every tone gets lighter", arguments: Theme.all.map(\.name))
    func lights(name: String) throws {
        let theme = try #require(Theme.named(name))
        for tone in 0..<Ink.toneCount {
            let shades = Self.lights.map { theme[.lit(tone: tone, light: $0)] }
            let exact = shades.map { PerceptualColor($0.rgb).lightness }
            #expect(exact == exact.sorted())
            // Nothing is brighter than a white page, or darker than a black one: the other side tells every light.
            let isDark = PerceptualColor(theme[.ground].rgb).lightness < 0.5
            let telling = isDark ? exact[Ink.plainLight...] : exact[...Ink.plainLight]
            // On black, the first light may be none.
            #expect(Set(telling).count >= telling.count - 1, "tone \(tone): \(exact)")
            #expect(exact.last! - exact[0] > 0.18, "tone \(tone): \(exact)")
            let few = shades.map { PerceptualColor(RGB(xterm: $0.indexed)).lightness }
            for (darker, lighter) in zip(few, few.dropFirst()) {
                #expect(lighter > darker - 0.06, "tone \(tone): \(few)")
            }
            #expect(few.last! - few[0] > 0.15, "tone \(tone): \(few)")
        }
    }

    @Test("in space too, and lines stand out from it", arguments: Theme.all.map(\.name))
    func relief(name: String) throws {
        let theme = try #require(Theme.named(name))
        for band in 0..<Ink.bandCount {
            let shades = (0..<Ink.reliefLightCount).map { theme[.relief(band: band, light: $0)] }
            let exact = shades.map { PerceptualColor($0.rgb).lightness }
            let few = shades.map { PerceptualColor(RGB(xterm: $0.indexed)).lightness }
            #expect(exact == exact.sorted() && exact.last! - exact[0] > 0.18, "band \(band): \(exact)")
            for (darker, lighter) in zip(few, few.dropFirst()) {
                #expect(lighter > darker - 0.06, "band \(band): \(few)")
            }
            for (light, shade) in shades.enumerated() {
                let line = theme[.reliefLine(band: band, light: light)]
                #expect(line.rgb.contrast(with: shade.rgb) > 1.2, "band \(band), light \(light)")
            }
        }
    }

    @Test("every band has its inks, apart from all others, and within the palette")
    func places() {
        var inks: [Ink] = []
        for tone in 0..<Ink.toneCount { inks += Self.lights.map { .lit(tone: tone, light: $0) } }
        for band in 0..<Ink.bandCount {
            let lights = 0..<Ink.reliefLightCount
            inks +=
                lights.map { .relief(band: band, light: $0) } + Set(lights.map { .reliefLine(band: band, light: $0) })
        }
        for kind in [nil, 0, 1, 2, 3, 4, 5, 6] as [Int?] {
            inks += (0..<Ink.mapLevelCount).map { .map($0, kind: kind) }
        }
        #expect(Set(inks).count == inks.count && inks.count == Ink.count - 64)
        #expect(inks.map(\.rawValue).min() == 64 && inks.map(\.rawValue).max() == UInt16(Ink.count - 1))
        #expect(Ink.lit(tone: 99, light: -5) == .lit(tone: Ink.toneCount - 1, light: 0))
        #expect(Ink.lit(tone: -1, light: 99) == .lit(tone: 0, light: Ink.lightCount - 1))
        #expect(Ink.relief(band: 99, light: -5) == .relief(band: 8, light: 0))
        #expect(Ink.reliefLine(band: 99, light: 99) == .reliefLine(band: 8, light: 16))
    }

    @Test("colours go to how they are seen and back unchanged")
    func perception() {
        for hex in stride(from: 0, through: 0xFFFFFF, by: 7919) {
            #expect(PerceptualColor(RGB(hex)).rgb == RGB(hex))
        }
        for index in [17, 67, 66, 144, 240, 231, 16] as [UInt8] {
            #expect(PerceptualColor(RGB(xterm: index)).indexed == index)
        }
        for index in [16, 232, 244, 255, 231] as [UInt8] {
            #expect(PerceptualColor(RGB(xterm: index)).grey() == index)
        }
    }

    @Test("a part of a cell is a block where grounds have colours, and a hatching where they have none")
    func blocks() {
        let bright = Ink.relief(band: 2, light: 16)
        let dark = Ink.relief(band: 2, light: 0)
        let cell = Cell("\u{2580}", ink: bright, on: dark)
        #expect(cell.scalar(colors: .exact) == "\u{2580}" && cell.scalar(colors: .indexed) == "\u{2580}")
        for colors in [ColorLevel.none, .eight, .sixteen] {
            #expect(cell.scalar(colors: colors) == bright.hatch(.braille))
            #expect(Theme.dark.appearance(of: cell, colors: colors).background == nil)
        }
        #expect(Cell("\u{2580}", ink: dark, on: dark).scalar(colors: .exact) == " ")
        #expect(Cell("\u{2580}", ink: .text, on: dark).scalar(colors: .none) == "\u{2580}")
        #expect(bright.hatch(.braille) != dark.hatch(.braille) && bright.hatch(.ascii).isASCII)
    }
}
