import Landscapes
import Optimizers
import RealModule
import Scenes

/// Tries a run with many learning rates, ten to the decade: which is the best, and how many will do.
///
/// The commonest reproach to a comparison of optimizers is that they were not tuned alike.
public enum RateSweep {
    public struct Result: Hashable, Sendable {
        /// The rate that reaches the target, and stays there, in the fewest steps; where none does, the one with the lowest last loss.
        public let rate: Double
        /// The steps that it takes; `nil` if no rate reaches the target.
        public let steps: Int?
        /// The width, in decades of η, of the rates that reach the target.
        public let decades: Double
    }

    static let rates: [Double] = (-60...20).map { Double.pow(10, Double($0) / 10) }

    /// No race is followed for longer.
    static let mostSteps = 2000

    /// What a run is to reach: 1 % of the way from the start's loss to the lowest known minimum; without one, the lowest
    /// tenth of the view.
    public static func target(of surface: Surface, view: Domain, start: Point) -> Double {
        var objective = Objective(surface)
        if let lowest = surface.minima.map({ objective.loss(at: $0) }).min() {
            return lowest + 0.01 * (objective.loss(at: start) - lowest)
        }
        let losses = surface.losses(over: view, columns: 64, rows: 64).filter(\.isFinite).sorted()
        return losses.isEmpty ? -.infinity : losses[losses.count / 10]
    }
}

extension Run {
    /// Sweeps this run's learning rate; `nil` if it has none or another program makes its steps.
    func sweepRate(target: Double, steps: Int) -> RateSweep.Result? {
        guard !isProgram, let eta = rateIndex else { return nil }
        var best: (rate: Double, steps: Int)?
        var lowest: (rate: Double, loss: Double)?
        var reaching = 0
        for rate in RateSweep.rates {
            var run = self
            run.setRate(eta, to: rate)
            run.advance(to: min(steps, RateSweep.mostSteps))
            let losses = run.trajectory.losses
            let last = losses[losses.count - 1]
            if last.isFinite, last < lowest?.loss ?? .infinity { lowest = (rate, last) }
            guard run.divergedAt == nil, last <= target else { continue }
            // Where it comes for good: one that only flies by has not arrived.
            let first = losses.lastIndex { !($0 <= target) }.map { $0 + 1 } ?? 0
            reaching += 1
            if first < best?.steps ?? .max { best = (rate, first) }
        }
        let rate = best?.rate ?? lowest?.rate ?? optimizer.hyperparameters[eta].defaultValue
        return RateSweep.Result(
            rate: Hyperparameter.rounded(rate), steps: best?.steps, decades: Double(reaching) / 10)
    }

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
    /// Sweeps the learning rate of one run, by its place in `runs`, and gives it its best.
    public mutating func sweepRate(_ index: Int) {
        let panel = runs[index].panel
        let target = RateSweep.target(of: surfaces[panel], view: scene.panels[panel].view, start: starts[panel])
        guard let result = runs[index].sweepRate(target: target, steps: scene.steps) else { return }
        adoptRate(result, index)
    }

    /// Gives all runs the learning rates that a row's runs have on the same panel.
    public mutating func adoptRates(ofRow row: Int) {
        for panel in scene.panels.indices {
            guard let model = run(row: row, panel: panel), let eta = model.rateIndex else { continue }
            adoptRate(model.hyperparameters(at: 1)[eta], panel: panel)
        }
    }
}
