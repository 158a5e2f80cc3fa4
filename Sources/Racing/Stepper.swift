import Landscapes
import Optimizers

/// An optimizer together with its memory: what is left of one when its type is forgotten.
protocol Stepping: Sendable {
    mutating func restart(at start: Point, hyperparameters: [Double])
    /// - Parameter seconds: how long to wait for an optimizer that takes its time.
    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective, within seconds: Double
    ) -> ProgramOptimizer.Answer
}

func makeStepper(_ optimizer: some Optimizer) -> any Stepping {
    if let program = optimizer as? ProgramOptimizer { return ProgramStepper(optimizer: program) }
    return Stepper(optimizer: optimizer)
}

private struct Stepper<O: Optimizer>: Stepping {
    let optimizer: O
    var memory: O.Memory?

    init(optimizer: O) { self.optimizer = optimizer }

    mutating func restart(at start: Point, hyperparameters: [Double]) {
        memory = optimizer.memory(at: start, hyperparameters: hyperparameters)
    }

    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective, within seconds: Double
    ) -> ProgramOptimizer.Answer {
        .point(optimizer.step(&memory!, from: point, t: t, hyperparameters: hyperparameters, objective: &objective))
    }
}

/// Keeps one program for all restarts of a run: step 1 tells it to begin anew. Copies of a run share it.
private struct ProgramStepper: Stepping {
    let optimizer: ProgramOptimizer
    var memory: ProgramOptimizer.Memory?

    init(optimizer: ProgramOptimizer) { self.optimizer = optimizer }

    mutating func restart(at start: Point, hyperparameters: [Double]) {
        if memory == nil {
            memory = optimizer.memory(at: start, hyperparameters: hyperparameters)
        } else {
            memory!.forget()
        }
    }

    mutating func step(
        from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective, within seconds: Double
    ) -> ProgramOptimizer.Answer {
        optimizer.answer(
            &memory!, from: point, t: t, hyperparameters: hyperparameters, objective: &objective, within: seconds)
    }
}
