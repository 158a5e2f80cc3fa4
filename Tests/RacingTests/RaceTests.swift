import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("Races can be relied on")
struct RaceTests {
    private static let text = """
        steps: 100
        start: [-4, 1]
        surfaces:
          valley: {loss: 0.5*(x^2 + 100*y^2), domain: {x: [-4, 4], y: [-2, 2]}, minima: [[0, 0]]}
        runs:
          - {optimizer: sgd, eta: 0.01}
          - {optimizer: sgd, eta: 1, label: wild}
          - {optimizer: momentum, eta: 0.01 * 0.1^floor(t/50)}
          - adam
        """

    private func race() throws -> Race { Race(try Scene(parsing: Self.text, origin: "test")) }

    @Test("the same scene gives the same race, in whatever portions it is stepped")
    func determinism() throws {
        var whole = try race()
        whole.advance(to: 100)
        var pieces = try race()
        for step in [1, 2, 3, 50, 40, 99, 100, 100] { pieces.advance(to: step) }
        for (left, right) in zip(whole.runs, pieces.runs) { #expect(left.trajectory.points == right.trajectory.points) }
        #expect(whole.runs[0].trajectory.count == 101)
    }

    @Test("a dear formula of a run's quantities takes more of what may be spent", arguments: [1, 10, 100, 900])
    func series(terms: Int) throws {
        var race = try race()
        race.advance(to: 100)
        let sum = (0..<terms).map { "x*\($0 + 2)" }.joined(separator: " + ")
        let measure = try Measure(parsing: sum)
        #expect(measure.program.operationCount >= 2 * terms - 1)
        var series = Series(measure, on: race.surfaces[0])
        var budget = 300
        _ = series.extend(along: race.runs[0], budget: &budget)
        // Some 30 operations take as long as a step of a curve that is drawn; the last value may take more than is left.
        let spent = (series.count(race.runs[0]) - 1) * measure.program.operationCount
        #expect(series.count(race.runs[0]) > 0 && spent <= 30 * 300, "\(series.count(race.runs[0]))")
    }

    @Test("a copy goes its own way")
    func values() throws {
        var original = try race()
        original.advance(to: 10)
        var copy = original
        copy.tune(row: 0, hyperparameter: "eta", by: .presses(-3))
        copy.advance(to: 50)
        #expect(original.runs[0].trajectory.count == 11)
        original.advance(to: 50)
        #expect(original.runs[0].trajectory.points[50] != copy.runs[0].trajectory.points[50])
        #expect(original.runs[3].trajectory.points == copy.runs[3].trajectory.points)
    }

    @Test("what diverges stops where numbers end, and harms no one")
    func divergence() throws {
        let text = Self.text.replacing("steps: 100", with: "steps: 400")
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 400)
        let wild = race.runs[1]
        // As PyTorch: the loss overflows at step 77, the place at 155.
        #expect(wild.firstWithoutNumber == 77)
        #expect(wild.trajectory.count == 156)
        #expect(wild.trajectory.losses[77] == .infinity && wild.trajectory.losses[76].isFinite)
        #expect(race.runs[0].trajectory.count == 401 && race.runs[0].firstWithoutNumber == nil)
    }

    @Test("tuning replays from the start to where the race stands")
    func tuning() throws {
        var race = try race()
        race.advance(to: 30)
        let before = race.runs[0].trajectory.points
        let isTuned = race.tune(row: 0, hyperparameter: "eta", by: .presses(-10))
        race.advance(to: 30)
        #expect(isTuned)
        #expect(race.runs[0].hyperparameters(at: 1)[0] == 0.001)
        #expect(race.runs[0].trajectory.count == 31)
        #expect(race.runs[0].trajectory.points[1] != before[1])
        race.reset(row: 0)
        race.advance(to: 30)
        #expect(race.runs[0].trajectory.points == before)
        let hasMomentum = race.tune(row: 0, hyperparameter: "alpha", by: .presses(1))
        #expect(!hasMomentum)
    }

    @Test("a schedule keeps its shape when it is tuned")
    func tunedSchedule() throws {
        var race = try race()
        race.tune(row: 2, hyperparameter: "eta", by: .presses(10))
        let run = race.runs[2]
        #expect(abs(run.hyperparameters(at: 1)[0] - 0.1) < 1e-15)
        #expect(abs(run.hyperparameters(at: 50)[0] - 0.01) < 1e-15)
    }

    @Test("a Swift type races beside the rules")
    func swiftOptimizer() throws {
        /// Halves the distance to where the last two gradients would meet: nothing that a rule says in a line.
        struct Bisection: Optimizer {
            struct Memory { var calls = 0 }
            let name = "bisection"
            let label = "Bisection"
            let hyperparameters = [Hyperparameter("eta", default: 0.25)]

            func memory(at start: Point, hyperparameters: [Double]) -> Memory { Memory() }

            func step(
                _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
            ) -> Point {
                memory.calls += 1
                precondition(memory.calls == t)
                let direction = objective.gradient(at: point)
                var length = hyperparameters[0]
                while objective.loss(at: point - length * direction) > objective.loss(at: point), length > 1e-12 {
                    length /= 2
                }
                return point - length * direction
            }
        }
        let surface = SurfaceCatalog.surface(named: "rosenbrock")!
        var run = Run(
            Scene.Entry(label: "own", optimizer: Bisection(), schedules: [Schedule(0.25)], start: surface.start),
            surface: surface, view: surface.domain, steps: 200, row: 0, track: 0)
        run.advance(to: 200)
        #expect(run.trajectory.count == 201)
        #expect(zip(run.trajectory.losses, run.trajectory.losses.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(run.trajectory.losses[200] < 1)
    }
}
