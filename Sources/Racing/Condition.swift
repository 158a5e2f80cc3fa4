import Landscapes
import Optimizers
import Scenes

/// How a run is doing at a step.
public enum Condition: Hashable, Sendable {
    case running
    /// Next to a minimum, and hardly moving.
    case converged
    /// Outside the scene's view since a step.
    case left(Int)
    case diverged(Int, Cause?)
    /// Its program failed.
    case failed(String)

    /// Why a run diverged.
    public enum Cause: Hashable, Sendable {
        /// η·λ was above what the optimizer can take: every step overshoots by more than the one before.
        case overshoot(product: Double, limit: Double)
        /// The loss fell without end.
        case noFloor
        /// The loss is not a number at a finite place.
        case undefined
    }
}

extension Race {
    /// How a run is doing at a step.
    ///
    /// It has *converged* where the surface is a bowl whose bottom, by Newton's step, is nearer than a thousandth of the
    /// view, and the last step was as short; so without any known minimum.
    public func condition(of run: Run, at step: Int) -> Condition {
        if let failure = run.failure { return .failed(failure) }
        if let diverged = run.divergedAt, diverged <= step {
            return .diverged(diverged, cause(of: run, at: diverged))
        }
        let crossed = run.crossings.partitioningIndex { $0 > step }
        if crossed % 2 == 1 { return .left(run.crossings[crossed - 1]) }
        return hasConverged(run, at: step) ? .converged : .running
    }

    private func hasConverged(_ run: Run, at step: Int) -> Bool {
        guard step > 0, step < run.trajectory.count else { return false }
        let panel = scene.panels[run.panel]
        let width = panel.view.x.upperBound - panel.view.x.lowerBound
        let height = panel.view.y.upperBound - panel.view.y.lowerBound
        let near = 1e-3 * Point(width, height).length
        let point = run.trajectory.points[step]
        guard (point - run.trajectory.points[step - 1]).length < near else { return false }
        if surfaces[run.panel].minima.contains(where: { ($0 - point).length < near }) { return true }
        var objective = Objective(surfaces[run.panel])
        guard let step = objective.hessian(at: point).newtonStep(objective.gradient(at: point)) else { return false }
        return step.length < near
    }

    private func cause(of run: Run, at diverged: Int) -> Condition.Cause? {
        let losses = run.trajectory.losses
        let points = run.trajectory.points
        if points[diverged].isFinite, losses[diverged].isNaN { return .undefined }
        // Where the last climb began.
        var first = diverged
        while first > 0, !(losses[first] < losses[first - 1]) { first -= 1 }
        var objective = Objective(surfaces[run.panel])
        for step in first..<diverged {
            guard let (limit, product) = stability(of: run, at: step, &objective) else { break }
            if product > limit { return .overshoot(product: product, limit: limit) }
        }
        return first == diverged && losses[diverged] == -.infinity ? .noFloor : nil
    }

    /// The largest stable η·λ and the one there is, where a run stands.
    private func stability(of run: Run, at step: Int, _ objective: inout Objective) -> (limit: Double, product: Double)?
    {
        let values = run.hyperparameters(at: step + 1)
        guard let eta = run.optimizer.hyperparameters.firstIndex(where: { $0.name == "eta" }),
            let limit = run.optimizer.stabilityLimit(hyperparameters: values)
        else { return nil }
        let curvature = objective.hessian(at: run.trajectory.points[step]).eigenvalues.largest
        return (limit, values[eta] * curvature)
    }

    /// The largest learning rate that does not make a run diverge, were the surface everywhere as curved as where the run
    /// stands at a step. `nil` where theory knows none, or where nothing curves upwards.
    public func largestStableRate(of run: Run, at step: Int) -> Double? {
        let values = run.hyperparameters(at: step + 1)
        guard let limit = run.optimizer.stabilityLimit(hyperparameters: values) else { return nil }
        let curvature = hessian(of: run, at: step).eigenvalues.largest
        return curvature > 0 && curvature.isFinite ? limit / curvature : nil
    }

    /// The curvature where a run stands.
    public func hessian(of run: Run, at step: Int) -> Hessian {
        var objective = Objective(surfaces[run.panel])
        return objective.hessian(at: run.trajectory.points[min(step, run.trajectory.count - 1)])
    }
}

extension Array {
    /// The first index whose element, and every later one, fulfils a condition.
    fileprivate func partitioningIndex(_ belongsAbove: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsAbove(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
