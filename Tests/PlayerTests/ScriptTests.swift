import Basics
import Canvas
import Expressions
import Testing

@testable import Player

@Suite("Scripts of times and keys")
struct ScriptTests {
    @Test("what is done is read in its order, however it is written")
    func reading() throws {
        let script = try Script(
            parsing: """
                scenes: [radford, my-scene.yaml]
                size: 100x30
                theme: light
                glyphs: ascii
                trails: fine
                orbit: -30
                bindings: {pause: p, next-scene: [n, page-down]}
                seconds: 20
                keys:
                - {at: 1.5, press: e e E space}
                - {at: 1.5, click: [40, 12], press: "] unknown"}
                - {at: 3, drag: [[1, 2], [3, 4], [5, 6]]}
                - {at: 4, hold: [1, 2]}
                - {at: 4, move: [[2, 2], [3, 2]]}
                - {at: 4, release: [3, 2]}
                - {at: 5.000001, wheel-up: [7, 8], wheel-down: [7, 8], resize: 0x24}
                """)
        #expect(script.scenes == ["radford", "my-scene.yaml"] && script.size == Size(width: 100, height: 30))
        #expect(script.theme?.name == "light" && script.glyphs == .ascii && script.trails == .fine)
        #expect(script.orbit == -30 && script.end == .seconds(20))
        #expect(script.bindings == ["pause": [.character("p")], "next-scene": [.character("n"), .pageDown]])
        let keys: [Key] = ["e", "e", "E", " "].map { .character($0) }
        func pointer(_ action: Pointer.Action, _ x: Int, _ y: Int) -> Event { .pointer(Pointer(action, x: x, y: y)) }
        let events: [Event] =
            keys.map { .key($0) } + [
                pointer(.press, 40, 12), pointer(.release, 40, 12), .key(.character("]")), .key(.unknown),
                pointer(.press, 1, 2), pointer(.drag, 3, 4), pointer(.drag, 5, 6), pointer(.release, 5, 6),
                pointer(.press, 1, 2), pointer(.drag, 2, 2), pointer(.drag, 3, 2), pointer(.release, 3, 2),
                pointer(.scrollUp, 7, 8), pointer(.scrollDown, 7, 8), .resize(Size(width: 0, height: 24)),
            ]
        #expect(script.deeds.map(\.event) == events)
        #expect(script.deeds.map(\.at).last == .microseconds(5_000_001))
        #expect(script.deeds.first?.at == .milliseconds(1500))
    }

    @Test("times may be keys of a mapping")
    func short() throws {
        let short = try Script(parsing: "keys:\n  1.5: e E\n  2: {click: [1, 2]}\n  3: 5\n")
        let long = try Script(
            parsing: "keys: [{at: 1.5, press: e E}, {at: 2, click: [1, 2]}, {at: 3, press: '5'}]")
        #expect(short.deeds == long.deeds && short.deeds.count == 5)
        #expect(try Script(parsing: "").deeds.isEmpty && Script(parsing: "keys: {}").deeds.isEmpty)
    }

    @Test(
        "what is wrong is said where it is, with what would be right",
        arguments: [
            ("kyes: []", "1:1", "a script has no 'kyes'; did you mean 'keys'?"),
            ("keys:\n- {at: 1, press: e spaec E}", "2:20", "did you mean 'space'?"),
            ("keys:\n- {at: 1, press: \"] spaec E\"}", "2:21", "there is no key 'spaec'"),
            ("keys: {1: e, 2: \"a shfit-up\"}", "1:20", "did you mean 'shift-up'?"),
            ("keys: [{at: 1, pres: e}]", "1:16", "nothing called 'pres' can be done; did you mean 'press'?"),
            ("keys: [{press: e}]", "1:8", "needs 'at'"),
            ("keys: [{at: 2, press: e}, {at: 1.5, press: e}]", "1:32", "times must not go back: 1.5 is before 2"),
            ("keys: {2: e, 1: e}", "1:14", "times must not go back"),
            ("keys: [{at: -1, press: e}]", "1:13", "from 0 to 100000 seconds"),
            ("keys: [{at: soon, press: e}]", "1:13", "must be a number"),
            ("keys: [{at: 1e9, press: e}]", "1:13", "from 0 to 100000 seconds"),
            ("keys: [{at: 1, click: 5}]", "1:23", "must be a list"),
            ("keys: [{at: 1, click: []}]", "1:23", "a column and a row"),
            ("keys: [{at: 1, click: [1, 2, 3]}]", "1:23", "a column and a row"),
            ("keys: [{at: 1, click: [-1, 2]}]", "1:24", "a column must be a whole number from 0 to 9999"),
            ("keys: [{at: 1, resize: 100}]", "1:24", "as in 100x30"),
            ("keys: [{at: 1, resize: 100x501}]", "1:24", "at most 1000x500"),
            ("size: 0x30", "1:7", "as in 100x30"),
            ("theme: drak", "1:8", "did you mean 'dark'?"),
            ("orbit: 1e9", "1:8", "from -3600 to 3600 degrees a second"),
            ("bindings: {puase: p}", "1:12", "did you mean 'pause'?"),
            ("seconds: 1\nkeys: {2: e}", "1:10", "before its last key, at 2"),
            ("keys: 5", "1:7", "must be a list"),
            ("[", "1:1", "never closed"),
        ])
    func mistakes(text: String, place: String, message: String) throws {
        let error = try #require(throws: Diagnostic.self) { _ = try Script(parsing: text) }
        #expect(error.description.hasPrefix(place) && error.message.contains(message), "\(error)")
    }

    @Test("there is a limit to them")
    func limit() throws {
        var script = Script()
        for number in 0..<Limits.deeds { script.add(.key(.character("e")), at: .milliseconds(number)) }
        #expect(script.text.utf8.count < Limits.sceneBytes)
        #expect(try Script(parsing: script.text).deeds == script.deeds)
        script.add(.key(.character("e")), at: .seconds(1000))
        let error = try #require(throws: Diagnostic.self) { _ = try Script(parsing: script.text) }
        #expect(error.message.contains("at most 20000") && error.location?.line == Limits.deeds + 2)
    }

    @Test("it is written as a person would, what happens at the same time on one line")
    func writing() throws {
        var script = Script()
        script.scenes = ["radford", "my scenes/a.yaml", "1.yaml"]
        script.size = Size(width: 100, height: 30)
        script.theme = .dark
        script.bindings = ["pause": [.character("]"), .character("\""), .pageUp]]
        for key in ["e", "e", "E", " "] as [Character] { script.add(.key(.character(key)), at: .milliseconds(1500)) }
        for action in [.press, .release, .press, .drag, .drag, .release] as [Pointer.Action] {
            script.add(.pointer(Pointer(action, x: 40, y: 12)), at: .seconds(2))
        }
        script.add(.resize(Size(width: 80, height: 24)), at: .milliseconds(12_034))
        script.add(.key(.character("?")), at: .seconds(13))
        #expect(
            script.text == """
                scenes: [radford, my scenes/a.yaml, "1.yaml"]
                size: 100x30
                theme: dark
                bindings: {pause: ["]", "\\"", page-up]}
                keys:
                - {at: 1.5, press: e e E space}
                - {at: 2, click: [40, 12]}
                - {at: 2, hold: [40, 12]}
                - {at: 2, move: [[40, 12], [40, 12]]}
                - {at: 2, release: [40, 12]}
                - {at: 12.034, resize: 80x24}
                - {at: 13, press: "?"}

                """)
        #expect(try Script(parsing: script.text).text == script.text)
    }

    @Test("what is written and read again is the same", arguments: 0..<60)
    func roundTrip(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var script = Script()
        if Bool.random(using: &random) { script.orbit = Double.random(in: -100...100, using: &random) }
        var characters = (32..<0x250).compactMap { Unicode.Scalar($0).map(Character.init) }
        characters += ["\u{301}", "🙂", "損", "\u{2028}", "\u{A0}", "\u{FEFF}", "\u{85}", "\u{E000}", "👩‍🚀", "é"]
        var time = Duration.zero
        for _ in 0..<60 {
            if Bool.random(using: &random) { time += .milliseconds(Int.random(in: 0..<3000, using: &random)) }
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                script.add(
                    .key(KeyMap.standard.keys.sorted { "\($0)" < "\($1)" }.randomElement(using: &random)!), at: time)
            case 1: script.add(.key(.character(characters.randomElement(using: &random)!)), at: time)
            case 2: script.add(.key([.unknown, .escape, .backspace].randomElement(using: &random)!), at: time)
            case 3:
                let size = Size(
                    width: .random(in: 0..<300, using: &random), height: .random(in: 0..<90, using: &random))
                script.add(.resize(size), at: time)
            default:
                let actions: [Pointer.Action] = [.press, .drag, .release, .scrollUp, .scrollDown]
                let pointer = Pointer(
                    actions.randomElement(using: &random)!, x: .random(in: 0..<3, using: &random), y: 1)
                script.add(.pointer(pointer), at: time)
            }
        }
        let again = try Script(parsing: script.text)
        #expect(again.text == script.text)
        // A key that nobody can write counts as one that nobody knows.
        let isSame = zip(again.deeds, script.deeds).allSatisfy { read, done in
            read == done || (read.at == done.at && read.event == .key(.unknown))
        }
        #expect(again.deeds.count == script.deeds.count && isSame, "\(script.text)")
        #expect(zip(again.deeds, script.deeds).count { $0 != $1 } < 12)
    }
}
