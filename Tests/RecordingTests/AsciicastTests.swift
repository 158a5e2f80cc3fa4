import Canvas
import Foundation
import Player
import Scenes
import Testing

@testable import Recording

@Suite("Recordings")
struct AsciicastTests {
    private static let size = Size(width: 100, height: 30)

    /// A short race, recorded; and the last frame alone.
    private func recording() throws -> (text: String, last: Frame) {
        let scene = try #require(try SceneLibrary.scene(named: "radford"))
        var model = Model(scenes: [scene], size: Self.size, glyphs: .braille)
        var cast = Asciicast(size: Self.size, title: scene.title, theme: .dark)
        for step in 0...40 {
            model.show(step: step)
            cast.add(model.frame(), at: Double(step) / 30)
        }
        model.pause(at: 40)
        cast.add(model.frame(), at: 2)
        cast.finish(at: 4)
        return (cast.text, model.frame())
    }

    @Test("every line is JSON, times rise and are exact, and the same race gives the same bytes")
    func format() throws {
        let (text, _) = try recording()
        let lines = text.split(separator: "\n")
        let header = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(header["version"] as? Int == 2 && header["width"] as? Int == 100 && header["height"] as? Int == 30)
        #expect(header["title"] as? String == "Three landscapes, seven optimizers")
        var times: [Double] = []
        for line in lines.dropFirst() {
            let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            #expect(event.count == 3 && event[1] as? String == "o")
            times.append(try #require(event[0] as? Double))
        }
        #expect(times == times.sorted() && times.first == 0 && times.last == 4)
        #expect(times.contains(0.033333))
        #expect(try recording().text == text)
    }

    @Test("an emulator fed with it ends on the cells of the last frame")
    func replay() throws {
        let (text, last) = try recording()
        var played = Emulator(width: 100, height: 30)
        for line in text.split(separator: "\n").dropFirst() {
            let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            played.feed(try #require(event[2] as? String))
        }
        var encoder = FrameEncoder(theme: .dark, colors: .exact)
        var shown = Emulator(width: 100, height: 30)
        shown.feed(encoder.encode(last))
        #expect(Emulator.looksSame(played, shown))
    }

    @Test("while paths grow on a still landscape a frame takes few bytes")
    func bytes() throws {
        let scene = try #require(try SceneLibrary.scene(named: "radford"))
        var model = Model(scenes: [scene], size: Size(width: 160, height: 46), glyphs: .braille)
        var encoder = FrameEncoder(theme: .dark, colors: .exact)
        _ = encoder.encode(model.frame())
        var sizes: [Int] = []
        for step in 1...174 {
            model.show(step: step)
            sizes.append(encoder.encode(model.frame()).utf8.count)
        }
        #expect(sizes.sorted()[sizes.count / 2] < 3000)
    }

    @Test("another size is an event of its own, before the frame that has it, and only then")
    func resizes() throws {
        var cast = Asciicast(size: Size(width: 20, height: 5), title: "", theme: .dark)
        let sizes = [(20, 5), (31, 7), (31, 7), (20, 9), (20, 5)].map { Size(width: $0.0, height: $0.1) }
        for (index, size) in sizes.enumerated() {
            var frame = Frame(size: size)
            frame.write("\(index)", x: 0, y: 0)
            cast.add(frame, at: Double(index) / 2)
        }
        let events = try cast.text.split(separator: "\n").dropFirst().map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
        }
        #expect(events.map { $0[1] as? String } == ["o", "r", "o", "o", "r", "o", "r", "o"])
        #expect(events.map { $0[0] as? Double } == [0, 0.5, 0.5, 1, 1.5, 1.5, 2, 2])
        // Columns, then rows.
        #expect(events.filter { $0[1] as? String == "r" }.map { $0[2] as? String } == ["31x7", "20x9", "20x5"])
    }

    @Test("it never ends before its last frame")
    func end() throws {
        var cast = Asciicast(size: Size(width: 2, height: 1), title: "", theme: .dark)
        cast.add(Frame(size: Size(width: 2, height: 1)), at: 7.25)
        _ = String(decoding: cast.takeBytes(), as: UTF8.self)
        cast.finish(at: 3)
        #expect(String(decoding: cast.takeBytes(), as: UTF8.self).hasPrefix("[7.250000, \"o\""))
    }

    @Test("another theme draws the next frame anew in its colours, and the recording keeps the first one's")
    func themes() throws {
        var frame = Frame(size: Size(width: 4, height: 1))
        frame.write("ab", x: 0, y: 0, ink: .run(2))
        func output(_ themes: [Theme]) -> [String] {
            var cast = Asciicast(size: frame.size, title: "", theme: .dark)
            _ = String(decoding: cast.takeBytes(), as: UTF8.self)
            return themes.enumerated().map { index, theme in
                cast.use(theme)
                cast.add(frame, at: Double(index))
                return String(decoding: cast.takeBytes(), as: UTF8.self)
            }
        }
        let texts = output([.dark, .dark, .light])
        #expect(!texts[0].isEmpty && texts[1].isEmpty)
        let rgb = Theme.light[.run(2)].rgb
        #expect(texts[2].contains("38;2;\(rgb.red);\(rgb.green);\(rgb.blue)") && texts[2].contains("ab"))
        let header = Asciicast(size: frame.size, title: "", theme: .light).text
        #expect(header.contains(String(Theme.light[.ground].rgb.hex, radix: 16)))
    }

    /// Some frames of changing letters with marks between them, in a version, at times that no rounding hits.
    private func cast(_ version: Asciicast.Version, idle: Double? = nil) -> String {
        var heading = RecordingHeading(size: Size(width: 4, height: 1), title: "t", theme: .dark)
        heading.castVersion = version
        heading.idleLimit = idle
        var cast = Asciicast(heading)
        for number in 0..<3000 {
            var frame = Frame(size: heading.size)
            frame.write("\(number % 7)", x: 0, y: 0)
            cast.add(frame, at: Double(number) / 3)
            if number % 1000 == 0 { cast.mark("at \(number)\u{1B}", at: Double(number) / 3) }
        }
        cast.finish(at: 1234.5)
        return String(decoding: cast.takeBytes(), as: UTF8.self)
    }

    /// The header and the events of a cast.
    private func parsed(_ text: String) throws -> (header: [String: Any], events: [[Any]]) {
        let objects = try text.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
        return (try #require(objects[0] as? [String: Any]), try objects.dropFirst().map { try #require($0 as? [Any]) })
    }

    @Test("version 3 says the same as version 2, its intervals add up to the microsecond, and it ends with an exit")
    func versions() throws {
        let (two, three) = (try parsed(cast(.two)), try parsed(cast(.three)))
        let term = try #require(three.header["term"] as? [String: Any])
        #expect(two.header["version"] as? Int == 2 && three.header["version"] as? Int == 3)
        #expect(two.header["width"] as? Int == 4 && term["cols"] as? Int == 4 && term["rows"] as? Int == 1)
        #expect(term["theme"] as? [String: String] == two.header["theme"] as? [String: String])
        #expect(term["type"] as? String == "xterm-256color" && three.header["title"] as? String == "t")
        #expect(three.header["width"] == nil && two.header["idle_time_limit"] == nil)
        let exit = try #require(three.events.last)
        #expect(exit[1] as? String == "x" && exit[2] as? String == "0")
        try #require(two.events.count == three.events.count - 1)
        var microseconds = 0
        for (absolute, interval) in zip(two.events, three.events) {
            microseconds += Int((try #require(interval[0] as? Double) * 1e6).rounded())
            #expect(microseconds == Int((try #require(absolute[0] as? Double) * 1e6).rounded()))
            #expect(
                absolute[1] as? String == interval[1] as? String && absolute[2] as? String == interval[2] as? String)
        }
        #expect(microseconds == 1_234_500_000)
    }

    @Test("marks stand behind the frames that they mark, and are text only", arguments: Asciicast.Version.allCases)
    func marks(version: Asciicast.Version) throws {
        let events = try parsed(cast(version)).events
        let marks = events.indices.filter { events[$0][1] as? String == "m" }
        #expect(marks.map { events[$0][2] as? String } == ["at 0\u{FFFD}", "at 1000\u{FFFD}", "at 2000\u{FFFD}"])
        #expect(marks == [1, 1002, 2003])
    }

    @Test("how long nothing may happen is in the header if it is asked for", arguments: Asciicast.Version.allCases)
    func idle(version: Asciicast.Version) throws {
        #expect(try parsed(cast(version, idle: 1.5)).header["idle_time_limit"] as? Double == 1.5)
        #expect(try parsed(cast(version)).header["idle_time_limit"] == nil)
        #expect(cast(version, idle: 2).contains("\"idle_time_limit\": 2,") || version == .three)
    }

    /// asciinema's own programs refuse a file whose theme has no palette.
    @Test("a theme has sixteen colours, its own where its inks have numbers", arguments: Theme.all)
    func palette(theme: Theme) throws {
        let header = try parsed(Asciicast(size: Size(width: 1, height: 1), title: "", theme: theme).text).header
        let colors = try #require((header["theme"] as? [String: String])?["palette"]).split(separator: ":")
        #expect(colors.count == 16 && colors.allSatisfy { $0.wholeMatch(of: /#[0-9a-f]{6}/) != nil })
        let number = try #require(theme[.muted].ansi)
        #expect(colors[Int(number)] == theme[.muted].rgb.hexadecimal)
    }

    @Test("moments are marked on the first frame that shows their step, in order, once")
    func moments() throws {
        var moments = Moments([(9, "late"), (3, "a"), (0, "first"), (3, "b"), (50, "never")])
        var cast: any RecordingFormat = Asciicast(size: Size(width: 1, height: 1), title: "", theme: .dark)
        for (frame, step) in [0, 2, 4, 4, 9].enumerated() { moments.mark(&cast, step: step, at: Double(frame)) }
        let events = try parsed(String(decoding: cast.takeBytes(), as: UTF8.self)).events
        #expect(events.map { $0[2] as? String } == ["first", "a", "b", "late"])
        #expect(events.map { $0[0] as? Double } == [0, 2, 2, 4])
    }

    @Test("text is quoted as JSON wants it")
    func quoting() throws {
        let cast = Asciicast(size: Size(width: 2, height: 1), title: "a \"b\" \\ \u{1} é", theme: .dark)
        let header = try JSONSerialization.jsonObject(with: Data(cast.text.utf8)) as? [String: Any]
        #expect(header?["title"] as? String == "a \"b\" \\ \u{1} é")
    }
}
