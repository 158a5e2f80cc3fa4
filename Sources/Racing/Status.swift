import Basics
import Landscapes
import Optimizers
import Scenes

/// How a run is doing at a step, and how the surface is curved where it stands: what a table, a track and a slider say
/// of it, found out once for all of them.
public struct Status: Sendable, Equatable {
    public let condition: Condition
    public let hessian: Hessian
    /// The largest learning rate that does not make the run diverge, were the surface everywhere as curved as here.
    /// `nil` where theory knows none, or where nothing curves upwards.
    public let largestStableRate: Double?
}

/// A run at a step with all that its status depends on, and nothing of its past: it may be answered on another core.
public struct StatusQuestion: Sendable {
    fileprivate let surface: Surface
    fileprivate let point: Point
    /// Where the run stood a step before; `nil` at the start.
    fileprivate let before: Point?
    /// The largest stable η·λ.
    fileprivate let limit: Double?
    /// Distances in the view that are as good as none.
    fileprivate let near: Double
    /// What is known without a look at the surface.
    fileprivate let known: Condition?
    /// Of a run that has diverged by then, and of which it is still to be found out why.
    fileprivate let divergence: Divergence?
    /// What the answer costs, in evaluations of a formula.
    public let cost: Int

    public func answer() -> Status {
        var objective = Objective(surface)
        let hessian = objective.hessian(at: point)
        let curvature = hessian.eigenvalues.largest
        let rate = limit.flatMap { curvature > 0 && curvature.isFinite ? $0 / curvature : nil }
        let condition =
            known ?? divergence?.condition(surface, &objective)
            ?? (hasConverged(hessian, &objective) ? .converged : .running)
        return Status(condition: condition, hessian: hessian, largestStableRate: rate)
    }

    /// Whether the surface is a bowl whose bottom, by Newton's step, is nearer than a thousandth of the view, now and a
    /// step before; so without any known minimum.
    private func hasConverged(_ hessian: Hessian, _ objective: inout Objective) -> Bool {
        // One that only flies by was not there a step before.
        guard let before else { return false }
        if surface.minima.contains(where: { ($0 - point).length < near && ($0 - before).length < near }) { return true }
        guard let step = hessian.newtonStep(objective.gradient(at: point)) else { return false }
        return step.length < near && (point + step - before).length < near
    }
}

extension Run {
    /// What the status at a step depends on.
    ///
    /// - Parameter earlier: the run's status as it was told before, after the last change of the past.
    func statusQuestion(at step: Int, on surface: Surface, after earlier: Status? = nil) -> StatusQuestion {
        let place = min(step, trajectory.count - 1)
        let diverged = divergedAt(step)
        let known: Condition? =
            if let failure, step >= failedAt {
                .failed(failure)
            } else if let diverged {
                // Why it did need not be found out again.
                if case .diverged(diverged, _) = earlier?.condition { earlier?.condition } else { nil }
            } else {
                leftAt(step).map { .left($0) }
            }
        let divergence = known == nil ? diverged.map { Divergence(self, at: $0) } : nil
        return StatusQuestion(
            surface: surface, point: trajectory.points[place],
            before: place > 0 && place == step ? trajectory.points[place - 1] : nil,
            limit: stabilityLimit(at: step + 1), near: 1e-3 * view.size.length, known: known, divergence: divergence,
            cost: (divergence == nil ? 1 : 100) * 6 * surface.cost)
    }
}

extension Race {
    /// The same of a run of the race.
    public func statusQuestion(of run: Run, at step: Int, after earlier: Status? = nil) -> StatusQuestion {
        run.statusQuestion(at: step, on: surfaces[run.track], after: earlier)
    }

    public func status(of run: Run, at step: Int) -> Status { statusQuestion(of: run, at: step).answer() }

    public func condition(of run: Run, at step: Int) -> Condition { status(of: run, at: step).condition }
}

/// The statuses of all runs of a race, as they were last found out.
public struct StatusBoard: Sendable {
    public private(set) var statuses: [Status] = []
    /// What they are of.
    private var step = -1
    private var revision = -1
    /// How far the runs had come by then: programs take their time.
    private var reached = -1

    /// What may be done between two frames, in evaluations of a formula.
    private static let budget = 15_000

    public init() {}

    /// Finds out the statuses at a step, unless that takes long and there is no time.
    ///
    /// - Returns: the questions that are still to be answered, for ``adopt(_:of:at:)``.
    public mutating func update(_ race: Race, at step: Int, isPatient: Bool) -> [StatusQuestion] {
        let reached = Self.reached(race, at: step)
        if self.step == step, revision == race.revision, self.reached == reached { return [] }
        let isSame = revision == race.revision && statuses.count == race.runs.count
        let questions = race.runs.indices.map { index in
            race.statusQuestion(of: race.runs[index], at: step, after: isSame ? statuses[index] : nil)
        }
        if isPatient || questions.reduce(0, { $0 + $1.cost }) <= Self.budget {
            adopt(questions.map { $0.answer() }, of: race, at: step)
            return []
        }
        if statuses.count != questions.count {
            // Until it is known: that there is a run, and nothing of the surface.
            let nothing = Hessian(xx: .nan, xy: .nan, yy: .nan)
            statuses = questions.map {
                Status(condition: $0.known ?? .running, hessian: nothing, largestStableRate: nil)
            }
        }
        return questions
    }

    /// Takes the answers to the questions of a race at a step.
    public mutating func adopt(_ statuses: [Status], of race: Race, at step: Int) {
        self.statuses = statuses
        self.step = step
        revision = race.revision
        reached = Self.reached(race, at: step)
    }

    private static func reached(_ race: Race, at step: Int) -> Int {
        race.runs.reduce(0) { $0 + 2 * min(step, $1.trajectory.count - 1) + ($1.failure == nil ? 0 : 1) }
    }
}
