import Landscapes
import Optimizers

/// Goes along a run with what it does not keep: what its rule remembers at each step, and the slopes that a step saw.
struct MemoryWalk: Sendable {
    private let rule: Rule?
    /// The places among the rule's states of those that are asked for; `nil` for one that it does not keep.
    private let places: [Int?]
    private var memory: Rule.Memory?
    private var objective: Objective
    /// How many steps the memory has taken.
    private var taken = 0

    init(_ run: Run, on surface: Surface, states: [String]) {
        let rule = run.optimizer as? Rule
        self.rule = states.isEmpty ? nil : rule
        places = states.map { state in rule?.state.firstIndex(of: state) }
        objective = Objective(surface)
        memory = self.rule?.memory(at: run.trajectory.points[0], hyperparameters: run.hyperparameters(at: 1))
    }

    /// What a step of it takes, in evaluations of a small formula.
    func cost(on surface: Surface) -> Int { rule?.stepCost(evaluation: surface.cost) ?? 0 }

    /// The states after a step of the race, which must not lie before the last one that was asked for.
    mutating func states(after step: Int, of run: Run) -> [Point] {
        guard let rule, var memory else { return places.map { _ in Point(.nan, .nan) } }
        self.memory = nil
        let count = run.number(after: step) - 1
        while taken < count, let next = run.passage(taken + 1) {
            run.repeatStep(next, of: rule, &memory, &objective)
            taken += 1
        }
        self.memory = memory
        return places.map { place in place.map { memory[state: $0] } ?? Point(.nan, .nan) }
    }

    /// The slopes that the optimizer saw where the step began that led to a step of the race.
    mutating func slopesSeen(before step: Int, of run: Run) -> Point {
        if run.batches != nil { objective.selectBatch(run.batches, step: run.number(after: step - 1)) }
        return objective.gradient(at: run.trajectory.points[step - 1])
    }
}
