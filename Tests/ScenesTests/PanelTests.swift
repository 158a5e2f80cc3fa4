import Expressions
import Scenes
import Testing

@Suite("Tracks and panels")
struct PanelTests {
    private static func scene(_ panels: String) throws -> Scene {
        try Scene(
            parsing: """
                start: [1, 1]
                runs: [sgd, adam]
                panels:
                \(panels)
                """, origin: "test")
    }

    @Test("a panel with a surface makes a track; one without is one more picture of a track")
    func pictures() throws {
        let scene = try Self.scene(
            """
              - beale
              - {kind: chart}
              - {of: steep, chart: loss, title: How fast, short: fast}
              - {surface: saddle, name: steep, start: [0.5, 0], short: s}
              - {of: Beale, kind: contours, view: {x: [0, 1], y: [2, 3]}}
            """)
        #expect(scene.tracks.map(\.name) == ["beale", "steep"] && scene.tracks.map(\.start) == [[1, 1], [0.5, 0]])
        #expect(scene.panels.map(\.track) == [0, 0, 1, 1, 0])
        #expect(
            scene.panels.map { type(of: $0.picture).kind.name } == [
                "contours", "chart", "chart", "contours", "contours",
            ])
        #expect(scene.panels[2].title == "How fast" && scene.panels.map(\.short) == [nil, nil, "fast", "s", nil])
        #expect((scene.panels[0].picture as? Contours)?.view == scene.tracks[0].view)
        #expect((scene.panels[4].picture as? Contours)?.view.y == 2...3)
    }

    @Test(
        "mistakes",
        arguments: [
            ("  - {kind: chart}", 4, 5, "a scene needs a panel with a 'surface', of which others can be pictures"),
            ("  - beale\n  - {kind: chrat}", 5, 12, "unknown kind 'chrat'; did you mean 'chart'?"),
            (
                "  - beale\n  - {of: bale, kind: chart}", 5, 10,
                "there is no panel 'bale' with a surface; did you mean 'beale'?"
            ),
            (
                "  - {surface: beale, of: beale}", 4, 26,
                "a panel has a 'surface' of its own or is 'of' another's, not both"
            ),
            (
                "  - beale\n  - {of: beale, start: [1, 2]}", 5, 24,
                "'start' belongs to the panel with the 'surface'; this one is a picture of it"
            ),
            (
                "  - beale\n  - {kind: chart, arrows: gradient}", 5, 27,
                "a panel of kind 'chart' has no 'arrows'; 'contours' has"
            ),
            ("  - {surface: beale, arrows: up}", 4, 30, "'arrows' is none, gradient, not 'up'"),
            (
                "  - {name: beale}", 4, 5,
                "a panel needs 'surface', or 'of' for one more picture of another panel's race"
            ),
        ])
    func mistakes(panels: String, line: Int, column: Int, message: String) throws {
        let error = try #require(throws: Diagnostic.self) { try Self.scene(panels) }
        #expect(error.message.hasPrefix(message), "\(error.message)")
        #expect(
            error.location?.line == line && error.location?.column == column, "\(String(describing: error.location))")
    }

    @Test("claims name tracks, by the older word too, but not by both")
    func claims() throws {
        func scene(_ keys: String) throws -> Scene {
            try Scene(
                parsing: """
                    {start: [1, 1], runs: [sgd], panels: [beale, saddle], claims: [{claim: c, holds: "final(sgd, loss) < 9", \(keys)}]}
                    """, origin: "test")
        }
        #expect(try scene("track: beale").claims[0].track == "beale")
        #expect(try scene("panel: saddle").claims[0].track == "saddle")
        let error = try #require(throws: Diagnostic.self) { try scene("track: beale, panel: beale") }
        #expect(error.message == "'panel' is an older word for 'track': give one of them")
    }

    @Test("every kind is declared once, and shows what it can without being asked for more")
    func kinds() throws {
        let names = PictureKind.all.map(\.name)
        #expect(Set(names).count == names.count && names.first == "contours")
        for kind in PictureKind.all {
            #expect(!kind.about.isEmpty && kind.keys.allSatisfy { !$0.help.isEmpty }, "\(kind.name)")
        }
        let track = try Self.scene("  - beale").tracks[0]
        let pictures = names.compactMap { PictureKind.picture(of: track, kind: $0).map { type(of: $0).kind.name } }
        #expect(pictures == names.filter(pictures.contains) && pictures.contains("contours"))
    }
}
