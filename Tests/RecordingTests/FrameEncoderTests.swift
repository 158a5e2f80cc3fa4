import Canvas
import Player
import Scenes
import Basics
import Testing

@testable import Recording

@Suite("What is encoded is what is shown")
struct FrameEncoderTests {
    /// What the emulator knows: one cell each.
    private static let narrow = [" ", " ", " ", "a", "⣿", "●", "─", "7"]

    @Test("frame after frame ends on the same cells as one frame whole", arguments: UInt64(0)..<40)
    func incremental(seed: UInt64) {
        for colors in ColorLevel.allCases {
            let size = Size(width: 17, height: 6)
            var encoder = FrameEncoder(theme: .dark, colors: colors)
            var screen = Emulator(width: size.width, height: size.height)
            for frame in randomFrames(seed: seed, size: size, of: Self.narrow) {
                screen.feed(encoder.encode(frame))
                var whole = FrameEncoder(theme: .dark, colors: colors)
                var fresh = Emulator(width: size.width, height: size.height)
                fresh.feed(whole.encode(frame))
                #expect(Emulator.looksSame(screen, fresh))
                // The same frame again writes nothing.
                #expect(encoder.encode(frame).isEmpty)
            }
        }
    }

    @Test("through any resizes the screen ends on the cells of the last frame", arguments: UInt64(0)..<20)
    func resizing(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        var encoder = FrameEncoder(theme: .dark, colors: .indexed)
        var previous = Size(width: 0, height: 0)
        for turn in 0..<20 {
            let size = Size(
                width: .random(in: 1..<30, using: &generator), height: .random(in: 1..<12, using: &generator))
            guard size != previous else { continue }
            previous = size
            // What a terminal shows after its size changed is anything.
            var screen = Emulator(width: size.width, height: size.height, filledWith: "x")
            for frame in randomFrames(seed: seed &+ UInt64(turn), size: size, of: Self.narrow).prefix(3) {
                screen.feed(encoder.encode(frame))
                var whole = FrameEncoder(theme: .dark, colors: .indexed)
                var fresh = Emulator(width: size.width, height: size.height)
                fresh.feed(whole.encode(frame))
                #expect(Emulator.looksSame(screen, fresh))
            }
        }
    }

    @Test(
        "while paths grow a frame takes about a kilobyte at most",
        arguments: ["radford", "beale", "momentum", "ellipse"])
    func bytes(name: String) throws {
        // What is said at a moment is drawn anew as it goes along with a head.
        let text = try #require(SceneLibrary.text(named: name)).replacing(/\nmoments:\n(?:  .*\n?)*/, with: "\n")
        let scene = try Scene(parsing: text, origin: name)
        #expect(scene.moments.isEmpty)
        var model = Model(scenes: [scene], size: Size(width: 160, height: 46), glyphs: .braille)
        var encoder = FrameEncoder(theme: .dark, colors: .exact)
        _ = encoder.encode(model.frame())
        for step in 1..<scene.steps {
            model.show(step: step)
            let bytes = encoder.encode(model.frame()).utf8.count
            // A claim that is decided takes a line.
            #expect(bytes <= 1300, "step \(step)")
        }
    }

    @Test("printed lines have the cells of the screen", arguments: UInt64(0)..<20)
    func lines(seed: UInt64) {
        let size = Size(width: 17, height: 6)
        for frame in randomFrames(seed: seed, size: size, of: Self.narrow) {
            var printed = Emulator(width: size.width, height: size.height + 1)
            printed.feed(FrameEncoder.lines(frame, theme: .dark, colors: .exact))
            var encoder = FrameEncoder(theme: .dark, colors: .exact)
            var screen = Emulator(width: size.width, height: size.height + 1)
            screen.feed(encoder.encode(frame))
            #expect(Emulator.looksSame(screen, printed))
        }
    }

    @Test(
        "every appearance has the codes of ECMA-48 and xterm",
        arguments: [
            (Cell("a", ink: .run(0)), ColorLevel.exact, "0;38;2;255;175;95;48;2;13;14;20"),
            (Cell("a", ink: .run(0), style: .bold), .exact, "0;1;38;2;255;175;95;48;2;13;14;20"),
            (Cell("a", ink: .run(0), on: .band(8), style: [.bold, .reverse]), .indexed, "0;1;7;38;5;215;48;5;238"),
            // The third of the plain colours, and a bright one: 30 and 90 begin those rows.
            (Cell("a", ink: .run(0)), .sixteen, "0;33"), (Cell("a", ink: .run(1)), .sixteen, "0;96"),
            (Cell("a", ink: .run(1)), .eight, "0;1;36"), (Cell("a", ink: .muted), .eight, "0;2"),
            (Cell("a", ink: .text, on: .selection), .sixteen, "0;7;37"), (Cell("a", ink: .muted), .none, "0;2"),
            (Cell("a", ink: .run(3), style: .bold), .none, "0;1"), (Cell("a", ink: .run(3)), .none, "0"),
        ])
    func codes(cell: Cell, colors: ColorLevel, codes: String) {
        let frame = Frame(size: Size(width: 1, height: 1), filledWith: cell)
        #expect(FrameEncoder.lines(frame, theme: .dark, colors: colors) == "\u{1B}[\(codes)ma\u{1B}[0m\n")
    }

    @Test("what ends is ended by its own code, and only what changed is said")
    func changes() {
        let cells = [
            Cell("a", style: .bold), Cell("b", style: [.bold, .reverse]), Cell("c", style: .reverse), Cell("d"),
            Cell("e", ink: .bad), Cell("f", ink: .bad, on: .selection),
        ]
        var frame = Frame(size: Size(width: cells.count, height: 1))
        for (x, cell) in cells.enumerated() { frame[x, 0] = cell }
        let line = FrameEncoder.lines(frame, theme: .contrast, colors: .indexed)
        #expect(
            line.replacing("\u{1B}[", with: "<")
                == "<0;1;38;5;231;48;5;16ma<7mb<22mc<27md<38;5;210me<48;5;238mf<0m\n")
    }

    @Test("without colours there are no escape codes")
    func plain() {
        var frame = Frame(size: Size(width: 4, height: 2))
        frame.write("ab", x: 1, y: 0, ink: .run(1), style: .bold)
        #expect(FrameEncoder.lines(frame, theme: .dark, colors: nil) == " ab\n\n")
    }

    @Test("another size begins with a clear screen")
    func resize() {
        var encoder = FrameEncoder(theme: .dark, colors: .exact)
        _ = encoder.encode(Frame(size: Size(width: 9, height: 9)))
        #expect(encoder.encode(Frame(size: Size(width: 4, height: 4))).contains("\u{1B}[2J"))
    }
}
