import Basics
import Landscapes
import Optimizers

extension MapPlan {
    /// How many cells are done in one go, so that they fill blocks.
    public static let blockSize = RuleBlock.most

    /// What comes of the run with each of some pairs of values; `nil` if the task was cancelled meanwhile.
    public func outcomes(at places: some Collection<Point>) -> [MapOutcome]? {
        var outcomes: [MapOutcome] = []
        outcomes.reserveCapacity(places.count)
        var rest = Array(places)[...]
        var targets = ArrivalTargets(view: view)
        // One for all: making a block takes longer than many steps of it.
        var block: RuleBlock?
        while !rest.isEmpty {
            let part = rest.prefix(Self.blockSize)
            rest = rest.dropFirst(part.count)
            if let done = isInBlocks ? inBlock(Array(part), &targets, &block) : nil {
                outcomes += done
            } else {
                for place in part {
                    outcomes.append(outcome(at: place, &targets))
                    if Task.isCancelled { return nil }
                }
            }
            if Task.isCancelled { return nil }
        }
        return outcomes
    }

    /// All at once, a lane each; `nil` where that cannot be.
    private func inBlock(
        _ places: [Point], _ targets: inout ArrivalTargets, _ kept: inout RuleBlock?
    ) -> [MapOutcome]? {
        guard let rule = run.optimizer as? Rule else { return nil }
        let starts = places.map { start(at: $0) }
        let hasParameters = [x, y].contains { if case .parameter = $0.place { true } else { false } }
        let surfaces = hasParameters ? places.map { surface(at: $0) } : []
        let runs = run.isConstant ? [] : places.map { single(at: $0).run }
        var values = run.isConstant ? constants(at: places) : runs.map { $0.hyperparameters(at: 1) }
        let parameters = hasParameters ? surfaces.map(\.values) : nil
        if kept == nil {
            kept = RuleBlock(rule, on: surface, starts: starts, hyperparameters: values, parameters: parameters)
        } else {
            kept?.begin(at: starts, hyperparameters: values, parameters: parameters)
        }
        guard var block = kept else { return nil }
        kept = nil
        defer { kept = block }
        let firstLosses = block.losses()
        let bounds = Bounds(view)
        let goals = places.indices.map { index in
            let target = targets.target(on: hasParameters ? surfaces[index] : surface)
            return MapGoal(target, firstLoss: firstLosses[index], bounds: bounds, minima: surface.minima)
        }
        var lanes = MapLanes(targets: goals.map(\.target), bounds: bounds)
        lanes.add(&block, at: 0)
        for lane in places.indices where run.offending(values[lane]) != nil { lanes.fail(lane) }
        for step in 1...max(1, steps) where steps > 0 {
            if step % 64 == 0, Task.isCancelled { return nil }
            if run.isConstant || step == 1 {
                block.step()
            } else {
                values = runs.map { $0.hyperparameters(at: step) }
                for lane in places.indices where run.offending(values[lane]) != nil { lanes.fail(lane) }
                block.step(hyperparameters: values)
            }
            lanes.add(&block, at: step)
            if lanes.areAllOver { break }
        }
        return places.indices.map { lane in
            if lanes.odd.contains(lane) { return outcome(at: places[lane], &targets) }
            return lanes.outcome(
                lane, goals[lane], &block, isPastLimit: single(at: places[lane]).run.isPastLimit(at: steps))
        }
    }

    /// The hyperparameters of every cell, which are the same at every step.
    private func constants(at places: [Point]) -> [[Double]] {
        let own = run.hyperparameters(at: 1)
        return places.map { place in
            var values = own
            for (axis, value) in [(x, place.x), (y, place.y)] {
                if case .hyperparameter(let index) = axis.place { values[index] = value }
            }
            return values
        }
    }
}
