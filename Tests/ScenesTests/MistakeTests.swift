import Basics
import Expressions
import Scenes
import Testing

@Suite("However a scene is spoiled, what is said is of use")
struct MistakeTests {
    @Test("hyperparameters are known by their symbols too")
    func symbols() throws {
        let text = """
            panels: [{surface: valley, parameters: {κ: 7}}, "valley(κ: 8)"]
            runs: [{optimizer: momentum, η: 0.25, α: 0.5}, {optimizer: adam, β₁: 0.75, beta2: 0.5, ε: 2}]
            """
        let scene = try Scene(parsing: text, origin: "t")
        #expect(scene.tracks[0].runs.map { $0.schedules.map(\.constant) } == [[0.25, 0.5, 0], [0.001, 0.75, 0.5, 2]])
        #expect(scene.tracks.map(\.surface.values) == [[7], [8]])
    }

    @Test("what YAML reads is read, whatever it looks like")
    func lookalikes() throws {
        let text = """
            title: "Momentum: a
              tale"
            about: 'It''s 50% [faster] {maybe}: "so"'
            view: {x: [-4,
              4], y: [-2, 2]}   # [ and " in a comment
            panels: [ "valley(kappa: 1000)" ,
              bowl ]
            runs:
            - optimizer: momentum
              alpha: ramp(0.5, 0.9)
            - {optimizer: sgd, label: "a, (b: c"}
            """
        let scene = try Scene(parsing: text, origin: "t")
        #expect(scene.title == "Momentum: a tale" && scene.labels == ["Momentum", "a, (b: c"])
    }

    @Test("however a scene is spoiled, what is said speaks of the scene, and of a place in it")
    func noise() throws {
        var generator = SeededRandom(seed: 3)
        let pieces = [
            "\"", "'", "[", "]", "{", "}", ":", ": ", ",", "\n", "  ", "\t", "#", "- ", "(", ")", "é", "*", "|", "",
        ]
        let inner = [
            "token", "scanning", "parsing", "context", "expected key", "block ", "flow", "simple key", "stream",
        ]
        for name in SceneLibrary.names {
            let text = SceneLibrary.text(named: name)!
            for _ in 0..<60 {
                var characters = Array(text)
                let place = Int.random(in: characters.indices, using: &generator)
                let end = min(place + Int.random(in: 0..<3, using: &generator), characters.count)
                characters.replaceSubrange(place..<end, with: Array(pieces.randomElement(using: &generator)!))
                let spoiled = String(characters)
                do {
                    _ = try Scene(parsing: spoiled, origin: "t")
                } catch {
                    #expect(!inner.contains { error.message.contains($0) }, "\(error.message)")
                    let lines = spoiled.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                    if let location = error.location {
                        #expect((1...lines.count).contains(location.line), "\(error)")
                    }
                }
            }
        }
    }

    @Test(
        "large mistakes take no longer than large scenes", .timeLimit(.minutes(1)),
        arguments: [
            ("runs: [", "f(a, ", 100_000, ""), ("a: {", "b, ", 100_000, "]"), ("", "a: \"b\n", 50_000, ""),
            ("", "a: [b\n", 50_000, ""), ("", "a: b\n", 50_000, ""), ("", " \n", 100_000, "}"),
            ("panels: [bowl]\nruns: [f(a, ", "b, ", 100_000, "]"),
            ("panels: [bowl]\nruns: [", "sgd(a: 1, ", 20_000, "]"),
        ] as [(String, String, Int, String)])
    func large(start: String, piece: String, count: Int, end: String) {
        let text = start + String(repeating: piece, count: count) + end
        #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
    }
}
