import Canvas
import Landscapes
import Racing
import Scenes
import Basics
import Testing

@testable import Views

@Suite("Paths and curves keep what they have drawn")
struct PathTests {
    private static let longRace = """
        steps: 3000
        panels: [himmelblau, rosenbrock]
        runs: [{optimizer: adam, eta: 0.02}, {optimizer: momentum, eta: 2e-4}, {optimizer: sgd, eta: 1}, rprop]
        """

    @Test(
        "wherever one has been before, a step looks the same",
        arguments: [GlyphSet.braille, .ascii],
        [(UInt64(1), "radford"), (2, "noisy-moons"), (3, "long"), (4, "momentum")])
    func seeking(glyphs: GlyphSet, _ drawn: (seed: UInt64, name: String)) throws {
        let scene =
            drawn.name == "long"
            ? try Scene(parsing: Self.longRace, origin: "long")
            : try #require(try SceneLibrary.scene(named: drawn.name))
        var race = Race(scene)
        race.advance(to: scene.steps)
        let size = Size(width: 110, height: 36)
        var used = Screen(of: race, size: size, glyphs: glyphs, hints: [])
        var generator = SeededRandom(seed: drawn.seed)
        var state = ScreenState()
        for _ in 0..<12 {
            state.step = .random(in: 0...scene.steps, using: &generator)
            state.hidden = Bool.random(using: &generator) ? [] : [1]
            state.panel = .random(in: 0..<scene.panels.count, using: &generator)
            state.row = .random(in: 0..<scene.labels.count, using: &generator)
            state.trails = TrailWidth.allCases.randomElement(using: &generator)!
            var fresh = Screen(of: race, size: size, glyphs: glyphs, hints: [])
            #expect(used.frame(race, state) == fresh.frame(race, state))
        }
    }

    @Test(
        "a wide stroke covers the dots around the fine line's, and no others", arguments: [Brush.fine, .bold, .focused])
    func strokes(brush: Brush) {
        var generator = SeededRandom(seed: UInt64(brush.width))
        let size = Size(width: 9, height: 6)
        let shape = DotShape.braille
        for _ in 0..<20 {
            var (line, wide) = (DotCanvas(size: size, shape: shape), DotCanvas(size: size, shape: shape))
            for _ in 0..<Int.random(in: 0..<12, using: &generator) {
                let dot = SIMD2(
                    Int.random(in: 0..<line.width, using: &generator), .random(in: 0..<line.height, using: &generator))
                line.set(x: dot.x, y: dot.y)
                // As far to the left and up as to the right and down, or one dot less.
                let pen = -((brush.width - 1) / 2)...(brush.width / 2)
                for y in pen { for x in pen { wide.set(x: dot.x + x, y: dot.y + y) } }
            }
            for y in 0..<size.height {
                for x in 0..<size.width {
                    #expect(brush.mask(x, y, of: line.masks, size: size) == wide.masks[y * size.width + x])
                }
            }
        }
    }

    @Test("no dots of contour lines stand among those of a trail", arguments: ["radford", "momentum", "rosenbrock"])
    func trailsAlone(name: String) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: 80)
        var screen = Screen(of: race, size: Size(width: 120, height: 36), glyphs: .braille, hints: [])
        var state = ScreenState()
        state.step = 80
        let withLines = screen.frame(race, state)
        state.styles = ["contours": 1]
        let without = screen.frame(race, state)
        var trailCells = 0
        for (cell, plain) in zip(withLines.cells, without.cells) where (48..<55).contains(plain.ink.rawValue) {
            #expect(cell == plain)
            trailCells += 1
        }
        #expect(trailCells > 100 && withLines != without)
    }

    @Test("drawn in pieces, frame by frame, it becomes the same picture")
    func pieces() throws {
        let text =
            "steps: 300000\npanels: [himmelblau]\nruns: [{optimizer: adam, eta: 1e-4}, {optimizer: sgd, eta: 1e-6}]\n"
        var race = Race(try Scene(parsing: text, origin: "long"))
        race.advance(to: 300_000)
        race.keepGhosts(row: nil, upTo: 300_000)
        var state = ScreenState()
        state.step = 300_000
        let size = Size(width: 100, height: 30)
        var patient = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: true)
        let whole = patient.frame(race, state)
        var screen = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: false)
        var frames = 0
        repeat {
            _ = screen.frame(race, state)
            frames += 1
        } while screen.isCatchingUp && frames < 1000
        #expect(frames > 3 && frames < 1000)
        #expect(screen.frame(race, state) == whole)
        // Going back is looking back: nothing is drawn anew.
        state.step = 10
        _ = screen.frame(race, state)
        #expect(!screen.isCatchingUp)
    }

    @Test("the loss axis is that of all losses, however they are kept", arguments: UInt64(0)..<20)
    func ranges(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let losses: [[Double]] = (0..<3).map { _ in
            (0..<200).map { _ in
                let size = Double(sign: .plus, exponent: .random(in: -80...80, using: &generator), significand: 1.3)
                let odd: [Double] = [0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude]
                if Int.random(in: 0..<40, using: &generator) == 0 { return odd.randomElement(using: &generator)! }
                return Int.random(in: 0..<9, using: &generator) == 0 ? -size : size
            }
        }
        let most = Double(sign: .plus, exponent: .random(in: -60...90, using: &generator), significand: 1.3)
        let kept = losses.joined().filter { $0.isFinite && abs($0) <= most }
        let found = LossRange.extremes(of: losses.map { LossRange($0) }, upTo: most)
        #expect(found?.lowest == kept.min() && found?.highest == kept.max())
        #expect(found?.smallest == kept.map(abs).filter { $0 != 0 }.min())
    }
}

@Suite("Texts of any script")
struct TextTests {
    @Test(
        "wide, combining and control characters leave the frame in order",
        arguments: [
            "最適化の谷", "🙂🙂 hills", "cafe\u{301}", "ที่ราบ", "a\u{1B}[31mb\u{7}c", "x\u{202E}y", "하\u{1112}\u{1161}",
        ],
        [GlyphSet.braille, .ascii])
    func frames(text: String, glyphs: GlyphSet) throws {
        let quoted = text.unicodeScalars.map {
            $0.value < 32 ? "\\x\($0.value < 16 ? "0" : "")\(String($0.value, radix: 16))" : "\($0)"
        }
        .joined()
        let scene = """
            title: "\(quoted)"
            about: "\(Array(repeating: quoted, count: 40).joined())"
            panels: [{surface: bowl, title: "\(quoted)"}, {surface: beale, title: "\(quoted)", name: b}]
            runs: [{optimizer: sgd, label: "\(quoted)"}, {optimizer: adam, label: "\(quoted)\(quoted)\(quoted)"}]
            """
        var race = Race(try Scene(parsing: scene, origin: "t"))
        race.advance(to: 20)
        for size in [Size(width: 160, height: 46), Size(width: 81, height: 24), Size(width: 40, height: 12)] {
            var screen = Screen(of: race, size: size, glyphs: glyphs, hints: [])
            let frame = screen.frame(race, ScreenState())
            for (number, line) in frame.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                #expect(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x7F })
                // A line is as wide as its cells, whatever stands in it: the right edges stay in a column.
                let cells = (0..<size.width).map { frame[$0, number] }
                for (x, cell) in cells.enumerated() where cell.isContinuation {
                    #expect(x > 0 && String(Character(cells[x - 1].scalar)).columnCount == 2)
                }
                for (x, cell) in cells.enumerated() where String(Character(cell.scalar)).columnCount == 2 {
                    #expect(x + 1 < size.width && cells[x + 1].isContinuation)
                }
            }
            if glyphs == .ascii { #expect(frame.text.utf8.allSatisfy { $0 < 0x80 }) }
        }
    }
}
