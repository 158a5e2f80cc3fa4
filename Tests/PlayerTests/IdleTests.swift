import Canvas
import Scenes
import Testing
import Views

@testable import Player

@Suite("A press that does nothing says why")
struct IdleTests {
    /// What the press must not leave as it was, unless a message stands.
    private static func isSilent(_ key: Key, _ before: Model, _ frame: Frame) -> Bool {
        var after = before
        after.press(key)
        if after.state.message != nil || after.isOver || after.isRecording != before.isRecording { return false }
        if after.theme.name != before.theme.name { return false }
        return after.frame() == frame
    }

    private static let keys = KeyMap.standard.keys.sorted { "\($0)" < "\($1)" }

    @Test(
        "whatever the scene, the kind of panel and the time",
        arguments: SceneLibrary.names.enumerated().map { ($0, $1) })
    func everywhere(place: Int, name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        var model = Model(
            scenes: [scene], size: place % 2 == 0 ? Size(width: 80, height: 24) : Size(width: 120, height: 36),
            glyphs: place % 3 == 0 ? .ascii : .braille, isPlaying: false)
        // Each scene in another kind of picture, at another time, with some of the keys.
        for _ in 0..<(place % 5) { model.press(.character("v")) }
        model.pause(at: [0, 7, scene.steps][place % 3])
        model.state.message = nil
        for _ in 0..<20 { _ = model.frame() }
        let frame = model.frame()
        for (index, key) in Self.keys.enumerated() where (index + place) % 6 == 0 {
            let isSilent = Self.isSilent(key, model, frame)
            #expect(!isSilent, "\(key) in \(name)")
        }
    }

    @Test(
        "where there is one of everything, and everything is at its end",
        arguments: [
            ("home", ""), ("end", ""), ("home", "----------"), ("end", "++++++++++"), ("home", "zf"), ("end", "i"),
        ])
    func bare(time: String, keys: String) throws {
        let text = "{steps: 30, panels: [bowl], runs: [{optimizer: polyak-averaging, eta: 0}]}"
        for size in [Size(width: 80, height: 24), Size(width: 160, height: 46)] {
            var model = Model(
                scenes: [try Scene(parsing: text, origin: "bare")], size: size, glyphs: .braille, isPlaying: false)
            model.press(time == "home" ? .home : .end)
            for key in keys { model.press(.character(key)) }
            model.state.message = nil
            for _ in 0..<20 { _ = model.frame() }
            let frame = model.frame()
            for key in Self.keys {
                let isSilent = Self.isSilent(key, model, frame)
                #expect(!isSilent, "\(key) at \(size)")
            }
        }
    }

    @Test("a command that changes nothing says so", arguments: ["goto 0", "theme dark", "steps 30", "kind contours"])
    func commands(command: String) throws {
        var model = Model(
            scenes: [
                try Scene(
                    parsing: "{steps: 30, panels: [{surface: bowl, kind: contours}], runs: [sgd]}", origin: "bare")
            ],
            size: .standard, glyphs: .braille, isPlaying: false)
        TypedCommandTests.type(":\(command)\n", &model)
        #expect(model.state.message?.isEmpty == false)
    }
}
