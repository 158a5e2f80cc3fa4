import Canvas
import Scenes
import Testing

@testable import Player

@Suite("The user's configuration")
struct ConfigurationTests {
    @Test("theme, glyphs and keys")
    func settings() throws {
        let configuration = Configuration(
            parsing: """
                theme: contrast
                glyphs: ascii
                trails: fine
                keys:
                  pause: p
                  next-scene: [page-down, G]
                recording: gif
                """, recordings: ["cast", "gif"])
        #expect(configuration.mistakes.isEmpty)
        #expect(configuration.theme?.name == "contrast" && configuration.glyphs == .ascii)
        #expect(configuration.trails == .fine && configuration.recording == "gif")
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Model(
            scenes: [scene, scene], size: Size(width: 80, height: 24), glyphs: .ascii, keys: configuration.keys,
            trails: try #require(configuration.trails))
        model.press(.character("p"))
        #expect(!model.state.isPlaying && model.sceneIndex == 0)
        // p was the scene before; its other key still is, and space does nothing more.
        model.press(.character(" "))
        #expect(model.state.message?.contains("no such key") == true)
        model.press(.character("G"))
        #expect(model.sceneIndex == 1 && model.state.trails == .fine)
        model.press(.pageUp)
        #expect(model.sceneIndex == 0)
        #expect(configuration.keys.hints.first?.keys == "p")
    }

    @Test(
        "a mistake has its place and does not count; the rest does",
        arguments: [
            ("theme: drak\nglyphs: ascii", "1:8: 'drak' is no theme; did you mean 'dark'?"),
            (
                "glyphs: ascii\ncolour: red",
                "2:1: there is no setting 'colour'; there is theme, glyphs, trails, recording, keys"
            ),
            ("glyphs: ascii\ntrails: [bold]", "2:9: 'trails' must be"),
            ("glyphs: ascii\ntrails: blod", "2:9: 'blod' is no trails; did you mean 'bold'?"),
            ("glyphs: ascii\nrecording: gfi", "2:12: 'gfi' is no recording; did you mean 'gif'?"),
            ("glyphs: ascii\nkeys: {pase: p}", "2:8: there is no command 'pase'; did you mean 'pause'?"),
            ("glyphs: ascii\nkeys: {pause: alt-p}", "there is no key 'alt-p'"),
            ("glyphs: ascii\nkeys: 3", "2:7: 'keys' must be a mapping"),
        ])
    func mistakes(text: String, message: String) {
        let configuration = Configuration(parsing: text, recordings: ["cast", "gif"])
        #expect(configuration.mistakes.count == 1)
        #expect(configuration.mistakes.first.map { "\($0)".contains(message) } == true, "\(configuration.mistakes)")
        #expect(configuration.glyphs == .ascii)
    }

    @Test(
        "a word that is none of the choices is a mistake in every setting",
        arguments: ["theme", "glyphs", "trails", "recording"])
    func choices(setting: String) {
        let configuration = Configuration(parsing: "\(setting): nonesuch", recordings: ["cast", "gif"])
        #expect(configuration.mistakes.first.map { "\($0)".contains("'nonesuch' is no \(setting)") } == true)
    }

    @Test("nothing is needed, and nonsense is only reported", arguments: ["", "# only a comment", "[", "x", "- 1"])
    func nonsense(text: String) {
        let configuration = Configuration(parsing: text, recordings: ["cast", "gif"])
        #expect(configuration.theme == nil && configuration.mistakes.count <= 1)
        #expect(configuration.mistakes.isEmpty == (text.isEmpty || text.hasPrefix("#")))
    }
}
