import Landscapes

extension Optimizer {
    /// Steps down a surface.
    ///
    ///     let adam = OptimizerCatalog.optimizer(named: "adam")!
    ///     let beale = SurfaceCatalog.surface(named: "beale")!
    ///     let trajectory = adam.trajectory(on: beale, steps: 100, setting: ["eta": 0.1])
    ///     print(trajectory.points.last!, trajectory.losses.last!)
    ///
    /// - Parameters:
    ///   - start: where to begin; by default the surface's own start.
    ///   - steps: how many steps to take. A run that leaves the finite numbers ends there.
    ///   - setting: hyperparameters by their names; the others have their defaults.
    /// - Returns: the start, then the place after each step.
    public func trajectory(
        on surface: Surface, from start: Point? = nil, steps: Int, setting: [String: Double] = [:]
    ) -> Trajectory {
        let values = hyperparameters.map { setting[$0.name] ?? $0.defaultValue }
        var objective = Objective(surface)
        var point = start ?? surface.start
        var memory = memory(at: point, hyperparameters: values)
        var trajectory = Trajectory()
        trajectory.append(point, loss: objective.observedLoss(at: point))
        for t in 1...max(1, steps) where t <= steps && point.isFinite {
            point = step(&memory, from: point, t: t, hyperparameters: values, objective: &objective)
            trajectory.append(point, loss: objective.observedLoss(at: point), evaluations: objective.evaluations)
        }
        return trajectory
    }
}
