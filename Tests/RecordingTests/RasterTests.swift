import Basics
import Canvas
import Foundation
import Testing

@testable import Recording

@Suite("Frames as pixels")
struct RasterTests {
    @Test(
        "drawn over one another they are what they are drawn alone; nothing outside changes", arguments: UInt64(0)..<12)
    func incremental(seed: UInt64) {
        let size = Size(width: 13, height: 5)
        let font = FontSize.allCases[Int(seed % 3)]
        var raster = Raster(cells: size, theme: .dark, fontSize: font, scale: 1 + Int(seed % 2))
        for (index, frame) in randomFrames(seed: seed, size: size).enumerated() {
            let theme: Theme = index > 8 ? .light : .dark
            raster.use(theme)
            let before = raster
            let area = raster.draw(frame)
            var whole = Raster(cells: size, theme: theme, fontSize: font, scale: 1 + Int(seed % 2))
            whole.draw(frame)
            #expect(raster.pixels == whole.pixels)
            #expect(area.maxX <= raster.size.width && area.maxY <= raster.size.height)
            if raster.palette == before.palette {
                for place in raster.pixels.indices where raster.pixels[place] != before.pixels[place] {
                    #expect(area.contains(x: place % raster.size.width, y: place / raster.size.width))
                }
                #expect(raster.draw(frame).isEmpty)
            } else {
                #expect(area == Area(raster.size))
            }
        }
    }

    @Test("what a frame of another size lacks is blank, and what it has more is cut off")
    func sizes() {
        var raster = Raster(cells: Size(width: 3, height: 2), theme: .dark)
        raster.draw(Frame(size: Size(width: 3, height: 2), filledWith: Cell("█", ink: .bad)))
        var small = Frame(size: Size(width: 1, height: 1))
        small.write("█", x: 0, y: 0, ink: .good)
        raster.draw(small)
        let inks = raster.pixels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(inks == [raster.palette[.good]: 128, raster.palette[.ground]: 5 * 128])
        var large = Frame(size: Size(width: 9, height: 9), filledWith: Cell("█", ink: .accent))
        large.write("漢", x: 2, y: 0)
        raster.draw(large)
        #expect(raster.pixels.count == 6 * 128 && raster.pixels.last == raster.palette[.accent])
    }

    @Test(
        "every ink has its colour, each colour is there once, and there is room for a transparent one",
        arguments: Theme.all.map(\.name))
    func palettes(name: String) throws {
        let theme = try #require(Theme.named(name))
        let palette = Palette(theme)
        for number in 0..<UInt16(Ink.count) {
            let ink = Ink(rawValue: number)
            let (drawn, wanted) = (palette.colors[Int(palette[ink])], theme[ink].rgb)
            let steps = [(drawn.red, wanted.red), (drawn.green, wanted.green), (drawn.blue, wanted.blue)]
            let distance = steps.reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            // The many shades of lit reliefs may share what no eye tells apart.
            let isRelief = number >= Ink.lit(tone: 0, light: 0).rawValue
            #expect(isRelief ? distance < 12 : distance == 0, "\(number): \(distance)")
        }
        #expect(Set(palette.colors).count == palette.colors.count && palette.colors.count < 256)
        #expect(Int(palette.transparent) == palette.colors.count && palette.colors.count < 1 << palette.bits)
    }

    /// Of a program's text, comments apart, and of all scenes: whatever stands there may be printed.
    @Test("every character of the program and its scenes is drawn, in every size", arguments: FontSize.allCases)
    func characters(size: FontSize) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
            .standardizedFileURL
        var scalars = Set((0x20..<0x7F as Range<UInt32>).compactMap(Unicode.Scalar.init))
        for folder in ["Sources", "scenes", "examples", "Tests/ViewsTests/Snapshots"] {
            let files = FileManager.default.enumerator(
                at: root.appending(path: folder), includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard ["swift", "yaml", "txt"].contains(file.pathExtension) else { continue }
                // What others recorded is never drawn in pixels.
                if file.path().contains("/Sources/Playback/") { continue }
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                    let text =
                        file.pathExtension == "swift"
                        ? line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex) : line
                    scalars.formUnion(text.unicodeScalars)
                }
            }
        }
        #expect(scalars.count > 200)
        let raster = Raster(cells: Size(width: 1, height: 1), theme: .dark, fontSize: size)
        // What Chinese keyboards type for a colon is as wide as two cells.
        let unknown = scalars.filter { !raster.knows($0) && $0 != "：" }
        #expect(unknown.isEmpty, "\(unknown.sorted())")
    }

    @Test("what is not known is a box of its width")
    func boxes() {
        func picture(_ text: String) -> [UInt8] {
            var frame = Frame(size: Size(width: 2, height: 1))
            frame.write(text, x: 0, y: 0)
            var raster = Raster(cells: frame.size, theme: .dark)
            raster.draw(frame)
            return raster.pixels
        }
        #expect(picture("\u{E123}") == picture("\u{E124}") && picture("\u{E123}") != picture(" "))
        #expect(picture("漢") == picture("字") && picture("漢") != picture("\u{E123}\u{E123}"))
        // A mark over a letter is seen, and one that the font lacks does no harm.
        #expect(picture("e\u{301}") != picture("e") && picture("e\u{0E31}") == picture("e"))
    }

    @Test("lines join: where one leaves a cell the next one begins", arguments: FontSize.allCases, [1, 3])
    func lines(size: FontSize, scale: Int) {
        func bitmap(_ text: String) -> [[Bool]] {
            var frame = Frame(size: Size(width: 1, height: 1))
            frame.write(text, x: 0, y: 0)
            var raster = Raster(cells: frame.size, theme: .dark, fontSize: size, scale: scale)
            raster.draw(frame)
            return stride(from: 0, to: raster.pixels.count, by: raster.size.width).map { row in
                raster.pixels[row..<(row + raster.size.width)].map { $0 == raster.palette[.text] }
            }
        }
        let (across, down) = (bitmap("─").map(\.last!), bitmap("│").last!)
        #expect(across.contains(true) && down.contains(true))
        for text in ["─", "╭", "╰", "├", "┌", "┼"] { #expect(bitmap(text).map(\.last!) == across, "\(text)") }
        for text in ["─", "╮", "╯", "┤", "┐", "┼"] { #expect(bitmap(text).map(\.first!) == across, "\(text)") }
        for text in ["│", "╭", "╮", "├", "┌", "┼"] { #expect(bitmap(text).last! == down, "\(text)") }
        for text in ["│", "╰", "╯", "├", "└", "┼"] { #expect(bitmap(text).first! == down, "\(text)") }
        #expect(bitmap("█").allSatisfy { $0.allSatisfy { $0 } })
        // Halves make a whole.
        #expect(zip(bitmap("▀"), bitmap("▄")).allSatisfy { $0 != $1 } && bitmap("▄").last!.allSatisfy { $0 })
        #expect(zip(bitmap("▌"), bitmap("▐")).allSatisfy { zip($0, $1).allSatisfy { $0 != $1 } })
    }

    @Test("dots are as far from each other across cells as within one", arguments: FontSize.allCases, [1, 2, 3])
    func dots(size: FontSize, scale: Int) {
        let bitmap = Shape.bitmap("⣿", width: size.width * scale, height: size.rawValue * scale)!
        let (dx, dy) = (bitmap.width / 2, bitmap.height / 4)
        for place in bitmap.dots.indices {
            let (x, y) = (place % bitmap.width, place / bitmap.width)
            #expect(bitmap.dots[place] == bitmap.dots[y % dy * bitmap.width + x % dx])
        }
        // Each pattern has the dots of its mask, and no others.
        for mask in UInt8.min...UInt8.max {
            let pattern = Shape.bitmap(DotShape.braille.scalar(mask), width: bitmap.width, height: bitmap.height)!
            for (column, row) in (0..<2).flatMap({ column in (0..<4).map { (column, $0) } }) {
                let places = bitmap.dots.indices.filter {
                    $0 % bitmap.width / dx == column && $0 / bitmap.width / dy == row
                }
                let isSet = mask & DotShape.braille.bit(column: column, row: row) != 0
                #expect(places.allSatisfy { pattern.dots[$0] == (isSet && bitmap.dots[$0]) })
            }
        }
    }

    @Test("the heads of runs are told apart, and stand in the middle", arguments: FontSize.allCases)
    func heads(size: FontSize) {
        let heads = ["●", "■", "▲", "◆", "★", "○", "✕", "▼", "▶", "◀"].map {
            Shape.bitmap($0, width: size.width, height: size.rawValue)!
        }
        for (index, head) in heads.enumerated() {
            #expect(heads.firstIndex(of: head) == index)
            // Both halves have the same ink, save where a triangle points.
            let mirrored = head.dots.indices.map {
                head.dots[$0 / head.width * head.width + head.width - 1 - $0 % head.width]
            }
            #expect(mirrored == head.dots || index > 7)
        }
    }
}
