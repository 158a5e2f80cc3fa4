import Basics
import Canvas
import Player
import Recording
import Scenes
import Testing

@testable import Playback

@Suite("Recordings played back")
struct RecordedTests {
    /// Every frame of a race, by a panel of relief, of landscapes and of data.
    private func frames(of scene: String, glyphs: GlyphSet = .braille) throws -> [Frame] {
        let scene = try #require(try SceneLibrary.scene(named: scene))
        var model = Model(scenes: [scene], size: Size(width: 100, height: 30), glyphs: glyphs, isPatient: true)
        return (0...20).map { step in
            model.show(step: step * 3)
            return model.frame()
        }
    }

    @Test(
        "first, middle and last frame have exactly the recorded cells and colours",
        arguments: ["radford", "long-valley-3d", "noisy-moons"], Asciicast.Version.allCases)
    func scenes(scene: String, version: Asciicast.Version) throws {
        let frames = try frames(of: scene)
        let theme = try #require(Theme.all.randomElement())
        let timeline = try Timeline(cast(frames, theme: theme, version: version), fileName: "a.cast")
        var playback = Playback(timeline, size: frames[0].size, glyphs: .braille)
        for number in [0, 10, 20, 10, 0] {
            playback.seek(to: Double(number) / 10)
            while playback.isBehind { playback.tick(seconds: 0) }
            let isSame = Look.of(playback.picture(), playback.theme) == Look.of(frames[number], theme)
            #expect(isSame, "frame \(number)")
        }
        #expect(abs(timeline.duration - 2.1) < 1e-9)
    }

    @Test("text frames have the recorded characters", arguments: GlyphSet.allCases)
    func texts(glyphs: GlyphSet) throws {
        let frames = try frames(of: "beale", glyphs: glyphs)
        var text = TextFrames(RecordingHeading(size: frames[0].size, title: "", theme: .dark))
        for (number, frame) in frames.enumerated() { text.add(frame, at: Double(number)) }
        let timeline = try Timeline(text.takeBytes(), fileName: "a.TXT")
        #expect(timeline.size == frames[0].size)
        var playback = Playback(timeline, size: timeline.size, glyphs: glyphs)
        var seen: [String] = []
        repeat {
            seen.append(playback.picture().text)
            playback.press(.character("."))
        } while seen.last != playback.picture().text
        #expect(seen == frames.map(\.text))
    }

    @Test("any frames come back, wide characters, marks and other sizes too", arguments: UInt64(1)...12)
    func random(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let letters = [" ", "a", "⣿", "█", "e\u{301}", "漢", "\u{E123}", "─"]
        var recording = Asciicast(size: Size(width: 20, height: 6), title: "", theme: .light)
        var frames: [Frame] = []
        for number in 0..<30 {
            var frame = Frame(
                size: number % 10 == 9
                    ? Size(width: .random(in: 5...30, using: &generator), height: .random(in: 2...8, using: &generator))
                    : frames.last?.size ?? Size(width: 20, height: 6))
            for _ in 0..<60 {
                frame.write(
                    letters.randomElement(using: &generator)!, x: .random(in: 0..<frame.size.width, using: &generator),
                    y: .random(in: 0..<frame.size.height, using: &generator),
                    ink: [.text, .run(2), .lit(tone: 3, light: 9)].randomElement(using: &generator)!,
                    on: [.ground, .band(3)].randomElement(using: &generator)!,
                    style: [[], .bold, .reverse].randomElement(using: &generator)!)
            }
            frames.append(frame)
            recording.add(frame, at: Double(number))
        }
        var playback = Playback(
            try Timeline(recording.takeBytes(), fileName: "a.cast"), size: Size(width: 80, height: 24), glyphs: .braille
        )
        for number in Array(0..<30) + [3, 29, 11, 0] {
            playback.seek(to: Double(number))
            while playback.isBehind { playback.tick(seconds: 0) }
            #expect(playback.picture().size == frames[number].size)
            let isSame = Look.of(playback.picture(), playback.theme) == Look.of(frames[number], .light)
            #expect(isSame, "frame \(number)")
        }
    }
}
