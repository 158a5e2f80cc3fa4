import Landscapes
import Optimizers

/// An optimizer together with its memory: what is left of one when its type is forgotten.
protocol Stepping: Sendable {
    /// The velocity that the optimizer has now, if it has one.
    var velocity: Point? { get }
    mutating func restart(at start: Point, hyperparameters: [Double])
    /// - Parameter seconds: how long to wait for an optimizer that takes its time.
    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective, within seconds: Double
    ) -> StepAnswer
}

func makeStepper(_ optimizer: some Optimizer) -> any Stepping { Stepper(optimizer: optimizer) }

/// Copies of a run share what its optimizer shares.
private struct Stepper<O: Optimizer>: Stepping {
    let optimizer: O
    var memory: O.Memory?

    init(optimizer: O) { self.optimizer = optimizer }

    var velocity: Point? { memory.flatMap { optimizer.velocity($0) } }

    mutating func restart(at start: Point, hyperparameters: [Double]) {
        memory =
            memory.map { optimizer.memory(after: $0, at: start, hyperparameters: hyperparameters) }
            ?? optimizer.memory(at: start, hyperparameters: hyperparameters)
    }

    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective, within seconds: Double
    ) -> StepAnswer {
        guard memory != nil else { return .failed("it was never started") }
        return optimizer.answer(
            &memory!, from: point, t: t, hyperparameters: hyperparameters, objective: &objective, within: seconds)
    }
}
