import Canvas
import Scenes
import Testing
import Views

@testable import Player

@Suite("The speaker's notes of the scenes")
struct SceneNotesTests {
    /// A line of the drawer, and no more, on a wide screen.
    private static let longest = 160

    private static func scene(_ name: String) throws -> Scene {
        try Scene(parsing: try #require(SceneLibrary.text(named: name)), origin: name)
    }

    @Test("every scene has a few short ones, with a question for the room", arguments: SceneLibrary.names)
    func present(name: String) throws {
        let notes = try Self.scene(name).notes
        #expect((3...5).contains(notes.count))
        for note in notes { #expect(!note.isEmpty && note.count <= Self.longest, "\(note)") }
        #expect(notes.contains { $0.contains("?") })
    }

    @Test("what they say to press are keys", arguments: SceneLibrary.names)
    func keys(name: String) throws {
        let bound = Set(Binding.table.flatMap(\.commands).flatMap(\.keys))
        for note in try Self.scene(name).notes {
            for match in note.matches(of: /[Pp]ress (?<key>[^ ]+)/) where match.key != "it" {
                let word = match.key.count > 1 && ".,:;".contains(match.key.last!) ? match.key.dropLast() : match.key
                let key = Self.named[String(word)] ?? (word.count == 1 ? .character(word.first!) : nil)
                #expect(key.map(bound.contains) == true, "\(match.key) in: \(note)")
            }
        }
    }

    private static let named: [String: Key] = ["space": .character(" "), "Shift-↓": .shiftDown, "Shift-↑": .shiftUp]

    @Test(
        "what they say to press does what they say: a claim falls then",
        arguments: [
            ("learning-rate", [.character("j"), .character("j"), .character("j"), .character("e")], "Past 2/λ"),
            ("one-weight", [.character("j"), .character("j"), .character("j"), .character("e")], "Past 2/λ"),
            ("batch-and-stochastic", Array(repeating: .character("E"), count: 4), "One at a time"),
            ("rmsprop", [.character("j"), .character("j"), .shiftDown, .shiftDown, .shiftDown], "The rate that suits"),
            ("adaptive-methods", [.character("l"), .shiftDown], "Of the rates"),
            ("stuck-at-zero", [.character("s"), .shiftUp, .shiftUp, .enter], "Off for all rows"),
            (
                "terminal-velocity", [.character("j"), .character("j"), .character("j"), .character("A")],
                "With α = 0.9 the"
            ),
        ] as [(String, [Key], String)])
    func deeds(name: String, keys: [Key], claim: String) throws {
        let scene = try Self.scene(name)
        let place = try #require(scene.claims.firstIndex { $0.text.hasPrefix(claim) })
        var model = Model(
            scenes: [scene], size: Size(width: 120, height: 46), glyphs: .braille, isPlaying: false, isPatient: true)
        model.pause(at: scene.steps)
        _ = model.frame()
        #expect(model.state.claims[place]?.holds == true)
        for key in keys { model.press(key) }
        _ = model.frame()
        #expect(model.state.claims[place]?.holds == false)
    }
}
