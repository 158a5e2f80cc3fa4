import Basics
import Canvas
import Racing
import Scenes
import Testing

@testable import Player
@testable import Views

@Suite("Moments: the race slows or stops where something is said")
struct MomentTests {
    private static let text = """
        {title: t, steps: 100, rate: 20, panels: [bowl], runs: [{optimizer: sgd, eta: 0.02}, {optimizer: momentum, eta: 0.005}],
        claims: [{claim: SGD gets down, holds: 'first(sgd, loss < 0.5*previous(loss) or t == 33) == 33'}],
        moments: [{step: 60, say: Stop here, pause: true}, {step: 20, say: SGD goes straight down, run: sgd}]}
        """

    private static func model(_ text: String = text, size: Size = Size(width: 100, height: 30)) throws -> Model {
        Model(
            scenes: [try Scene(parsing: text, origin: "test")], size: size, glyphs: .braille, isPlaying: true,
            isPatient: true)
    }

    @Test("they are read in the order of their steps")
    func reading() throws {
        let moments = try Self.model().race.scene.moments
        #expect(moments.map(\.step) == [20, 60] && moments.map(\.pauses) == [false, true])
        #expect(moments.map(\.run) == ["SGD", nil])
    }

    @Test("where it stands depends on the time lived, not on how it was cut", arguments: 0..<8)
    func cutting(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(clamping: seed))
        // A second to step 20; then a quarter of 20 a second for 1.5 s; then 20 a second to step 60.
        for (lived, step, isPlaying) in [
            (999, 19, true), (1000, 20, true), (1199, 20, true), (1200, 21, true), (2500, 27, true), (2525, 28, true),
            (4124, 59, true), (4125, 60, false), (9000, 60, false),
        ] {
            var model = try Self.model()
            var left = lived
            while left > 0 {
                let span = min(left, Int.random(in: 1...(seed == 0 ? 10_000 : 200), using: &random))
                model.tick(.milliseconds(span))
                left -= span
            }
            #expect(model.state.step == step && model.state.isPlaying == isPlaying, "\(lived) ms")
        }
    }

    @Test("it goes on after a stop, and is not stopped by going there by hand")
    func goingOn() throws {
        var model = try Self.model()
        model.tick(seconds: 9)
        #expect(model.secondsLeft == 0)
        model.press(.character(" "))
        model.tick(seconds: 1)
        #expect(model.state.step == 80 && model.state.isPlaying)
        model.press(.home)
        model.press(.character(" "))
        #expect(abs(model.secondsLeft - 4.125) < 1e-9)
    }

    @Test("the sentence stands on a plate, not over a head", arguments: [(160, 46), (100, 30), (80, 24), (40, 14)])
    func speech(size: (Int, Int)) throws {
        var model = try Self.model(size: Size(width: size.0, height: size.1))
        model.pause(at: 19)
        #expect(!model.frame().text.contains("straight"))
        model.pause(at: 20)
        let frame = model.frame()
        #expect(frame.text.contains("straight"))
        for row in 0..<2 where size.0 > 40 {
            #expect(frame.cells.contains { $0.scalar == GlyphSet.braille.scalar(.head(row)) && $0.ink == .run(row) })
        }
        model.pause(at: 60)
        #expect(model.frame().text.contains("Stop here"))
    }

    @Test("m and M go from one to the other, to claims that were decided too")
    func jumping() throws {
        var model = try Self.model()
        model.pause(at: 0)
        for step in [20, 33, 60] {
            model.press(.character("m"))
            #expect(model.state.step == step)
            if step == 33 { #expect(model.frame().text.contains("✓ SGD gets down")) }
        }
        model.press(.character("m"))
        #expect(model.state.step == 60 && model.state.message?.contains("no moment after") == true)
        for step in [33, 20] {
            model.press(.character("M"))
            #expect(model.state.step == step)
        }
    }

    @Test("the chart has marks where they are")
    func marks() throws {
        var model = try Self.model(size: Size(width: 160, height: 46))
        model.pause(at: 50)
        #expect(model.frame().text.contains { $0 == "▴" })
        #expect(model.frame().text.contains("▴1/2"))
        #expect(model.frame().cells.count { $0.scalar == "▴" && $0.ink == .accent } == 2)
        #expect(model.frame().cells.count { $0.scalar == "▴" && $0.ink == .good } == 1)
    }

    @Test("one set by hand or by a command is in the scene's text, and can be taken back")
    func setting() throws {
        var model = try Self.model()
        model.pause(at: 45)
        model.press(.character("b"))
        #expect(model.race.scene.moments.map(\.step) == [20, 45, 60])
        func type(_ command: String) {
            model.press(.character(":"))
            for letter in command { model.press(.character(letter)) }
            model.press(.enter)
        }
        type("moment 45 Nearly there")
        #expect(model.race.scene.moments.map(\.text) == ["SGD goes straight down", "Nearly there", "Stop here"])
        #expect(model.frame().text.contains("Nearly there"))
        let written = try Scene(parsing: try model.sceneAsItStands().text, origin: "test")
        #expect(written.moments == model.race.scene.moments)
        model.press(.character("u"))
        model.press(.character("u"))
        #expect(model.race.scene.moments.map(\.step) == [20, 60])
        type("moment 4000 Far")
        #expect(model.commandLine?.mistake?.message == "'step' must be a whole number from 0 to 100")
    }
}
