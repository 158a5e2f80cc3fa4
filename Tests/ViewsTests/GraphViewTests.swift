import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("The computation graph as a picture")
struct GraphViewTests {
    private static let sizes = ["20x8", "31x9", "38x20", "60x14", "78x33", "108x38", "158x42"]

    private static func prepared(_ name: String) throws -> PreparedGraph {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        return try #require(PreparedGraph(surface, glyphs: .braille))
    }

    @Test(
        "constants below 0 have one sign",
        arguments: [
            ("y - (-2)", "+2"), ("y + (-2)", "−2"), ("-2 + y", "−2"), ("y - 2", "−2"), ("-2 - y", "−2−"),
            ("y*(-2)", "×−2"),
        ])
    func signs(formula: String, label: String) throws {
        let text = "{surfaces: {s: {loss: 'x*(\(formula))', domain: {x: [-3, 3], y: [-3, 3]}}}, runs: [sgd]}"
        let surface = try Scene(parsing: text, origin: "t").tracks[0].surface
        let graph = try #require(PreparedGraph(surface, glyphs: .braille))
        let labels = graph.walk.nodes.indices.map(graph.labels.label)
        #expect(labels.contains(label) && !labels.contains { $0.contains("−−") || $0.contains("+−") }, "\(labels)")
    }

    /// In a race by evaluations a step of the optimizer takes several of the race's.
    @Test("over data it shows the row that the optimizer's next step sees first", arguments: ["steps", "evaluations"])
    func row(pace: String) throws {
        let rows = (100..<140).map { "[\($0)]" }.joined(separator: ", ")
        let text = """
            steps: 30
            pace: \(pace)
            data: {d: {columns: [c], rows: [\(rows)]}}
            surfaces: {s: {loss: 0.000001*(w1*c)^2 + 0*w2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            start: [1, 1]
            panels: [{surface: s, kind: graph}]
            runs: [{optimizer: sam, eta: 0.00001, batch: 4}]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 30)
        var screen = Screen(of: race, size: Size(width: 120, height: 40), glyphs: .braille, hints: [])
        var state = ScreenState()
        for step in 0..<30 {
            state.step = step
            let seen = try #require(race.runs[0].rowsSeen(after: step, of: 40)).map { 100 + $0 }
            let shown = screen.frame(race, state).text.matches(of: /[^\d.](1[0-3]\d)[^\d.]/).compactMap { Int($0.1) }
            #expect(Set(shown) == [seen[0]], "step \(step): \(shown)")
        }
    }

    @Test("layers go from left to right", arguments: SurfaceCatalog.names)
    func layers(name: String) throws {
        let graph = try Self.prepared(name)
        let (walk, layers) = (graph.walk, graph.layers)
        #expect(layers.order.sorted() == Array(walk.nodes.indices))
        var places = [Int](repeating: 0, count: walk.nodes.count)
        for (place, node) in layers.order.enumerated() { places[node] = place }
        for (index, node) in walk.nodes.enumerated() {
            for argument in node.arguments {
                #expect(layers.layer[argument.node] < layers.layer[index] && places[argument.node] < places[index])
            }
        }
        #expect(walk.inputs.allSatisfy { layers.layer[$0] == 0 })
        #expect(layers.layers.allSatisfy { $0.contains(where: \.isNode) })
        // Along the joints every node leads to all of its users, and to nobody else.
        for (layer, items) in layers.layers.enumerated() {
            for (row, item) in items.enumerated() where item.isNode {
                var found: Set<Int> = []
                var open = [(layer, row)]
                while let (layer, row) = open.popLast() {
                    guard layer < layers.joints.count else { continue }
                    for joint in layers.joints[layer] where joint.from == row {
                        let next = layers.layers[layer + 1][joint.to]
                        if next.isNode { found.insert(next.source) } else { open.append((layer + 1, joint.to)) }
                    }
                }
                #expect(found == Set(walk.users[item.source]))
            }
        }
    }

    @Test(
        "nothing overlaps, all is inside, lines go right, what is looked at is there", arguments: SurfaceCatalog.names)
    func plans(name: String) throws {
        let graph = try Self.prepared(name)
        let count = graph.walk.nodes.count
        for size in try Self.sizes.map({ try #require(Size($0)) }) {
            for (derivatives, shape) in [(1, DotShape.braille), (2, .ascii)] {
                for node in Set([0, count / 3, count / 2, count - 1]) {
                    let plan = GraphPlan(
                        graph.layers, graph.walk, size: Size(width: size.width, height: size.height - 2), shape: shape,
                        labels: graph.widths, derivative: (derivatives, derivatives), around: node)
                    check(plan, graph, node)
                }
            }
        }
    }

    private func check(_ plan: GraphPlan, _ graph: PreparedGraph, _ node: Int) {
        #expect(plan.spot(of: node) != nil)
        var taken = [Bool](repeating: false, count: plan.size.width * plan.size.height)
        var isClear = true
        for spot in plan.spots {
            guard spot.x >= 0, spot.y >= 0, spot.x + spot.width <= plan.size.width,
                spot.y + spot.height <= plan.size.height
            else {
                isClear = false
                continue
            }
            for y in spot.y..<(spot.y + spot.height) {
                for x in spot.x..<(spot.x + spot.width) {
                    isClear = isClear && !taken[y * plan.size.width + x]
                    taken[y * plan.size.width + x] = true
                }
            }
        }
        #expect(isClear)
        for line in plan.lines {
            #expect(line.cells.allSatisfy { (0..<(plan.size.width * plan.size.height)).contains($0.cell) })
        }
        var shown = 0
        for (index, user) in graph.walk.nodes.enumerated() {
            guard let spot = plan.spot(of: index) else { continue }
            shown += 1
            for argument in user.arguments {
                if let other = plan.spot(of: argument.node) { #expect(other.x + other.width < spot.x) }
            }
        }
        #expect(plan.isFolded == (shown < graph.walk.nodes.count))
        #expect(!plan.isFolded || plan.spots.contains { $0.content == .fold })
    }

    @Test("the arrows come to every node, from every node", arguments: SurfaceCatalog.names)
    func walking(name: String) throws {
        let graph = try Self.prepared(name)
        let directions: [Point] = [[-1, 0], [1, 0], [0, 1], [0, -1]]
        func reached(_ start: Int) -> Set<Int> {
            var found: Set<Int> = [start]
            var open = [start]
            while let node = open.popLast() {
                for direction in directions {
                    let next = graph.layers.neighbour(of: node, towards: direction, graph.walk)
                    if found.insert(next).inserted { open.append(next) }
                }
            }
            return found
        }
        let all = Set(graph.walk.nodes.indices)
        for start in [0, graph.walk.nodes.count / 2, graph.walk.nodes.count - 1] { #expect(reached(start) == all) }
    }

    @Test("a pass visits every operation, and every derivative once a sweep", arguments: SurfaceCatalog.names)
    func passes(name: String) throws {
        let graph = try Self.prepared(name)
        for mode in ComputationGraph.Mode.allCases {
            let pass = GraphPass(graph.walk, graph.layers, mode: mode)
            let active = graph.walk.nodes.count(where: \.isActive)
            #expect(pass.count == graph.walk.cost.value + active * pass.sweeps)
            #expect(pass.sweeps == (mode == .reverse ? 1 : graph.walk.inputs.count))
            var isOrdered = true
            for visited in 0...pass.count {
                for (index, node) in graph.walk.nodes.enumerated() {
                    // Nothing is lit before what it comes from.
                    if pass.hasValue(index, after: visited) {
                        isOrdered = isOrdered && node.arguments.allSatisfy { pass.hasValue($0.node, after: visited) }
                    }
                    for sweep in 0..<pass.sweeps where pass.hasDerivative(index, sweep: sweep, after: visited) {
                        let sources =
                            mode == .forward
                            ? node.arguments.filter(\.isActive).map(\.node)
                            : graph.walk.users[index].filter { graph.walk.nodes[$0].isActive }
                        isOrdered =
                            isOrdered && sources.allSatisfy { pass.hasDerivative($0, sweep: sweep, after: visited) }
                    }
                }
            }
            #expect(isOrdered)
        }
    }

    // MARK: On the screen

    private static func race(_ panels: String) throws -> Race {
        var race = Race(
            try Scene(
                parsing: "{steps: 30, panels: [\(panels)], runs: [{optimizer: sgd, eta: 1e-3}, adam]}", origin: "t"))
        race.advance(to: 30)
        return race
    }

    @Test(
        "any size, any glyphs, any place of the passes",
        arguments: ["{surface: beale, graph: reverse}", "ackley, {graph: forward}", "{surface: cliff, graph: forward}"])
    func frames(panels: String) throws {
        let race = try Self.race(panels)
        let panel = race.scene.panels.count - 1
        for size in ["40x12", "60x20", "80x24", "161x47", "300x100"].compactMap({ Size($0) }) {
            for glyphs in GlyphSet.allCases {
                var screen = Screen(of: race, size: size, glyphs: glyphs, hints: [])
                var state = ScreenState()
                (state.panel, state.step) = (panel, 12)
                for _ in 0..<12 {
                    let frame = screen.frame(race, state)
                    if glyphs == .ascii { #expect(frame.cells.allSatisfy { $0.scalar.isASCII }) }
                    // What is drawn does not depend on what was drawn before.
                    var fresh = Screen(
                        of: race, size: size, glyphs: glyphs, hints: [],
                        pictures: screen.moved(.quantity, panel: panel, race, state).map { [panel: $0] } ?? [:])
                    let picture = try #require(screen.moved(.quantity, panel: panel, race, state))
                    var toggled = screen
                    toggled.show(picture, panel: panel, of: race)
                    #expect(toggled.frame(race, state) == fresh.frame(race, state))
                    guard let next = screen.moved(.step(5), panel: panel, race, state) else { break }
                    screen.show(next, panel: panel, of: race)
                }
            }
        }
    }

    @Test("values follow the focused run and the step, and the derivatives are the gradient there")
    func values() throws {
        let race = try Self.race("{surface: matyas, graph: reverse}")
        for (row, step) in [(0, 0), (0, 17), (1, 17)] {
            var screen = Screen(of: race, size: Size(width: 120, height: 40), glyphs: .braille, hints: [])
            var state = ScreenState()
            (state.row, state.step) = (row, step)
            let run = race.runs[row]
            let point = run.trajectory.points[step]
            var objective = Objective(race.surfaces[0])
            let gradient = objective.gradient(at: point)
            let text = screen.frame(race, state).text
            for number in [point.x, point.y, gradient.x, gradient.y, objective.loss(at: point)] {
                #expect(text.contains(Format.narrow(number, width: 7)))
            }
        }
    }

    @Test("a large graph is laid out elsewhere, and then is the same")
    func order() throws {
        // Two hundred different sines.
        let loss = "x*y" + (1...200).map { " + sin(\($0)*x + y)" }.joined()
        let scene = try Scene(
            parsing: """
                surfaces: {s: {loss: \(loss), domain: {x: [-1, 1], y: [-1, 1]}}}
                panels: [{surface: s, graph: reverse}]
                runs: [sgd]
                """, origin: "t")
        let race = Race(scene)
        let size = Size(width: 100, height: 30)
        var patient = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: true)
        #expect(patient.orders.isEmpty)
        var screen = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: false)
        let before = screen.frame(race, ScreenState())
        #expect(screen.moved(.walk([1, 0]), panel: 0, race, ScreenState()) == nil)
        let order = try #require(screen.orders[0]?.first)
        screen.adopt(order.drawn(), panel: 0)
        let after = screen.frame(race, ScreenState())
        #expect(after != before && screen.orders.isEmpty)
        #expect(
            after.text.split(separator: "\n").dropFirst(2)
                == patient.frame(race, ScreenState()).text.split(separator: "\n").dropFirst(2))
    }

    @Test("numbers fit into their columns", arguments: [5, 7, 9])
    func numbers(width: Int) {
        for exponent in -320...308 {
            for mantissa in [1, 1.234567, -9.99999, 5.5] {
                let value = mantissa * Double(sign: .plus, exponent: exponent * 3, significand: 1)
                let text = Format.narrow(value, width: width)
                #expect(text.count <= width)
                if let read = Double(text.replacing("−", with: "-")), value.isFinite, value != 0 {
                    #expect(abs(read - value) <= 0.5 * abs(value), "\(value): \(text)")
                }
            }
        }
        #expect(Format.narrow(-0.0, width: width) == "0" && Format.narrow(0.25, width: width) == "0.25")
        #expect(Format.narrow(12_000, width: width) == "1.2e4")
    }
}
