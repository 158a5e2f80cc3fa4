import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("Schedules that are no numbers, and races by evaluations")
struct ScheduleFailureTests {
    private func race(_ run: String, head: String = "steps: 20") throws -> Race {
        Race(try Scene(parsing: "\(head)\npanels: [himmelblau]\nruns: [\(run)]\n", origin: "test"))
    }

    @Test(
        "the run has failed, at that step and with the reason",
        arguments: [
            ("{optimizer: momentum, alpha: log(-t)}", 1, "alpha is not a number at step 1; alpha is from 0.0 to 1.0"),
            (
                "{optimizer: sgd, eta: 0.01*sqrt(1 - 3/(t + 1))}", 1,
                "eta is not a number at step 1; eta is at least 0.0"
            ),
            ("{optimizer: sgd, eta: sqrt(3 - t)}", 4, "eta is not a number at step 4; eta is at least 0.0"),
            (
                "{optimizer: lbfgs, memory: cosine(0)}", 1,
                "memory is not a number at step 1; memory is from 1.0 to 100.0"
            ),
            ("{optimizer: sgd, eta: -t}", 1, "eta is -1.0, out of range at step 1; eta is at least 0.0"),
            (
                "{optimizer: adam, beta2: 0.375*t}", 3,
                "beta2 is 1.125, out of range at step 3; beta2 is from 0.0 to 1.0"
            ),
            ("{optimizer: sgd, eta: 1/(t - 2)}", 1, "eta is -1.0, out of range at step 1; eta is at least 0.0"),
        ])
    func failures(run: String, step: Int, reason: String) throws {
        var race = try race(run)
        race.advance(to: 20)
        #expect(race.runs[0].failure == reason && race.runs[0].failedAt == step)
        #expect(race.runs[0].trajectory.count == step)
        #expect(race.condition(of: race.runs[0], at: step) == .failed(reason))
        if step > 1 { #expect(race.condition(of: race.runs[0], at: step - 1) != .failed(reason)) }
        // Tuned, it tries again.
        race.tune(row: 0, hyperparameter: "eta", by: .presses(1))
        race.advance(to: 20)
        #expect(race.runs[0].trajectory.count == step || race.runs[0].failure == nil)
    }

    @Test("a race by evaluations ends where it ends", arguments: ["sam", "cma-es", "lbfgs", "nelder-mead", "sgd"])
    func evaluations(optimizer: String) throws {
        for steps in [1, 7, 10] {
            var race = try race(optimizer, head: "pace: evaluations\nsteps: \(steps)")
            race.advance(to: steps)
            #expect(race.runs[0].trajectory.count == steps + 1)
        }
    }

    @Test("PyTorch's one cycle ends with its lowest rate, optax's one step later")
    func oneCycle() throws {
        var torch = try Schedule(formula: "one_cycle_lr()", steps: 100)
        var optax = try Schedule(formula: "one_cycle()", steps: 100)
        // OneCycleLR(max_lr=1, total_steps=100): phases end at 29 and 99 steps taken.
        for (t, value) in [(1, 0.04), (30, 1), (100, 4e-6)] { #expect(abs(torch.value(at: t) - value) < 1e-12) }
        for (t, value) in [(1, 0.04), (31, 1), (101, 4e-6)] { #expect(abs(optax.value(at: t) - value) < 1e-12) }
        // Half way up and half way down, in cosines.
        #expect(abs(torch.value(at: 1) + torch.value(at: 30) - torch.value(at: 15) - torch.value(at: 16)) < 1e-12)
        #expect(abs(torch.value(at: 65) - (1 + 4e-6) / 2) < 1e-12)
    }
}
