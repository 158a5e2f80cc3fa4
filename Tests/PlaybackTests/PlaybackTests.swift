import Basics
import Canvas
import Testing

@testable import Playback

@Suite("A playback")
struct PlaybackTests {
    private func playback(
        _ outputs: [String], size: Size = Size(width: 60, height: 5), recorded: Size = Size(width: 10, height: 4)
    ) throws -> Playback {
        Playback(try Timeline(cast(outputs, size: recorded), fileName: "a.cast"), size: size, glyphs: .braille)
    }

    private func first(_ playback: Playback) -> String {
        String(playback.picture().text.split(separator: "\n").first ?? "")
    }

    @Test("it plays in time, at its speed, and stops at the end")
    func time() throws {
        var playback = try playback(["a", "b", "c", "d"])
        #expect(first(playback) == "a" && playback.needsTime)
        playback.tick(seconds: 0.9)
        #expect(first(playback) == "a")
        playback.tick(seconds: 0.2)
        #expect(first(playback) == "ab")
        playback.press(.character("+"))
        playback.tick(seconds: 0.5)
        #expect(first(playback) == "abc" && abs(playback.time - 2.1) < 1e-9)
        playback.tick(seconds: 9)
        #expect(first(playback) == "abcd" && playback.time == 3 && !playback.needsTime)
        playback.press(.character(" "))
        #expect(first(playback) == "a" && playback.needsTime)
    }

    @Test("keys")
    func keys() throws {
        var playback = try playback((0...20).map { "\u{1B}[H\($0)" })
        func press(_ key: Key, _ wanted: String, at time: Double) {
            playback.press(key)
            #expect(first(playback) == wanted && abs(playback.time - time) < 1e-9, "\(key)")
        }
        press(.character(" "), "0", at: 0)
        #expect(!playback.needsTime)
        press(.character("."), "1", at: 1)
        press(.right, "6", at: 6)
        press(.character(","), "5", at: 5)
        press(.left, "0", at: 0)
        press(.character(","), "0", at: 0)
        press(.character("7"), "14", at: 14)
        press(.shiftRight, "16", at: 16)
        press(.shiftLeft, "14", at: 14)
        press(.end, "20", at: 20)
        press(.character("."), "20", at: 20)
        press(.home, "0", at: 0)
        press(.right, "5", at: 5)
        press(.character("r"), "0", at: 0)
        #expect(playback.needsTime)
        for _ in 0..<30 { playback.press(.character("+")) }
        #expect(Playback.speeds[playback.speed] == 100)
        for _ in 0..<30 { playback.press(.character("<")) }
        #expect(Playback.speeds[playback.speed] == 0.1)
        press(.character("q"), "0", at: 0)
        #expect(playback.isOver)
    }

    @Test("marks are gone to, and which one was passed is said")
    func marks() throws {
        let text = """
            {"version": 2, "width": 9, "height": 2}
            [0, "o", "a"]
            [2, "m", "second"]
            [2, "o", "b"]
            [4, "m", "fourth"]
            [6, "o", "c"]
            """
        var playback = Playback(
            try Timeline(Array(text.utf8), fileName: "a.cast"), size: Size(width: 120, height: 4), glyphs: .braille)
        playback.press(.character(" "))
        #expect(!playback.frame().text.contains("second"))
        playback.press(.character("]"))
        #expect(playback.time == 2 && playback.frame().text.contains("second") && first(playback) == "ab")
        playback.press(.character("]"))
        #expect(playback.time == 4 && playback.frame().text.contains("fourth"))
        playback.press(.character("]"))
        #expect(playback.time == 4)
        playback.press(.character("["))
        #expect(playback.time == 2)
        // While it plays a mark that has just been passed is not in the way.
        playback.press(.character(" "))
        playback.press(.character("]"))
        playback.tick(seconds: 0.25)
        playback.press(.character("["))
        #expect(playback.time == 2)
    }

    /// Output that depends on all that came before, and goes on for long.
    private static let long: [String] = {
        var generator = SeededRandom(seed: 7)
        return (0..<400).map { number in
            let bytes = (0..<60).flatMap { _ in WildOutput.random(using: &generator) }
            return "\(number)" + String(decoding: bytes, as: UTF8.self)
        }
    }()

    @Test("where one comes by any way looks as it does by playing on", arguments: UInt64(1)...6)
    func seeks(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let recorded = Size(width: 30, height: 9)
        var jumping = try playback(Self.long, recorded: recorded)
        var playing = try playback(Self.long, recorded: recorded)
        var pictures: [[Look]] = []
        for second in 0..<Self.long.count {
            playing.seek(to: Double(second))
            while playing.isBehind { playing.tick(seconds: 0) }
            pictures.append(Look.of(playing.picture(), playing.theme))
        }
        for _ in 0..<60 {
            let second = Int.random(in: 0..<Self.long.count, using: &generator)
            // Perhaps somewhere else first, and away from there before it has been reached.
            if Bool.random(using: &generator) { jumping.seek(to: .random(in: 0...400, using: &generator)) }
            jumping.seek(to: Double(second) + 0.5)
            while jumping.isBehind { jumping.tick(seconds: 0) }
            // A picture is too much to be told.
            let isSame = Look.of(jumping.picture(), jumping.theme) == pictures[second]
            #expect(isSame, "\(second)")
            guard second > 0 else { continue }
            jumping.press(.character(","))
            while jumping.isBehind { jumping.tick(seconds: 0) }
            let isSameBefore = Look.of(jumping.picture(), jumping.theme) == pictures[second - 1]
            #expect(isSameBefore, "before \(second)")
        }
    }

    @Test("no more is done between two frames than a budget, however much is written at once")
    func budget() throws {
        let flood = String(repeating: "\u{1B}[2J\u{1B}[31mabc\n\u{1B}[5b", count: 20_000)
        var playback = try playback(["a", flood, "\u{1B}[2J\u{1B}[Hz"], recorded: Size(width: 1000, height: 500))
        playback.press(.end)
        var count = 0
        while playback.isBehind, count < 100_000 {
            let before = playback.work
            playback.tick(seconds: 0)
            // The last thing that is done may go beyond it by a screen.
            #expect(playback.work - before < Playback.budget + 1000 * 500 / 8)
            count += 1
        }
        #expect(count > 100 && count < 100_000 && first(playback) == "z")
    }

    @Test("screens are kept to go back quickly, but no more than there is memory for")
    func kept() throws {
        let outputs = (0..<3000).map { "\u{1B}[H\($0)" + String(repeating: "\u{1B}[2Jx\n", count: 20) }
        var large = try playback(outputs, recorded: Size(width: 1000, height: 500))
        var small = try playback(outputs, recorded: Size(width: 20, height: 10))
        for _ in 0..<20_000 where !(large.time == 2999 && !large.isBehind) {
            if large.time < 2999 { large.seek(to: 2999) }
            large.tick(seconds: 0)
        }
        small.seek(to: 2999)
        while small.isBehind { small.tick(seconds: 0) }
        #expect(large.keptCount <= 9 && large.keptCount > 2)
        #expect(small.keptCount > 10)
        // From the nearest of them it is not far.
        let before = small.work
        small.seek(to: 2998)
        #expect(!small.isBehind || before > 0)
    }

    // MARK: The frame

    @Test("a recording is in the middle of a larger screen, and its upper left corner on a smaller one")
    func placing() throws {
        let output = ["\u{1B}[Habcdefghij\u{1B}[4;1H0123456789"]
        let lines = try playback(output, size: Size(width: 80, height: 11)).frame().text.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[3] == String(repeating: " ", count: 35) + "abcdefghij" && lines[6].hasSuffix("0123456789"))
        #expect(!lines[10].contains("upper left"))
        let small = try playback(output, size: Size(width: 8, height: 4), recorded: Size(width: 10, height: 4)).frame()
        #expect(small.text.hasPrefix("abcdefgh\n"))
        let cut = try playback(output, size: Size(width: 80, height: 4)).frame()
        #expect(cut.text.contains("upper left of 10x4") && !cut.text.contains("0123456789"))
    }

    @Test(
        "the bar says time, length and speed, and how to quit", arguments: [160, 100, 80, 60, 40],
        GlyphSet.allCases)
    func bar(width: Int, glyphs: GlyphSet) throws {
        let timeline = try Timeline(cast((0...70).map { "\($0)" }), fileName: "a.cast")
        var playback = Playback(timeline, size: Size(width: width, height: 10), glyphs: glyphs)
        playback.press(.character("+"))
        playback.press(.character("5"))
        let bar = try #require(playback.frame().text.split(separator: "\n").last)
        #expect(bar.contains("0:35/1:10") && bar.contains(glyphs == .braille ? "×2" : "x2"), "\(bar)")
        #expect(bar.contains("q quit"), "\(bar)")
        #expect(width < 80 || bar.contains("space pause"), "\(bar)")
        #expect(glyphs == .braille || bar.utf8.allSatisfy { $0 < 0x80 }, "\(bar)")
    }

    @Test("any size is survived, and a wide character that is cut in half is a blank")
    func sizes() throws {
        var playback = try playback(["\u{1B}[H漢字漢字漢"])
        for width in 0...12 {
            for height in 0...6 {
                playback.resize(to: Size(width: width, height: height))
                let frame = playback.frame()
                #expect(frame.size == Size(width: width, height: height))
            }
        }
        playback.resize(to: Size(width: 5, height: 3))
        #expect(playback.frame().text.hasPrefix("漢字\n"))
    }

    @Test("every key in the table does something, and has a name in the bar or the manual")
    func table() {
        #expect(PlaybackKeys.keys.count == PlaybackKeys.hints.flatMap(\.presses).count)
        #expect(PlaybackKeys.hints.allSatisfy { !$0.keys.isEmpty && !$0.help.isEmpty })
        #expect(PlaybackKeys.hints.last?.short == "quit")
    }
}
