import Basics
import Hyperparameters
import Landscapes
import Optimizers
import RealModule
import Scenes

/// Tries a run with many learning rates, ten to the decade: which is the best, and how many will do.
///
/// The commonest reproach to a comparison of optimizers is that they were not tuned alike. A sweep may take long: it is
/// a value that another core can work on, and stops when its task is cancelled.
public struct RateSweep: Sendable {
    public struct Result: Hashable, Sendable {
        /// The rate that reaches the target, and stays there, in the fewest steps; where none does, the one with the lowest last loss.
        public let rate: Double
        /// The steps that it takes; `nil` if no rate reaches the target.
        public let steps: Int?
        /// The width, in decades of η, of the rates that reach the target.
        public let decades: Double
    }

    /// What the best rate is the best at.
    public static let criterion = "fewest steps to 1 % of the start's loss"

    /// From 1e-6 to 100, those that a press of a key lands on: the best one can be said aloud.
    static let usualRates: [Double] = {
        let eta = Hyperparameter("eta", default: 0.01)
        return (0...80).map { eta.moved(1e-6, by: .presses($0)) }
    }()

    private let run: Run
    private let surface: Surface
    private let view: Domain
    private let start: Point
    private let steps: Int
    private let rates: [Double]
    /// From which step on they hold.
    private let first: Int

    init(
        _ run: Run, on surface: Surface, view: Domain, start: Point, steps: Int, rates: [Double] = Self.usualRates,
        from first: Int = 1
    ) {
        self.first = first
        self.run = run.copy(movedBy: .zero)
        self.surface = surface
        self.view = view
        self.start = start
        self.steps = min(steps, Limits.sweptSteps)
        self.rates = rates
    }

    /// The loss that a run is to come down to from a start.
    public static func target(of surface: Surface, view: Domain, start: Point) -> Double {
        var objective = Objective(surface)
        return ArrivalTarget(on: surface, view: view).loss(from: objective.loss(at: start))
    }

    /// What came of one learning rate.
    struct Trial {
        var isFinite = true
        var last = Double.nan
        /// From which step on the loss has been at the target.
        var arrival = 0

        /// Whether it is there at the end.
        func arrives(at target: Double) -> Bool { isFinite && last.isFinite && last <= target }

        mutating func add(_ loss: Double, isPlaceFinite: Bool, at step: Int, target: Double) {
            if !isPlaceFinite { isFinite = false }
            last = loss
            // Where it comes for good: one that only flies by has not arrived.
            if !(loss <= target) { arrival = step + 1 }
        }
    }

    /// Tries all learning rates; `nil` if the run has none, another program makes its steps, or the task was cancelled.
    public func result() -> Result? {
        guard let eta = run.rateIndex else { return nil }
        let target = Self.target(of: surface, view: view, start: start)
        guard let trials = trials(target: target) else { return nil }
        var best: (rate: Double, steps: Int)?
        var lowest: (rate: Double, loss: Double)?
        var reaching = 0
        for (rate, trial) in zip(rates, trials) {
            if trial.last.isFinite, trial.last < lowest?.loss ?? .infinity { lowest = (rate, trial.last) }
            guard trial.arrives(at: target) else { continue }
            reaching += 1
            if trial.arrival < best?.steps ?? .max { best = (rate, trial.arrival) }
        }
        let rate = best?.rate ?? lowest?.rate ?? run.optimizer.hyperparameters[eta].defaultValue
        return Result(rate: Hyperparameter.rounded(rate), steps: best?.steps, decades: Double(reaching) / 10)
    }

    /// The share of the rates that reach the target and are there at the end; `nil` as in ``result()``.
    public func share() -> Double? {
        let target = Self.target(of: surface, view: view, start: start)
        guard let trials = trials(target: target), !trials.isEmpty else { return nil }
        return Double(trials.count { $0.arrives(at: target) }) / Double(trials.count)
    }

    private func trials(target: Double) -> [Trial]? {
        guard !run.isProgram, let eta = run.rateIndex else { return nil }
        let tried = rates.map { rate in
            var tried = run
            tried.setRate(eta, to: rate, from: first)
            return tried
        }
        return inBlock(tried, target: target) ?? oneByOne(tried, target: target)
    }

    /// All rates at once, a lane each.
    private func inBlock(_ runs: [Run], target: Double) -> [Trial]? {
        guard let rule = run.optimizer as? Rule, run.isPlain else { return nil }
        let start = runs[0].trajectory.points[0]
        let starts = Array(repeating: start, count: runs.count)
        var values = runs.map { $0.hyperparameters(at: 1) }
        guard values.allSatisfy({ run.offending($0) == nil }),
            var block = RuleBlock(rule, on: surface, starts: starts, hyperparameters: values)
        else { return nil }
        var trials = runs.map { run in
            var trial = Trial()
            trial.add(run.trajectory.losses[0], isPlaceFinite: true, at: 0, target: target)
            return trial
        }
        let isConstant = runs.allSatisfy(\.isConstant)
        for step in 1...max(1, steps) {
            if step % 64 == 0, Task.isCancelled { return nil }
            if isConstant {
                block.step()
            } else {
                values = runs.map { $0.hyperparameters(at: step) }
                for index in trials.indices where run.offending(values[index]) != nil { trials[index].isFinite = false }
                block.step(hyperparameters: values)
            }
            block.withPoints { xs, ys, losses in
                for index in trials.indices where trials[index].isFinite {
                    let isPlaceFinite = xs[index].isFinite && ys[index].isFinite
                    trials[index].add(losses[index], isPlaceFinite: isPlaceFinite, at: step, target: target)
                }
            }
        }
        return trials
    }

    private func oneByOne(_ runs: [Run], target: Double) -> [Trial]? {
        var trials: [Trial] = []
        for var run in runs {
            var trial = Trial()
            var seen = 0
            while seen <= steps {
                if Task.isCancelled { return nil }
                run.advance(to: min(steps, seen + 15))
                guard run.trajectory.count > seen else { break }
                for step in seen..<run.trajectory.count {
                    trial.add(
                        run.trajectory.losses[step], isPlaceFinite: run.trajectory.points[step].isFinite, at: step,
                        target: target)
                }
                seen = run.trajectory.count
            }
            if run.failure != nil { trial.isFinite = false }
            trials.append(trial)
        }
        return trials
    }
}

extension Run {
    var rateIndex: Int? { optimizer.hyperparameters.firstIndex { $0.name == "eta" } }
}

/// How the runs' learning rates are chosen.
public enum Fairness: String, CaseIterable, Sendable {
    /// As the scene has them.
    case own
    /// The focused run's for all.
    case same
    /// For each its best, by a sweep.
    case best
}

extension Race {
    /// The sweep of the learning rate of one run, by its place in `runs`.
    ///
    /// - Parameter step: from which step on it has the rates that are tried.
    public func rateSweep(_ index: Int, from step: Int = 1) -> RateSweep {
        rateSweep(index, rates: RateSweep.usualRates, from: step)
    }

    func rateSweep(_ index: Int, rates: [Double], from step: Int = 1) -> RateSweep {
        let track = runs[index].track
        return RateSweep(
            runs[index], on: surfaces[track], view: scene.tracks[track].view, start: runs[index].tuned.start,
            steps: scene.steps,
            rates: rates, from: step)
    }

    /// Gives a run the learning rate that a sweep found, from a step on.
    public mutating func adopt(_ result: RateSweep.Result, run index: Int, from step: Int = 1) {
        adoptRate(result, index, from: step)
    }

    /// Gives all runs the learning rates that a row's runs have on the same track, from a step on; where the row does not
    /// race, that which it has near a track.
    ///
    /// - Parameter seen: the step at which somebody looks at those rates.
    public mutating func adoptRates(ofRow row: Int, near focus: Int = 0, from step: Int = 1, seenAt seen: Int = 1) {
        let nearest = index(row: row, near: focus).map { runs[$0] }
        for track in scene.tracks.indices {
            guard let model = run(row: row, track: track) ?? nearest, let eta = model.rateIndex else { continue }
            // A schedule's first rate, unless tuning on the way made another one of it.
            let time = model.isScheduled(eta) ? step : max(step, seen)
            adoptRate(model.hyperparameter(eta, at: time), track: track, from: step)
        }
    }
}
