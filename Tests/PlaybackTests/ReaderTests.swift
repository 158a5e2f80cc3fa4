import Basics
import Canvas
import Testing

@testable import Playback

@Suite("Recordings' files")
struct ReaderTests {
    private func timeline(_ text: String, name: String = "a.cast") throws -> Timeline {
        try Timeline(Array(text.utf8), fileName: name)
    }

    @Test("all versions say the same")
    func versions() throws {
        let texts = [
            """
            {"version": 1, "width": 20, "height": 5, "title": "T\\u00e4st", "duration": 3.5, "env": {"A": [1, null, true]},
             "stdout": [[0.5, "a\\u001b[1m"], [1.25,
               "\\ud83d\\ude42"], [0, "c"]]}
            """,
            """
            {"version": 2, "width": 20, "height": 5, "title": "Täst", "env": {"A": "x"}}
            [0.5, "o", "a\\u001b[1m"]
            [1.0, "i", "typed"]

            [1.75, "o", "🙂"]\r
            [1.75, "o", "c"]
            """,
            """
            \u{FEFF}{"version": 3, "term": {"cols": 20, "rows": 5, "type": "xterm"}, "title": "Täst"}
            # a comment
            [0.5, "o", "a\\u001b[1m"]
            [0.75, "z", "from the future"]
            [0.5, "o", "🙂"]
            [0, "o", "c"]
            """,
        ]
        for text in texts {
            let timeline = try timeline(text)
            #expect(
                timeline.title == "Täst" && timeline.size == Size(width: 20, height: 5) && timeline.duration == 1.75)
            #expect(String(decoding: timeline.output, as: UTF8.self) == "a\u{1B}[1m🙂c")
            #expect(timeline.events.map(\.time) == [0.5, 1.75, 1.75])
            #expect(timeline.events.map(\.end) == [5, 9, 10])
            #expect(!timeline.isCut)
        }
    }

    @Test("marks, sizes, colours and how long nothing may happen")
    func extras() throws {
        let palette = (0..<16).map { "#0000" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
        let timeline = try timeline(
            """
            {"version": 2, "width": 20, "height": 5, "idle_time_limit": 2, "theme": {"fg": "#010203", "bg": "#040506", "palette": "\(palette)"}}
            [1, "m", "one\\u001b"]
            [10, "r", "30x7"]
            [10.5, "m", ""]
            [20, "o", "x"]
            """)
        #expect(timeline.markers == [.init(time: 1, label: "one\u{FFFD}"), .init(time: 3.5, label: "")])
        #expect(timeline.events.map(\.time) == [3, 5.5] && timeline.events[0].size == Size(width: 30, height: 7))
        #expect(timeline.palette.text == RGB(0x010203) && timeline.palette.ground == RGB(0x040506))
        #expect(timeline.palette[5] == RGB(5) && timeline.palette[215] == RGB(xterm: 215))
    }

    @Test("a file that ends within an event is played to the one before", arguments: 1..<30)
    func cut(bytes: Int) throws {
        let whole = "{\"version\": 2, \"width\": 20, \"height\": 5}\n[0.5, \"o\", \"ab\"]\n"
        let last = "[1.5, \"o\", \"c\\u001b[0m\\n漢é\"]"
        let part = Array(last.utf8).prefix(bytes)
        let timeline = try Timeline(Array(whole.utf8) + part, fileName: "a.cast")
        #expect(timeline.isCut && timeline.duration == 0.5 && timeline.output == Array("ab".utf8))
        let all = try self.timeline(whole + last)
        #expect(!all.isCut && all.duration == 1.5)
    }

    @Test(
        "what is wrong is said with its line and what would be right",
        arguments: [
            ("", "1:1", "this is no asciicast: one begins with a line such as {\"version\": 2"),
            ("title: scene", "1:1", "this is no asciicast"), ("[1, 2]", "1:1", "this is no asciicast"),
            ("{\"width\": 8}", "1:1", "no \"version\"; there are 1, 2 and 3"),
            ("{\"version\": 4, \"width\": 8}", "1:1", "version 4 of asciicasts is not known; there are 1, 2 and 3"),
            (
                "{\"version\": 2, \"width\": 8}", "1:1",
                "no \"width\" and \"height\", as in {\"version\": 2, \"width\": 80"
            ),
            ("{\"version\": 3, \"width\": 8, \"term\": {}}", "1:1", "\"term\": {\"cols\": 80, \"rows\": 24}"),
            (
                "{\"version\": 2, \"width\": 0, \"height\": 1}", "1:1",
                "0x1 is not played; there are sizes from 1x1 to 1000x500"
            ),
            ("{\"version\": 2, \"width\": 1e9, \"height\": 2.5}", "1:1", "1000000000x2.5 is not played"),
            ("{\"version\": 2, \"width\" 8}", "1:24", "':' is needed after a key"),
            ("{\"version\": 1, \"width\": 8, \"height\": 2}", "1:1", "\"stdout\", which is missing"),
            (
                "{\"version\": 1, \"width\": 8, \"height\": 2,\n\"stdout\": [[1]]}", "2:12",
                "a frame of version 1 is [seconds"
            ),
            ("H\n\n[0, \"o\", \"a\"]\nhello\n", "4:1", "this is not JSON"),
            ("H\n[1, \"o\", \"a\"]\n[2, \"o\"]\n", "3:1", "an event is [seconds, \"code\", \"data\"], as in [1.5"),
            ("H\n[1, \"o\", \"a\", 4]\n", "2:15", "an event is [seconds"),
            ("H\n[1, \"o\", \"a\"] 4\n", "2:15", "an event has a line of its own"),
            ("H\n[\"o\", 1]\n", "2:2", "a number is needed here"),
            ("H\n[1, 2, \"\"]\n", "2:5", "a text in \"quotes\" is needed"),
            ("H\n[1.5, \"o\", \"a\"]\n[1.25, \"o\", \"b\"]\n", "3:2", "out of order: this one comes before 1.5"),
            ("H\n[-1, \"o\", \"a\"]\n", "2:2", "times are from 0 to 10000000 seconds"),
            ("H\n[1e9, \"o\", \"a\"]\n", "2:2", "times are from 0"),
            ("H\n[1e999, \"o\", \"a\"]\n", "2:2", "times are from 0"),
            ("H\n[1, \"r\", \"8\"]\n", "2:10", "a size is COLUMNSxROWS"),
            ("H\n[1, \"r\", \"99999x24\"]\n", "2:10", "99999x24 is not played; there are sizes from"),
            ("H\n[1, \"r\", \"axb\"]\n", "2:10", "nanxnan is not played"),
            ("H\n[1, \"o\", \"\\q\"]\n", "2:11", "there is no such escape"),
            ("H\n[1, \"o\", \"漢\\u12g4\"]\n", "2:12", "four hexadecimal digits"),
            ("H\n[1, \"o\", \"a\n", "2:12", "a text is not closed"),
        ])
    func mistakes(text: String, place: String, message: String) throws {
        let text = text.hasPrefix("H") ? "{\"version\": 2, \"width\": 8, \"height\": 2}" + text.dropFirst() : text
        let mistake = try #require(throws: RecordingMistake.self) { try timeline(text) }
        #expect(mistake.description.hasPrefix(place + ": ") && mistake.description.contains(message), "\(mistake)")
        #expect(mistake.rendered(file: "a.cast").hasPrefix("a.cast:\(place): error: "))
    }

    @Test("brackets without end are refused")
    func nesting() {
        let text = "{\"version\": 2, \"a\": " + String(repeating: "[", count: 100_000)
        #expect(throws: RecordingMistake.self) { try timeline(text) }
    }

    @Test("frames as text: lines, and form feeds between them")
    func texts() throws {
        let timeline = try timeline("one\n two\n\u{C}\u{C}three\r\nlong line\u{1B}[2J", name: "a.txt")
        #expect(timeline.size == Size(width: 13, height: 2) && timeline.events.count == 3)
        var playback = Playback(timeline, size: timeline.size, glyphs: .braille)
        #expect(playback.picture().text == "one\n two\n")
        playback.press(.character("."))
        #expect(playback.picture().text == "\n\n")
        playback.press(.character("."))
        #expect(playback.picture().text == "three\nlong line\u{FFFD}[2J\n")
    }

    @Test("frames that are too large, or no text, are refused with their line")
    func textMistakes() throws {
        let high = String(repeating: "x\n", count: 502)
        let wide = "a\nb\n" + String(repeating: "x", count: 1001)
        for (text, place) in [(high, "501:1: a frame has at most 500 lines"), (wide, "3:1: a line has at most 1000")] {
            let mistake = try #require(throws: RecordingMistake.self) { try timeline(text, name: "a.txt") }
            #expect(mistake.description.hasPrefix(place), "\(mistake)")
        }
        #expect(throws: RecordingMistake.self) { try Timeline([0x61, 0xFF], fileName: "a.txt") }
    }
}
