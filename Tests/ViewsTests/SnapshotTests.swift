import Canvas
import Foundation
import Racing
import Scenes
import Testing

@testable import Views

/// Whole screens as text that one can read. Written anew by `RAVINE_UPDATE_SNAPSHOTS=1 swift test`, to be looked at in
/// the diff.
@Suite("Screens look as they did")
struct SnapshotTests {
    @Test(
        "scene, size, step and glyphs",
        arguments: [
            ("radford", "160x46", 60, GlyphSet.braille), ("radford", "100x30", 60, .braille),
            ("radford", "80x24", 60, .braille),
            ("radford", "100x30", 60, .ascii), ("beale", "120x36", 198, .braille), ("momentum", "80x24", 40, .braille),
            ("learning-rate", "100x30", 60, .ascii), ("rosenbrock", "40x12", 500, .braille),
        ])
    func snapshots(name: String, size: String, step: Int, glyphs: GlyphSet) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: step)
        var screen = Screen(of: race, size: try #require(Size(size)), glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = step
        state.row = min(1, race.scene.labels.count - 1)
        let text = screen.frame(race, state).text
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Snapshots/\(name)-\(size)-\(step)-\(glyphs.rawValue).txt")
        if ProcessInfo.processInfo.environment["RAVINE_UPDATE_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }
}
