import Backstage
import Basics
import Canvas
import Testing

@testable import Views

@Suite("The notes on a second screen")
struct NotesScreenTests {
    private static let times = NotesScreen.Times(now: "14:05", elapsed: 3723, left: 299)

    private static func state(notes: [String], title: String = "How momentum works") -> Follower.State {
        .following(
            Message(
                Announcement(
                    scene: "momentum", title: title, about: "Across a valley the slopes change their sign.",
                    notes: notes, place: 7, count: 37, slides: [11, 12], deck: "Optimization", next: "Terminal velocity"
                ),
                started: 0))
    }

    @Test(
        "all that it is for is there, in every size and character set",
        arguments: [(160, 46), (100, 30), (80, 24), (60, 16)], GlyphSet.allCases)
    func everything(size: (Int, Int), glyphs: GlyphSet) {
        let screen = NotesScreen(size: Size(width: size.0, height: size.1), glyphs: glyphs)
        let frame = screen.frame(Self.state(notes: ["Ask first: α?", "", "Then press space."]), Self.times)
        for text in [
            "7/37, slides 11 and 12", "14:05", "4:59 left", "How momentum works", "Ask first", "Then press",
            "next  Terminal",
        ] {
            #expect(frame.text.contains(text), "\(text) in \(frame)")
        }
        #expect(glyphs == .braille || frame.text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("every size has a frame, and no text breaks it")
    func sizes() {
        let states = [
            Self.state(notes: [String(repeating: "w", count: 300), "ナイト ナイト", "\u{1B}[31m"]),
            Self.state(notes: [], title: String(repeating: "long ", count: 50)), .waiting, .ended, .foreign,
        ]
        for width in stride(from: 0, to: 130, by: 7) {
            for height in 0..<30 {
                let screen = NotesScreen(size: Size(width: width, height: height), glyphs: .braille)
                for state in states {
                    let frame = screen.frame(state, Self.times, scrolled: .max)
                    #expect(frame.size == screen.size && !frame.text.contains("\u{1B}"))
                }
            }
        }
    }

    @Test("notes that are longer than the screen are scrolled to their end, and it says how many are below")
    func scrolling() {
        let notes = (1...60).map { "note \($0)." }
        let screen = NotesScreen(size: Size(width: 80, height: 24), glyphs: .braille)
        let state = Self.state(notes: notes)
        let range = screen.scrollRange(state)
        var seen: Set<String> = []
        for scrolled in range {
            let text = screen.frame(state, Self.times, scrolled: scrolled).text
            seen.formUnion(notes.filter { text.contains("  \($0)\n") })
            #expect(text.contains("↓ \(range.upperBound - scrolled) more") == (scrolled < range.upperBound))
        }
        #expect(seen.count == 60)
        #expect(
            screen.frame(state, Self.times, scrolled: .max)
                == screen.frame(state, Self.times, scrolled: range.upperBound))
        #expect(screen.scrollRange(.ended) == 0...0 && screen.scrollRange(Self.state(notes: ["one"])) == 0...0)
    }

    @Test(
        "clocks",
        arguments: [
            (0, "0:00"), (59, "0:59"), (600, "10:00"), (3599, "59:59"), (3600, "1:00:00"), (36_610, "10:10:10"),
        ])
    func clock(seconds: Int, text: String) {
        #expect(NotesScreen.clock(seconds) == text)
    }

    @Test("the last minutes are red, and so are those that are too many")
    func warning() {
        func ink(_ left: Int) -> Ink? {
            let screen = NotesScreen(size: Size(width: 80, height: 24), glyphs: .braille)
            let frame = screen.frame(.waiting, NotesScreen.Times(now: "14:05", elapsed: 1, left: left))
            #expect(frame.text.contains(left < 0 ? " over" : " left"))
            return frame[77, 0].ink
        }
        #expect(ink(1000) == .good && ink(200) == .bad && ink(-100) == .bad)
    }

    @Test("a large clock is beside the notes and never over them", arguments: GlyphSet.allCases)
    func large(glyphs: GlyphSet) {
        let state = Self.state(
            notes: Array(repeating: String(repeating: "word ", count: 50), count: 30),
            title: String(repeating: "long ", count: 40))
        for width in 90..<130 {
            let screen = NotesScreen(size: Size(width: width, height: 30), glyphs: glyphs)
            var times = Self.times
            times.left = 5999
            let frame = screen.frame(state, times)
            times = NotesScreen.Times(now: "14:05")
            let without = screen.frame(state, times)
            var cells = 0
            for y in 2..<30 {
                for x in 0..<width where frame[x, y] != without[x, y] {
                    #expect(y < 2 + LargeClock.height(glyphs))
                    #expect(x >= 74 || y == 2, "only a title may be cut off")
                    cells += 1
                }
            }
            #expect((cells > 10) == (width >= 77 + 21 + 2), "\(width)")
        }
    }

    @Test("plain lines are no wider than they may be, and hold no control characters")
    func plain() {
        guard
            case .following(let message) = Self.state(notes: [String(repeating: "word ", count: 60), "", "\u{1B}[31m"])
        else { return }
        let lines = NotesText.lines(message.announcement, width: 40)
        #expect(lines.allSatisfy { $0.columnCount <= 40 && !$0.contains("\u{1B}") })
        #expect(lines[0] == "How momentum works" && lines[1] == "7/37, slides 11 and 12")
        #expect(NotesText.lines(Announcement(scene: "s", title: "t"), width: 40) == ["t", "    (no notes)"])
    }
}
