import Landscapes
import Optimizers

/// An optimizer together with its memory: what is left of one when its type is forgotten.
protocol Stepping: Sendable {
    mutating func restart(at start: Point, hyperparameters: [Double])
    mutating func step(from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective) -> Point
}

func makeStepper(_ optimizer: some Optimizer) -> any Stepping { Stepper(optimizer: optimizer) }

private struct Stepper<O: Optimizer>: Stepping {
    let optimizer: O
    var memory: O.Memory?

    init(optimizer: O) { self.optimizer = optimizer }

    mutating func restart(at start: Point, hyperparameters: [Double]) {
        memory = optimizer.memory(at: start, hyperparameters: hyperparameters)
    }

    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        optimizer.step(&memory!, from: point, t: t, hyperparameters: hyperparameters, objective: &objective)
    }
}
