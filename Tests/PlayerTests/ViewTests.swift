import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("What is shown of the plane, and what stays when something else is shown")
struct ViewTests {
    private static let text = """
        steps: 60
        panels: ['valley(kappa: 10)', {surface: beale, start: [1, 1.6]}]
        runs: [{optimizer: momentum, eta: 0.002}, adam]
        """

    private func model(_ text: String = text, isPatient: Bool = false) throws -> Model {
        var model = Model(
            scenes: [
                try Scene(parsing: text, origin: "t"), try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "b"),
            ],
            size: Size(width: 100, height: 28), glyphs: .ascii, isPlaying: false, isPatient: isPatient)
        model.pause(at: 30)
        return model
    }

    private func width(_ model: Model, _ panel: Int) throws -> Double {
        let domain = try #require(model.screen.domain(ofPanel: panel))
        return domain.x.upperBound - domain.x.lowerBound
    }

    /// A place of the screen that shows a panel, and the point there.
    private func place(_ model: Model, panel: Int) throws -> (x: Int, y: Int, point: Point) {
        for y in 0..<model.size.height {
            for x in 0..<model.size.width where (x + 2 * y) % 5 == 0 {
                if case .panel(panel, .point(let point)) = model.screen.target(x: x, y: y, model.race, model.state),
                    y > 4
                {
                    return (x, y, point)
                }
            }
        }
        throw CancellationError()
    }

    @Test("the wheel zooms the panel under it, up to come nearer, about the place under it", arguments: [0, 1])
    func wheel(panel: Int) throws {
        let before = try model()
        let (x, y, point) = try place(before, panel: panel)
        for (action, factor) in [(Pointer.Action.scrollUp, 1 / 1.5), (.scrollDown, 1.5)] {
            var after = before
            after.point(Pointer(action, x: x, y: y))
            #expect(abs(try width(after, panel) / width(before, panel) - factor) < 1e-9)
            #expect(try width(after, 1 - panel) == width(before, 1 - panel))
            guard case .panel(panel, .point(let now)) = after.screen.target(x: x, y: y, after.race, after.state) else {
                Issue.record("the panel is gone")
                return
            }
            // The cell's own place in its view is what it was.
            #expect(((now - point) / (try #require(after.screen.cellSize(ofPanel: panel)))).length < 1)
        }
    }

    @Test("zooming by keys keeps the focused run's head where it is on the screen", arguments: [0, 1])
    func anchor(panel: Int) throws {
        var model = try model()
        if panel == 1 { model.press(.character("]")) }
        func head() throws -> Point {
            let domain = try #require(model.screen.domain(ofPanel: panel))
            let run = try #require(model.race.run(row: 0, track: panel))
            let point = run.trajectory.points[30]
            return Point(
                (point.x - domain.x.lowerBound) / (domain.x.upperBound - domain.x.lowerBound),
                (point.y - domain.y.lowerBound) / (domain.y.upperBound - domain.y.lowerBound))
        }
        let before = try head()
        #expect((before - Point(0.5, 0.5)).length > 0.03)
        for key in "zzZ" {
            model.press(.character(key))
            // The view may grow to have equal scales on both axes: by less than a cell or two here.
            #expect((try head() - before).length < 0.05)
        }
    }

    @Test("zoom and pan are the focused panel's alone")
    func focusedPanel() throws {
        for key in "zZHJKL" {
            var model = try model()
            model.press(.character("]"))
            let before = model
            model.press(.character(key))
            #expect(model.screen.domain(ofPanel: 0) == before.screen.domain(ofPanel: 0), "\(key)")
            #expect(model.screen.domain(ofPanel: 1) != before.screen.domain(ofPanel: 1), "\(key)")
        }
    }

    @Test("alone on the screen a panel makes room for the next")
    func solo() throws {
        var model = try model()
        model.press(.character("o"))
        #expect(model.screen.domain(ofPanel: 0) != nil && model.screen.domain(ofPanel: 1) == nil)
        model.press(.character("]"))
        #expect(model.screen.domain(ofPanel: 0) == nil && model.screen.domain(ofPanel: 1) != nil)
        #expect(model.frame().text.contains("Beale"))
    }

    @Test("a click closes the help and does nothing else, and q leaves from there")
    func help() throws {
        var model = try model()
        let (x, y, _) = try place(model, panel: 0)
        let starts = model.race.starts
        model.press(.character("?"))
        model.point(Pointer(.press, x: x, y: y))
        #expect(!model.state.isHelpShown && model.race.starts == starts)
        model.point(Pointer(.press, x: x, y: y))
        #expect(model.race.starts != starts)
        model.press(.character("?"))
        model.press(.character("q"))
        #expect(model.isOver)
    }

    @Test("the next scene is shown as the one before, recorded as before, from its own beginning")
    func scenes() throws {
        var model = try model()
        model.press(.character("c"))
        model.setRecording("tape")
        for key in ["+", "f", "x", "1", "z"] as [Character] { model.press(.character(key)) }
        model.press(.character("n"))
        #expect(model.state.styles["contours"] == 1 && model.state.recording == "tape" && model.isRecording)
        #expect(model.state.step == 0 && model.state.isPlaying && model.state.speed == 1)
        #expect(!model.state.isInFlight && model.state.hidden.isEmpty && model.race.swarm == nil)
        #expect(model.screen.domain(ofPanel: 0)?.contains(model.race.scene.tracks[0].start) == true)
    }

    @Test("a slider that is clicked is the chosen one from then on")
    func chosen() throws {
        var model = try model()
        let own = model.race.tunables(of: model.race.runs[0], at: 30).map(\.id)
        #expect(own.count >= 3)
        for id in own.reversed() {
            var place: (Int, Int)?
            for y in 0..<model.size.height {
                for x in 0..<model.size.width {
                    if case .slider(id, let position) = model.screen.target(x: x, y: y, model.race, model.state),
                        position > 0.4, position < 0.6
                    {
                        place = (x, y)
                    }
                }
            }
            let (x, y) = try #require(place)
            model.point(Pointer(.press, x: x, y: y))
            #expect(model.state.slider == id)
            model.point(Pointer(.release, x: x, y: y))
        }
    }

    @Test("what is on its way keeps time going until it is there")
    func time() throws {
        // A swarm whose copies step one by one.
        var swarm = try model("{steps: 100, panels: [beale], runs: [{optimizer: lbfgs, eta: 1e-6}]}")
        swarm.press(.character("x"))
        swarm.press(.end)
        try arrive(&swarm)
        #expect(swarm.race.swarm?.step == 100)
        // Paths of more steps than are drawn between two frames.
        var long = try model("{steps: 70000, panels: [bowl], runs: [{optimizer: sgd, eta: 1e-6}]}")
        long.press(.end)
        while long.state.step < 70000 { long.tick(seconds: 0.03) }
        try arrive(&long)
        let last = long.frame()
        #expect(!long.needsTime && long.frame() == last)
    }

    private func arrive(_ model: inout Model) throws {
        _ = model.frame()
        try #require(model.needsTime)
        for _ in 0..<1000 where model.needsTime {
            model.tick(seconds: 0.03)
            _ = model.frame()
        }
        #expect(!model.needsTime && model.state.step == model.race.scene.steps && !model.screen.isCatchingUp)
    }
}
