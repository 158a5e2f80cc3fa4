import Expressions
import Foundation
import Scenes
import Testing

@Suite("Panels of kind graph in scenes")
struct GraphPictureTests {
    @Test("both modes, by the kind's own key or by its name")
    func reading() throws {
        let scene = try Scene(
            parsing: """
                panels:
                  - {surface: beale, graph: forward}
                  - {kind: graph}
                  - {of: beale, graph: reverse, title: Backwards}
                runs: [sgd]
                """, origin: "t")
        #expect(scene.tracks.count == 1 && scene.panels[2].title == "Backwards")
        #expect(scene.panels.compactMap { ($0.picture as? ComputationGraph)?.mode } == [.forward, .reverse, .reverse])
    }

    private static let long = (1...700).map { "sin(\($0)*x)" }.joined(separator: " + ")

    @Test(
        "mistakes have a place and a remedy",
        arguments: [
            ("panels: [{surface: beale, graph: backward}]", 1, 34, "'graph' is reverse, forward, not 'backward'"),
            ("panels: [{surface: g, kind: graph}]", 1, 29, "is a grid and has no graph; show a surface whose 'loss'"),
            ("panels: [{surface: long, graph: reverse}]", 1, 33, "a graph of at most 2000 is shown"),
            ("panels: [{surface: beale, kind: contours, graph: reverse}]", 1, 50, "has no 'graph'; 'graph' has"),
        ] as [(String, Int, Int, String)])
    func mistakes(panels: String, line: Int, column: Int, message: String) throws {
        let text =
            panels + """

                runs: [sgd]
                surfaces:
                  g: {grid: g.csv, domain: {x: [0, 1], y: [0, 1]}}
                  long: {loss: "\(Self.long)", domain: {x: [0, 1], y: [0, 1]}}
                """
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-graph-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "1,2,3\n4,5,6\n7,8,9\n".write(to: folder.appending(path: "g.csv"), atomically: true, encoding: .utf8)
        let error = #expect(throws: Diagnostic.self) {
            _ = try Scene(parsing: text, origin: folder.appending(path: "s.yaml").path())
        }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(
            error?.location?.line == line && error?.location?.column == column, "\(String(describing: error?.location))"
        )
    }

    @Test("a grid, and a loss that is too long, are not gone through with 'v'")
    func standard() throws {
        let scene = try Scene(
            parsing: """
                panels: [beale, long]
                runs: [sgd]
                surfaces:
                  long: {loss: "\(Self.long)", domain: {x: [0, 1], y: [0, 1]}}
                """, origin: "t")
        let kinds = scene.tracks.map { track in PictureKind.picture(of: track, kind: "graph") != nil }
        #expect(kinds == [true, false])
    }
}
