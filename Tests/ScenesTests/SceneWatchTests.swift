import Basics
import Expressions
import Foundation
import Testing

@testable import Scenes

@Suite("What becomes of a scene's files while it is shown")
struct SceneWatchTests {
    private static let text = """
        title: First
        data:
          rows: {file: rows.csv}
        surfaces:
          fit: {data: rows, loss: (w1*a - t)^2 + w2^2, domain: {x: [-1, 1], y: [-1, 1]}}
        panels: [fit]
        runs: [sgd]
        """
    private static let other = text.replacing("First", with: "Second")

    /// A scene in a folder of its own, which is looked after.
    private final class Fixture {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-watch-\(UUID().uuidString)")
        var scene: Scene
        var watch: SceneWatch

        init(_ text: String = SceneWatchTests.text) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try "a,t\n1,2\n2,3\n".write(to: folder.appending(path: "rows.csv"), atomically: false, encoding: .utf8)
            let path = folder.appending(path: "scene.yaml")
            try text.write(to: path, atomically: false, encoding: .utf8)
            scene = try Scene(parsing: text, origin: path.path())
            watch = SceneWatch(scene.reading, allowsPrograms: false)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        /// Writes into a file as it is, or puts another one in its place.
        func write(_ text: String, _ name: String = "scene.yaml", replacing: Bool = false) throws {
            try text.write(to: folder.appending(path: name), atomically: replacing, encoding: .utf8)
        }

        func remove(_ name: String) throws { try FileManager.default.removeItem(at: folder.appending(path: name)) }

        /// What is found in some looks.
        func looks(_ count: Int = 3) -> [String] {
            (0..<count).compactMap { _ in
                guard let change = watch.look() else { return nil }
                #expect(change.before == scene.reading)
                switch change.outcome {
                case .same: return "same"
                case .missing: return "missing"
                case .mistake(let diagnostic, let line): return "\(diagnostic) | \(line ?? "")"
                case .scene(let scene):
                    // As the player does.
                    self.scene = scene
                    watch = SceneWatch(scene.reading, allowsPrograms: false)
                    return scene.title
                }
            }
        }
    }

    @Test("a scene says which files it was read from, each once")
    func files() throws {
        let fixture = try Fixture()
        #expect(fixture.scene.files.map(\.path) == [fixture.folder.path() + "/rows.csv"])
        #expect(try #require(try SceneLibrary.scene(named: "beale")).files.isEmpty)
    }

    @Test("what stands still is read once, and never again")
    func still() throws {
        let fixture = try Fixture()
        #expect(fixture.looks(6) == ["same"])
    }

    @Test("a file that is written and one that is put in its place are read anew", arguments: [false, true])
    func written(replacing: Bool) throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        try fixture.write(Self.other, replacing: replacing)
        #expect(fixture.looks(6) == ["Second", "same"])
        try fixture.write(Self.text, replacing: replacing)
        #expect(fixture.looks(6) == ["First", "same"])
    }

    @Test("what was changed before the first look is found, though nothing moves any more")
    func before() throws {
        let fixture = try Fixture()
        try fixture.write(Self.other)
        #expect(fixture.looks(6) == ["Second", "same"])
    }

    @Test("a file that is being written is left alone until it stands still")
    func halfWritten() throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        for length in [0, 40, 90, 140] {
            try fixture.write(String(Self.other.prefix(length)))
            #expect(fixture.looks(1) == [])
        }
        try fixture.write(Self.other)
        #expect(fixture.looks(1) == [])
        #expect(fixture.looks(1) == ["Second"])
    }

    @Test("a mistake is said once, with its line; the file as it was mends it")
    func mistake() throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        try fixture.write(Self.text.replacing("[fit]", with: "[fitt]"))
        let found = fixture.looks(6)
        #expect(found.count == 1 && found[0].hasPrefix("6:10: ") && found[0].hasSuffix("| panels: [fitt]"), "\(found)")
        try fixture.write(Self.text, replacing: true)
        #expect(fixture.looks(6) == ["same"])
    }

    @Test("a text that is none is a mistake without a line")
    func noText() throws {
        let fixture = try Fixture()
        try Data([0xFF, 0xFE, 0x41]).write(to: fixture.folder.appending(path: "scene.yaml"))
        #expect(fixture.looks() == ["it cannot be read: it is not text in UTF-8 | "])
    }

    @Test("data that changes is read anew; what is wrong with it is said where the scene names it")
    func data() throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        let before = fixture.scene.reading
        try fixture.write("a,t\n1,2\n2,4\n", "rows.csv")
        #expect(fixture.looks(6) == ["First", "same"])
        #expect(fixture.scene.reading != before && fixture.scene.text == before.text)
        try fixture.write("a,t\n1,2\n2,x\n", "rows.csv", replacing: true)
        let found = fixture.looks(6)
        #expect(found.count == 1 && found[0].hasPrefix("3:16: rows.csv:3: "), "\(found)")
        try fixture.remove("rows.csv")
        #expect(fixture.looks(6).first?.contains("'rows.csv' is not there") == true)
        try fixture.write("a,t\n1,2\n2,4\n", "rows.csv")
        #expect(fixture.looks(6) == ["same"])
    }

    @Test("data that only a broken scene names is looked at too")
    func newData() throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        try fixture.write(Self.text.replacing("rows.csv", with: "new.csv"))
        let found = fixture.looks(8)
        #expect(!found.isEmpty && found.allSatisfy { $0.contains("'new.csv' is not there") }, "\(found)")
        #expect(fixture.looks(8) == [])
        try fixture.write("a,t\n1,2\n2,3\n", "new.csv")
        #expect(fixture.looks(6) == ["First", "same"])
    }

    @Test("a scene that is gone is said to be so once, and found when it is back")
    func deletion() throws {
        let fixture = try Fixture()
        #expect(fixture.looks() == ["same"])
        try fixture.remove("scene.yaml")
        #expect(fixture.looks(6) == ["missing"])
        try fixture.write(Self.text)
        #expect(fixture.looks(6) == ["same"])
        try fixture.remove("scene.yaml")
        #expect(fixture.looks(6) == ["missing"])
        try fixture.write(Self.other)
        #expect(fixture.looks(6) == ["Second", "same"])
    }

    @Test("asked for, it is read whatever has changed, a built-in scene too")
    func anew() throws {
        let fixture = try Fixture()
        guard case .scene(let scene) = fixture.watch.readAnew().outcome else { throw Unexpected() }
        #expect(scene.reading == fixture.scene.reading)
        #expect(fixture.looks() == [])
        let beale = try #require(try SceneLibrary.scene(named: "beale"))
        #expect(!SceneWatch.isFile(beale.reading) && SceneWatch.isFile(fixture.scene.reading))
        var watch = SceneWatch(beale.reading, allowsPrograms: false)
        guard case .scene(let again) = watch.readAnew().outcome else { throw Unexpected() }
        #expect(again.title == beale.title)
        try fixture.remove("scene.yaml")
        guard case .missing = fixture.watch.readAnew().outcome else { throw Unexpected() }
    }

    private struct Unexpected: Error {}
}
