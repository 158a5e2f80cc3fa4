import Canvas
import Foundation
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

/// One promise for each command of the table, under its name: a command without one fails.
@Suite("Each command does what its help says, by each of its keys")
struct BindingTests {
    /// What a command did: the player before and after its key.
    private typealias Promise = @Sendable (_ before: Model, _ after: Model) throws -> Bool

    private static let scenes = [
        """
        title: first
        steps: 100
        panels: [{surface: 'valley(kappa: 10)', name: v}, {surface: beale, start: [1, 1.6]}, bowl]
        runs: [{optimizer: momentum, eta: 0.001}, {optimizer: adam, eta: 0.01}, sgd]
        """, "{title: second, panels: [bowl], runs: [sgd]}", "{title: third, panels: [bowl], runs: [sgd]}",
    ]

    /// Paused at step 50 of a race of three panels, the first run focused.
    private static func model() throws -> Model {
        var model = Model(
            scenes: try scenes.map { try Scene(parsing: $0, origin: "test") }, size: Size(width: 90, height: 28),
            glyphs: .ascii)
        model.pause(at: 50)
        return model
    }

    private static func rate(_ model: Model, row: Int = 0, panel: Int = 0) -> Double {
        model.race.run(row: row, track: panel)!.hyperparameters(at: 1)[0]
    }

    private static func momentum(_ model: Model) -> Double { model.race.runs[0].hyperparameters(at: 1)[1] }

    private static func step(_ step: Int) -> Promise {
        { $0.state.step == 50 && $1.state.step == step && !$1.state.isPlaying }
    }

    /// How far the focused panel's view went, in its own widths and heights.
    private static func moved(_ before: Model, _ after: Model) throws -> Point {
        let (old, new) = (try #require(before.screen.domain(ofPanel: 0)), try #require(after.screen.domain(ofPanel: 0)))
        return Point(
            (new.x.lowerBound - old.x.lowerBound) / (old.x.upperBound - old.x.lowerBound),
            (new.y.lowerBound - old.y.lowerBound) / (old.y.upperBound - old.y.lowerBound))
    }

    private static func pan(_ x: Double, _ y: Double) -> Promise {
        { before, after in
            // Moving the window up moves what is seen down.
            try (moved(before, after) - Point(x, y)).length < 1e-9
                && after.screen.domain(ofPanel: 1) == before.screen.domain(ofPanel: 1)
        }
    }

    private static func scaled(_ factor: Double) -> Promise {
        { before, after in
            func width(_ model: Model, _ panel: Int) throws -> Double {
                let domain = try #require(model.screen.domain(ofPanel: panel))
                return domain.x.upperBound - domain.x.lowerBound
            }
            return try abs(width(after, 0) / width(before, 0) - factor) < 1e-9
                && width(after, 1) == width(before, 1)
        }
    }

    /// To what the focused run's rate of 0.001 grew: on all panels, and nobody else's.
    private static func tuned(_ rate: Double) -> Promise {
        { before, after in
            (0...2).allSatisfy { self.rate(before, panel: $0) == 0.001 && self.rate(after, panel: $0) == rate }
                && self.rate(after, row: 1) == self.rate(before, row: 1) && momentum(after) == momentum(before)
        }
    }

    private static func showsOrHides(_ row: Int) -> Promise {
        { before, after in
            guard row < 3 else {
                return after.state.message == "there is no run \(row + 1)" && after.state.hidden == []
            }
            var again = after
            again.press(.character(Character("\(row + 1)")))
            return before.state.hidden == [] && after.state.hidden == [row] && again.state.hidden == []
        }
    }

    private static func focused(_ row: Int) -> Promise { { $0.state.row == 0 && $1.state.row == row } }

    private static func scene(_ index: Int) -> Promise {
        { before, after in
            before.sceneIndex == 0 && after.sceneIndex == index && after.state.step == 0 && after.state.isPlaying
        }
    }

    private static let promises: [String: Promise] = named.merging(
        (1...9).map { ("run-\($0)", showsOrHides($0 - 1)) }
    ) { one, _ in one }

    private static let named: [String: Promise] = [
        "pause": { before, after in
            var again = after
            again.press(.character(" "))
            return !before.state.isPlaying && after.state.isPlaying && !again.state.isPlaying
        },
        "step-forward": step(51), "step-back": step(49), "ten-forward": step(60), "ten-back": step(40),
        "to-start": step(0), "to-end": step(100),
        "restart": { _, after in after.state.step == 0 && after.state.isPlaying },
        "faster": { $0.state.speed == 1 && $1.state.speed == 2 },
        "slower": { $0.state.speed == 1 && $1.state.speed == 0.5 },
        "next-run": focused(1), "previous-run": focused(2),
        "previous-panel": { $0.state.panel == 0 && $1.state.panel == 2 },
        "next-panel": { $0.state.panel == 0 && $1.state.panel == 1 },
        "eta-down": tuned(0.0008), "eta-up": tuned(0.00125),
        "alpha-down": { momentum($1) < momentum($0) && rate($1) == rate($0) },
        "alpha-up": { momentum($1) > momentum($0) && rate($1) == rate($0) },
        "previous-slider": { $0.state.slider == nil && $1.state.slider == Tunable.ID(name: "kappa", isSurface: true) },
        "next-slider": { $0.state.slider == nil && $1.state.slider == Tunable.ID(name: "alpha", isSurface: false) },
        "slider-up": tuned(0.00125), "slider-down": tuned(0.0008), "slider-up-ten": tuned(0.01),
        "slider-down-ten": tuned(0.0001), "slider-up-fine": tuned(0.00105), "slider-down-fine": tuned(0.00099),
        "type-value": { before, after in
            var typed = after
            for key in "0.3" { typed.press(.character(key)) }
            typed.press(.enter)
            return before.commandLine == nil && after.commandLine?.text == "set eta=" && rate(typed) == 0.3
        },
        "keep-run": { before, after in
            after.race.scene.labels == before.race.scene.labels + ["Momentum, η = 0.001"] && after.state.row == 0
                && after.race.runs(on: 0)[3].trajectory.points == after.race.runs(on: 0)[0].trajectory.points
        },
        "reset": { before, after in
            var tuned = before
            for key in [Key.character("E"), .character("A"), .character("s"), .left, .enter] { tuned.press(key) }
            for key in [Key.character("h"), .character("h"), .up] { tuned.press(key) }
            let isTuned =
                rate(tuned) != rate(before) && momentum(tuned) != momentum(before)
                && tuned.race.starts != before.race.starts && tuned.race.surfaces[0].values == [12.5]
            tuned.press(.character("0"))
            return isTuned && rate(tuned) == rate(before) && momentum(tuned) == momentum(before)
                && tuned.race.starts == before.race.starts && tuned.race.surfaces[0].values == [10]
                && rate(after) == rate(before)
        },
        "in-flight": { before, after in
            var tuned = after
            tuned.press(.character("E"))
            return !before.state.isInFlight && after.state.isInFlight && rate(tuned) == rate(before)
                && tuned.race.runs[0].hyperparameters(at: 51)[0] > rate(before)
                && tuned.race.runs[0].hyperparameters(at: 50)[0] == rate(before)
        },
        "fair-race": { before, after in
            var again = after
            again.press(.character("F"))
            var back = again
            back.press(.character("F"))
            let rates = (0...2).map { rate(after, row: $0) }
            return rates == [0.001, 0.001, 0.001] && after.state.fairness == .same && again.state.fairness == .best
                && back.state.fairness == .own && rate(back, row: 1) == 0.01
        },
        "one-panel": { before, after in
            var again = after
            again.press(.character("o"))
            return after.screen.domain(ofPanel: 1) == nil && after.screen.domain(ofPanel: 0) != nil
                && again.screen.domain(ofPanel: 1) == before.screen.domain(ofPanel: 1)
        },
        "move-start": { before, after in
            let cell = try #require(before.screen.cellSize(ofPanel: 0))
            let moves: [(Key, Point)] = [
                (.left, [-1, 0]), (.right, [1, 0]), (.up, [0, 1]), (.down, [0, -1]), (.shiftLeft, [-5, 0]),
                (.shiftRight, [5, 0]), (.shiftUp, [0, 5]), (.shiftDown, [0, -5]),
            ]
            return moves.allSatisfy { key, cells in
                var moved = after
                moved.press(key)
                moved.press(.enter)
                let way = moved.race.starts[0] - before.race.starts[0]
                return (way - cells * cell).length < 1e-12 && moved.race.starts[1] == before.race.starts[1]
                    && moved.race.runs[0].trajectory.points[0] == moved.race.starts[0] && moved.state.step == 50
            }
        },
        "sensitivity": { before, after in
            var again = after
            again.press(.character("x"))
            return before.race.swarm == nil && after.race.swarm?.row == 0 && after.race.swarm?.step == 50
                && again.race.swarm == nil
        },
        "zoom-in": scaled(1 / 1.5), "zoom-out": scaled(1.5),
        "pan-left": pan(-0.125, 0), "pan-right": pan(0.125, 0), "pan-down": pan(0, -0.125), "pan-up": pan(0, 0.125),
        "scene-view": { before, after in
            var changed = before
            for key in "zHJ" { changed.press(.character(key)) }
            let isChanged = changed.screen.domain(ofPanel: 0) != before.screen.domain(ofPanel: 0)
            changed.press(.character("="))
            return isChanged && changed.screen.domain(ofPanel: 0) == before.screen.domain(ofPanel: 0)
                && after.screen.domain(ofPanel: 0) == before.screen.domain(ofPanel: 0)
        },
        "theme": { $0.theme.name == Theme.all[0].name && $1.theme.name == Theme.all[1].name },
        "kind": { $0.screen.domain(ofPanel: 0) != nil && $1.stage.pictures[0] != nil },
        "overview": { before, after in
            var after = after
            return before.overview == nil && after.frame().text.contains("3 third")
        },
        "undo": { before, after in
            var tuned = before
            tuned.press(.character("E"))
            let isTuned = tuned.race.tuning != before.race.tuning
            tuned.press(.character("u"))
            return isTuned && tuned.race.tuning == before.race.tuning && after.state.message == "nothing to undo"
        },
        "redo": { before, after in
            var tuned = before
            tuned.press(.character("E"))
            let wanted = tuned.race.tuning
            tuned.press(.character("u"))
            tuned.press(.control("r"))
            return tuned.race.tuning == wanted && after.state.message == "nothing to redo"
        },
        "command": { $0.commandLine == nil && $1.commandLine?.text.isEmpty == true },
        "notes": { $0.state.drawer == nil && $1.state.drawer == .notes },
        "theory": { $0.state.drawer == nil && $1.state.drawer == .theory },
        "inspector": { $0.state.drawer == nil && $1.state.drawer == .inspector },
        "arrows": { before, after in
            (after.stage.pictures[0] as? Contours)?.hasArrows == true && before.stage.pictures[0] == nil
        },
        "contours": { $0.state.styles["contours"] == nil && $1.state.styles["contours"] == 1 },
        "quantity": { before, after in
            // There is no room for a chart; then there is.
            var wide = before
            wide.resize(to: Size(width: 160, height: 40))
            var titles: [String] = []
            for _ in 0..<5 {
                wide.press(.character(";"))
                titles.append(wide.stage.chart.title)
            }
            return after.state.message?.contains("no chart") == true && before.stage.chart == Chart()
                && titles[0] == "Distance to the minimum by step" && Set(titles).count == 5
                && titles[4] == Chart().title && wide.stage.pictures.isEmpty
        },
        "map": { before, after in
            var again = after
            again.press(.character("V"))
            return before.picture is Contours && after.picture is Map && again.picture.isEqual(before.picture)
        },
        "next-moment": { before, after in
            var model = before
            model.press(.character("b"))
            model.pause(at: 20)
            model.press(.character("m"))
            return after.state.message?.contains("no moment") == true && model.state.step == 50
        },
        "previous-moment": { before, after in
            var model = before
            model.press(.character("b"))
            model.pause(at: 70)
            model.press(.character("M"))
            return after.state.message?.contains("no moment") == true && model.state.step == 50
        },
        "set-moment": { before, after in
            var again = after
            again.press(.character("b"))
            return before.race.scene.moments.isEmpty && after.race.scene.moments.map(\.step) == [50]
                && again.race.scene.moments.isEmpty
        },
        "guess": { before, after in
            var told = after
            told.press(.character("G"))
            let isOnItsWay = told.isGuessing
            told.tick(seconds: 1)
            return before.state.guessing == nil && after.isGuessing && isOnItsWay && !told.isGuessing
                && told.state.guessing?.phase == .revealed
        },
        "copy-run": { before, after in
            guard case .copy(let text)? = after.requests.last else { return false }
            return before.requests.isEmpty && text.contains("{optimizer: ") && text.contains("torch.optim.")
        },
        "record": { !$0.isRecording && $1.isRecording },
        "next-scene": scene(1), "previous-scene": scene(2),
        "help": { before, after in
            var after = after
            return after.frame().text.contains("pause, go on") && !before.state.isHelpShown
        },
        "quit": { !$0.isOver && $1.isOver },
    ]

    @Test("what it promises", arguments: KeyMap.commands)
    func promise(command: String) throws {
        let promise = try #require(Self.promises[command], "write down here what '\(command)' promises")
        let keys = try #require(Binding.table.flatMap(\.commands).first { $0.name == command }).keys
        #expect(!keys.isEmpty)
        for key in keys {
            let before = try Self.model()
            var after = before
            after.press(key)
            #expect(try promise(before, after), "\(command) by \(key.symbol)")
        }
    }

    @Test("no promise is left over from a command that is gone")
    func leftovers() {
        #expect(Set(Self.promises.keys) == Set(KeyMap.commands))
    }

    @Test("what is seen goes where the window does not: panning up shows what lies above")
    func panning() throws {
        let directions: [(Character, Int, Int)] = [("H", 1, 0), ("L", -1, 0), ("K", 0, 1), ("J", 0, -1)]
        func start(_ frame: Frame) throws -> (x: Int, y: Int) {
            let place = try #require(
                frame.cells.firstIndex { $0.scalar == GlyphSet.ascii.scalar(.start) && $0.ink == .mark })
            return (place % frame.size.width, place / frame.size.width)
        }
        for (key, x, y) in directions {
            var model = try Self.model()
            model.press(.character("o"))
            model.press(.character("Z"))
            let before = try start(model.frame())
            model.press(.character(key))
            let after = try start(model.frame())
            #expect((after.x - before.x).signum() == x && (after.y - before.y).signum() == y, "\(key)")
        }
    }
}
