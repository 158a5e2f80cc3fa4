import Canvas
import Racing
import Scenes
import Testing

@testable import Player

@Suite("What the player's keys and the mouse do")
struct CommandTests {
    private func model(_ names: [String] = ["radford", "momentum"], size: Size = Size(width: 100, height: 30)) throws
        -> Model
    {
        Model(scenes: try names.map { try #require(try SceneLibrary.scene(named: $0)) }, size: size, glyphs: .braille)
    }

    @Test("no two commands share a key or a name, and every help fits")
    func table() {
        let commands = Binding.table.flatMap(\.commands)
        #expect(Set(commands.map(\.name)).count == commands.count)
        let keys = commands.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        for hint in KeyMap.standard.hints {
            #expect(hint.help.count <= 28 && !hint.help.isEmpty && hint.keys.count <= 8)
        }
    }

    @Test("Home and End, big steps, speeds")
    func ends() throws {
        var model = try model()
        model.press(.end)
        #expect(model.state.step == 174 && !model.state.isPlaying)
        model.press(.home)
        #expect(model.state.step == 0)
        model.press(.shiftRight)
        #expect(model.state.step == 10)
        model.press(.shiftLeft)
        #expect(model.state.step == 0)
        for _ in 0..<20 { model.press(.character("+")) }
        #expect(model.state.speed == 100)
        for _ in 0..<20 { model.press(.character("-")) }
        #expect(model.state.speed == 0.1)
    }

    @Test("a slider is chosen and moved, ten times as far with Shift")
    func sliders() throws {
        var model = try model()
        model.press(.tab)
        model.press(.character("l"))
        #expect(model.state.slider?.name == "alpha")
        model.press(.down)
        #expect(model.race.runs[1].hyperparameters(at: 1)[1] < 0.95)
        model.press(.character("h"))
        model.press(.shiftUp)
        #expect(abs(model.race.runs[1].hyperparameters(at: 1)[0] - 0.1) < 1e-12)
        // The slider that e or a moves is the chosen one.
        model.press(.character("A"))
        #expect(model.state.slider?.name == "alpha")
    }

    @Test("the chosen slider is one by name: no panel, run or surface makes it another's")
    func sliderAcrossPanels() throws {
        let text = "{panels: ['valley(kappa: 10)', bowl, beale], runs: [sgd, adam, newton-undamped]}"
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 80, height: 20), glyphs: .ascii)
        let moves: [Key] = [
            .character("["), .character("]"), .character("h"), .character("l"), .tab, .backTab, .up, .down,
            .character("o"), .character("a"), .character("E"),
        ]
        for first in moves {
            for second in moves {
                for third in moves {
                    var model = model
                    for key in [first, second, third, .up] { model.press(key) }
                    #expect(model.frame().size == model.size)
                }
            }
        }
        // κ of the valley is chosen; a bowl has none, and shows its first slider; back at the valley it is κ again.
        model.press(.character("h"))
        #expect(model.state.slider == Tunable.ID(name: "kappa", isSurface: true))
        model.press(.character("]"))
        model.press(.up)
        #expect(model.race.surfaces[0].values == [10])
        model.press(.character("["))
        model.press(.character("h"))
        model.press(.up)
        #expect(model.race.surfaces[0].values != [10])
    }

    @Test("in flight the past stays what it was")
    func inFlight() throws {
        var model = try model()
        model.pause(at: 60)
        let before = model.race.runs[0].trajectory.points
        model.press(.character("f"))
        model.press(.character("E"))
        #expect(model.state.isInFlight && model.frame().text.contains("in flight"))
        #expect(model.race.runs[0].trajectory.points[...60] == before[...60])
        model.press(.right)
        #expect(model.race.runs[0].changedAt == [61])
        #expect(model.frame().text.contains("▾"))
    }

    @Test("digits hide runs: their paths, losses and heads")
    func hiding() throws {
        var model = try model(["beale"], size: Size(width: 160, height: 46))
        model.pause(at: 60)
        let before = model.frame()
        for digit in "1234567" { model.press(.character(digit)) }
        #expect(model.state.message == "Adam is hidden")
        model.press(.escape)
        let text = model.frame().text
        #expect(text.components(separatedBy: "hidden").count == 8 && !text.contains("★"))
        #expect(!model.frame().cells.contains { $0.ink == .run(3) })
        for digit in "1234567" { model.press(.character(digit)) }
        model.press(.escape)
        #expect(model.frame() == before)
        model.press(.character("9"))
        #expect(model.state.message == "there is no run 9")
    }

    @Test("a click sets the start, dragging moves it, arrows too, and all paths follow")
    func start() throws {
        var model = try model(["radford"], size: Size(width: 160, height: 46))
        model.pause(at: 40)
        let panel = 1
        model.point(Pointer(.press, x: 70, y: 20))
        let clicked = model.race.starts[panel]
        #expect(clicked != model.race.scene.tracks[panel].start && model.state.panel == panel)
        #expect(
            model.race.runs(on: panel).allSatisfy { $0.trajectory.points[0] == clicked && $0.trajectory.count > 40 })
        #expect(model.frame()[70, 20].scalar == "○")
        model.point(Pointer(.drag, x: 72, y: 21))
        let dragged = model.race.starts[panel]
        #expect(dragged.x > clicked.x && dragged.y < clicked.y)
        // Over another panel it does not jump.
        model.point(Pointer(.drag, x: 10, y: 20))
        #expect(model.race.starts[0] == model.race.scene.tracks[0].start)
        model.point(Pointer(.release, x: 10, y: 20))
        model.point(Pointer(.drag, x: 75, y: 22))
        #expect(model.race.starts[panel] == dragged)
        model.press(.character("s"))
        model.press(.left)
        model.press(.shiftUp)
        #expect(model.race.starts[panel].x < dragged.x && model.race.starts[panel].y > dragged.y)
        #expect(model.state.step == 40)
        model.press(.enter)
        model.press(.left)
        #expect(model.state.step == 39)
        model.press(.character("0"))
        #expect(model.race.starts[panel] == model.race.scene.tracks[panel].start)
    }

    @Test("the mouse chooses runs, steps and values")
    func mouse() throws {
        var model = try model(["radford"], size: Size(width: 160, height: 46))
        model.pause(at: 100)
        let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.lastIndex { $0.contains("◆ AdaGrad") })
        model.point(Pointer(.press, x: 100, y: row))
        #expect(model.state.row == 3)
        model.point(Pointer(.press, x: 30, y: row))
        #expect(model.state.step < 100 && model.state.step > 0)
        let sliders = try #require(lines.lastIndex { $0.contains("━") })
        let eta = model.race.runs[3].hyperparameters(at: 1)[0]
        let line = Array(
            try #require(
                model.frame().text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(sliders).first))
        let knob = try #require(line.firstIndex(of: "●"))
        model.point(Pointer(.press, x: knob + 3, y: sliders))
        #expect(model.race.runs[3].hyperparameters(at: 1)[0] > eta)
        model.point(Pointer(.drag, x: knob - 3, y: sliders))
        #expect(model.race.runs[3].hyperparameters(at: 1)[0] < eta)
    }

    @Test("zoom and pan show another part of the plane, and = the scene's")
    func view() throws {
        var model = try model(["beale"], size: Size(width: 100, height: 30))
        model.pause(at: 60)
        let before = model.frame()
        model.press(.character("z"))
        let zoomed = model.frame()
        #expect(zoomed != before)
        model.press(.character("L"))
        #expect(model.frame() != zoomed)
        model.press(.character("H"))
        #expect(model.frame() == zoomed)
        model.press(.character("="))
        #expect(model.frame() == before)
        model.point(Pointer(.scrollDown, x: 20, y: 8))
        #expect(model.frame() != before)
        // As far as it goes, and no farther.
        for _ in 0..<200 { model.press(.character("z")) }
        #expect(model.state.message != nil)
        for _ in 0..<400 { model.press(.character("Z")) }
        #expect(model.frame().size == model.size)
    }

    @Test("contours, themes and recording are asked for by keys")
    func looks() throws {
        var model = try model()
        model.pause(at: 10)
        let both = model.frame()
        model.press(.character("c"))
        #expect(
            model.state.styles["contours"] == 1
                && !model.frame().cells.contains { $0.ink == .contour(4) && $0.scalar != " " })
        model.press(.character("c"))
        #expect(!model.frame().cells.contains { $0.ground == .band(4) })
        model.press(.character("c"))
        #expect(model.frame().cells.contains { $0.scalar == "▀" })
        model.press(.character("c"))
        #expect((model.state.styles["contours"] ?? 0) == 0)
        model.press(.escape)
        #expect(model.frame() == both)
        for name in ["light", "contrast", "radford", "dark"] {
            model.press(.character("t"))
            #expect(model.theme.name == name)
        }
        model.press(.character("w"))
        #expect(model.isRecording)
        model.setRecording("ravine-radford.cast")
        #expect(model.frame().text.contains("● ravine-radford.cast"))
        model.press(.character("w"))
        #expect(!model.isRecording)
    }

    @Test("a window that is too small is told what is needed")
    func room() throws {
        var model = try model(size: Size(width: 39, height: 12))
        #expect(model.frame().text.contains("ravine needs 40x12"))
        model.resize(to: Size(width: 40, height: 12))
        #expect(!model.frame().text.contains("needs"))
    }

    @Test("a very long race is stepped between frames, and arrives")
    func longRace() throws {
        let text = "{steps: 200000, surfaces: {b: {loss: x^2 + y^2, domain: {x: [-1, 1], y: [-1, 1]}}}, runs: [sgd]}"
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "long")], size: Size(width: 80, height: 24), glyphs: .braille)
        model.press(.end)
        #expect(model.state.step > 0 && model.state.step < 200_000 && model.needsTime)
        for _ in 0..<100 where model.needsTime {
            model.tick(seconds: 0.03)
            _ = model.frame()
        }
        #expect(model.state.step == 200_000 && !model.needsTime)
    }

    @Test("a swarm of starts follows the focused run, and shows what a thousandth changes")
    func swarm() throws {
        var model = try model(["radford"], size: Size(width: 160, height: 46))
        model.pause(at: 60)
        let before = model.frame()
        model.press(.character("]"))
        model.press(.tab)
        model.press(.character("x"))
        let swarm = try #require(model.race.swarm)
        #expect(swarm.points.count == 64 && swarm.track == 1 && swarm.row == 1)
        let own = try #require(model.race.run(row: 1, track: 1))
        let radius = model.race.swarmRadius(track: 1)
        var first = model
        first.pause(at: 0)
        let starts = try #require(first.race.swarm).points
        #expect(starts.allSatisfy { ($0 - own.trajectory.points[0]).length <= radius })
        // Momentum on the monkey saddle: after the middle of the race they are far apart.
        model.pause(at: 120)
        let ends = try #require(model.race.swarm).points
        #expect(ends.map { ($0 - ends[0]).length }.max()! > 20 * radius)
        // Tuning takes the swarm along.
        model.press(.character("E"))
        #expect(try #require(model.race.swarm).points != ends)
        model.press(.character("0"))
        model.press(.character("x"))
        #expect(model.race.swarm == nil)
        model.press(.character("["))
        model.press(.backTab)
        model.pause(at: 60)
        for _ in 0..<100 { model.tick(seconds: 0.1) }
        model.press(.escape)
        #expect(model.frame() == before)
    }

    @Test("a surface's parameter is a slider too, and bends the landscape")
    func surfaceSlider() throws {
        let text = "{panels: [valley], runs: [sgd]}"
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "v")], size: Size(width: 120, height: 36), glyphs: .braille)
        model.pause(at: 20)
        let before = model.frame()
        #expect(before.text.contains("κ 100"))
        model.press(.character("h"))
        #expect(model.state.slider == Tunable.ID(name: "kappa", isSurface: true))
        model.press(.shiftUp)
        #expect(model.race.surfaces[0].values == [1000])
        #expect(model.frame() != before)
        #expect(model.race.runs[0].trajectory.losses[1] > model.race.runs[0].trajectory.losses[0])
        model.press(.character("0"))
        #expect(model.race.surfaces[0].values == [100])
        for _ in 0..<100 { model.tick(seconds: 0.1) }
        model.press(.character("l"))
        #expect(model.state.slider?.name == "eta")
        #expect(model.frame() == before)
    }

    @Test("a click on any panel focuses it; one on a chart goes to a step, and dragging on goes on")
    func panels() throws {
        let text = """
            steps: 40
            panels: [bowl, {kind: chart}, {kind: graph}, {kind: slice}]
            runs: [{optimizer: sgd, eta: 0.01}]
            """
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 160, height: 46), glyphs: .braille,
            isPlaying: false)
        _ = model.frame()
        for panel in [1, 2, 3, 0] {
            var place: (x: Int, y: Int)?
            for y in 4..<30 {
                for x in 0..<160 where place == nil {
                    if case .panel(panel, let target) = model.screen.target(x: x, y: y, model.race, model.state),
                        panel != 1 || { if case .step(20...) = target { true } else { false } }()
                    {
                        place = (x, y)
                    }
                }
            }
            let (x, y) = try #require(place, "panel \(panel)")
            model.point(Pointer(.press, x: x, y: y))
            #expect(model.state.panel == panel)
            if panel == 1 {
                let step = model.state.step
                #expect(step >= 20)
                model.point(Pointer(.drag, x: x + 6, y: y))
                #expect(model.state.step > step)
            }
            // What cannot be dragged says nothing of it.
            model.point(Pointer(.drag, x: x + 1, y: y))
            if panel > 1 { #expect(model.state.message == nil) }
            model.point(Pointer(.release, x: x, y: y))
        }
    }

    @Test("a start is moved only where it is shown")
    func places() throws {
        let scene = try Scene(parsing: "{steps: 9, panels: [bowl, {kind: chart}], runs: [sgd]}", origin: "t")
        var model = Model(
            scenes: [scene], size: Size(width: 120, height: 40), glyphs: .braille, isPlaying: false, isPatient: true)
        model.press(.character("]"))
        model.press(.character("s"))
        #expect(model.state.message == "a panel of kind chart does not show where the start is")
        model.press(.right)
        #expect(model.state.step == 1)
    }

    @Test("';' leaves a graph that is not looked at as it is, and changes the chart")
    func quantities() throws {
        let scene = try #require(try SceneLibrary.scene(named: "computation-graph"))
        var model = Model(
            scenes: [scene], size: Size(width: 160, height: 46), glyphs: .braille, isPlaying: false, isPatient: true)
        model.press(.character("]"))
        model.press(.character(";"))
        #expect(model.stage.pictures.isEmpty)
        #expect(!model.frame().text.contains("Loss by step") && model.frame().text.contains(" by step"))
        model.press(.character("["))
        model.press(.character(";"))
        #expect((model.stage.pictures[0] as? ComputationGraph)?.mode == .forward)
    }
}
