import Basics
import Canvas
import Player
import Scenes
import Testing

@testable import Recording

@Suite("Animated SVG")
struct SVGTests {
    /// Frames with their times and themes, and the picture of them.
    private struct Sample {
        var frames: [(frame: Frame, theme: Theme, time: Double)] = []
        var svg: AnimatedSVG
        let heading: RecordingHeading
        var end = 0.0

        init(_ heading: RecordingHeading) {
            self.heading = heading
            svg = AnimatedSVG(heading)
        }

        mutating func add(_ frame: Frame, _ theme: Theme, at time: Double) {
            svg.use(theme)
            svg.add(frame, at: time)
            frames.append((frame, theme, time))
            end = time
        }

        mutating func finish(at time: Double) -> String {
            svg.finish(at: time)
            end = time
            return String(decoding: svg.takeBytes(), as: UTF8.self)
        }

        func check(_ text: String) throws {
            let picture = try XMLNode(parsing: text)
            let ground = heading.theme[.ground].rgb
            for (index, (frame, theme, time)) in frames.enumerated() {
                let next = index + 1 < frames.count ? frames[index + 1].time : end
                let expected = SVGScreen(frame, theme: theme, ground: ground)
                for part in [0.01, 0.5, 0.99] {
                    let share = (time + part * (next - time)) / end
                    #expect(try SVGScreen(picture, at: share) == expected, "frame \(index)")
                }
            }
            let last = try #require(frames.last)
            let expected = SVGScreen(last.frame, theme: last.theme, ground: ground)
            #expect(try SVGScreen(picture, at: nil) == expected, "at rest")
        }
    }

    @Test(
        "every frame is there in its time, cell by cell, and the last one where nothing moves",
        arguments: UInt64(0)..<24)
    func frames(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let sizes = [(17, 6), (1, 1), (2, 3), (40, 2)].map { Size(width: $0.0, height: $0.1) }
        let size = sizes[Int(seed) % sizes.count]
        let theme = Theme.all[Int(seed) / sizes.count % Theme.all.count]
        var sample = Sample(RecordingHeading(size: size, title: "Frames", theme: theme))
        var time = 0.0
        for frame in randomFrames(seed: seed, size: size, count: 1 + Int(seed)) {
            sample.add(frame, theme, at: time)
            time += .random(in: 0.01..<3, using: &generator)
        }
        let text = sample.finish(at: time)
        try sample.check(text)
    }

    @Test("another size and another theme in the middle", arguments: UInt64(0)..<8)
    func changes(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        var sample = Sample(RecordingHeading(size: Size(width: 5, height: 5), title: "", theme: .dark))
        for turn in 0..<6 {
            let size = Size(
                width: .random(in: 1..<12, using: &generator), height: .random(in: 1..<7, using: &generator))
            let theme = Theme.all.randomElement(using: &generator)!
            for (index, frame) in randomFrames(seed: seed &+ UInt64(turn), size: size, count: 3).enumerated() {
                sample.add(frame, theme, at: Double(turn) + Double(index) / 3)
            }
        }
        let text = sample.finish(at: 7)
        try sample.check(text)
        let width = sample.frames.map(\.frame.size.width).max()!
        let height = sample.frames.map(\.frame.size.height).max()!
        #expect(text.contains("viewBox=\"0 0 \(width * 4) \(height * 8)\""))
    }

    @Test("times are exact to the microsecond, and no rounding adds up")
    func times() throws {
        var sample = Sample(RecordingHeading(size: Size(width: 4, height: 1), title: "", theme: .dark, loop: 3))
        for number in 0..<1000 {
            var frame = Frame(size: Size(width: 4, height: 1))
            frame.write("\(number)", x: 0, y: 0)
            sample.add(frame, .dark, at: Double(number) / 30)
        }
        let text = sample.finish(at: 40)
        let style = SVGStyleSheet(text)
        #expect(style.duration == 40 && style.count == "3")
        for time in style.times {
            #expect(abs(time * 30 - (time * 30).rounded()) < 30e-6, "\(time)")
        }
        #expect(Set(style.times.map { Int(($0 * 30).rounded()) }) == Set(1..<1000))
    }

    @Test("a frame that looks like the one before adds nothing")
    func unchanged() throws {
        func bytes(repeated count: Int) -> String {
            var sample = Sample(RecordingHeading(size: Size(width: 17, height: 6), title: "", theme: .dark))
            for (index, frame) in randomFrames(seed: 5, size: Size(width: 17, height: 6)).enumerated() {
                for part in 0..<count { sample.add(frame, .dark, at: Double(index) + Double(part) / 8) }
            }
            return sample.finish(at: 20)
        }
        #expect(bytes(repeated: 1) == bytes(repeated: 5))
    }

    @Test("no frame and one frame are pictures that stand still")
    func still() throws {
        let size = Size(width: 3, height: 2)
        let heading = RecordingHeading(size: size, title: "", theme: .light)
        var empty = Sample(heading)
        let nothing = empty.finish(at: 0)
        try #expect(XMLNode(parsing: nothing).elements[0].attributes["viewBox"] == "0 0 12 16")
        let frame = randomFrames(seed: 1, size: size)[0]
        var single = Sample(heading)
        single.add(frame, .light, at: 0)
        let text = single.finish(at: 2)
        try single.check(text)
        #expect(!text.contains("@keyframes") && !nothing.contains("@keyframes"))
        #expect(Array(text.utf8) == SVGStill.bytes(of: frame, heading))
    }

    @Test("texts are only ever texts")
    func texts() throws {
        let wild = "</svg> & \"<b>\" \u{1}\u{1B}[31m \u{FFFE} é"
        let heading = RecordingHeading(size: Size(width: 6, height: 1), title: wild, about: wild, theme: .dark)
        var frame = Frame(size: Size(width: 6, height: 1))
        for (x, scalar) in (["<", "&", "\"", ">", "\u{1}", "\u{FFFF}"] as [Unicode.Scalar]).enumerated() {
            frame[x, 0] = Cell(scalar)
        }
        let picture = try XMLNode(parsing: String(decoding: SVGStill.bytes(of: frame, heading), as: UTF8.self))
        let tame = "</svg> & \"<b>\" \u{FFFD}\u{FFFD}[31m \u{FFFD} é"
        #expect(picture.first("title")?.content == tame && picture.first("desc")?.content == tame)
        #expect(picture.first("text")?.content == "<&\">\u{FFFD}\u{FFFD}")
    }

    @Test("a race: small, the same again, without scripts, references and identifiers; its last frame reads as text")
    func race() throws {
        let scene = try #require(try SceneLibrary.scene(named: "radford"))
        func recording<Format: RecordingFormat>(_ format: Format.Type) -> (bytes: [UInt8], last: Frame) {
            let size = Size(width: 100, height: 30)
            var model = Model(scenes: [scene], size: size, glyphs: .braille, isPatient: true)
            var recording = Format(RecordingHeading(size: size, title: scene.title, about: scene.about, theme: .dark))
            for step in 0..<120 {
                model.show(step: step)
                recording.add(model.frame(), at: Double(step) / 25)
            }
            recording.finish(at: 7)
            return (recording.takeBytes(), model.frame())
        }
        let (bytes, last) = recording(AnimatedSVG.self)
        #expect(bytes.count < 400_000 && bytes == recording(AnimatedSVG.self).bytes)
        let picture = try XMLNode(parsing: String(decoding: bytes, as: UTF8.self))
        let names = Set(picture.elements.map(\.name))
        #expect(names == ["svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan"])
        #expect(picture.elements.allSatisfy { $0.attributes["id"] == nil && $0.attributes["href"] == nil })
        try #expect(SVGScreen(picture, at: nil) == SVGScreen(last, theme: .dark, ground: Theme.dark[.ground].rgb))

        // The words of the last frame in the order in which they are read, but for what is drawn.
        guard case .element(_, _, let children) = picture else { return }
        let lines = children.filter { if case .element("text", _, _) = $0 { true } else { false } }.map(\.content)
        func words(_ text: String) -> [Substring] {
            String(String.UnicodeScalarView(text.unicodeScalars.map { SVGShape($0) == nil ? $0 : " " }))
                .split { $0 == " " || $0 == "\n" || $0 == "\u{2800}" }
        }
        #expect(words(lines.joined(separator: "\n")) == words(last.text))

        let compressed = recording(CompressedSVG.self).bytes
        #expect(compressed.count < 60_000 && compressed.starts(with: [0x1F, 0x8B, 8]))
        let sum = Deflate.checksum(bytes)
        let stream = compressed.dropFirst(10).dropLast(8) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
        #expect(try DecodedPNG.inflated([0x78, 0x9C] + stream) == bytes)
        #expect(compressed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) } == bytes.count)
    }

    @Test("spans make up any stretch of moments, and are few", arguments: 0..<70)
    func spans(start: Int) {
        for end in start..<140 {
            let spans = SVGSpan.spans(of: start..<end)
            #expect(spans.flatMap { Array($0.start..<$0.end) } == Array(start..<end))
            #expect(spans.allSatisfy { $0.count.nonzeroBitCount == 1 && $0.start.isMultiple(of: $0.count) })
            #expect(spans.count <= 14)
        }
    }

    @Test("what the program draws with is drawn; what is text in any font stays text")
    func shapes() {
        let drawn: [Symbol] = [
            .start, .minimum, .playing, .finished, .holds, .falls, .horizontal, .vertical, .topLeft, .topRight,
            .bottomLeft, .bottomRight, .sliderTrack, .sliderFill, .sliderKnob, .sliderLimit, .now, .change, .leftTick,
            .recording, .hatch, .upArrow, .downArrow, .leftArrow, .rightArrow,
        ]
        for symbol in drawn + (0..<5).map({ .head($0) }) {
            #expect(SVGShape(GlyphSet.braille.scalar(symbol)) != nil, "\(symbol)")
        }
        // All blocks but the shades, which only stand for colours where there are none.
        for scalar in (0x2580...0x259F as ClosedRange<UInt32>).filter({ !(0x2591...0x2593).contains($0) }) {
            #expect(SVGShape(Unicode.Scalar(scalar)!) != nil, "\(scalar)")
        }
        for scalar in 0x21..<0x250 as Range<UInt32> { #expect(SVGShape(Unicode.Scalar(scalar)!) == nil) }
    }
}
