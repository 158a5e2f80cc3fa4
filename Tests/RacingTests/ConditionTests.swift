import Landscapes
import Scenes
import Testing

@testable import Racing

@Suite("How runs are doing, and what tuning does to them")
struct ConditionTests {
    /// Round, of curvature 2: gradient descent is stable up to η = 1.
    private func race(_ runs: String, loss: String = "x^2 + y^2", steps: Int = 300) throws -> Race {
        let text = """
            steps: \(steps)
            surfaces: {bowl: {loss: "\(loss)", domain: {x: [-4, 4], y: [-3, 3]}}}
            start: [-3, 2]
            runs: [\(runs)]
            """
        return Race(try Scene(parsing: text, origin: "test"))
    }

    @Test("a run that arrives has converged, one that crawls or zig-zags has not")
    func convergence() throws {
        var race = try race(
            "{optimizer: sgd, eta: 0.5}, {optimizer: sgd, eta: 1e-6, label: slow}, {optimizer: sgd, eta: 0.99, label: zig}"
        )
        race.advance(to: 20)
        #expect(race.condition(of: race.runs[0], at: 0) == .running)
        #expect(race.condition(of: race.runs[0], at: 2) == .converged)
        #expect(race.condition(of: race.runs[1], at: 20) == .running)
        #expect(race.condition(of: race.runs[2], at: 20) == .running)
    }

    @Test("two runs with the same loss in the same bowl have the same state, whatever way they came")
    func sameState() throws {
        // Steps that crawl and steps that zig-zag, as far from the bottom.
        var race = try race(
            "{optimizer: sgd, eta: 0.05, label: crawls}, {optimizer: sgd, eta: 0.95, label: zig-zags}",
            loss: "x^2 + y^2")
        race.advance(to: 120)
        for step in 0...120 {
            let (left, right) = (race.runs[0], race.runs[1])
            #expect(abs(left.trajectory.losses[step] / right.trajectory.losses[step] - 1) < 1e-9)
            #expect(race.condition(of: left, at: step) == race.condition(of: right, at: step))
        }
        #expect(race.condition(of: race.runs[1], at: 120) == .converged)
    }

    @Test("on a crest a run has not converged, however still it stands")
    func crest() throws {
        var race = try race("sgd", loss: "(x + 3)^2 - (y - 2)^2")
        race.advance(to: 50)
        #expect(race.runs[0].trajectory.points[50] == [-3, 2])
        #expect(race.condition(of: race.runs[0], at: 50) == .running)
    }

    @Test(
        "divergence has its cause: η·λ above the limit",
        arguments: [("sgd", 1.25, 2.5, 2.0), ("momentum", 2.1, 4.2, 3.8)])
    func overshoot(optimizer: String, eta: Double, product: Double, limit: Double) throws {
        var race = try race("{optimizer: \(optimizer), eta: \(eta)}", steps: 3000)
        race.advance(to: 3000)
        let run = race.runs[0]
        let end = try #require(run.firstWithoutNumber)
        guard case .diverged(let step, .overshoot(let found, let most)) = race.condition(of: run, at: 3000) else {
            Issue.record("\(race.condition(of: run, at: 3000))")
            return
        }
        #expect(abs(found - product) < 1e-9 && abs(most - limit) < 1e-9)
        // Long before numbers end, and the same is said from then on.
        #expect(step < end - 100 && run.crossings.last! <= step)
        for later in [step, step + 1, end - 1, end] {
            #expect(race.condition(of: run, at: later) == race.condition(of: run, at: 3000))
        }
        #expect(race.condition(of: run, at: step - 1) == run.leftAt(step - 1).map { .left($0) } ?? .running)
    }

    @Test("a loss without a floor, and a place without a loss, are other causes")
    func otherCauses() throws {
        // What rolls down outside of the view, however far, has left.
        var race = try race("{optimizer: sgd, eta: 0.5}", loss: "x^2 - exp(y)")
        race.advance(to: 300)
        let crossing = try #require(race.runs[0].crossings.first)
        #expect(race.runs[0].firstWithoutNumber != nil && race.condition(of: race.runs[0], at: 300) == .left(crossing))
        race = try self.race("{optimizer: sgd, eta: 0.5}", loss: "y^2 - 1/floor(max(y, 0))")
        race.advance(to: 300)
        guard case .diverged(_, .noFloor) = race.condition(of: race.runs[0], at: 300) else {
            Issue.record("\(race.condition(of: race.runs[0], at: 300))")
            return
        }
        race = try self.race("{optimizer: sgd, eta: 1}", loss: "sqrt(x + 3.5) + y^2")
        race.advance(to: 300)
        guard case .diverged(_, .undefined) = race.condition(of: race.runs[0], at: 300) else {
            Issue.record("\(race.condition(of: race.runs[0], at: 300))")
            return
        }
    }

    @Test(
        "a run that is thrown to where numbers end has overshot, though the loss there is ∞ − ∞",
        arguments: [
            ("0.01*x^2 + 2*y^2 - y^2", 5), ("0.5*x^2 + 3*y^2 + 0.25*x*y", 1e200),
            ("exp(3*x) + exp(-3*x) - exp(3*x - 2)", 0.02),
            ("if(x < 1e150, x^4 - 0.5*y^4 + x*y, x^4 - y^4)", 1e3),
        ])
    func beyondNumbers(loss: String, eta: Double) throws {
        var race = try race("{optimizer: sgd, eta: \(eta)}", loss: loss, steps: 3000)
        race.advance(to: 3000)
        let run = race.runs[0]
        let step = try #require(run.firstWithoutNumber)
        #expect(run.trajectory.points[step].isFinite && run.trajectory.losses[step].isNaN)
        guard case .diverged(_, .overshoot(let product, let limit)) = race.condition(of: run, at: 3000) else {
            Issue.record("\(race.condition(of: run, at: 3000))")
            return
        }
        #expect(product.isFinite && product > limit)
    }

    @Test("so it is over data, and where theory knows no limit there is no cause")
    func beyondNumbersOverData() throws {
        let text = """
            data: {d: {columns: [u, t], rows: [[1, 2], [2, 3], [-1, 0.5]]}}
            surfaces:
              s: {loss: (w1*u - t)^2 - mean(u*w1*w2) + (w2*u)^2, data: d, domain: {x: [-4, 4], y: [-3, 3]}}
            start: [-3, 2]
            runs: [{optimizer: sgd, eta: 1e200}, {optimizer: adam, eta: 1e200}, {optimizer: sgd, eta: 0.5, label: falls}]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 200)
        for run in race.runs.prefix(2) {
            let step = try #require(run.firstWithoutNumber)
            #expect(run.trajectory.points[step].isFinite && run.trajectory.losses[step].isNaN)
        }
        guard case .diverged(1, .overshoot) = race.condition(of: race.runs[0], at: 200) else {
            Issue.record("\(race.condition(of: race.runs[0], at: 200))")
            return
        }
        #expect(race.condition(of: race.runs[1], at: 200) == .diverged(1, nil))
        // The same rows have no logarithm far out, and that is about the formula.
        race = Race(try Scene(parsing: text.replacing("(w2*u)^2", with: "0*log(3 - abs(w2))"), origin: "test"))
        race.advance(to: 200)
        #expect(race.condition(of: race.runs[0], at: 200) == .diverged(1, .undefined))
    }

    @Test("leaving the view and coming back are both seen, at every step")
    func leaving() throws {
        var race = try race("{optimizer: momentum, eta: 0.05, alpha: 0.99}")
        race.moveStart(track: 0, to: [-6, 2])
        race.advance(to: 100)
        let run = race.runs[0]
        let view = race.scene.tracks[0].view
        var outsideSince: Int?
        for (step, point) in run.trajectory.points.enumerated() {
            outsideSince = view.contains(point) ? nil : outsideSince ?? step
            let condition = race.condition(of: run, at: step)
            if let outsideSince { #expect(condition == .left(outsideSince)) } else { #expect(condition == .running) }
        }
        #expect(run.crossings.count > 2)
    }

    @Test(
        "a rate just below the stability limit converges on a quadratic, one just above does not",
        arguments: ["sgd", "momentum", "nag"])
    func limits(name: String) throws {
        var race = try race("{optimizer: \(name), eta: 0.1}")
        let limit = try #require(race.status(of: race.runs[0], at: 0).largestStableRate)
        race = try self.race(
            "{optimizer: \(name), eta: \(limit * 0.99), label: below}, {optimizer: \(name), eta: \(limit * 1.01), label: above}",
            steps: 3000)
        race.advance(to: 3000)
        #expect(race.runs[0].trajectory.losses[3000] < 1e-6)
        #expect(race.runs[1].trajectory.losses.last! > 1e6)
    }

    @Test("in flight a new value holds from its step on, and later ones replace it")
    func inFlight() throws {
        var race = try race("{optimizer: sgd, eta: 0.01}")
        race.advance(to: 50)
        let before = race.runs[0].trajectory.points
        race.tune(row: 0, hyperparameter: "eta", by: .presses(10), from: 31)
        race.advance(to: 50)
        let run = race.runs[0]
        #expect(Array(run.trajectory.points[...30]) == Array(before[...30]))
        #expect(run.trajectory.points[31] != before[31])
        #expect(run.hyperparameters(at: 30)[0] == 0.01 && run.hyperparameters(at: 31)[0] == 0.1)
        #expect(run.changedAt == [31])
        race.tune(row: 0, hyperparameter: "eta", by: .presses(10), from: 41)
        race.tune(row: 0, hyperparameter: "eta", by: .presses(-10), from: 31)
        // What was changed from a later step on is gone: the whole rest is one value.
        #expect(race.runs[0].hyperparameters(at: 45)[0] == 0.01 && race.runs[0].changedAt == [31])
        race.tune(row: 0, hyperparameter: "eta", by: .presses(0), from: 1)
        #expect(race.runs[0].changedAt.isEmpty)
    }

    @Test("a moved start moves all runs of its panel, and reset brings them back")
    func start() throws {
        var race = try race("sgd, {optimizer: momentum, start: [-2, 2]}")
        race.advance(to: 10)
        let before = race.runs.map(\.trajectory)
        race.moveStart(track: 0, to: [1, 1])
        race.advance(to: 10)
        #expect(race.runs[0].trajectory.points[0] == [1, 1] && race.runs[1].trajectory.points[0] == [2, 1])
        race.reset(row: 0)
        race.advance(to: 10)
        #expect(race.runs.map(\.trajectory) == before && race.starts == [[-3, 2]])
    }

    @Test("a ghost is the path before")
    func ghosts() throws {
        var race = try race("sgd, momentum")
        race.advance(to: 10)
        let before = race.runs[0].trajectory
        race.keepGhosts(row: 0, upTo: 8)
        race.tune(row: 0, hyperparameter: "eta", by: .presses(5))
        #expect(race.runs[0].ghost?.path == before && race.runs[0].ghost?.last == 8 && race.runs[1].ghost == nil)
        race.forgetGhosts()
        #expect(race.runs[0].ghost == nil)
    }

    @Test("a race advanced piece by piece arrives at the same")
    func budget() throws {
        var whole = try race("sgd, momentum, adam")
        whole.advance(to: 300)
        var pieces = try race("sgd, momentum, adam")
        var reached = 0
        var calls = 0
        while reached < 300 {
            let next = pieces.advance(to: 300, atMost: 60)
            #expect(next > reached && next - reached <= 20)
            reached = next
            calls += 1
        }
        #expect(calls == 15)
        #expect(pieces.runs.map(\.trajectory) == whole.runs.map(\.trajectory))
    }
}
