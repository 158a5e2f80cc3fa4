import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

/// What is drawn and what a click means must be the same place. All marks are found on frames, wherever they are.
@Suite("A click on a mark means what the mark shows")
struct TargetTests {
    private static func scene(steps: Int, _ runs: String = "{optimizer: momentum, eta: 0.01}") throws -> Scene {
        try Scene(
            parsing: """
                steps: \(steps)
                surfaces: {s: {loss: x^2 + 3*y^2, domain: {x: [-3, 3], y: [-3, 3]}, minima: [[0, 0]]}}
                start: [-2, 1.5]
                runs: [\(runs)]
                """, origin: "test")
    }

    private static let size = Size(width: 100, height: 30)

    /// All places of a screen that mean something.
    private static func targets(_ screen: Screen, _ race: Race, _ state: ScreenState)
        -> [(x: Int, y: Int, target: Screen.Target)]
    {
        (0..<screen.size.height).flatMap { y in
            (0..<screen.size.width).compactMap { x in
                screen.target(x: x, y: y, race, state).map { (x, y, $0) }
            }
        }
    }

    @Test(
        "on the chart the mark of the step goes where one clicks, and comes back",
        arguments: [3, 17, 40, 60, 174, 5000])
    func chart(steps: Int) throws {
        var race = Race(try Self.scene(steps: steps))
        race.advance(to: steps)
        var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        var columns: [Int: Int] = [:]
        for (x, _, target) in Self.targets(screen, race, ScreenState()) {
            if case .step(let step) = target { columns[x] = step }
        }
        #expect(columns.count > 20)
        #expect(columns.values.contains(0) && columns.values.contains(steps))
        /// The columns in which the step's mark stands.
        func marked(_ step: Int) -> Set<Int> {
            var state = ScreenState()
            state.step = step
            let frame = screen.frame(race, state)
            return Set(
                columns.keys.filter { x in
                    (0..<frame.size.height).contains { frame[x, $0].scalar == "┊" && frame[x, $0].ink == .rule }
                })
        }
        // Where there are fewer steps than columns, those between two marks lead to one of them.
        let shown = Set(columns.values).union((0...steps).prefix(100))
        var places: [Int: Set<Int>] = [:]
        for step in shown {
            let place = marked(step)
            #expect(place.count == 1, "step \(step)")
            for x in place { places[x, default: []].insert(step) }
        }
        for (x, steps) in places {
            #expect(columns[x].map(steps.contains) == true, "column \(x) is step \(columns[x] ?? -1), not of \(steps)")
        }
        #expect(columns.values.allSatisfy { step in places.values.contains { $0.contains(step) } })
        if steps > 2 * columns.count { #expect(Set(places.keys) == Set(columns.keys)) }
    }

    @Test("on a slider the knob goes where one clicks", arguments: ["eta", "alpha"])
    func sliders(name: String) throws {
        var race = Race(try Self.scene(steps: 60))
        race.advance(to: 60)
        var state = ScreenState()
        state.step = 30
        state.slider = Tunable.ID(name: name, isSurface: false)
        let screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
        var positions: [(x: Int, y: Int, position: Double)] = []
        for (x, y, target) in Self.targets(screen, race, state) {
            if case .slider(let id, let position) = target, id.name == name { positions.append((x, y, position)) }
        }
        // Its name and the blank behind it stand for its ends.
        let first = try #require(positions.lastIndex { $0.position == 0 })
        let last = try #require(positions.firstIndex { $0.position == 1 })
        #expect(last - first >= 7)
        for place in positions[first...last] {
            var race = race
            let tunable = try #require(race.tunables(of: race.runs[0], at: 30).first { $0.id == state.slider })
            race.tune(row: 0, hyperparameter: name, by: .to(tunable.declaration.value(at: place.position)))
            race.advance(to: 60)
            var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
            let frame = screen.frame(race, state)
            #expect(frame[place.x, place.y].scalar == "●", "column \(place.x), position \(place.position)")
        }
    }

    @Test("on the landscape a point is drawn in the cell that means it", arguments: GlyphSet.allCases)
    func landscape(glyphs: GlyphSet) throws {
        var race = Race(try Self.scene(steps: 5, "{optimizer: sgd, eta: 0}"))
        race.advance(to: 5)
        var state = ScreenState()
        state.hidden = [0]
        let screen = Screen(of: race, size: Size(width: 60, height: 20), glyphs: glyphs, hints: [])
        var count = 0
        for (x, y, target) in Self.targets(screen, race, state) {
            guard case .panel(let panel, .point(let point)) = target else { continue }
            count += 1
            guard (x + 3 * y) % 7 == 0 else { continue }
            race.moveStart(track: panel, to: point)
            var screen = screen
            #expect(screen.frame(race, state)[x, y].scalar == glyphs.scalar(.start), "\(x), \(y)")
        }
        #expect(count > 200)
    }

    @Test("in the table a line means the run that stands in it")
    func table() throws {
        let names = ["sgd", "momentum", "nag", "adam", "rmsprop", "adagrad", "lion", "adan", "nadam", "radam"]
        var race = Race(try Self.scene(steps: 5, names.joined(separator: ", ")))
        race.advance(to: 5)
        for focus in names.indices {
            var state = ScreenState()
            state.row = focus
            var screen = Screen(of: race, size: Self.size, glyphs: .braille, hints: [])
            let frame = screen.frame(race, state)
            var rows: [Int: Int] = [:]
            for (_, y, target) in Self.targets(screen, race, state) {
                if case .row(let row) = target { rows[y] = row }
            }
            #expect(Set(rows.values) == Set(names.indices))
            for (y, row) in rows {
                let line = String(String.UnicodeScalarView((0..<frame.size.width).map { frame[$0, y].scalar }))
                let label = race.scene.labels[row]
                #expect(line.contains(" \(label) "), "line \(y) means \(label)")
                #expect((0..<frame.size.width).contains { frame[$0, y].ground == .selection } == (row == focus))
            }
        }
    }
}
