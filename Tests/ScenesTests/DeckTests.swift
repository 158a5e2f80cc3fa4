import Basics
import Expressions
import Scenes
import Testing

@Suite("Decks")
struct DeckTests {
    @Test("scenes in their order, each with the slides it goes with")
    func reading() throws {
        let text = """
            title: Mine
            slides:
              - beale
              - {scene: talks/own.yaml, slide: 17}
              - {scene: momentum, slide: [11, 12]}
            """
        #expect(DeckFile.isDeck(text))
        let deck = try DeckFile(parsing: text, origin: "d")
        #expect(deck.title == "Mine" && deck.entries.map(\.scene) == ["beale", "talks/own.yaml", "momentum"])
        #expect(deck.entries.map(\.numbers) == [[], [17], [11, 12]])
        #expect(deck.entries[1].location.line == 4 && deck.entries[1].location.column == 13)
        #expect(try DeckFile(parsing: "slides: [beale]", origin: "d").title == "d")
    }

    @Test("no scene is taken for a deck", arguments: SceneLibrary.names)
    func scenes(name: String) throws { #expect(!DeckFile.isDeck(try #require(SceneLibrary.text(named: name)))) }

    @Test(
        "mistakes have a place, and say what would be right",
        arguments: [
            ("slides: beale", 1, 9, "'slides' must be a list, not 'beale'; write [beale]"),
            ("slides: []", 1, 9, "a deck has one slide at least"),
            ("slides: [{slide: 3}]", 1, 10, "a slide needs 'scene'"),
            (
                "slides: [{scene: beale, slide: 0}]", 1, 32,
                "a slide's number must be a whole number from 1 to \(Limits.slideNumber)"
            ),
            ("slides: [{scene: beale, number: 3}]", 1, 25, "a slide has no 'number'; there is scene, slide"),
            (
                "title: x\nslides: [beale]\nsteps: 3", 3, 1,
                "a deck has no 'steps'; 'steps' belongs to the scene as a whole"
            ),
        ])
    func mistakes(text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { _ = try DeckFile(parsing: text, origin: "d") }
        #expect(error?.message == message)
        #expect(error?.location?.line == line && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("a deck of too many slides is refused")
    func limit() {
        let text = "slides: [" + String(repeating: "a,", count: Limits.slides) + "a]"
        #expect(throws: Diagnostic.self) { _ = try DeckFile(parsing: text, origin: "d") }
    }

    @Test("a number means the first scene of that slide, or a place where slides have none")
    func numbers() throws {
        let scene = try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "t")
        func slide(_ numbers: [Int]) -> Deck.Slide { Deck.Slide(scene: scene, numbers: numbers) }
        let numbered = Deck(title: "", origin: "d", slides: [slide([4, 5]), slide([]), slide([5, 6])])
        #expect((1...7).map { numbered.place(ofNumber: $0) } == [nil, nil, nil, 0, 0, 2, nil])
        #expect((0..<3).map { numbered.number(ofPlace: $0) } == [4, nil, 5])
        let plain = Deck([scene, scene])
        #expect((0...3).map { plain.place(ofNumber: $0) } == [nil, 0, 1, nil])
        #expect(plain.number(ofPlace: 1) == 2)
    }

    @Test("every slide of the lecture that says something about learning has a scene, in order")
    func lecture() throws {
        #expect(SceneLibrary.decks == ["lecture"] && !SceneLibrary.names.contains("lecture"))
        let text = try #require(SceneLibrary.text(named: "lecture"))
        let deck = try DeckFile(parsing: text, origin: "lecture")
        #expect(deck.entries.allSatisfy { SceneLibrary.names.contains($0.scene) })
        let firsts = deck.entries.compactMap(\.numbers.first)
        #expect(firsts.count == deck.entries.count && firsts == firsts.sorted())
        // The others are titles, outlines and literature.
        let silent: Set = [7, 8, 23, 30, 39, 40, 41, 49]
        #expect(Set(deck.entries.flatMap(\.numbers)) == Set(4...51).subtracting(silent))
    }
}
