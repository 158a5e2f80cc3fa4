import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Changes can be taken back")
struct ChangeHistoryTests {
    @Test(
        "each change is one, and says what it was",
        arguments: [
            ("E", "undid η of SGD 0.063 → 0.05"), ("jA", ""), ("Ee", "undid η of SGD 0.05 → 0.063"), ("F", ""),
            ("]lE", ""), ("b", "undid the moment at step 0"), ("jF", "undid η of SGD 0.01 → 0.05"),
        ])
    func names(keys: String, message: String) throws {
        var model = try TypedCommandTests.model()
        let before = model.race.tuning
        TypedCommandTests.type(keys, &model)
        model.press(.character("u"))
        if !message.isEmpty { #expect(model.state.message == message) }
        while model.state.message != "nothing to undo" { model.press(.character("u")) }
        #expect(model.race.tuning == before)
    }

    @Test("a drag is one change; where one looks from is none")
    func drag() throws {
        var model = try TypedCommandTests.model()
        let start = model.race.starts[0]
        model.point(Pointer(.press, x: 10, y: 8))
        for x in 11...15 { model.point(Pointer(.drag, x: x, y: 9)) }
        model.point(Pointer(.release, x: 15, y: 9))
        #expect(model.race.starts[0] != start)
        TypedCommandTests.type("zHvc=", &model)
        model.press(.character("u"))
        #expect(model.race.starts[0] == start && model.state.message?.hasPrefix("undid the start") == true)
        model.press(.character("u"))
        #expect(model.state.message == "nothing to undo")
    }

    @Test("any changes at all can be taken back one by one, and made again", arguments: Array(UInt64(1)...4))
    func property(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var model = try TypedCommandTests.model()
        let deeds = [
            "e", "E", "a", "A", "j", "]", "0", "f", "F", "x", "2", ".", "h", "l", ":run adam eta=0.1\n", ":drop sgd\n",
            ":surface beale\n", ":loss x^2 + k*y^2; k = 3\n", ":set eta=0.02\n", ":start 1 1\n", ":panel saddle\n",
            ":steps 30\n", ":run nonsense\n\u{1b}",
        ]
        var standings = [ChangeHistory.Standing(model.stage)]
        for _ in 0..<40 {
            for character in deeds[Int(random.next() % UInt64(deeds.count))] {
                model.press(character == "\n" ? .enter : character == "\u{1b}" ? .escape : .character(character))
            }
            model.finishJobs()
            let now = ChangeHistory.Standing(model.stage)
            if now != standings.last { standings.append(now) }
        }
        let changes = standings.count - 1
        for index in (0..<changes).reversed() {
            model.undo()
            let isBack = ChangeHistory.Standing(model.stage) == standings[index]
            #expect(isBack, "\(index): \(model.state.message ?? "")")
        }
        for index in 1...max(1, changes) where changes > 0 {
            model.redo()
            let isThere = ChangeHistory.Standing(model.stage) == standings[index]
            #expect(isThere, "\(index): \(model.state.message ?? "")")
        }
        _ = model.frame()
    }
}

@Suite("A scene as it stands")
struct StandingTests {
    @Test("what is written begins where it was left: the same paths, to the bit", arguments: SceneLibrary.names)
    func written(name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        var model = Model(
            scenes: [scene], size: Size(width: 100, height: 30), glyphs: .braille, isPlaying: false, isPatient: true)
        model.pause(at: 5)
        for keys in ["E", "jA", "lll", "j", "E"] { TypedCommandTests.type(keys, &model) }
        model.press(.up)
        TypedCommandTests.type("f", &model)
        model.pause(at: 7)
        TypedCommandTests.type("Ee", &model)
        TypedCommandTests.type("E", &model)
        model.moveStart(to: model.race.starts[0] + Point(0.125, 0.25))
        let text = try model.sceneAsItStands()
        #expect(!text.isRewritten)
        var race = Race(try Scene(parsing: text.text, origin: scene.origin))
        race.advance(to: 30)
        model.pause(at: 30)
        for (written, left) in zip(race.runs, model.race.runs) {
            // One that says the same as another's is told from it by a number.
            #expect(written.label.hasPrefix(left.label))
            let count = min(written.trajectory.count, left.trajectory.count, 31)
            #expect(
                (0..<count).allSatisfy { Self.isSame(written.trajectory.points[$0], left.trajectory.points[$0]) },
                "\(written.label)")
        }
        // Comments are kept.
        for line in scene.text.split(separator: "\n") where line.first == "#" { #expect(text.text.contains(line)) }
    }

    private static func isSame(_ left: Point, _ right: Point) -> Bool {
        func near(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-12 * abs(a) }
        return near(left.x, right.x) && near(left.y, right.y)
    }

    @Test("a scene that was not changed is written as it was read", arguments: SceneLibrary.names)
    func unchanged(name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        let model = Model(scenes: [scene], size: Size(width: 100, height: 30), glyphs: .braille, isPatient: true)
        #expect(try model.sceneAsItStands().text == scene.text)
    }
}
