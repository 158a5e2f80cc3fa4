import Canvas
import Scenes
import Testing
import Views

@testable import Player

@Suite("A perspective is turned by keys, by the mouse and by itself")
struct PerspectivePlayTests {
    private func model(isPatient: Bool = true) throws -> Model {
        let text = """
            steps: 20
            panels:
              - {surface: bowl, kind: perspective}
              - {kind: contours}
            runs: [sgd]
            """
        return Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 100, height: 30), glyphs: .braille,
            isPlaying: false, isPatient: isPatient)
    }

    private func camera(_ model: Model) -> Camera {
        let shown = model.stage.pictures[0] ?? model.race.scene.panels[0].picture
        return (shown as? Perspective)?.camera ?? Camera(distance: -1)
    }

    @Test(
        "each key of the view",
        arguments: [
            ("H", Camera(azimuth: -140)), ("L", Camera(azimuth: -130)), ("K", Camera(elevation: 50)),
            ("J", Camera(elevation: 40)), ("z", Camera(distance: 10 / 1.15)), ("Z", Camera(distance: 11.5)),
        ] as [(Character, Camera)])
    func keys(key: Character, wanted: Camera) throws {
        var model = try model()
        let before = model.frame()
        model.press(.character(key))
        #expect(camera(model) == wanted && model.frame() != before)
        model.press(.character("="))
        #expect(camera(model) == Camera() && model.frame() == before)
    }

    @Test("dragging turns it, wherever the mouse goes, and moves no start; the wheel zooms")
    func mouse() throws {
        var model = try model()
        let start = model.race.starts
        let target = model.screen.target(x: 10, y: 10, model.race, model.state)
        #expect(target == .panel(0, .view))
        model.point(Pointer(.press, x: 10, y: 10))
        model.point(Pointer(.drag, x: 16, y: 12))
        let turned = camera(model)
        #expect(turned.azimuth < -135 && turned.elevation > 45)
        model.point(Pointer(.drag, x: 90, y: 12))
        #expect(camera(model) != turned && camera(model).elevation == turned.elevation)
        model.point(Pointer(.release, x: 90, y: 12))
        model.point(Pointer(.scrollUp, x: 10, y: 10))
        #expect(camera(model).distance < 10 && model.race.starts == start)
    }

    @Test("as far as it goes is said, and nothing changes")
    func limits() throws {
        var model = try model()
        for _ in 0..<30 { model.press(.character("K")) }
        #expect(camera(model).elevation == 90 && model.state.message == "that is as far as it goes")
    }

    @Test("an orbit turns what turns: a whole one ends where it began")
    func orbit() throws {
        var model = try model()
        let before = model.frame()
        for _ in 0..<8 { model.orbit(degrees: 45) }
        let after = model.frame()
        #expect(camera(model) == Camera() && after == before)
        model.orbit(degrees: 10)
        #expect(model.canOrbit && model.frame() != before)
        let flat = Model(
            scenes: [try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "t")],
            size: Size(width: 80, height: 24), glyphs: .braille)
        #expect(!flat.canOrbit)
    }

    @Test("while it turns, every run has a trail, however long it is")
    func trails() throws {
        let text = """
            steps: 1000
            panels: [{surface: bowl, kind: perspective, camera: {elevation: 60}, vertical: [0, 40]}]
            start: [3, 3]
            runs: [\((0..<7).map { "{optimizer: sgd, eta: \(0.0001 * Double($0 + 1)), label: r\($0), start: [\($0 - 3), 3]}" }.joined(separator: ", "))]
            """
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 160, height: 46), glyphs: .braille,
            isPlaying: false)
        model.pause(at: 1000)
        while model.needsTime {
            model.tick(seconds: 0.01)
            _ = model.frame()
        }
        model.orbit(degrees: 3)
        let cells = model.frame().cells
        let dots = (0x2801...0x28FF as ClosedRange<UInt32>)
        for run in 0..<7 { #expect(cells.contains { $0.ink == .run(run) && dots.contains($0.scalar.value) }, "\(run)") }
    }

    @Test("trails are fine or bold there too")
    func widths() throws {
        func dots(_ trails: TrailWidth) throws -> Int {
            let scene = try #require(try SceneLibrary.scene(named: "long-valley-3d"))
            var model = Model(
                scenes: [scene], size: Size(width: 160, height: 46), glyphs: .braille, trails: trails, isPlaying: false,
                isPatient: true)
            model.press(.character("o"))
            model.pause(at: 100)
            // Without the chart's curves, beside it.
            let frame = model.frame()
            let cells = frame.cells.indices.filter { $0 % frame.size.width < 90 }.map { frame.cells[$0] }
            return cells.reduce(0) { sum, cell in
                let isTrail = (0..<7).contains { cell.ink == .run($0) } && (0x2800...0x28FF).contains(cell.scalar.value)
                return sum + (isTrail ? (cell.scalar.value - 0x2800).nonzeroBitCount : 0)
            }
        }
        let (fine, bold) = (try dots(.fine), try dots(.bold))
        #expect(bold > 2 * fine && fine > 20, "\(bold) bold, \(fine) fine")
    }

    @Test("while it is played it turns with time, paused or not")
    func turning() throws {
        var model = try model(isPatient: false)
        #expect(!model.needsTime || model.race.isForeseeing)
        model.orbitRate = 30
        #expect(model.needsTime)
        model.tick(seconds: 0.5)
        #expect(abs(camera(model).azimuth + 120) < 1e-9)
    }
}
