import Basics
import Canvas
import Player
import Scenes
import Testing

@testable import Recording

@Suite("Animations")
struct GIFTests {
    /// The pictures of frames at times, as what the file decodes to.
    private func decoded(
        _ frames: [(frame: Frame, seconds: Double)], end: Double, size: Size, loop: Int? = nil, scale: Int = 1
    ) throws -> DecodedGIF {
        var gif = GIF(RecordingHeading(size: size, title: "", theme: .dark, loop: loop, scale: scale))
        var bytes: [UInt8] = []
        for (frame, seconds) in frames {
            gif.add(frame, at: seconds)
            bytes += gif.takeBytes()
        }
        gif.finish(at: end)
        return try DecodedGIF(bytes + gif.takeBytes())
    }

    private func colors(_ frame: Frame, size: Size, theme: Theme = .dark, scale: Int = 1) -> [RGB?] {
        var raster = Raster(cells: size, theme: theme, scale: scale)
        raster.draw(frame)
        return raster.pixels.map { raster.palette.colors[Int($0)] }
    }

    @Test("every picture is its frame, pixel by pixel, and takes its time", arguments: UInt64(0)..<20)
    func pictures(seed: UInt64) throws {
        let size = Size(width: 11, height: 4)
        let frames = randomFrames(seed: seed, size: size)
        let gif = try decoded(
            frames.enumerated().map { ($1, Double($0) / 30) }, end: 12.0 / 30 + 2, size: size, scale: 1 + Int(seed % 2))
        var time = 0
        for picture in gif.pictures {
            // The frame that is shown in the middle of its time.
            let frame = frames[min(frames.count - 1, Int((Double(time) + 1) / 100 * 30))]
            #expect(picture.colors == colors(frame, size: size, scale: 1 + Int(seed % 2)))
            time += picture.delay
        }
        #expect(time == 240)
        #expect(gif.pictures.count <= frames.count && gif.pictures.allSatisfy { $0.delay >= 2 })
    }

    @Test("a race decodes to its frames, first, middle and last", arguments: ["radford", "beale"])
    func race(name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        let size = Size(width: 60, height: 20)
        var model = Model(scenes: [scene], size: size, glyphs: .braille, isPatient: true)
        let frames = (0..<24).map { step in
            model.show(step: step)
            return model.frame()
        }
        let gif = try decoded(frames.enumerated().map { ($1, Double($0) / 8) }, end: 3, size: size)
        #expect(gif.pictures.count == 24)
        for index in [0, 11, 23] { #expect(gif.pictures[index].colors == colors(frames[index], size: size)) }
        // An eighth of a second is twelve and a half hundredths.
        #expect(gif.pictures.map(\.delay).reduce(0, +) == 300 && Set(gif.pictures.map(\.delay)) == [12, 13])
    }

    @Test("frames that are too short to be seen give way, and their time is kept", arguments: [60.0, 100, 250, 1000])
    func fast(rate: Double) throws {
        let size = Size(width: 4, height: 1)
        let frames = (0..<200).map { index in
            var frame = Frame(size: size)
            frame.write("\(index)", x: 0, y: 0)
            return (frame, Double(index) / rate)
        }
        let gif = try decoded(frames, end: 200 / rate, size: size)
        #expect(gif.pictures.allSatisfy { $0.delay >= 2 })
        #expect(abs(gif.pictures.map(\.delay).reduce(0, +) - Int(20_000 / rate)) <= 2)
        #expect(gif.pictures.last?.colors == colors(frames[199].0, size: size))
    }

    @Test(
        "a picture stays as long as it has to, longer than a delay can be",
        arguments: [65_534, 65_535, 65_536, 65_537, 131_068, 131_070, 131_071, 360_000])
    func long(hundredths: Int) throws {
        let size = Size(width: 2, height: 1)
        let gif = try decoded([(Frame(size: size), 0)], end: Double(hundredths) / 100, size: size)
        #expect(gif.pictures.map(\.delay).reduce(0, +) == hundredths)
        #expect(gif.pictures.allSatisfy { $0.delay >= 2 && $0.colors == colors(Frame(size: size), size: size) })
    }

    @Test("no frame, one frame, frames of other sizes, one cell: all are files")
    func few() throws {
        let one = Size(width: 1, height: 1)
        #expect(try decoded([], end: 0, size: one).pictures.count == 1)
        var frame = Frame(size: one)
        frame.write("x", x: 0, y: 0)
        let single = try decoded([(frame, 0)], end: 1, size: one)
        #expect(single.pictures.map(\.delay) == [100] && single.pictures[0].colors == colors(frame, size: one))
        let size = Size(width: 5, height: 2)
        let sizes = [size, Size(width: 9, height: 9), Size(width: 2, height: 1), size]
        let frames = sizes.enumerated().map { (Frame(size: $1, filledWith: Cell("a", ink: .run($0))), Double($0)) }
        let gif = try decoded(frames, end: 4, size: size)
        #expect(gif.width == 40 && gif.height == 32 && gif.pictures.map(\.delay) == [100, 100, 100, 100])
        for (picture, frame) in zip(gif.pictures, frames) { #expect(picture.colors == colors(frame.0, size: size)) }
    }

    @Test("frames that look the same are one picture, whatever inks their blanks have")
    func same() throws {
        let size = Size(width: 3, height: 2)
        let frames = [Cell(" ", ink: .text), Cell(" ", ink: .bad), Cell(" ", ink: .bad, on: .selection)].enumerated()
            .map {
                (Frame(size: size, filledWith: $1), Double($0))
            }
        #expect(try decoded(frames, end: 3, size: size).pictures.map(\.delay) == [200, 100])
    }

    @Test("other colours are from the next frame on, also if there are more of them")
    func themes() throws {
        let size = Size(width: 6, height: 2)
        let frames = randomFrames(seed: 7, size: size, count: 4)
        var gif = GIF(RecordingHeading(size: size, title: "", theme: .contrast))
        let themes: [Theme] = [.contrast, .dark, .dark, .contrast]
        for (index, frame) in frames.enumerated() {
            gif.use(themes[index])
            gif.add(frame, at: Double(index))
        }
        gif.finish(at: 4)
        let pictures = try DecodedGIF(gif.takeBytes()).pictures
        #expect(pictures.count == 4)
        for (index, picture) in pictures.enumerated() {
            #expect(picture.colors == colors(frames[index], size: size, theme: themes[index]))
        }
    }

    @Test(
        "it is played for ever, once, or so often",
        arguments: [(nil, 0), (1, nil), (2, 1), (65_536, 65_535)] as [(Int?, Int?)])
    func loops(loop: Int?, repeats: Int?) throws {
        let size = Size(width: 1, height: 1)
        #expect(try decoded([(Frame(size: size), 0)], end: 1, size: size, loop: loop).repeats == repeats)
    }

    @Test("codes decode to the pixels, through all widths and full dictionaries", arguments: 2...8)
    func codes(bits: Int) throws {
        var generator = SeededRandom(seed: UInt64(bits))
        for count in [0, 1, 2, 3, 255, 256, 5000, 60_000] {
            for most in [1, 1 << bits] {
                var (pixels, last): ([UInt8], UInt8) = ([], 0)
                for _ in 0..<count {
                    if Int.random(in: 0..<3, using: &generator) == 0 {
                        last = UInt8(Int.random(in: 0..<most, using: &generator))
                    }
                    pixels.append(last)
                }
                var bytes: [UInt8] = []
                LZW.encode(pixels, bits: bits, into: &bytes)
                var (data, place): ([UInt8], Int) = ([], 1)
                while bytes[place] > 0 {
                    data += bytes[(place + 1)...(place + Int(bytes[place]))]
                    place += Int(bytes[place]) + 1
                }
                #expect(bytes[0] == UInt8(bits) && place == bytes.count - 1)
                #expect(try DecodedGIF.pixels(data, bits: bits) == pixels)
            }
        }
    }
}
