import Basics
import Canvas
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Titles of panels")
struct TitleTests {
    @Test("no built-in scene has one cut off", arguments: SceneLibrary.names, ["80x24", "100x30", "160x46"])
    func builtIn(name: String, size: String) throws {
        let numbers = size.split(separator: "x").map { Int($0)! }
        let race = Race(try #require(try SceneLibrary.scene(named: name)))
        let state = ScreenState()
        for glyphs in [GlyphSet.braille, .ascii] {
            var screen = Screen(
                of: race, size: Size(width: numbers[0], height: numbers[1]), glyphs: glyphs, hints: [])
            let frame = screen.frame(race, state)
            // What is cut off, in the edge of a frame.
            let cut = String(glyphs.scalar(.ellipsis)) + String(glyphs.scalar(.horizontal))
            let lines = frame.text.split(separator: "\n").filter { $0.contains(cut) }
            #expect(lines.isEmpty, "\(name) \(size)")
        }
    }
}
