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

    @Test("text is quoted as JSON wants it")
    func quoting() throws {
        let cast = Asciicast(size: Size(width: 2, height: 1), title: "a \"b\" \\ \u{1} é", theme: .dark)
        let header = try JSONSerialization.jsonObject(with: Data(cast.text.utf8)) as? [String: Any]
        #expect(header?["title"] as? String == "a \"b\" \\ \u{1} é")
    }
}
