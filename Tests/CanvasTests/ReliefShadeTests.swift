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
            let (lit, plain) = (theme[.lit(band: band, light: Ink.plainLight)], theme[.band(band)])
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
            #expect(Set(telling).count == telling.count, "tone \(tone): \(exact)")
            #expect(exact[8] - exact[0] > 0.18, "tone \(tone): \(exact)")
            let few = shades.map { PerceptualColor(RGB(xterm: $0.indexed)).lightness }
            for (darker, lighter) in zip(few, few.dropFirst()) {
                #expect(lighter > darker - 0.06, "tone \(tone): \(few)")
            }
            #expect(few[8] - few[0] > 0.15, "tone \(tone): \(few)")
        }
    }

    @Test("lines stand out from the relief in every light", arguments: Theme.all.map(\.name))
    func lines(name: String) throws {
        let theme = try #require(Theme.named(name))
        for band in 0..<Ink.bandCount {
            for light in Self.lights {
                let (line, ground) = (theme[.litLine(band: band, light: light)], theme[.lit(band: band, light: light)])
                #expect(line.rgb.contrast(with: ground.rgb) > 1.2, "band \(band), light \(light)")
            }
        }
    }

    @Test("every band has its inks, apart from all others, and within the palette")
    func places() {
        var inks = Set<UInt8>()
        for tone in 0..<Ink.toneCount {
            for light in Self.lights { inks.insert(Ink.lit(tone: tone, light: light).rawValue) }
        }
        #expect(inks.count == Ink.toneCount * Ink.lightCount)
        for band in 0..<Ink.bandCount {
            for light in Self.lights { inks.insert(Ink.litLine(band: band, light: light).rawValue) }
        }
        #expect(inks.count == Ink.toneCount * Ink.lightCount + 3 * Ink.bandCount)
        #expect(inks.min() == 64 && Int(inks.max()!) == Ink.count - 1)
        #expect(
            Ink.lit(band: 99, light: -5) == .lit(band: 8, light: 0)
                && Ink.lit(band: -1, light: 99) == .lit(tone: 0, light: 8))
        #expect(Ink.litLine(band: 99, light: 99) == .litLine(band: 8, light: 8))
    }

    @Test("colours go to how they are seen and back unchanged")
    func perception() {
        for hex in stride(from: 0, through: 0xFFFFFF, by: 7919) {
            #expect(PerceptualColor(RGB(hex)).rgb == RGB(hex))
        }
        for index in 16...255 {
            let color = RGB(xterm: UInt8(index))
            #expect(RGB(xterm: PerceptualColor(color).indexed(within: 0...1)) == color)
        }
    }

    @Test("every shade has a colour on every terminal", arguments: Theme.all.map(\.name))
    func levels(name: String) throws {
        let theme = try #require(Theme.named(name))
        for tone in 0..<Ink.toneCount {
            for light in Self.lights {
                let cell = Cell("#", ink: .lit(tone: tone, light: light), on: .lit(tone: tone, light: light))
                #expect(theme.appearance(of: cell, colors: .exact).background == .exact(theme[cell.ink].rgb))
                #expect(theme.appearance(of: cell, colors: .indexed).background == .indexed(theme[cell.ink].indexed))
                #expect(theme.appearance(of: cell, colors: .sixteen).background == nil)
                #expect(theme.appearance(of: cell, colors: .none).isDim)
            }
        }
    }
}
