import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Slices through a loss")
struct SliceTests {
    private static func scene(_ slice: String, _ loss: String = "x^2 + 3*y^2 + 0.2*x*y", eta: Double = 0.1) throws
        -> Scene
    {
        try Scene(
            parsing: """
                steps: 30
                surfaces: {s: {loss: \(loss), domain: {x: [-3, 3], y: [-3, 3]}, minima: [[0, 0]]}}
                start: [-2, 1.5]
                panels: [{surface: s}, \(slice)]
                runs: [{optimizer: sgd, eta: \(eta)}, {optimizer: momentum, eta: 0.05}]
                """, origin: "test")
    }

    private static let size = Size(width: 130, height: 40)

    private static func frame(
        _ race: Race, step: Int, row: Int = 0, glyphs: GlyphSet = .braille
    ) -> Frame {
        var screen = Screen(of: race, size: size, glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = step
        state.row = row
        return screen.frame(race, state)
    }

    /// Where a mark stands in the second panel, in a colour.
    private static func places(_ symbol: Symbol, _ ink: Ink, in frame: Frame) -> [SIMD2<Int>] {
        let middle = frame.size.width / 2
        let bottom = (0..<frame.size.height).first { frame[middle, $0].scalar == GlyphSet.braille.scalar(.bottomLeft) }!
        return (0..<bottom).flatMap { y in
            (middle..<frame.size.width).compactMap { x in
                let cell = frame[x, y]
                return cell.scalar == GlyphSet.braille.scalar(symbol) && cell.ink == ink ? SIMD2(x, y) : nil
            }
        }
    }

    @Test("the line goes through the point, the way that it says", arguments: Slice.Line.allCases)
    func lines(line: Slice.Line) throws {
        let track = try Self.scene("slice: \(line.rawValue)".braced).tracks[0]
        let picture = try #require(try Self.scene("slice: \(line.rawValue)".braced).panels[1].picture as? Slice)
        var objective = Objective(track.surface)
        for point in [Point(-2, 1.5), Point(0.3, -0.1), Point(2.5, 2.9)] {
            let tangent = Tangent(&objective, at: point)
            let found = try #require(SliceLine(picture, through: point, tangent, next: nil, minima: [[0, 0]]))
            #expect((found.point(at: found.place(of: point)) - point).length < 1e-12)
            #expect(abs(found.direction.length - 1) < 1e-12 && found.range.contains(found.place(of: point)))
            switch line {
            case .x: #expect(found.direction == [1, 0])
            case .y: #expect(found.direction == [0, 1])
            case .gradient: #expect(abs(tangent.slope(along: found.direction) + tangent.gradient.length) < 1e-12)
            case .minimum:
                #expect(found.point(at: found.place(of: Point.zero)).length < 1e-12)
                #expect(found.range.contains(found.place(of: Point.zero)))
            }
        }
    }

    @Test("on a quadratic the parabola is the curve, and twice the way to its bottom is as high as the point")
    func parabola() throws {
        let surface = try Self.scene("{slice: gradient}").tracks[0].surface
        var objective = Objective(surface)
        for point in [Point(-2, 1.5), Point(1, 0.25), Point(0.1, -2)] {
            let tangent = Tangent(&objective, at: point)
            let way = -tangent.gradient / tangent.gradient.length
            let best = try #require(tangent.best(along: way))
            #expect(abs(objective.loss(at: point + 2 * best * way) - tangent.loss) < 1e-9 * tangent.loss)
            #expect(objective.loss(at: point + best * way) < objective.loss(at: point + 1.01 * best * way))
            #expect(objective.loss(at: point + best * way) < objective.loss(at: point + 0.99 * best * way))
        }
    }

    @Test(
        "the mark of the next step is where gradient descent goes: within 2/λ or past it", arguments: [0.05, 0.1, 0.45])
    func next(eta: Double) throws {
        var race = Race(try Self.scene("{slice: gradient}", eta: eta))
        race.advance(to: 30)
        let frame = Self.frame(race, step: 0)
        let head = try #require(Self.places(.head(0), .run(0), in: frame).first)
        let next = try #require(Self.places(.next, .run(0), in: frame).first)
        let limit = try #require(Self.places(.now, .bad, in: frame).first)
        let losses = race.runs[0].trajectory.losses
        #expect(next.x > head.x && (next.x < limit.x) == (losses[1] < losses[0]))
    }

    @Test(
        "a step looks the same however it was come to, and a paused frame is the same again",
        arguments: GlyphSet.allCases)
    func seeking(glyphs: GlyphSet) throws {
        for slice in ["{slice: gradient}", "{slice: minimum}", "{slice: w2}", "{slice: x, one-dimensional: true}"] {
            var race = Race(try Self.scene(slice))
            race.advance(to: 30)
            var used = Screen(of: race, size: Self.size, glyphs: glyphs, hints: [])
            for (step, row) in [(0, 0), (9, 1), (30, 0), (3, 1), (0, 1)] {
                var state = ScreenState()
                (state.step, state.row) = (step, row)
                let frame = used.frame(race, state)
                #expect(frame == used.frame(race, state))
                #expect(frame == Self.frame(race, step: step, row: row, glyphs: glyphs), "\(slice) at \(step)")
                if glyphs == .ascii { #expect(frame.text.utf8.allSatisfy { $0 < 0x80 }) }
            }
        }
    }

    @Test(
        "whether a loss has one weight is seen from its formula",
        arguments: [
            ("0.5*x^2", true), ("w1^4 - 3*w1", true), ("x^2 + 0*y", false), ("x^2 + y^2", false), ("y^2", false),
            ("d = y; x^2", true),
        ])
    func oneDimensional(loss: String, isOne: Bool) throws {
        let text = "{steps: 2, surfaces: {s: {loss: '\(loss)', domain: {x: [-3, 3], y: [-3, 3]}}}, runs: [sgd]}"
        let track = try Scene(parsing: text, origin: "t").tracks[0]
        #expect(track.surface.isOneDimensional == isOne)
        #expect(Slice(standardFor: track).isOneDimensional == isOne)
        let data = """
            data: {d: {columns: [t], rows: [[1], [2]]}}
            surfaces: {s: {loss: "\(loss) + t", data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            runs: [sgd]
            """
        #expect(try Scene(parsing: data, origin: "t").tracks[0].surface.isOneDimensional == isOne)
    }

    @Test("of a loss of one weight all runs hop on the curve, and a click starts them there")
    func hops() throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "one-weight")))
        race.advance(to: 16)
        var screen = Screen(of: race, size: Size(width: 160, height: 46), glyphs: .braille, hints: [])
        var state = ScreenState()
        state.step = 1
        let frame = screen.frame(race, state)
        for panel in 0..<4 {
            let inks = frame.cells.indices.filter {
                $0 % 160 / 40 == panel && frame.cells[$0].ink == .run(panel) && $0 / 160 < 36
            }
            #expect(inks.count > 4, "panel \(panel)")
        }
        guard case .panel(2, .point(let point)) = screen.target(x: 100, y: 20, race, state) else {
            Issue.record("there is no point")
            return
        }
        race.moveStart(track: 2, to: point)
        race.advance(to: 16)
        state.step = 0
        state.row = 2
        let moved = screen.frame(race, state)
        #expect((3..<36).contains { moved[100, $0].scalar == GlyphSet.braille.scalar(.head(2)) })
    }

    @Test("keys pan and zoom it, as far as it goes")
    func moves() throws {
        var race = Race(try Self.scene("{slice: x, one-dimensional: true}"))
        race.advance(to: 30)
        var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        let state = ScreenState()
        _ = screen.frame(race, state)
        func range() throws -> ClosedRange<Double> { try #require(screen.domain(ofPanel: 1)).x }
        #expect(try range() == -3...3)
        for (move, expected) in [
            (ViewMove.zoom(1, at: nil), -2.0...2), (.pan([1, 0]), -1.5...2.5), (.zoom(-1, at: nil), -2.25...3.75),
        ] {
            let moved = try #require(screen.moved(move, panel: 1, race, state))
            screen.show(moved, panel: 1, of: race)
            _ = screen.frame(race, state)
            #expect(try abs(range().lowerBound - expected.lowerBound) < 1e-12)
            #expect(try abs(range().upperBound - expected.upperBound) < 1e-12)
        }
        for _ in 0..<200 {
            let moved = try #require(screen.moved(.zoom(1, at: nil), panel: 1, race, state))
            screen.show(moved, panel: 1, of: race)
            _ = screen.frame(race, state)
        }
        #expect(try range().upperBound > range().lowerBound)
        #expect(screen.moved(.arrows, panel: 1, race, state) == nil)
    }

    @Test("much data is left to another core, and what comes of it is what patience gets")
    func order() throws {
        let text = """
            steps: 20
            data: {d: {generate: blobs, rows: 20000}}
            surfaces: {s: {loss: (w1*x1 + w2*x2 - t)^2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            start: [-1, 2]
            panels: [{surface: s, kind: slice}]
            runs: [{optimizer: sgd, eta: 0.05}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 3)
        var state = ScreenState()
        state.step = 2
        var screen = Screen(of: race, size: Size(width: 80, height: 24), glyphs: .braille, hints: [], isPatient: false)
        _ = screen.frame(race, state)
        var orders = 0
        while let order = screen.orders[0]?.first, orders < 3 {
            screen.adopt(order.drawn(), panel: 0)
            _ = screen.frame(race, state)
            orders += 1
        }
        #expect(orders == 1)
        let whole = Screen(of: race, size: Size(width: 80, height: 24), glyphs: .braille, hints: [])
        var patient = whole
        let (one, other) = (screen.frame(race, state), patient.frame(race, state))
        // But for how the runs are doing, which is answered elsewhere too.
        #expect((1..<12).allSatisfy { y in (0..<40).allSatisfy { one[$0, y] == other[$0, y] } })
    }

    /// A race over much data whose loss is of one weight: the line through the runs is the same at every step.
    private static func dear(rows: Int) throws -> Race {
        let text = """
            steps: 20
            data: {d: {generate: blobs, rows: \(rows)}}
            surfaces: {s: {loss: (w1*x1 - t)^2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            start: [-1, 2]
            panels: [{surface: s, slice: x, one-dimensional: true}]
            runs: [{optimizer: sgd, eta: 0.05}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 5)
        return race
    }

    @Test(
        "slope and curvature over much data are left to another core too",
        arguments: [(400, 0), (20_000, 0), (90_000, 1)])
    func tangents(rows: Int, wanted: Int) throws {
        let race = try Self.dear(rows: rows)
        let size = Size(width: 80, height: 24)
        var screen = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: false)
        var state = ScreenState()
        state.step = 2
        _ = screen.frame(race, state)
        if let order = screen.orders[0]?.first { screen.adopt(order.drawn(), panel: 0) }
        _ = screen.frame(race, state)
        #expect(screen.orders[0]?.first == nil)
        // The curve is there, and another step has another tangent.
        state.step = 3
        var frame = screen.frame(race, state)
        var orders = 0
        while let order = screen.orders[0]?.first, orders < 3 {
            orders += 1
            screen.adopt(order.drawn(), panel: 0)
            frame = screen.frame(race, state)
        }
        #expect(orders == wanted)
        var patient = Screen(of: race, size: size, glyphs: .braille, hints: [])
        let whole = patient.frame(race, state)
        #expect((1..<12).allSatisfy { y in (0..<80).allSatisfy { frame[$0, y] == whole[$0, y] } }, "\(frame)\(whole)")
    }

    @Test("what was found out stays when the screen is laid out anew")
    func layout() throws {
        let race = try Self.dear(rows: 90_000)
        var state = ScreenState()
        state.step = 2
        let size = Size(width: 80, height: 24)
        var screen = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: false)
        _ = screen.frame(race, state)
        screen.adopt(try #require(screen.orders[0]?.first).drawn(), panel: 0)
        _ = screen.frame(race, state)
        for height in [24, 30] {
            let other = Size(width: 80, height: height)
            var next = Screen(
                of: race, size: other, glyphs: .braille, hints: [], isPatient: false, reusing: screen)
            let frame = next.frame(race, state)
            #expect(next.orders[0] == nil)
            var patient = Screen(of: race, size: other, glyphs: .braille, hints: [])
            let whole = patient.frame(race, state)
            #expect((1..<12).allSatisfy { y in (0..<80).allSatisfy { frame[$0, y] == whole[$0, y] } }, "\(frame)")
        }
    }

    @Test("the hops that are drawn stay while the curve is the same to the eye")
    func sameHops() throws {
        var race = Race(
            try Scene(
                parsing: """
                    steps: 100000
                    surfaces: {s: {loss: x^2 + 3*y^2, domain: {x: [-3, 3], y: [-3, 3]}}}
                    panels: [{surface: s, slice: x, one-dimensional: true}]
                    start: [-2, 1]
                    runs: [{optimizer: sgd, eta: 0.00001}]
                    """, origin: "test"))
        race.advance(to: 100_000)
        var hops = Hops(size: Size(width: 40, height: 10), shape: .braille, count: 1)
        func curve(_ y: Double) -> Curve {
            let line = SliceLine(origin: [0, y], direction: [1, 0], range: -3...3)
            let order = SliceOrder(line: line, columns: 80, revision: 0)
            let losses = (0..<80).map { order.place($0) * order.place($0) }
            return Curve(
                SliceResult(order: order, losses: losses), heights: 0...10, size: Size(width: 40, height: 10),
                shape: .braille)
        }
        func update(_ y: Double) -> Bool {
            hops.update(race.runs(on: 0), on: curve(y), to: 100_000, revision: 0, isPatient: false)
        }
        // Pieces, as there are many steps; then all of them, and so they stay.
        #expect(!update(1))
        var frames = 1
        while !update(1), frames < 100 { frames += 1 }
        #expect(update(0.5) && update(0.25))
    }

    @Test("a run that has left the numbers leaves the picture as it was")
    func divergence() throws {
        for slice in ["{slice: gradient}", "{slice: x}", "{slice: minimum}"] {
            var race = Race(try Self.scene(slice, "exp(x^2 + y^2)", eta: 50))
            race.advance(to: 30)
            for step in 0...30 { _ = Self.frame(race, step: step) }
        }
    }

    @Test(
        "what cannot be shown is said where it stands",
        arguments: [
            ("{slice: z}", "'slice' is gradient, minimum, x, y, w1, w2, not 'z'"),
            ("{slice: y, one-dimensional: true}", "a one-dimensional slice is along x, not 'y'"),
            ("{slice: x, one-dimensional: yes}", "'one-dimensional' is true or false"),
        ])
    func mistakes(slice: String, message: String) throws {
        do {
            _ = try Self.scene(slice)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
        #expect(throws: (any Error).self) {
            try Scene(
                parsing:
                    "{surfaces: {s: {loss: x*y, domain: {x: [-1, 1], y: [-1, 1]}}}, runs: [sgd], panels: [{surface: s, slice: minimum}]}",
                origin: "t")
        }
    }
}

extension String {
    fileprivate var braced: String { "{\(self)}" }
}
