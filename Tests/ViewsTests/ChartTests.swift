import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Charts of any quantity")
struct ChartTests {
    private static func scene(_ chart: String, steps: Int = 60, more: String = "") throws -> Scene {
        try Scene(
            parsing: """
                steps: \(steps)
                surfaces: {s: {loss: x^2 + 3*y^2, domain: {x: [-3, 3], y: [-3, 3]}, minima: [[0, 0]]}}
                start: [-2, 1.5]
                panels: [{surface: s}, \(chart)]
                runs: [{optimizer: momentum, eta: 0.01}, {optimizer: adam, eta: 0.1*cosine()}, lbfgs\(more)]
                """, origin: "test")
    }

    private static let size = Size(width: 110, height: 34)

    /// The cells of the chart: the second panel's.
    private static func plot(_ screen: Screen, _ race: Race) -> [(x: Int, y: Int)] {
        (0..<size.height).flatMap { y in
            (0..<size.width).compactMap { x in
                if case .panel(_, .step) = screen.target(x: x, y: y, race, ScreenState()) { (x, y) } else { nil }
            }
        }
    }

    static let charts = [
        "chart: loss", "chart: norm(gradient)", "chart: distance", "chart: length", "chart: eta", "chart: angle",
        "{chart: loss, against: evaluations}", "{chart: angle, against: length}", "{chart: log10(loss), against: step}",
        "{chart: loss - previous(loss)}", "chart: x", "chart: path/chord",
    ]

    @Test("its curves use the height, and each run has one", arguments: charts)
    func height(chart: String) throws {
        var race = Race(try Self.scene(chart.hasPrefix("{") ? chart : "{\(chart)}"))
        race.advance(to: 60)
        var state = ScreenState()
        state.step = 60
        state.isPlaying = true
        var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        let frame = screen.frame(race, state)
        let plot = Self.plot(screen, race)
        let curves = plot.filter { (0..<3).map { Ink.run($0) }.contains(frame[$0.x, $0.y].ink) }
        let rows = Set(plot.map(\.y)).count
        let (top, bottom) = (curves.map(\.y).min() ?? 0, curves.map(\.y).max() ?? 0)
        #expect(rows > 10 && Double(bottom - top) > 0.6 * Double(rows), "\n\(frame.text)")
        #expect(Set(curves.map { frame[$0.x, $0.y].ink }).count == 3, "\n\(frame.text)")
    }

    @Test(
        "the axes stand still while it is played, and a step looks the same however it was come to", arguments: charts)
    func stillness(chart: String) throws {
        var race = Race(try Self.scene(chart.hasPrefix("{") ? chart : "{\(chart)}"))
        race.advance(to: 60)
        var used = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        var axes: Set<String> = []
        for step in [0, 1, 7, 60, 30, 59, 2] {
            var state = ScreenState()
            state.step = step
            let frame = used.frame(race, state)
            var fresh = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
            #expect(frame == fresh.frame(race, state))
            let plot = Self.plot(used, race)
            let (left, top) = (plot.map(\.x).min()!, plot.map(\.y).min()!)
            let column = (top..<Self.size.height).map { y in
                String(String.UnicodeScalarView(((left - 8)..<left).map { frame[$0, y].scalar }))
            }
            axes.insert(column.prefix(Set(plot.map(\.y)).count).joined(separator: "\n"))
        }
        #expect(axes.count == 1, "\(axes)")
    }

    @Test(
        "against evaluations or the path a click goes to the focused run's step there",
        arguments: ["evaluations", "length"])
    func targets(against: String) throws {
        var race = Race(try Self.scene("{chart: loss, against: \(against)}"))
        race.advance(to: 60)
        for row in 0..<3 {
            var state = ScreenState()
            state.row = row
            var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
            _ = screen.frame(race, state)
            for (x, y) in Self.plot(screen, race) where (x + y) % 9 == 0 {
                guard case .panel(_, .step(let step)) = screen.target(x: x, y: y, race, state) else { continue }
                state.step = step
                let frame = screen.frame(race, state)
                let columns = Self.plot(screen, race).filter {
                    frame[$0.x, $0.y].scalar == GlyphSet.braille.scalar(.head(row))
                        && frame[$0.x, $0.y].ink == .run(row)
                }.map(\.x)
                // At the place or, past the last step, where the run has ended; jumps are between two steps.
                state.step = max(0, step - 1)
                let before = screen.frame(race, state)
                let earlier = Self.plot(screen, race).filter {
                    before[$0.x, $0.y].scalar == GlyphSet.braille.scalar(.head(row))
                        && before[$0.x, $0.y].ink == .run(row)
                }.map(\.x)
                guard let now = columns.first, let then = earlier.first else { continue }
                #expect(now >= x - 1 || step == 60, "column \(x): step \(step) at \(now)")
                #expect(then <= x + 1, "column \(x): step \(step - 1) at \(then)")
            }
        }
    }

    @Test("a change in flight is marked over the curves", arguments: GlyphSet.allCases)
    func changes(glyphs: GlyphSet) throws {
        var race = Race(try Self.scene("{chart: loss}", more: ", sgd, rprop, rmsprop"))
        for row in 0..<5 { race.tune(row: row, hyperparameter: "eta", by: .presses(2), from: 10 + 5 * row) }
        race.advance(to: 60)
        var state = ScreenState()
        state.step = 60
        var screen = Screen(of: race, size: Self.size, glyphs: glyphs, hints: [])
        let frame = screen.frame(race, state)
        let plot = Self.plot(screen, race)
        let top = plot.map(\.y).min()!
        let marks = plot.filter { $0.y == top && frame[$0.x, $0.y].scalar == glyphs.scalar(.change) }
        #expect(marks.count == race.runs.count { !$0.changedAt.isEmpty } && marks.count >= 4)
    }

    @Test("found out and drawn in pieces it becomes the same picture, and then a frame has nothing left to do")
    func pieces() throws {
        var race = Race(try Self.scene("{chart: norm(gradient), against: length}", steps: 100_000))
        race.advance(to: 100_000)
        var state = ScreenState()
        state.step = 100_000
        var patient = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        let whole = patient.frame(race, state)
        var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [], isPatient: false)
        var frames = 0
        repeat {
            _ = screen.frame(race, state)
            frames += 1
        } while screen.isCatchingUp && frames < 1000
        #expect(frames > 3 && frames < 1000)
        #expect(screen.frame(race, state) == whole)
    }

    @Test("what is dear is found out for a few runs a frame, whose steps together take no longer than the budget")
    func budget() throws {
        let text = """
            steps: 6
            data: {d: {generate: blobs, rows: 90000}}
            surfaces: {s: {loss: (w1*x1 + w2*x2 - t)^2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            start: [-1, 2]
            panels: [{surface: s}, {chart: norm(gradient)}]
            runs: [\((1...8).map { "{optimizer: sgd, eta: 0.0\($0), label: r\($0)}" }.joined(separator: ", "))]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 6)
        var state = ScreenState()
        state.step = 6
        let setting = PanelSetting(
            track: 0, surface: race.surfaces[0], runCount: 8, area: Area(x: 1, y: 1, width: 60, height: 20),
            glyphs: .braille, isPatient: false)
        var view = ChartView(try #require(race.scene.panels[1].picture as? Chart), setting, reusing: nil)
        let moment = Moment(race: race, state: state, statuses: [])
        var frames = 0
        var isComplete = false
        while !isComplete, frames < 1000 {
            var painter = Painter(size: Size(width: 62, height: 22), glyphs: .braille, hiding: nil)
            view.prepare(moment)
            isComplete = view.draw(on: &painter, moment)
            frames += 1
        }
        // Each of 56 gradients takes more than the budget of 30,000.
        #expect(race.surfaces[0].cost * 3 > 30_000)
        #expect((56..<70).contains(frames), "\(frames)")
    }

    @Test(
        "the scale is what the panel says, and linear where the surface is",
        arguments: [
            ("0.3*x - 0.2*y", "", "linear"), ("x^2 + y^2", "", "log"), ("x^2 + y^2", ", scale: linear", "linear"),
            ("0.3*x - 0.2*y", ", scale: log", "symmetric log"),
        ])
    func givenScale(loss: String, scale: String, name: String) throws {
        let text = """
            steps: 60
            surfaces: {s: {loss: \(loss), domain: {x: [-4, 4], y: [-3, 3]}}}
            start: [3.9, -2.9]
            runs: [{optimizer: momentum, eta: 0.05}]
            panels: [s, {chart: loss\(scale)}]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 60)
        var screen = Screen(of: race, size: Size(width: 120, height: 30), glyphs: .braille, hints: [])
        var state = ScreenState()
        state.step = 60
        let lines = screen.frame(race, state).description.split(separator: "\n")
        let title = try #require(lines.first { $0.contains("Loss by step") })
        #expect(title.contains("─ \(name) "), "\(title)")
    }

    @Test("the scale is linear, by decades or symmetric as the values are")
    func scales() throws {
        func name(_ text: String, _ values: [Double]) throws -> String? {
            ChartScale(of: try Measure(parsing: text), showing: [LossRange(values)], upTo: .infinity)?.name
        }
        #expect(try name("loss", [1, 1e-6]) == "log" && name("loss", [1, 2]) == "linear")
        #expect(try name("loss", [-100, 1e-3, 5]) == "symmetric log" && name("x", [-4, 1e-9, 3]) == "linear")
        #expect(try name("loss", [.nan]) == nil && name("eta", [0.1]) == "linear" && name("loss", [0]) == "linear")
        let measure = try Measure(parsing: "accuracy")
        let share = try #require(ChartScale(of: measure, showing: [LossRange([0.5, 0.93])], upTo: .infinity))
        #expect(share.ticks(rows: 20, hasSuperscripts: true).map(\.text) == ["90%", "80%", "70%", "60%", "50%"])
        var generator = SeededRandom(seed: 5)
        for _ in 0..<200 {
            let values = (0..<5).map { _ in
                Double.random(in: -1...1, using: &generator)
                    * Double(sign: .plus, exponent: .random(in: -300...300, using: &generator), significand: 1)
            }
            for text in ["loss", "x"] {
                guard let scale = ChartScale(of: try Measure(parsing: text), showing: [LossRange(values)], upTo: 1e300)
                else { continue }
                let positions = scale.ticks(rows: 16, hasSuperscripts: true).map(\.position)
                #expect(positions.allSatisfy { (-1e-6...(1 + 1e-6)).contains($0) })
                for value in values where abs(value) <= 1e300 {
                    let position = try #require(scale.position(of: value))
                    if case .linear = scale { #expect((-1e-6...(1 + 1e-6)).contains(position)) }
                }
            }
        }
    }

    @Test(
        "what cannot be shown is said where it stands",
        arguments: [
            ("{chart: accuracy}", "'accuracy' cannot be shown of 's': the surface has no 'accuracy'"),
            ("{chart: los}", "did you mean 'loss'?"), ("{chart: gradient}", "this is a vector"),
            ("{chart: loss, against: time}", "'against' is step, evaluations, length, not 'time'"),
            ("{chart: [loss]}", "must be a quantity"), ("{chart: 'd = loss; d'}", "without names of its own"),
            ("{chart: 'final(sgd, loss)'}", "unknown function 'final'"),
        ])
    func mistakes(chart: String, message: String) throws {
        do {
            _ = try Self.scene(chart)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }
}
