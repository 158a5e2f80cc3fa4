import Basics
import Canvas
import Player
import Scenes
import Testing

@testable import Recording

@Suite("Stills")
struct PNGTests {
    @Test("a picture is its frame, pixel by pixel, in every theme and size", arguments: Theme.all.map(\.name))
    func pictures(name: String) throws {
        let theme = try #require(Theme.named(name))
        for (index, frame) in randomFrames(seed: 3, size: Size(width: 9, height: 4), count: 6).enumerated() {
            let heading = RecordingHeading(
                size: frame.size, title: "", theme: theme, fontSize: FontSize.allCases[index % 3], scale: 1 + index / 3)
            let png = try DecodedPNG(PNG.bytes(of: frame, heading))
            var raster = Raster(heading)
            raster.draw(frame)
            #expect(png.width == raster.size.width && png.height == raster.size.height)
            #expect(png.colors == raster.pixels.map { raster.palette.colors[Int($0)] })
        }
    }

    @Test("a screen's picture has fewer bytes than a tenth of its pixels, and always the same")
    func bytes() throws {
        let scene = try #require(try SceneLibrary.scene(named: "radford"))
        var model = Model(scenes: [scene], size: Size(width: 100, height: 30), glyphs: .braille, isPatient: true)
        model.show(step: 60)
        let heading = RecordingHeading(size: model.size, title: "", theme: .dark)
        let bytes = PNG.bytes(of: model.frame(), heading)
        #expect(bytes.count < 800 * 480 / 10 && bytes == PNG.bytes(of: model.frame(), heading))
    }

    @Test("what is compressed is what comes out again", arguments: UInt64(0)..<12)
    func compression(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        for count in [0, 1, 2, 3, 4, 257, 258, 259, 1000, 70_000] {
            var bytes: [UInt8] = []
            while bytes.count < count {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.append(UInt8(Int.random(in: 0...255, using: &generator)))
                case 1:
                    let byte = UInt8(Int.random(in: 0...255, using: &generator))
                    bytes += Array(repeating: byte, count: .random(in: 1...600, using: &generator))
                default:
                    guard !bytes.isEmpty else { continue }
                    // Again what stood anywhere before, also too far away to be told.
                    let start = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes += bytes[start..<min(bytes.count, start + .random(in: 1...300, using: &generator))]
                }
            }
            bytes = Array(bytes.prefix(count))
            #expect(try DecodedPNG.inflated(Deflate.zlib(bytes)) == bytes)
        }
    }

    @Test("checksums are the standards'")
    func checksums() {
        #expect(PNG.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(Deflate.checksum(Array("Wikipedia".utf8)) == 0x11E6_0398)
    }

    @Test("a file's ending says its format, and text is the characters alone")
    func formats() {
        #expect(StillFormats.format(ofFile: "a/b.c.PNG") == PNG.self)
        #expect(StillFormats.format(ofFile: "png") == nil && StillFormats.format(ofFile: "a.gif") == nil)
        #expect(RecordingFormats.format(ofFile: "x.GIF") == GIF.self)
        var frame = Frame(size: Size(width: 4, height: 2))
        frame.write("λ 1", x: 0, y: 1)
        #expect(
            PlainText.bytes(of: frame, RecordingHeading(size: frame.size, title: "", theme: .dark))
                == Array("\nλ 1\n".utf8))
    }
}
