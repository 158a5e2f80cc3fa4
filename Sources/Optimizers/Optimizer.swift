// Who uses optimizers uses surfaces and hyperparameters.
@_exported import Hyperparameters
@_exported import Landscapes

/// A way to go down a landscape.
///
/// Most optimizers are a ``Rule``: a few lines of formula. What a formula cannot say conforms to this protocol in Swift,
/// and races as an equal: the rule itself does nothing else.
public protocol Optimizer: Sendable {
    /// What the optimizer remembers from one step to the next: velocities, averages, counters.
    associatedtype Memory: Sendable

    /// What scenes call it, such as `adam`.
    var name: String { get }
    /// What people call it, such as `Adam`.
    var label: String { get }
    var hyperparameters: [Hyperparameter] { get }

    /// The largest η·λ with which the optimizer does not diverge on a quadratic of curvature λ; `nil` where theory knows
    /// none.
    func stabilityLimit(hyperparameters: [Double]) -> Double?

    /// How long a step takes, in evaluations of a small formula.
    ///
    /// - Parameter evaluation: how long an evaluation of the surface takes.
    func stepCost(evaluation: Int) -> Int

    /// Whether its steps come when they come, as another program's do, and not at once.
    var takesItsTime: Bool { get }

    /// Whether the memory has a velocity, which a rule calls `v`.
    var hasVelocity: Bool { get }

    /// The velocity, if there is one.
    func velocity(_ memory: Memory) -> Point?

    /// The memory before the first step.
    func memory(at start: Point, hyperparameters: [Double]) -> Memory

    /// One step.
    ///
    /// - Parameters:
    ///   - memory: what the last step left, to be updated.
    ///   - point: where the run stands.
    ///   - t: the number of this step, from 1.
    ///   - hyperparameters: a value for each of ``hyperparameters``, as they are at this step.
    ///   - objective: where to ask for losses and gradients.
    /// - Returns: where the run stands after the step.
    func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point

    /// One step, or what there is of it within so many seconds: for optimizers that take their time.
    func answer(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective,
        within seconds: Double
    ) -> StepAnswer

    /// The memory before the first step of a run that begins anew; what is dear of an earlier one may be kept.
    func memory(after earlier: Memory, at start: Point, hyperparameters: [Double]) -> Memory
}

/// What became of a step.
public enum StepAnswer: Equatable, Sendable {
    case point(Point)
    /// There is no answer yet: ask again.
    case pending
    case failed(String)
}

extension Optimizer {
    public func stabilityLimit(hyperparameters: [Double]) -> Double? { nil }

    public var takesItsTime: Bool { false }

    public var hasVelocity: Bool { false }

    public func velocity(_ memory: Memory) -> Point? { nil }

    public func answer(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective,
        within seconds: Double
    ) -> StepAnswer {
        .point(step(&memory, from: point, t: t, hyperparameters: hyperparameters, objective: &objective))
    }

    public func memory(after earlier: Memory, at start: Point, hyperparameters: [Double]) -> Memory {
        memory(at: start, hyperparameters: hyperparameters)
    }

    /// As a line search that looks around.
    public func stepCost(evaluation: Int) -> Int { 16 * evaluation }
}
