import Basics
import Canvas
import Expressions
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Curves over every learning rate")
struct SensitivityPlayTests {
    private static let text = """
        steps: 60
        panels: [{surface: ellipse, name: e}, {of: e, sensitivity: {x: eta=1e-3..10}}]
        runs: [{optimizer: momentum, eta: 0.05}, {optimizer: sgd, eta: 0.1}, {optimizer: rprop, eta: 0.1}]
        """

    private func model(
        _ text: String = text, glyphs: GlyphSet = .braille, isPatient: Bool = true
    ) throws -> Model {
        Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 120, height: 34), glyphs: glyphs,
            isPlaying: false, isPatient: isPatient)
    }

    private func jobs(_ model: inout Model) -> [Job] {
        model.takeErrands().compactMap { if case .start(let job) = $0 { job } else { nil } }
    }

    /// Where a run's mark is in the curves' panel.
    private func mark(_ model: inout Model, row: Int, glyphs: GlyphSet = .braille) -> [(x: Int, y: Int)] {
        let frame = model.frame()
        var places: [(Int, Int)] = []
        for y in 3..<22 {
            for x in 62..<119 where frame[x, y].scalar == glyphs.scalar(.head(row)) && frame[x, y].ink == .run(row) {
                places.append((x, y))
            }
        }
        return places
    }

    @Test("each value is, to the bit, what comes of a race with that rate")
    func values() throws {
        let race = Race(try Scene(parsing: Self.text, origin: "t"))
        let picture = try #require(race.scene.panels[1].picture as? Sensitivity)
        let axes = try #require(picture.axes(on: race.scene.tracks[0]))
        for (index, axis) in axes.own.enumerated() {
            let plan = try MapPlan(race, run: index, x: try #require(axis))
            var grid = MapGrid(plan, columns: 40, rows: 1)
            while let piece = grid.pieces(atMost: 1).first { grid.adopt(try #require(piece.done())) }
            for column in stride(from: 0, to: 40, by: 3) {
                var single = race
                single.tune(
                    row: index, track: 0, hyperparameter: "eta", by: .to(grid.place(ofCell: column).x))
                single.advance(to: 60)
                let loss = try #require(single.runs[index].trajectory.losses.last)
                let known = try #require(grid.outcomes[column])
                #expect(known.loss == loss || known.state == .diverged, "\(index) \(column)")
            }
        }
    }

    @Test("runs of which one may go where another may not stand over the same values")
    func axes() throws {
        let text = """
            steps: 20
            optimizers:
              careful: {hyperparameters: {eta: {default: 0.1, range: [0.01, 0.5]}}, rule: w = w - eta*g}
            panels: [{surface: bowl, name: b}, {of: b, sensitivity: {x: eta}}]
            runs: [{optimizer: sgd, eta: 0.001}, careful]
            """
        let race = Race(try Scene(parsing: text, origin: "t"))
        let picture = try #require(race.scene.panels[1].picture as? Sensitivity)
        let axes = try #require(picture.axes(on: race.scene.tracks[0]))
        let own = axes.own.compactMap { $0 }
        #expect(own.count == 2 && axes.shown.range.contains(own[0].range.upperBound))
        #expect(own[1].range == max(0.01, axes.shown.range.lowerBound)...0.5)
        // Both take the same steps with the same rate: one curve lies on the other, as far as it goes.
        var model = try model(text)
        let frame = model.frame()
        let inks = (3..<22).flatMap { y in (62..<119).map { x in frame[x, y].ink } }
        #expect(inks.contains(.run(0)) && inks.contains(.run(1)))
        for x in 72..<119 {
            let rows = (3..<22).filter { frame[x, $0].ink == .run(0) || frame[x, $0].ink == .run(1) }
            #expect(rows.isEmpty || rows.last! - rows.first! < 12, "\(x)")
        }
    }

    @Test("what a run has goes first, the learning rate before all, however little else there is")
    func alone() throws {
        let race = Race(
            try Scene(
                parsing: "{steps: 9, panels: [{surface: bowl, kind: sensitivity}], runs: [{optimizer: sgd, eta: 0.1}]}",
                origin: "t"))
        #expect((race.scene.panels[0].picture as? Sensitivity)?.x.name == "eta")
    }

    @Test("they come from coarse to fine, to what a patient frame shows", arguments: GlyphSet.allCases)
    func refines(glyphs: GlyphSet) throws {
        var model = try model(glyphs: glyphs, isPatient: false)
        for _ in 0..<200 {
            _ = model.frame()
            let started = jobs(&model)
            if started.isEmpty { break }
            for job in started { model.receive(try #require(job.run())) }
        }
        var patient = try self.model(glyphs: glyphs)
        #expect(model.frame() == patient.frame())
    }

    @Test("a mark goes along its curve as the rate is tuned, without any work")
    func marks() throws {
        var model = try model()
        let before = mark(&model, row: 0)
        #expect(before.count == 1 && mark(&model, row: 1).count == 1)
        _ = jobs(&model)
        model.press(.character("E"))
        let after = mark(&model, row: 0)
        #expect(after.count == 1 && after[0].x > before[0].x)
        #expect(!jobs(&model).contains { if case .picture = $0.key { true } else { false } })
    }

    @Test("a run that is hidden has no curve")
    func hidden() throws {
        var model = try model()
        model.press(.character("1"))
        #expect(model.state.hidden == [0] && mark(&model, row: 0).isEmpty && mark(&model, row: 1).count == 1)
    }

    @Test("a click gives the chosen run the rate there")
    func click() throws {
        var model = try model()
        _ = model.frame()
        model.press(.character("j"))
        let before = model.race.runs.map { $0.hyperparameter(0, at: 1) }
        model.point(Pointer(.press, x: 100, y: 12))
        model.point(Pointer(.release, x: 100, y: 12))
        let after = model.race.runs.map { $0.hyperparameter(0, at: 1) }
        #expect(after[0] == before[0] && after[1] > before[1] && after[2] == before[2])
    }

    @Test("a run that has no such value is given none")
    func clickElsewhere() throws {
        var model = try model(Self.text.replacing("x: eta=1e-3..10", with: "x: alpha"))
        _ = model.frame()
        model.press(.character("j"))
        let before = model.race.runs.map { $0.hyperparameters(at: 1) }
        model.point(Pointer(.press, x: 100, y: 12))
        model.point(Pointer(.release, x: 100, y: 12))
        #expect(model.race.runs.map { $0.hyperparameters(at: 1) } == before)
    }

    @Test("; goes through what the runs and their surface have")
    func quantities() throws {
        var model = try model()
        model.press(.character("]"))
        var names: [String] = []
        for _ in 0..<12 {
            names.append(try #require(model.picture as? Sensitivity).x.name)
            model.press(.character(";"))
            #expect(!model.frame().text.contains("No curves"))
        }
        #expect(Set(names).isSuperset(of: ["eta", "alpha", "correlation", "x", "y"]))
        #expect(names.dropFirst().contains("eta"))
    }

    @Test("zoomed and panned, it stays within what a rate may be", arguments: ["z", "Z", "H", "L"])
    func view(key: Character) throws {
        var model = try model()
        model.press(.character("]"))
        let before = model.frame()
        model.press(.character(key))
        #expect(model.frame() != before)
        for _ in 0..<40 {
            model.press(.character(key))
            _ = model.frame()
        }
        guard case .panel(1, .values(let values))? = model.screen.target(x: 100, y: 12, model.race, model.state) else {
            Issue.record("there is nothing to click on")
            return
        }
        #expect(values.count == 1 && values[0].value > 0 && values[0].value.isFinite)
    }

    @Test(
        "mistakes say where and what",
        arguments: [
            ("{show: loss}", "a sensitivity needs 'x'"), ("{x: eat}", "did you mean 'eta'"),
            ("{x: eta=0..1}", "must begin over 0"), ("{x: eta, show: blah}", "a sensitivity shows loss, steps"),
            ("{x: eta, y: alpha}", "'y'"), ("{x: eta, show: minimum}", "a sensitivity shows loss, steps"),
        ])
    func mistakes(curves: String, message: String) throws {
        let text = """
            steps: 20
            runs: [momentum]
            panels: [{surface: bowl, sensitivity: \(curves)}]
            """
        do throws(Diagnostic) {
            _ = try Scene(parsing: text, origin: "t")
            Issue.record("\(curves) was read")
        } catch {
            #expect(error.message.contains(message) && error.location?.line == 3, "\(error)")
        }
    }

    @Test("formulas of the run")
    func formula() throws {
        var model = try model(Self.text.replacing("10}", with: "10, show: 'final(run, abs(x))'}"))
        #expect(model.frame().text.contains("final(run, abs(x)) by η"))
        // Two may be at one place.
        #expect((0..<3).filter { mark(&model, row: $0).count == 1 }.count >= 2)
    }

    @Test("steps; a run that never arrives is out of the picture")
    func steps() throws {
        var model = try model(Self.text.replacing("10}", with: "10, show: steps}"))
        let text = model.frame().text
        #expect(text.contains("steps by η") && text.contains("»"))
        #expect(mark(&model, row: 0).isEmpty)
    }
}
