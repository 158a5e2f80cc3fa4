import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Plots")
struct PlotViewTests {
    private static let area = Area(x: 0, y: 0, width: 68, height: 20)

    private func race(_ plot: String, steps: Int = 20, runs: String = "[{optimizer: sgd, eta: 0.1}, adam]") throws
        -> Race
    {
        var race = Race(
            try Scene(
                parsing: "{steps: \(steps), panels: ['valley(kappa: 10)', {plot: \(plot)}], runs: \(runs)}", origin: "t"
            ))
        race.advance(to: steps)
        return race
    }

    private func setting(_ race: Race, _ glyphs: GlyphSet = .braille) -> PanelSetting {
        PanelSetting(
            track: 0, surface: race.surfaces[0], runCount: race.runs.count, area: Self.area, glyphs: glyphs,
            isPatient: true)
    }

    private func view(_ race: Race, _ glyphs: GlyphSet = .braille) throws -> PlotView {
        PlotView(try #require(race.scene.panels[1].picture as? Plot), setting(race, glyphs), reusing: nil)
    }

    private func frame(_ view: inout PlotView, _ race: Race, _ state: ScreenState, _ glyphs: GlyphSet = .braille)
        -> Frame
    {
        var painter = Painter(size: Size(width: 70, height: 22), glyphs: glyphs, hiding: nil)
        let moment = Moment(race: race, state: state, statuses: [])
        view.prepare(moment)
        #expect(view.draw(on: &painter, moment))
        return painter.frame
    }

    private func curves(_ race: Race) throws -> PlotCurves {
        var curves = PlotCurves(
            try #require(race.scene.panels[1].picture as? Plot), size: Size(width: 60, height: 20), shape: .braille)
        let range = curves.range(nil)
        curves.draw(within: range, nil)
        return curves
    }

    /// The columns of cells that a curve passes through.
    private func columns(_ curves: PlotCurves, _ index: Int = 0) -> Set<Int> {
        Set(curves.passing.indices.filter { curves.passing[$0] & (1 << UInt64(index)) != 0 }.map { $0 % 60 })
    }

    @Test(
        "the values' range is that of the curves, without what shoots off at a pole",
        arguments: [
            ("sigmoid(x)", 0.018, 0.982), ("x", -4, 4), ("exp(x)", 0, 54.6), ("x^4", 0, 256), ("1/x", -8, 8),
            ("1/x^2", 0, 50), ("0*x", -1, 1),
            ("0*x + 3", 1.5, 4.5), ("log(-abs(x) - 1)", 0, 1), ("x*1e300*1e300", 0, 1),
        ])
    func range(formula: String, low: Double, high: Double) throws {
        var curves = try curves(race("{x: [-4, 4], curves: {f: '\(formula)'}}"))
        let range = curves.range(nil)
        let width = high - low
        #expect(abs(range.lowerBound - low) < 0.25 * width && abs(range.upperBound - high) < 0.25 * width, "\(range)")
    }

    @Test(
        "a steep part is a line, a jump is none, and a hole stays empty",
        arguments: [
            ("tanh(1000*x)", true), ("x^3", true), ("sin(3*x)", true), ("10*x/(0.01 + abs(x))", true),
            ("floor(x + 0.3)", false),
            ("sign(x - 0.01)", false), ("1/(x - 0.01)", false), ("if(x < 0.5, -1, 1)", false), ("tan(x - 0.1)", false),
        ])
    func jumps(formula: String, isConnected: Bool) throws {
        let curves = try curves(race("{x: [-1.5, 1.5], y: [-2, 2], curves: {f: '\(formula)'}}"))
        // Row by row what is connected has dots from its least to its greatest value.
        var isWhole = true
        let rows = Set(curves.passing.indices.filter { curves.passing[$0] != 0 }.map { $0 / 60 })
        for row in (rows.min() ?? 0)...(rows.max() ?? 0) where !rows.contains(row) { isWhole = false }
        #expect(isWhole == isConnected || formula.hasPrefix("1/") || formula.hasPrefix("tan("))
        if formula.hasPrefix("1/") || formula.hasPrefix("tan(") {
            // Both branches leave the plot, and no line goes across it at the pole.
            let crossing = (0..<60).filter { column in (0..<20).allSatisfy { curves.passing[$0 * 60 + column] != 0 } }
            #expect(crossing.isEmpty)
        }
    }

    @Test("where a curve has no finite value there is none of it")
    func holes() throws {
        let curves = try curves(race("{x: [-1, 1], curves: {f: sqrt(x), g: log(x)}}"))
        #expect(columns(curves, 0).allSatisfy { $0 >= 29 } && columns(curves, 1).allSatisfy { $0 >= 29 })
        #expect(columns(curves, 0).count >= 29)
    }

    @Test("the mark stands at the focused run's weight, on every curve, and moves with it")
    func mark() throws {
        let race = try race("{w1: [-4, 4], curves: {f: w1, g: 0*w1}}")
        var view = try view(race)
        var state = ScreenState()
        for step in [0, 3, 20] {
            state.step = step
            let frame = frame(&view, race, state)
            let heads = (0..<70).flatMap { x in (0..<22).map { (x, $0) } }.filter {
                frame[$0.0, $0.1].scalar == "●"
            }
            let weight = race.runs[0].trajectory.points[step].x
            let column = 8 + Int((weight + 4) / 8 * 60)
            #expect(heads.count == 2 && heads.allSatisfy { $0.0 == column }, "\(heads)")
        }
    }

    @Test("it follows the sliders, and is drawn anew only when something changes that it depends on")
    func tuning() throws {
        var race = try race("{x: [-4, 4], y: [-3, 3], curves: {f: eta*x, g: kappa*x/10}}")
        var view = try view(race)
        let before = frame(&view, race, ScreenState())
        #expect(frame(&view, race, ScreenState()) == before)
        race.tune(row: 0, hyperparameter: "eta", by: .presses(8))
        race.advance(to: 20)
        let tuned = frame(&view, race, ScreenState())
        #expect(tuned != before)
        race.tuneSurface(track: 0, parameter: 0, by: .presses(5))
        race.advance(to: 20)
        #expect(frame(&view, race, ScreenState()) != tuned)
        // What a view that was made for it shows is the same.
        var fresh = try self.view(race)
        #expect(frame(&fresh, race, ScreenState()) == frame(&view, race, ScreenState()))
    }

    @Test("over the steps a schedule is drawn as it is at each of them")
    func schedule() throws {
        let race = try race(
            "{t: [1, 101], y: [0, 1], curves: {η: eta, same: 't/100'}}", steps: 100,
            runs: "[{optimizer: sgd, eta: t/100}, {optimizer: adam, label: other}]")
        var curves = PlotCurves(
            try #require(race.scene.panels[1].picture as? Plot), size: Size(width: 60, height: 20), shape: .ascii)
        let subject = try #require(Subject(on: 0, race, ScreenState()))
        curves.draw(within: 0...1, subject)
        let cells = curves.passing.filter { $0 != 0 }
        #expect(cells.count { $0 == 3 } > cells.count * 7 / 10)
    }

    @Test(
        "the race is looked through only for what moves in it",
        arguments: [
            ("{t: [1, 20], curves: {η: eta}}", 0), ("{t: [1, 20], curves: {f: eta*w1}}", 8),
            ("{x: [1, 20], curves: {f: eta*x}}", 8), ("{x: [1, 20], curves: {f: kappa*x}}", 0),
            ("{x: [1, 20], curves: {f: x, g: t*x}}", 8),
        ])
    func moments(plot: String, count: Int) throws {
        let picture = try #require(try race(plot).scene.panels[1].picture as? Plot)
        #expect(PlotCurves.moments(of: picture) == count)
    }

    @Test(
        "pan and zoom move the view, up to an end, and a drag follows the mouse", arguments: [GlyphSet.braille, .ascii])
    func moves(glyphs: GlyphSet) throws {
        let race = try race("{w1: [-4, 4], curves: {f: w1^2}}")
        var view = try view(race, glyphs)
        _ = frame(&view, race, ScreenState(), glyphs)
        func moved(_ move: ViewMove) -> Plot? { view.moved(move, race, ScreenState()) }
        #expect(moved(.pan([1, 0]))?.x == -3...5 && moved(.pan([1, 0]))?.y == nil)
        #expect(moved(.pan([0, 1]))?.y != nil && moved(.pan([0, 1]))?.x == -4...4)
        let near = try #require(moved(.zoom(1, at: nil)))
        #expect(abs(near.x.upperBound - near.x.lowerBound - 8 / 1.5) < 1e-12)
        #expect(moved(.drag([6, 0]))?.x == -4.8...3.2)
        #expect(moved(.arrows) == nil && moved(.step(1)) == nil)
        var picture = view.picture
        for _ in 0..<200 {
            view = PlotView(picture, setting(race, glyphs), reusing: view)
            guard let next = view.moved(.zoom(1, at: nil), race, ScreenState()), next != picture else { break }
            picture = next
        }
        #expect(view.moved(.zoom(1, at: nil), race, ScreenState()) == picture)
    }

    @Test(
        "however small the panel is, it is drawn",
        arguments: [(0, 0), (1, 1), (3, 2), (8, 3), (29, 4), (30, 1), (200, 60)])
    func sizes(width: Int, height: Int) throws {
        let race = try race("{x: [-4, 4], curves: {f: tan(x), g: beta1, long and longer: x}}")
        for glyphs in GlyphSet.allCases {
            let setting = PanelSetting(
                track: 0, surface: race.surfaces[0], runCount: 2, area: Area(x: 1, y: 1, width: width, height: height),
                glyphs: glyphs, isPatient: false)
            var view = PlotView(try #require(race.scene.panels[1].picture as? Plot), setting, reusing: nil)
            var painter = Painter(size: Size(width: width + 2, height: height + 2), glyphs: glyphs, hiding: nil)
            let moment = Moment(race: race, state: ScreenState(), statuses: [])
            view.prepare(moment)
            #expect(view.draw(on: &painter, moment))
        }
    }
}
