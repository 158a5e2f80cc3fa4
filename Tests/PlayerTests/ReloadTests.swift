import Backstage
import Basics
import Canvas
import Expressions
import Scenes
import Testing
import Views

@testable import Player

@Suite("A scene's file that changes while it plays")
struct ReloadTests {
    private static let text = """
        title: First
        steps: 60
        panels:
          - {surface: bowl, start: [1, 2]}
          - "valley(kappa: 20)"
        runs:
          - {optimizer: sgd, eta: 0.05}
          - momentum
          - adam
        """
    private static let other = text.replacing("First", with: "Second").replacing("60", with: "80")

    private static func scene(_ text: String) throws -> Scene { try Scene(parsing: text, origin: "talk/test.yaml") }

    private static func model(isPlaying: Bool = true) throws -> Model {
        Model(
            scenes: [try scene(text)], size: Size(width: 100, height: 30), glyphs: .braille, isPlaying: isPlaying,
            isPatient: true)
    }

    private static func reload(_ model: Model, _ text: String, isFresh: Bool = false) throws -> Reload {
        Reload(SceneChange(before: model.reading, outcome: .scene(try scene(text))), isFresh: isFresh)
    }

    private static func mistake(_ model: Model, _ message: String = "no such thing") -> Reload {
        Reload(
            SceneChange(
                before: model.reading,
                outcome: .mistake(
                    Diagnostic(message, at: SourceLocation(line: 4, column: 15, length: 4)),
                    line: "  - {surface: bowl, start: [1, 2]}")))
    }

    @Test("step, tuning, focus, hidden runs and undo history stay; the change is one that can be taken back")
    func reload() throws {
        var model = try Self.model()
        let untuned = model.race.tuning
        TypedCommandTests.type("E3", &model)
        model.press(.tab)
        TypedCommandTests.type("]", &model)
        model.pause(at: 40)
        let tuning = model.race.tuning
        model.receive(try Self.reload(model, Self.other))
        #expect(model.state.message == "read test.yaml anew")
        #expect(model.race.scene.title == "Second" && model.race.scene.steps == 80)
        #expect(model.scenes[0].title == "Second" && model.announcement.title == "Second")
        #expect(model.state.step == 40 && !model.state.isPlaying)
        #expect(model.race.tuning == tuning && tuning != untuned)
        #expect(model.state.row == 1 && model.state.panel == 1 && model.state.hidden == [2])
        #expect(model.frame().text.contains("Second"))
        model.press(.character("u"))
        #expect(model.state.message == "undid reading test.yaml anew")
        #expect(model.race.scene.title == "First" && model.state.step == 40 && model.race.tuning == tuning)
        model.press(.character("u"))
        #expect(model.race.tuning != tuning)
        TypedCommandTests.type(":redo\n:redo\n", &model)
        #expect(model.race.scene.title == "Second" && model.race.tuning == tuning)
    }

    @Test("a race that plays goes on, and ends where there are fewer steps")
    func steps() throws {
        var model = try Self.model()
        model.tick(seconds: 1)
        let step = model.state.step
        model.receive(try Self.reload(model, Self.other))
        #expect(model.state.isPlaying && model.state.step == step)
        model.receive(try Self.reload(model, Self.text.replacing("60", with: "7")))
        #expect(model.state.step == 7)
    }

    @Test("read fresh, nothing is tuned")
    func fresh() throws {
        var model = try Self.model(isPlaying: false)
        let untuned = model.race.tuning
        TypedCommandTests.type("EE:reload fresh\n", &model)
        #expect(model.takeRequests().contains(.reload(isFresh: true)))
        model.receive(try Self.reload(model, Self.text, isFresh: true))
        #expect(model.race.tuning == untuned)
        model.press(.character("u"))
        #expect(model.race.tuning != untuned)
        TypedCommandTests.type(":reload\n", &model)
        #expect(model.takeRequests().contains(.reload(isFresh: false)))
        TypedCommandTests.type(":reload now\n", &model)
        #expect(model.commandLine?.mistake?.message.contains("'now'") == true)
    }

    @Test("what commands changed is replaced, which is said, and brought back by undo")
    func edited() throws {
        var model = try Self.model(isPlaying: false)
        TypedCommandTests.type(":title Mine\n", &model)
        model.receive(try Self.reload(model, Self.other))
        #expect(model.race.scene.title == "Second")
        #expect(model.state.message == "read test.yaml anew; undo brings back what was changed here")
        model.press(.character("u"))
        #expect(model.race.scene.title == "Mine")
    }

    @Test("a mistake stands over the last good race until the file is right", arguments: [GlyphSet.braille, .ascii])
    func mistake(glyphs: GlyphSet) throws {
        var model = Model(
            scenes: [try Self.scene(Self.text)], size: Size(width: 80, height: 24), glyphs: glyphs, isPlaying: false,
            isPatient: true)
        let before = model.frame()
        model.receive(Self.mistake(model))
        let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let head = try #require(lines.firstIndex { $0.contains(" test.yaml:4:15 ") })
        #expect(lines[head + 1].contains("no such thing"))
        let line = try #require(lines[head + 2].range(of: "bowl"))
        let caret = try #require(lines[head + 3].range(of: "^~~~"))
        #expect(
            lines[head + 2].distance(from: lines[head + 2].startIndex, to: line.lowerBound)
                == lines[head + 3].distance(from: lines[head + 3].startIndex, to: caret.lowerBound))
        #expect(lines[0] == before.text.split(separator: "\n", omittingEmptySubsequences: false)[0])
        // Keys do what they do, and it stays.
        model.press(.right)
        #expect(model.state.step == 1 && model.state.mistake != nil)
        model.press(.left)
        model.receive(Reload(SceneChange(before: model.reading, outcome: .same)))
        #expect(model.frame() == before)
        model.receive(Self.mistake(model))
        model.receive(try Self.reload(model, Self.other))
        #expect(model.state.mistake == nil && model.race.scene.title == "Second")
    }

    @Test("the place is seen however long the line and the message", arguments: [20, 40, 80, 160])
    func longLine(width: Int) throws {
        var model = Model(
            scenes: [try Self.scene(Self.text)], size: Size(width: max(width, 60), height: 24), glyphs: .ascii,
            isPlaying: false, isPatient: true)
        let line = String(repeating: "\t数x ", count: 100) + "HERE" + String(repeating: " y", count: 100)
        for column in [1, 200, 401, 604, 9999] {
            let diagnostic = Diagnostic(
                String(repeating: "word ", count: 200), at: SourceLocation(line: 12, column: column, length: 4))
            model.receive(
                Reload(SceneChange(before: model.reading, outcome: .mistake(diagnostic, line: line))))
            let text = model.frame().text
            #expect(text.contains("^"))
            if column == 401 { #expect(text.contains("HERE y y")) }
        }
        model.resize(to: Size(width: width, height: 5))
        _ = model.frame()
    }

    @Test("a file that is gone is said to be so, and the race goes on")
    func missing() throws {
        var model = try Self.model(isPlaying: false)
        model.receive(Reload(SceneChange(before: model.reading, outcome: .missing)))
        #expect(model.state.message == "test.yaml is gone; the scene goes on" && model.race.scene.title == "First")
    }

    @Test("what is of another scene, or of what was read before, is not taken")
    func late() throws {
        var model = try Self.model(isPlaying: false)
        let (late, wrong) = (try Self.reload(model, Self.other), Self.mistake(model))
        model.receive(try Self.reload(model, Self.text.replacing("First", with: "Third")))
        model.receive(late)
        model.receive(wrong)
        #expect(model.race.scene.title == "Third" && model.state.mistake == nil)
    }

    /// Keeps what is written, and what is to be looked after.
    private final class Files: Outside {
        private(set) var watched: [SceneReading] = []
        var reloads: [Reload] = []

        func watch(_ reading: SceneReading) { watched.append(reading) }
        func reload(_ reading: SceneReading, isFresh: Bool) throws {}
        func takeReloads() -> [Reload] {
            defer { reloads = [] }
            return reloads
        }
        func write(_ text: String, path: String?, origin: String) throws -> String { path ?? "test-2.yaml" }
        func deck(_ name: String) throws -> Deck { throw CancellationError() }
        func remember(_ commands: CommandHistory) {}
        func announce(_ announcement: Announcement) {}
        func copy(_ text: String) {}
    }

    @Test("what is written into the scene's own file is nothing new")
    func written() throws {
        var model = try Self.model(isPlaying: false)
        let (files, before) = (Files(), model.reading)
        TypedCommandTests.type(":title Mine\n:write other.yaml\n", &model)
        model.carryOutRequests(files)
        #expect(model.reading == before)
        TypedCommandTests.type(":write talk/test.yaml\n", &model)
        model.carryOutRequests(files)
        #expect(model.reading.text == model.race.scene.text && model.reading.text.contains("Mine"))
    }

    private final class Keyboard: Console {
        var theme = Theme.dark
        private var events: [Event?]
        private(set) var texts: [String] = []

        init(_ events: [Event?]) { self.events = events }

        func show(_ frame: Frame) { texts.append(frame.text) }

        func nextEvent(within seconds: Double?) -> Event? { events.isEmpty ? .lost : events.removeFirst() }
    }

    @Test("each scene of a deck is looked after while it is shown; what has changed is shown in the next frame")
    @MainActor
    func loop() throws {
        let scenes = [try Self.scene(Self.text), try Scene(parsing: Self.other, origin: "other.yaml")]
        let model = Model(Deck(scenes), size: Size(width: 80, height: 24), glyphs: .braille, isPlaying: false)
        let files = Files()
        files.reloads = [try Self.reload(model, Self.text.replacing("First", with: "Third"))]
        let keyboard = Keyboard([.wake, nil, .key(.character("n")), nil, .key(.character("p")), nil])
        var loop = Loop(console: keyboard, model: model, outside: files, now: { .zero }, wake: {}) { _ in
            throw CancellationError()
        }
        _ = loop.run(hangUp: 1)
        #expect(files.watched.map(\.origin) == ["talk/test.yaml", "talk/test.yaml", "other.yaml", "talk/test.yaml"])
        #expect(files.watched[1].text.contains("Third") && files.watched[3] == files.watched[1])
        #expect(keyboard.texts[1].contains("Third"))
    }
}
