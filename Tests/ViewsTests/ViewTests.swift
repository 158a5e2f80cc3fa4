import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Levels, scales, viewports, layouts")
struct ViewTests {
    @Test("levels use all bands on every surface of the catalog", arguments: SurfaceCatalog.names)
    func levels(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        let losses = surface.losses(over: surface.domain, columns: 120, rows: 120)
        let isPlain = ["plateau", "cliff", "easom", "holder-table", "schaffer-2"].contains(name)
        let levels = Levels.blended(losses, count: 8)
        #expect(levels.count == 8 && levels == levels.sorted())
        let bands = losses.map { loss in levels.count { loss > $0 } }
        for band in 0...8 {
            let share = Double(bands.count { $0 == band }) / Double(bands.count)
            // Evenly spaced levels put 85 % of Beale into one band; on a plain, most of it is in one rightly.
            #expect(share > (isPlain ? 0 : 0.005) && share < (isPlain ? 0.95 : 0.4), "band \(band): \(share)")
        }
    }

    @Test(
        "levels are linear where the formula is, or the scene says so",
        arguments: [
            ("0.3*x - 0.2*y", nil, true), ("k*x + 1", nil, true), ("x/k - (y + 2)*k + if(k < 0, x, y)", nil, true),
            ("x^2 + y^2", nil, false), ("x*y", nil, false), ("abs(x) + y", nil, false), ("x^2/x", nil, false),
            ("x^2 + y^2", "linear", true), ("x + y", "blended", false),
        ] as [(String, String?, Bool)])
    func linearLevels(loss: String, given: String?, isLinear: Bool) throws {
        let text = """
            surfaces:
              s:
                loss: \(loss)
                parameters: {k: {default: 2, range: [1, 3]}}
                domain: {x: [-4, 4], y: [-3, 3]}
                \(given.map { "levels: \($0)" } ?? "about: none")
            panels: [s]
            runs: [sgd]
            """
        let surface = Race(try Scene(parsing: text, origin: "t")).surfaces[0]
        #expect(surface.levels == (isLinear ? .linear : .blended))
        let losses = surface.losses(over: surface.domain, columns: 40, rows: 40)
        let levels = Levels.of(surface, losses, count: 8)
        let gaps = zip([losses.min()!] + levels, levels + [losses.max()!]).map { $1 - $0 }
        #expect(levels.count == 8)
        #expect((gaps.max()! - gaps.min()! < 1e-9 * gaps.max()!) == isLinear)
    }

    @Test("a mean of what is linear is linear, and so is what is linear in such means")
    func linearOverData() throws {
        for (loss, isLinear) in [
            ("w1*u - t*w2", true), ("u*mean(w1*t) + w2", true), ("w1*mean(u*w2)", false), ("mean(w1^2)", false),
            ("w1*var(u)", true),
        ] {
            let text = """
                data: {d: {columns: [u, t], rows: [[1, 2], [2, 3]]}}
                surfaces: {s: {loss: \(loss), data: d, domain: {x: [-4, 4], y: [-3, 3]}}}
                panels: [s]
                runs: [sgd]
                """
            #expect(Race(try Scene(parsing: text, origin: "t")).surfaces[0].isLinear == isLinear, "\(loss)")
        }
    }

    @Test("levels of what has no range, or no numbers, are none")
    func noLevels() {
        #expect(Levels.blended([], count: 8) == [])
        #expect(Levels.blended([1, 1, 1], count: 8) == [])
        #expect(Levels.blended([.nan, .infinity], count: 8) == [])
        #expect(!Levels.blended([1, 2, .nan], count: 8).isEmpty)
    }

    @Test("a viewport shows its domain, with equal scales where it can")
    func viewport() {
        let domain = Domain(x: -1...1, y: -1...1)
        let wide = Viewport(showing: domain, size: Size(width: 60, height: 20), shape: .braille)
        #expect(wide.domain.y == -1...1 && abs(wide.domain.x.upperBound - 1.5) < 1e-12)
        let wider = Viewport(showing: domain, size: Size(width: 200, height: 10), shape: .braille)
        #expect(wider.domain.x == -2...2)
        #expect(wide.cell([0, 0])! == (30, 10))
        #expect(wide.cell([9, 0]) == nil && wide.cell([.nan, 0]) == nil)
        #expect(wide.edge(towards: [9, 0])!.arrow == .rightArrow)
        #expect(wide.edge(towards: [0, -.infinity])!.arrow == .downArrow)
        #expect(wide.edge(towards: [.nan, 0]) == nil)
    }

    @Test("the loss axis is logarithmic, and symmetric where losses are negative")
    func lossScale() throws {
        let log = try #require(LossScale(showing: [LossRange([0.001, 1, 50])]))
        // From the least to the largest loss, to a quarter of a decade.
        #expect(!log.isSymmetric && log.position(of: 0.001) == 0 && log.position(of: 0)! < 0)
        #expect((0.94...1).contains(log.position(of: 50)!))
        let narrow = try #require(LossScale(showing: [LossRange([0.28, 1.2])]))
        #expect(narrow.position(of: 0.28)! < 0.3 && narrow.position(of: 1.2)! > 0.7)
        #expect(narrow.ticks(spacing: 0.1).contains { $0.digit != 1 })
        #expect(log.position(of: .nan) == nil)
        let symmetric = try #require(LossScale(showing: [LossRange([-10, 0.1, 5])]))
        #expect(
            symmetric.isSymmetric && symmetric.position(of: 0)! > 0 && (0...0.1).contains(symmetric.position(of: -10)!))
        let positions = [-10, -1, -0.01, 0, 0.02, 0.1, 3, 9].map { symmetric.position(of: $0)! }
        #expect(positions == positions.sorted())
        #expect(LossScale(showing: [LossRange([.nan, .infinity])]) == nil)
        #expect(LossScale(showing: [LossRange([0, 0])]) != nil)
        for scale in [log, symmetric] {
            let ticks = scale.ticks(spacing: 0.1)
            #expect(ticks.count > 2 && zip(ticks, ticks.dropFirst()).allSatisfy { $0.position - $1.position >= 0.1 })
        }
    }

    @Test("runs that share cells take turns, and the focused one has every second")
    func overlap() {
        let seen = (0..<12).map { Overlap.seen(0b1101, x: $0, y: 0, focus: nil) }
        #expect(Set(seen) == [0, 2, 3])
        let focused = (0..<12).map { Overlap.seen(0b1101, x: $0, y: 0, focus: 2) }
        #expect(focused.count { $0 == 2 } >= 6 && Set(focused) == [0, 2, 3])
        #expect(Overlap.seen(0b100, x: 3, y: 3, focus: 0) == 2)
    }

    @Test("any size from nothing to huge is drawn, whatever the scene", arguments: ["radford", "momentum", "beale"])
    func sizes(name: String) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: 100)
        var state = ScreenState()
        state.step = 100
        state.isHelpShown = true
        for width in [0, 1, 2, 5, 20, 40, 79, 80, 133, 400] {
            for height in [0, 1, 2, 5, 12, 17, 24, 50, 120] {
                for glyphs in GlyphSet.allCases {
                    let size = Size(width: width, height: height)
                    let hints = [KeyHint(keys: "space", short: "pause", help: "pause, go on")]
                    var screen = Screen(of: race, size: size, glyphs: glyphs, hints: hints)
                    let frame = screen.frame(race, state)
                    #expect(frame.size == size)
                    if glyphs == .ascii { #expect(frame.cells.allSatisfy { $0.scalar.isASCII }) }
                }
            }
        }
    }

    @Test(
        "parts of a layout never overlap",
        arguments: [.all, .bare, .plain, .panel, .legend, [], .table, [.title, .legend, .hints]] as [ScreenParts])
    func layout(parts: ScreenParts) {
        for width in stride(from: 10, through: 200, by: 19) {
            for height in stride(from: 3, through: 60, by: 3) {
                for panels in 1...5 {
                    let layout = Layout(
                        size: Size(width: width, height: height), panels: panels, rows: 7,
                        tableWidth: RunTable.Widths(full: 80, least: 80, compact: 40),
                        about: "a line", claims: panels, parts: parts)
                    let areas =
                        layout.panels
                        + [
                            layout.title, layout.about, layout.chart, layout.table, layout.sliders, layout.hints,
                            layout.legend, layout.claims,
                        ].compactMap { $0 }
                    var taken = Set<Int>()
                    for area in areas {
                        for y in area.y..<area.maxY {
                            for x in area.x..<area.maxX {
                                #expect(taken.insert(y * 1000 + x).inserted)
                                #expect(x < width && y < height)
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("a table has room for its header and all of its rows, or is left out", arguments: [1, 7, 16, 40, 64])
    func table(rows: Int) {
        for width in [40, 80, 120, 160, 300] {
            for height in 12...100 {
                for panels in 1...4 {
                    let layout = Layout(
                        size: Size(width: width, height: height), panels: panels, rows: rows,
                        tableWidth: RunTable.Widths(full: 80, least: 60, compact: 40), about: "a line")
                    if let table = layout.table { #expect(table.inset(by: 1).height >= 1 + rows) }
                }
            }
        }
    }

    @Test("the hint line keeps help and quit, the table every loss, at 80x24")
    func narrow() throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "momentum")))
        race.advance(to: 10)
        var state = ScreenState()
        state.step = 10
        let hints = [
            "space pause", "e η", "a α", "r restart", "n next scene of all", "o one panel", "x something long",
            "? help", "q quit",
        ]
        .map { KeyHint(keys: String($0.prefix(1)), short: String($0.dropFirst(2)), help: "") }
        var screen = Screen(of: race, size: Size(width: 80, height: 24), glyphs: .braille, hints: hints)
        let text = screen.frame(race, state).text
        #expect(text.contains("? help  q quit"))
        for run in race.runs {
            #expect(text.contains(Format.loss(run.trajectory.losses[10]).replacing("-", with: "−")))
        }
    }

    @Test("the step is marked on the chart where the race stands still, and only there")
    func stillness() throws {
        var race = Race(try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "test"))
        race.advance(to: 30)
        var state = ScreenState()
        state.step = 30
        var screen = Screen(of: race, size: Size(width: 100, height: 30), glyphs: .braille, hints: [])
        func marks() -> Int { screen.frame(race, state).cells.count { $0.scalar == "┊" && $0.ink == .rule } }
        #expect(marks() > 3)
        state.isPlaying = true
        #expect(marks() == 0)
    }

    @Test("the title tells how fast the race goes", arguments: [(0.5, "12.5/s"), (1, "25/s"), (4, "100/s")])
    func speed(speed: Double, text: String) throws {
        let race = Race(try Scene(parsing: "{rate: 25, panels: [bowl], runs: [sgd]}", origin: "test"))
        var state = ScreenState()
        state.speed = speed
        var screen = Screen(of: race, size: Size(width: 80, height: 24), glyphs: .braille, hints: [])
        #expect(screen.frame(race, state).text.split(separator: "\n")[0].hasSuffix("  \(text)"))
    }

    @Test("the table has the accuracy at the step in percent")
    func accuracy() throws {
        let text = """
            data: {d: {generate: blobs, rows: 40}}
            surfaces:
              s: {loss: (w1*x1 + w2*x2 - t)^2, accuracy: (w1*x1 + w2*x2 > 0.5) == (t == 1), data: d, domain: {x: [-3, 3], y: [-3, 3]}}
            runs: [{optimizer: sgd, eta: 0.02}]
            start: [-1, 2]
            steps: 20
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 20)
        let accuracies = race.runs[0].trajectory.accuracies
        #expect(Set(accuracies).count > 1)
        var screen = Screen(of: race, size: Size(width: 140, height: 30), glyphs: .braille, hints: [])
        for step in [0, 3, 20] {
            var state = ScreenState()
            state.step = step
            #expect(
                screen.frame(race, state).text.contains(" \((accuracies[step] * 100).printed("%.1f")) %"),
                "\(accuracies[step])")
        }
    }

    @Test("the table has loss and accuracy of the rows that test where there is room, and nothing of them elsewhere")
    func tested() throws {
        let text = """
            data: {d: {generate: blobs, rows: 40, noise: 1.2, split: 0.5}}
            surfaces:
              s: {loss: (w1*x1 + w2*x2 - t)^2, accuracy: (w1*x1 + w2*x2 > 0.5) == (t == 1), data: d, domain: {x: [-3, 3], y: [-3, 3]}}
            panels: [s, {chart: test_loss}, {data: [x1, x2]}]
            runs: [{optimizer: sgd, eta: 0.02}]
            start: [-1, 2]
            steps: 20
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 20)
        let trajectory = race.runs[0].trajectory
        var screen = Screen(of: race, size: Size(width: 160, height: 46), glyphs: .braille, hints: [])
        for step in [0, 3, 20] {
            var state = ScreenState()
            state.step = step
            let frame = screen.frame(race, state).text
            #expect(frame.contains("test loss") && frame.contains("test accuracy") && frame.contains("running"))
            #expect(frame.contains(Format.loss(trajectory.testLosses[step])))
            #expect(frame.contains(" \((trajectory.testAccuracies[step] * 100).printed("%.1f")) %"))
        }
        for width in [40, 60, 80, 100] {
            var narrow = Screen(of: race, size: Size(width: width, height: 24), glyphs: .braille, hints: [])
            let lines = narrow.frame(race, ScreenState()).text.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test(
        "what is no number is not shown as a loss, not even while it is being found out how that came",
        arguments: [true, false])
    func noNumber(isPatient: Bool) throws {
        let text = """
            data: {d: {generate: blobs, rows: 400}}
            surfaces: {s: {loss: (w1*x1)^2 - (w2*x2)^2 + 0*t, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            runs: [{optimizer: sgd, eta: 1e200}]
            start: [-1, 2]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 1)
        let run = race.runs[0]
        #expect(run.trajectory.points[1].isFinite && run.trajectory.losses[1].isNaN)
        var state = ScreenState()
        state.step = 1
        var screen = Screen(
            of: race, size: Size(width: 140, height: 30), glyphs: .braille, hints: [], isPatient: isPatient)
        let frame = screen.frame(race, state).text
        #expect(screen.questions.isEmpty == isPatient)
        #expect(!frame.contains("nan") && frame.contains(isPatient ? "diverged at step 1: η·λ" : " — "))
    }

    @Test("the help has its keys in the colour of keys, and what they do in that of text", arguments: [24, 60])
    func help(height: Int) throws {
        let race = Race(try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "test"))
        let hints = (0..<20).map { KeyHint(keys: "key\($0)", short: "", help: "what it does, \($0)") }
        var state = ScreenState()
        state.isHelpShown = true
        var screen = Screen(of: race, size: Size(width: 90, height: height), glyphs: .braille, hints: hints)
        let frame = screen.frame(race, state)
        func text(_ ink: Ink) -> String {
            String(String.UnicodeScalarView(frame.cells.map { $0.ink == ink ? $0.scalar : " " }))
        }
        for hint in hints {
            #expect(text(.accent).contains("\(hint.keys) ") && text(.text).contains("\(hint.help) "))
        }
    }

    @Test("numbers read well")
    func format() {
        #expect(
            [0.01, 0.95, 0.999, 0.9995, 1, 1e-8, 12345].map(Format.short) == [
                "0.01", "0.95", "0.999", "0.9995", "1", "1e−08", "1.23e+04",
            ])
        #expect(Format.loss(.infinity) == "∞" && Format.loss(0.38) == "3.80e−01")
        #expect(Format.powerOfTen(-12, glyphs: true) == "10⁻¹²" && Format.powerOfTen(-12, glyphs: false) == "1e−12")
    }
}

@Suite("Landscapes with holes")
struct ReliefTests {
    @Test("where there is no finite loss there is a hatch, and everywhere else a band")
    func undefined() throws {
        let surface = try Surface(name: "half", formula: "log(x) + y^2", domain: Domain(x: -1...1, y: -1...1))
        let relief = Relief(of: surface, view: surface.domain, size: Size(width: 20, height: 10), glyphs: .braille)
        #expect(relief.cells[5 * 20 + 3].ground == .undefined)
        #expect(relief.cells[5 * 20 + 16].ground != .undefined)
        #expect(relief.cells.count { $0.ground == .undefined } == 100)
    }

    @Test("a hole is a hole however elevation is shown; bands have no lines, lines no bands")
    func styles() throws {
        let text = "{surfaces: {s: {loss: log(x) + y^2, domain: {x: [-1, 1], y: [-1, 1]}}}, start: [1, 1], runs: [sgd]}"
        let race = Race(try Scene(parsing: text, origin: "test"))
        var screen = Screen(of: race, size: Size(width: 60, height: 20), glyphs: .braille, hints: [])
        var holes: [Set<Int>] = []
        for (index, style) in ["both", "bands", "lines"].enumerated() {
            var state = ScreenState()
            state.styles["contours"] = index
            let cells = screen.frame(race, state).cells
            holes.append(Set(cells.indices.filter { cells[$0].ground == .undefined && cells[$0].scalar == "⠔" }))
            let lines = cells.count { cell in
                cell.scalar != " " && (0..<Ink.bandCount).contains { Ink.contour($0) == cell.ink }
            }
            let bands = cells.count { cell in (1..<Ink.bandCount).contains { Ink.band($0) == cell.ground } }
            #expect((lines > 0) == (style != "bands") && (bands > 0) == (style != "lines"), "\(style)")
        }
        #expect(holes[0].count > 100 && holes[1] == holes[0] && holes[2] == holes[0])
    }
}
