import Landscapes
import Optimizers

/// Brings back what a rule remembered at a step of a run, which keeps its path only: by going the way again.
///
/// Memories are kept on the way, so that a step back does not begin at the start. What is asked for may take several calls:
/// none of them takes long.
public struct Replay: Sendable {
    public private(set) var walk: RuleWalk
    private let revision: Int
    private let row: Int
    private let track: Int
    private let rule: Rule
    private var objective: Objective
    private var memory: Rule.Memory
    /// How many steps the memory has taken.
    private var taken = 0
    /// Some memories on the way, the start's first; so many steps are between two of them.
    private var kept: [Rule.Memory]
    private var spacing = 16

    private static let mostKept = 64

    /// `nil` if the run's optimizer is no rule.
    ///
    /// - Parameter previous: one of the same run as it was before a change, whose walk can be gone again.
    public init?(_ run: Run, of race: Race, reusing previous: Replay? = nil) {
        guard let rule = run.optimizer as? Rule else { return nil }
        self.rule = rule
        walk = previous?.walk ?? RuleWalk(rule)
        revision = race.revision
        row = run.row
        track = run.track
        objective = Objective(race.surfaces[run.track])
        memory = rule.memory(at: run.trajectory.points[0], hyperparameters: run.hyperparameters(at: 1))
        kept = [memory]
    }

    /// Whether it goes the way of a run as it is now.
    public func isOf(_ run: Run, of race: Race) -> Bool {
        row == run.row && track == run.track && revision == race.revision
    }

    /// Goes towards a step of the optimizer, and through it.
    ///
    /// - Parameters:
    ///   - passage: which step it is.
    ///   - cost: how much may be done, in evaluations of a small formula; one step at least.
    /// - Returns: the step, line by line; `nil` if it is still further.
    public mutating func step(_ passage: Run.Passage, of run: Run, in race: Race, spending cost: Int) -> RuleWalk.Step?
    {
        let wanted = passage.number - 1
        let nearest = min(wanted / spacing, kept.count - 1)
        if taken > wanted || taken < nearest * spacing {
            memory = kept[nearest]
            taken = nearest * spacing
        }
        var left = max(1, cost / max(1, race.stepCost(of: run)))
        while taken < wanted {
            guard left > 0, let next = run.passage(taken + 1) else { return nil }
            left -= 1
            run.repeatStep(next, of: rule, &memory, &objective)
            taken += 1
            keep()
        }
        if run.batches != nil { objective.selectBatch(run.batches, step: passage.number) }
        return walk.step(
            memory, from: run.trajectory.points[passage.start], t: passage.number,
            hyperparameters: run.hyperparameters(at: passage.start + 1), objective: &objective)
    }

    private mutating func keep() {
        guard taken == kept.count * spacing else { return }
        kept.append(memory)
        guard kept.count > Self.mostKept else { return }
        kept = stride(from: 0, to: kept.count, by: 2).map { kept[$0] }
        spacing *= 2
    }
}

extension Run {
    /// Takes a step once more that its rule has taken.
    func repeatStep(_ passage: Passage, of rule: Rule, _ memory: inout Rule.Memory, _ objective: inout Objective) {
        if batches != nil { objective.selectBatch(batches, step: passage.number) }
        _ = rule.step(
            &memory, from: trajectory.points[passage.start], t: passage.number,
            hyperparameters: hyperparameters(at: passage.start + 1), objective: &objective)
    }

    /// A step of the optimizer on the way of the race.
    public struct Passage: Hashable, Sendable {
        /// The number of the optimizer's step, from 1.
        public let number: Int
        /// The steps of the race at which it begins, and at which it arrives.
        public let start: Int
        public let end: Int
    }

    /// The step of the optimizer that leads on from a step of the race; the last one where there is none further, as at the
    /// end of the race, and `nil` if it never took any.
    public func passage(after step: Int) -> Passage? {
        // A program may still be on its way.
        let last = hasEnded ? trajectory.count - 2 : min(lastStep - 1, trajectory.count - 1)
        let place = min(step, last)
        guard place >= 0 else { return nil }
        return passage(number(after: place))
    }
}
