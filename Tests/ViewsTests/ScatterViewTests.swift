import Canvas
import Foundation
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Data in a panel")
struct ScatterViewTests {
    private static func text(_ panel: String, runs: String) -> String {
        """
        steps: 30
        seed: 4
        data: {clouds: {generate: blobs, rows: 60, noise: 0.5}}
        surfaces:
          logistic:
            data: clouds
            loss: softplus(w1*x1 + w2*x2) - t*(w1*x1 + w2*x2)
            accuracy: (w1*x1 + w2*x2 > 0) == (t == 1)
            domain: {x: [-2, 2], y: [-2, 2]}
        start: [-1, 0.5]
        panels: [logistic, \(panel)]
        runs: \(runs)
        """
    }

    private static let runs = "[{optimizer: sgd, eta: 0.5, batch: 8}, {optimizer: sgd, label: all, eta: 0.5}]"

    private func race(_ panel: String, runs: String = runs) throws -> Race {
        var race = Race(try Scene(parsing: Self.text(panel, runs: runs), origin: "t"))
        race.advance(to: 30)
        return race
    }

    @Test("rows that test are grey, and cover none that train", arguments: GlyphSet.allCases)
    func tests(glyphs: GlyphSet) throws {
        let text = Self.text("{data: [x1, x2]}", runs: "[{optimizer: sgd, eta: 0.5}]")
        for (text, hasTest) in [(text, false), (text.replacing("rows: 60,", with: "rows: 60, split: 0.3,"), true)] {
            let race = Race(try Scene(parsing: text, origin: "t"))
            var view = try view(race, glyphs)
            let frame = frame(&view, race, ScreenState(), glyphs)
            var counts: [Ink: Int] = [:]
            let marks = (0..<2).map { glyphs.scalar(.row($0, isSeen: false)) }
            for y in 1...20 {
                for x in 1...50 where frame[x, y].ink == .muted && marks.contains(frame[x, y].scalar) {
                    counts[.muted, default: 0] += 1
                }
            }
            #expect((counts[.muted, default: 0] > 10) == hasTest)
            // Every row that trains is where it was without them.
            let data = try #require(race.surfaces[0].data)
            let layer = DataLayer(
                data, try picture(race), DataGroups(data, by: try picture(race).group),
                in: Viewport(showing: try picture(race).view, size: Size(width: 50, height: 20), shape: glyphs.dots))
            for cell in layer.cells where cell >= 0 {
                let (y, x) = Int(clamping: cell).quotientAndRemainder(dividingBy: 50)
                #expect(frame[x + 1, y + 1].ink != .muted || !marks.contains(frame[x + 1, y + 1].scalar))
            }
        }
    }

    private func picture(_ race: Race) throws -> Scatter { try #require(race.scene.panels[1].picture as? Scatter) }

    private func view(_ race: Race, _ glyphs: GlyphSet = .braille, size: Size = Size(width: 50, height: 20)) throws
        -> ScatterView
    {
        let setting = PanelSetting(
            track: 0, surface: race.surfaces[0], runCount: race.runs.count,
            area: Area(x: 1, y: 1, width: size.width, height: size.height),
            glyphs: glyphs, isPatient: false)
        return ScatterView(try picture(race), setting, reusing: nil)
    }

    private func frame(_ view: inout ScatterView, _ race: Race, _ state: ScreenState, _ glyphs: GlyphSet = .braille)
        -> Frame
    {
        var painter = Painter(size: Size(width: 52, height: 22), glyphs: glyphs, hiding: nil)
        #expect(view.draw(on: &painter, Moment(race: race, state: state, statuses: [])))
        return painter.frame
    }

    @Test(
        "both sides are those that the formula says, and the line is between them",
        arguments: [
            "w1*x1 + w2*x2", "x1^2 + x2^2 - 1", "(x1 > 0.3) == (x2 > -0.2)", "x1 - 5", "log(x1)", "w1*x1 + w2*x2 > 0",
        ], GlyphSet.allCases)
    func sides(formula: String, glyphs: GlyphSet) throws {
        let race = try race("{data: [x1, x2], boundary: '\(formula)'}")
        let viewport = Viewport(
            showing: try picture(race).view, size: Size(width: 40, height: 20), shape: glyphs.dots)
        let boundary = try #require(try picture(race).boundary)
        var sides = Sides(boundary, in: viewport)
        for step in [0, 7, 30] {
            var state = ScreenState()
            state.step = step
            let subject = try #require(Subject(on: 0, race, state))
            sides.update(subject.value(of:))
            var evaluator = boundary.evaluator()
            var signs: Set<Int8> = []
            for cell in 0..<800 where sides.line[cell] == " " {
                let point = viewport.point(x: cell % 40, y: cell / 40)
                let value = evaluator.value {
                    if case .axis(let axis) = $0 { point[axis] } else { subject.value(of: $0) }
                }
                // A cell without a line is on one side with all of it.
                if sides.sides[cell] != 0 { #expect(sides.sides[cell] == (value > 0 ? 1 : -1), "\(cell) \(value)") }
                signs.insert(sides.sides[cell])
                if value.isNaN { #expect(sides.sides[cell] == 0) }
            }
            #expect(sides.line.allSatisfy { $0 == " " } == !(signs.contains(1) && signs.contains(-1)))
        }
    }

    @Test("the default boundary is where the accuracy's condition decides otherwise")
    func usual() throws {
        let race = try race("{kind: data}")
        let viewport = Viewport(showing: try picture(race).view, size: Size(width: 40, height: 20), shape: .braille)
        let subject = try #require(Subject(on: 0, race, ScreenState()))
        var usual = Sides(try #require(try picture(race).boundary), in: viewport)
        usual.update(subject.value(of:))
        let written = try self.race("{data: [x1, x2], boundary: w1*x1 + w2*x2}")
        var other = Sides(try #require(try picture(written).boundary), in: viewport)
        other.update(subject.value(of:))
        #expect(usual.sides == other.sides && usual.line == other.line)
    }

    @Test("the rows that the next step sees are lit, all others are there", arguments: GlyphSet.allCases)
    func seen(glyphs: GlyphSet) throws {
        let race = try race("{data: [x1, x2]}")
        var view = try view(race, glyphs)
        let viewport = Viewport(showing: try picture(race).view, size: Size(width: 50, height: 20), shape: glyphs.dots)
        let data = try #require(race.surfaces[0].data)
        let batches = try #require(race.runs[0].batches)
        for step in [0, 1, 6, 7, 29] {
            var state = ScreenState()
            state.step = step
            let frame = frame(&view, race, state, glyphs)
            let rows = batches.rows(at: step + 1, of: 60)
            #expect(race.runs[0].rowsSeen(after: step, of: 60) == rows && !rows.isEmpty && rows.count <= 8)
            var lit: Set<[Int]> = []
            for row in rows {
                let cell = try #require(viewport.cell(Point(data.values[0][row], data.values[1][row])))
                lit.insert([cell.x + 1, cell.y + 1])
            }
            for y in 2..<21 {
                for x in 2..<51 where frame[x, y].scalar != " " && frame[x, y].ink == .mark {
                    #expect(lit.contains([x, y]))
                }
            }
            #expect(lit.allSatisfy { frame[$0[0], $0[1]].ink == .mark })
        }
        // Who sees all rows has none that are lit more than others.
        var state = ScreenState()
        state.row = 1
        #expect(!frame(&view, race, state, glyphs).cells.contains { $0.ink == .mark && $0.scalar != " " })
    }

    @Test("a run's steps see each row once an epoch, and the gradient is the mean over those that are lit")
    func batches() throws {
        let race = try race("{data: [x1, x2]}")
        let run = race.runs[0]
        let epoch = (0..<8).flatMap { run.rowsSeen(after: $0, of: 60) ?? [] }
        #expect(epoch.sorted() == Array(0..<60))
        let data = try #require(race.surfaces[0].data)
        for step in 0..<29 {
            let rows = try #require(run.rowsSeen(after: step, of: 60))
            let point = run.trajectory.points[step]
            var slope = Point.zero
            for row in rows {
                let x = Point(data.values[0][row], data.values[1][row])
                slope += (1 / (1 + exp(-(point * x).sum())) - data.values[2][row]) * x / Double(rows.count)
            }
            #expect((run.trajectory.points[step + 1] - (point - 0.5 * slope)).length < 1e-12)
        }
    }

    @Test("in a race by evaluations too, a run sees what its next step sees")
    func evaluations() throws {
        let text = "pace: evaluations\n" + Self.text("{data: [x1, x2]}", runs: "[{optimizer: backtracking, batch: 8}]")
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 30)
        let run = race.runs[0]
        let batches = try #require(run.batches)
        var taken = 0
        for step in 0..<30 {
            if step > 0, run.trajectory.points[step] != run.trajectory.points[step - 1] { taken += 1 }
            #expect(run.rowsSeen(after: step, of: 60) == batches.rows(at: taken + 1, of: 60), "\(step)")
        }
    }

    @Test("a hundred thousand rows are in their cells")
    func many() {
        var random = Double.zero
        let column = (0..<100_000).map { index -> Double in
            random = (random + 0.6180339887).truncatingRemainder(dividingBy: 1)
            return random + Double(index % 3)
        }
        let data = DataSet(
            columns: ["a", "b", "t"], values: [column, column.reversed(), column.map { $0 < 1 ? 1 : 0 }])
        let groups = DataGroups(data, by: 2)
        #expect(groups.labels == ["t = 0", "t = 1"] && groups.groups.count { $0 == 1 } == column.count { $0 < 1 })
        let labels = DataGroups(data, by: 0).labels
        #expect(labels.count == 2 && labels[0].hasPrefix("a < ") && labels[1].hasPrefix("a ≥ "))
        #expect(DataGroups(data, by: nil).labels == [])
    }

    @Test(
        "pan and zoom move the view of the data", arguments: [ViewMove.pan([1, 0]), .zoom(1, at: nil), .drag([3, 2])])
    func moves(move: ViewMove) throws {
        let race = try race("{data: [x1, x2]}")
        let view = try view(race)
        let moved = try #require(view.moved(move, race, ScreenState()))
        #expect(moved.view != view.picture.view && moved.range == view.picture.range)
        #expect(view.moved(.arrows, race, ScreenState()) == nil)
    }

    @Test("inks of classes stand out from both sides", arguments: Theme.all.map(\.name))
    func inks(name: String) throws {
        let theme = try #require(Theme.named(name))
        for ground in [ScatterView.above, ScatterView.below, .ground] {
            for ink in (0..<DataGroups.most).map(ScatterView.ink) + [.mark] {
                #expect(Self.contrast(theme[ink].rgb, theme[ground].rgb) >= 2.9, "\(ink) on \(ground)")
            }
        }
    }

    /// As the Web Content Accessibility Guidelines have it.
    private static func contrast(_ left: RGB, _ right: RGB) -> Double {
        func luminance(_ color: RGB) -> Double {
            let linear = [color.red, color.green, color.blue].map { channel -> Double in
                let value = Double(channel) / 255
                return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        let (a, b) = (luminance(left) + 0.05, luminance(right) + 0.05)
        return max(a, b) / min(a, b)
    }
}
