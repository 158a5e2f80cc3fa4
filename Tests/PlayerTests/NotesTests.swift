import Backstage
import Canvas
import Scenes
import Testing

@testable import Player

@Suite("What the player tells the speaker")
@MainActor
struct NotesTests {
    /// A console where somebody types, and leaves at last.
    private final class Typist: Console {
        var theme = Theme.dark
        private var events: [Event?]

        init(_ events: [Event?]) { self.events = events }

        func show(_ frame: Frame) {}

        func nextEvent(within seconds: Double?) -> Event? { events.isEmpty ? .lost : events.removeFirst() }
    }

    /// Somebody who follows the notes.
    private final class Audience: Outside {
        private(set) var titles: [String] = []

        func announce(_ announcement: Announcement) { titles.append(announcement.title) }

        func write(_ text: String, path: String?, origin: String) throws -> String { throw CancellationError() }
        func deck(_ name: String) throws -> Deck { throw CancellationError() }
        func reload(_ reading: SceneReading, isFresh: Bool) throws { throw CancellationError() }
        func remember(_ commands: CommandHistory) {}
        func copy(_ text: String) {}
    }

    private func deck() throws -> Deck {
        let scenes = try [
            "{title: first, about: A sentence., notes: Say this., panels: [bowl], runs: [sgd]}",
            "{title: second, panels: [bowl], runs: [sgd]}",
        ].map { try Scene(parsing: $0, origin: "talk") }
        return Deck(
            title: "Talk", origin: "talk.yaml",
            slides: zip(scenes, [[10, 11], []]).map { Deck.Slide(scene: $0, numbers: $1) })
    }

    @Test("title, sentence, notes, place, slides and what comes next")
    func announcement() throws {
        let deck = try deck()
        #expect(
            deck.announcement(ofPlace: 0)
                == Announcement(
                    scene: "talk", title: "first", about: "A sentence.", notes: ["Say this."], place: 1, count: 2,
                    slides: [10, 11], deck: "Talk", next: "second"))
        #expect(
            deck.announcement(ofPlace: 1)
                == Announcement(scene: "talk", title: "second", place: 2, count: 2, deck: "Talk"))
    }

    @Test("each scene that is shown is announced once, whatever else is done")
    func changes() throws {
        let model = Model(try deck(), size: Size(width: 80, height: 24), glyphs: .braille, isPlaying: false)
        let audience = Audience()
        let keys: [Event?] = [
            .key(.right), nil, .key(.character("e")), nil, .key(.pageDown), nil, .key(.character("t")), nil,
            .key(.character("O")),
            nil, .key(.escape), nil, .resize(Size(width: 100, height: 30)), nil, .key(.pageUp), nil,
            // Only what is shown counts.
            .key(.pageDown), .key(.pageUp), nil,
        ]
        var loop = Loop(
            console: Typist(keys), model: model, outside: audience, wake: {}
        ) { _ in throw CancellationError() }
        #expect(loop.run(hangUp: 1) == 1)
        #expect(audience.titles == ["first", "second", "first"])
    }
}
