import Basics
import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("Maps of two values")
struct MapTests {
    /// A race of one run, and a plan of it.
    private static func plan(
        _ optimizer: String, on surface: String, x: String, y: String, steps: Int = 60, more: String = ""
    ) throws -> (race: Race, plan: MapPlan) {
        let race = Race(
            try Scene(
                parsing: """
                    steps: \(steps)
                    panels: [{surface: \(surface)}]
                    runs: [{optimizer: \(optimizer)\(more)}]
                    """, origin: "test"))
        let track = race.scene.tracks[0]
        func axis(_ text: String) throws -> ScaledAxis {
            try MapAxis.parse(text, on: track, runs: track.runs).axis.scaled(track.runs[0], on: track)
        }
        return (race, try MapPlan(race, run: 0, x: axis(x), y: axis(y)))
    }

    /// What a race of a scene that says the values itself comes to, by its recorded trajectory.
    private static func reference(
        _ race: Race, _ plan: MapPlan, at place: Point, optimizer: String, surface: String, steps: Int,
        more: String = ""
    ) throws -> MapOutcome {
        var (run, parameters, start) = (more, "", "")
        var from = race.starts[0]
        for (axis, value) in [(plan.x, place.x), (plan.y, place.y)] {
            switch axis.place {
            case .hyperparameter: run += ", \(axis.name): \(value.spelled)"
            case .parameter: parameters += "\(parameters.isEmpty ? "" : ", ")\(axis.name): \(value.spelled)"
            case .start(let index): from[index] = value
            case .nothing: break
            }
        }
        start = "[\(from.x.spelled), \(from.y.spelled)]"
        let own = parameters.isEmpty ? "" : ", parameters: {\(parameters)}"
        var single = Race(
            try Scene(
                parsing: """
                    steps: \(steps)
                    panels: [{surface: \(surface)\(own), start: \(start)}]
                    runs: [{optimizer: \(optimizer)\(run)}]
                    """, origin: "test"))
        single.advance(to: steps)
        let trajectory = single.runs[0].trajectory
        let target = RateSweep.target(
            of: single.surfaces[0], view: single.scene.tracks[0].view, start: single.starts[0])
        let bounds = Bounds(single.scene.tracks[0].view)
        let ended = trajectory.losses.indices.first {
            !trajectory.points[$0].isFinite || !trajectory.losses[$0].isFinite && bounds.isFar(trajectory.points[$0])
        }
        let last = ended ?? trajectory.count - 1
        // What the race's own table says of it.
        let condition = single.condition(of: single.runs[0], at: last)
        var outcome = MapOutcome(state: .running, steps: 0, loss: trajectory.losses[last], minimum: -1)
        switch condition {
        case .diverged:
            outcome.state = .diverged
            outcome.steps = Int32(clamping: ended ?? 0)
        case .left: outcome.state = .left
        case .failed: outcome.state = .failed
        case .running, .converged: break
        }
        if ended == nil, trajectory.losses[last] <= target {
            outcome.state = .arrived
            outcome.steps = Int32(clamping: (0...last).last { !(trajectory.losses[$0] <= target) }.map { $0 + 1 } ?? 0)
            let (minima, point) = (single.surfaces[0].minima, trajectory.points[last])
            if let nearest = minima.indices.min(by: { (minima[$0] - point).length < (minima[$1] - point).length }) {
                outcome.minimum = Int8(clamping: nearest)
            }
        }
        if single.runs[0].failure != nil { outcome.fail() }
        return outcome
    }

    private static let surfaces = ["valley", "rosenbrock", "saddle"]

    @Test(
        "every cell is, to the bit, what a race of that scene comes to", arguments: OptimizerCatalog.names, surfaces)
    func cells(optimizer: String, surface: String) throws {
        let declaration = try #require(OptimizerCatalog.optimizer(named: optimizer))
        let hyperparameters = declaration.hyperparameters.map(\.name)
        var random = SeededRandom(seed: UInt64(optimizer.utf8.reduce(7) { $0 + 31 * Int(clamping: $1) }))
        let parameters = try #require(SurfaceCatalog.surface(named: surface)).parameters.map(\.name)
        var pairs = [("x", "y")]
        if let first = hyperparameters.first {
            pairs.append((first, "y"))
            if hyperparameters.count > 1 { pairs.append((first, hyperparameters[1])) }
            if let parameter = parameters.first { pairs.append((parameter, first)) }
        }
        for (x, y) in pairs {
            let (race, plan) = try Self.plan(optimizer, on: surface, x: x, y: y, steps: 40)
            let places = (0..<3).map { _ in plan.place(at: Point(random.uniform(), random.uniform())) }
            let outcomes = try #require(plan.outcomes(at: places))
            for (place, outcome) in zip(places, outcomes) {
                let wanted = try Self.reference(
                    race, plan, at: place, optimizer: optimizer, surface: surface, steps: 40)
                #expect(outcome == wanted, "\(x) \(place.x) \(y) \(place.y)")
                #expect([outcome] == plan.outcomes(at: [place]))
                var targets = ArrivalTargets(view: plan.view)
                #expect(outcome == plan.outcome(at: place, &targets))
            }
        }
    }

    @Test(
        "a run that has no loss at some step, and goes on, comes to what the table says",
        arguments: ["sgd", "momentum"])
    func holes(optimizer: String) throws {
        let text = """
            steps: 60
            surfaces:
              s: {loss: 0.5*(x - 1)^2 + 0.5*y^2 + 0.01*log(x), domain: {x: [-4, 4], y: [-3, 3]}, minima: [[1, 0]]}
            panels: [{surface: s, start: [2.5, 1]}]
            runs: [{optimizer: \(optimizer), eta: 0.5}]
            """
        let race = Race(try Scene(parsing: text, origin: "t"))
        let (track, run) = (race.scene.tracks[0], race.scene.tracks[0].runs[0])
        func axis(_ text: String) throws -> ScaledAxis {
            try MapAxis.parse(text, on: track, runs: track.runs).axis.scaled(run, on: track)
        }
        let plan = try MapPlan(race, run: 0, x: axis("eta=0.05..2.5"), y: axis("x=0.5..3"))
        let places = (0..<400).map { plan.place(at: Point(Double($0 % 20) / 19, Double($0 / 20) / 19)) }
        let outcomes = try #require(plan.outcomes(at: places))
        var (crossed, arrived) = (0, 0)
        for (place, outcome) in zip(places, outcomes) {
            var single = race
            single.tune(row: 0, track: 0, hyperparameter: "eta", by: .to(place.x))
            single.moveStart(track: 0, to: Point(place.y, 1))
            single.advance(to: 60)
            let last = single.runs[0].trajectory.count - 1
            let hole = single.runs[0].trajectory.losses.contains { !$0.isFinite }
            let condition = single.condition(of: single.runs[0], at: last)
            crossed += hole ? 1 : 0
            arrived += hole && outcome.state == .arrived ? 1 : 0
            switch condition {
            case .diverged: #expect(outcome.state == .diverged, "\(place)")
            case .left: #expect(outcome.state == .left, "\(place)")
            default: #expect([.arrived, .running].contains(outcome.state), "\(place)")
            }
            var targets = ArrivalTargets(view: plan.view)
            #expect(outcome == plan.outcome(at: place, &targets))
        }
        #expect(crossed > 10 && arrived > 0)
    }

    @Test(
        "an axis stays within what a value may be, whatever its scale, range and value",
        arguments: ["linear", "logarithmic", "towardOne"],
        [
            [0.9995, 1], [10, 1e9], [0, 1], [0, 0.5], [-1e9, -10], [1e-300, 1e300], [0.2, 0.3], [-5, 5], [0, 1e12],
            [1e-9, 1e-8], [0.999, 0.99999],
        ])
    func ranges(scale: String, range: [Double]) throws {
        let middle = (range[0] + range[1]) / 2
        var tried = 0
        for (value, schedule) in [
            (range[0], ""), (range[1], ""), (middle, ""), (middle, ", mu: -5 + 0*t"), (middle, ", mu: 0/0 + 0*t"),
            (middle, ", mu: 1e300*t"),
        ] {
            let text = """
                steps: 5
                optimizers:
                  own:
                    hyperparameters: {eta: 0.1, mu: {default: \(value), range: [\(range[0]), \(range[1])], scale: \(scale)}}
                    rule: w = w - eta*mu*g
                panels: [{surface: bowl, name: b}, {of: b, kind: map}, {of: b, kind: sensitivity}]
                runs: [{optimizer: own\(schedule)}]
                """
            guard let scene = try? Scene(parsing: text, origin: "t") else { continue }
            let track = scene.tracks[0]
            for axis in Map.pairs(of: track.runs[0], on: track).flatMap({ [$0.x, $0.y] }) {
                let scaled = try axis.scaled(track.runs[0], on: track)
                guard axis.name == "mu" else { continue }
                tried += 1
                #expect(scaled.range.lowerBound >= range[0] && scaled.range.upperBound <= range[1])
                for share in [0, 0.3, 1] { #expect((range[0]...range[1]).contains(scaled.value(at: share))) }
            }
        }
        // Some cannot be on an axis: by factors through 0, towards 1 from beyond it.
        let cannotBe = scale == "logarithmic" && range[0] <= 0 || scale == "towardOne" && range[1] > 1
        #expect(tried > 0 || cannotBe || (range[1] / range[0]).isInfinite || scale != "linear", "\(tried)")
    }

    @Test("the lowest loss is that of a run that was there to the end")
    func bestOfFailed() throws {
        let text = """
            steps: 50
            optimizers:
              b:
                hyperparameters: {eta: 0.02, mu: {default: 0.5, range: [0, 0.9]}, nu: {default: 0.5, range: [0, 1]}}
                rule: w = w - eta*(1 - 0*mu + 0*nu)*g
            panels: [{surface: bowl, start: [2, 1]}]
            runs: [{optimizer: b, mu: t*0.03}]
            """
        let race = Race(try Scene(parsing: text, origin: "t"))
        let (track, run) = (race.scene.tracks[0], race.scene.tracks[0].runs[0])
        func axis(_ text: String) throws -> ScaledAxis {
            try MapAxis.parse(text, on: track, runs: track.runs).axis.scaled(run, on: track)
        }
        var grid = MapGrid(try MapPlan(race, run: 0, x: axis("eta=0.01..1"), y: axis("nu=0..1")), columns: 9, rows: 5)
        #expect(grid.finish() && !grid.finish() && grid.isComplete)
        #expect(grid.outcomes.allSatisfy { $0?.state == .failed })
        for shown in [Map.Value.steps, .loss] { #expect(grid.best(shown) == nil) }
    }

    @Test("a schedule's first value is what stands on the axis; all of it follows")
    func schedule() throws {
        let (race, plan) = try Self.plan(
            "momentum", on: "ellipse", x: "eta=0.01..1", y: "alpha", more: ", eta: 0.2*0.97^t")
        #expect(race.runs[0].isScheduled(0) && !plan.run.isConstant)
        let places = (0..<20).map { plan.place(at: Point(Double($0) / 19, Double(19 - $0) / 19)) }
        let outcomes = try #require(plan.outcomes(at: places))
        var targets = ArrivalTargets(view: plan.view)
        for (place, outcome) in zip(places, outcomes) { #expect(outcome == plan.outcome(at: place, &targets)) }
        let (first, _) = plan.single(at: places[7])
        #expect(abs(first.hyperparameter(0, at: 1) / places[7].x - 1) < 1e-12)
    }

    @Test("losses over data, and optimizers in Swift, are stepped by themselves, to the same numbers")
    func data() throws {
        let race = Race(
            try Scene(
                parsing: """
                    steps: 30
                    data:
                      points: {columns: [u, v], rows: [[0, 1], [1, 2], [2, 2.5], [-1, 0.2]]}
                    surfaces:
                      line:
                        loss: mean((w1*u + w2 - v)^2)
                        data: points
                        domain: {x: [-2, 2], y: [-2, 2]}
                    start: [-1, -1]
                    runs: [{optimizer: momentum, eta: 0.05, batch: 2}]
                    """, origin: "test"))
        let track = race.scene.tracks[0]
        let axes = try ["eta", "alpha"].map {
            try MapAxis.parse($0, on: track, runs: track.runs).axis.scaled(track.runs[0], on: track)
        }
        let plan = try MapPlan(race, run: 0, x: axes[0], y: axes[1])
        #expect(!plan.isInBlocks)
        var grid = MapGrid(plan, columns: 7, rows: 5)
        while let piece = grid.pieces(atMost: 1).first, let done = piece.done() { grid.adopt(done) }
        for cell in [0, 11, 34] {
            let (single, _) = plan.single(at: grid.place(ofCell: cell))
            var run = single
            run.advance(to: 30)
            #expect(grid.outcomes[cell]?.loss == run.trajectory.losses.last || run.firstWithoutNumber != nil)
        }
    }

    @Test(
        "however it is cut, and in whatever order pieces come, a map is the same",
        arguments: [(40, 30), (3, 2), (129, 7)])
    func pieces(size: (columns: Int, rows: Int)) throws {
        let (_, plan) = try Self.plan("momentum", on: "rosenbrock", x: "eta", y: "alpha", steps: 200)
        let whole = MapGrid(plan, columns: size.columns, rows: size.rows)
        let all = try #require(plan.outcomes(at: whole.outcomes.indices.map { whole.place(ofCell: $0) }))
        var random = SeededRandom(seed: 5)
        var grid = whole
        while !grid.isComplete {
            let pieces = grid.pieces(atMost: 5)
            // The first thing to be seen is a coarse map of all of it.
            if grid.progress == 0 { #expect(pieces.count == 1) }
            let piece = pieces[Int(clamping: random.uniform() * Double(pieces.count))]
            let done = try #require(piece.done())
            grid.adopt(done)
            // The same again changes nothing.
            let before = grid.outcomes
            grid.adopt(done)
            #expect(grid.outcomes == before)
        }
        #expect(grid.outcomes == all.map { $0 } && grid.progress == 1)
    }

    @Test("what came of another map is not taken for this one's")
    func stale() throws {
        let (_, plan) = try Self.plan("momentum", on: "ellipse", x: "eta", y: "alpha")
        let (_, other) = try Self.plan("momentum", on: "ellipse", x: "eta", y: "alpha", steps: 61)
        var grid = MapGrid(plan, columns: 8, rows: 8)
        let before = grid.outcomes
        grid.adopt(try #require(MapGrid(other, columns: 8, rows: 8).pieces(atMost: 1)[0].done()))
        #expect(grid.outcomes == before)
    }

    @Test("what stands on an axis changes no map; what does not, does")
    func sameQuestion() throws {
        let (race, plan) = try Self.plan("momentum", on: "valley", x: "eta", y: "kappa")
        func again(_ change: (inout Race) -> Void) throws -> Bool {
            var changed = race
            change(&changed)
            return plan.asksTheSame(as: try MapPlan(changed, run: 0, x: plan.x, y: plan.y))
        }
        #expect(try again { $0.tune(row: 0, hyperparameter: "eta", by: .presses(3)) })
        #expect(try again { $0.tuneSurface(track: 0, parameter: 0, by: .presses(2)) })
        #expect(try !again { $0.tune(row: 0, hyperparameter: "alpha", by: .presses(1)) })
        #expect(try !again { $0.moveStart(track: 0, to: [0.5, 0.5]) })
    }

    @Test(
        "on a quadratic, runs within theory's limit arrive, and those beyond diverge",
        arguments: ["sgd", "momentum", "nag"])
    func limit(optimizer: String) throws {
        let (_, plan) = try Self.plan(
            optimizer, on: "valley", x: "eta=1e-3..1", y: "kappa=2..40", steps: 3000,
            more: optimizer == "sgd" ? "" : ", alpha: 0.5")
        let theory = try #require(MapTheory(of: plan))
        for kappa in [2.0, 5, 17, 40] {
            let limit = try #require(theory.limit(at: kappa))
            let outcomes = try #require(plan.outcomes(at: [Point(0.99 * limit, kappa), Point(1.01 * limit, kappa)]))
            #expect(outcomes[0].state == .arrived && outcomes[1].state == .diverged, "\(kappa)")
        }
    }

    @Test("theory's fastest pair of η and α is near the fastest of the map")
    func best() throws {
        let (_, plan) = try Self.plan("momentum", on: "ellipse", x: "eta=0.01..10", y: "alpha=0..0.99", steps: 400)
        let best = try #require(MapTheory(of: plan)?.best)
        var grid = MapGrid(plan, columns: 80, rows: 60)
        while let piece = grid.pieces(atMost: 1).first, let done = piece.done() { grid.adopt(done) }
        let fastest = try #require(grid.best(.steps))
        // Theory speaks of the long run: to the third digit of the loss other pairs may be there a little earlier.
        let own = try #require(plan.outcomes(at: [best])).first
        #expect(own?.state == .arrived && Double(own?.steps ?? 0) < 2 * Double(fastest.outcome.steps))
        let (_, other) = try Self.plan("adam", on: "ellipse", x: "eta", y: "beta1")
        #expect(MapTheory(of: other) == nil)
    }

    @Test("a cell's own value is where it was put", arguments: ["eta=1e-4..1", "alpha=0..0.999", "x=-3..7"])
    func scales(text: String) throws {
        let (_, plan) = try Self.plan("momentum", on: "ellipse", x: text, y: "y")
        var last = -Double.infinity
        for index in 0...100 {
            let share = Double(index) / 100
            let value = plan.x.value(at: share)
            #expect(value > last && abs(plan.x.share(of: value) - share) < 1e-9)
            last = value
        }
        #expect(plan.x.value(at: 0) == plan.x.range.lowerBound && plan.x.value(at: 1) == plan.x.range.upperBound)
    }
}
