import Basics
import Hyperparameters
import Landscapes

/// An optimizer that is another program: it gets a line of JSON for each step and answers with a line.
///
///     → {"ravine": 1, "step": 1, "point": [-4, 1], "loss": 58, "gradient": [-4, 100], "hyperparameters": {"eta": 0.01}}
///     ← {"point": [-3.96, 0]}
///
/// `ravine` is the version of the protocol. Step 1 begins a run: what is known of an earlier one is to be forgotten. What
/// is not a finite number is `null`. docs/programs.md tells it to those who write such programs.
public struct ProgramOptimizer: Optimizer {
    public let name: String
    public let label: String
    public let hyperparameters: [Hyperparameter]
    /// The program and its arguments.
    public let command: [String]
    /// The folder that the program runs in; `nil` is the current one.
    public let folder: String?
    /// Whether the user allowed programs to run.
    public let isAllowed: Bool
    var patience = ProgramSession.Patience()

    public init(
        name: String, label: String, hyperparameters: [Hyperparameter], command: [String], folder: String? = nil,
        isAllowed: Bool
    ) {
        self.name = name
        self.label = label
        self.hyperparameters = hyperparameters
        self.command = command
        self.folder = folder
        self.isAllowed = isAllowed
    }

    public var takesItsTime: Bool { true }

    public struct Memory: Sendable {
        let session: ProgramSession
        /// The step that was asked for and not answered yet.
        var asked: Int?

    }

    public func memory(at start: Point, hyperparameters: [Double]) -> Memory {
        Memory(session: ProgramSession(command: command, folder: folder, isAllowed: isAllowed, patience: patience))
    }

    /// Waits for the answer. A program that fails leads nowhere: the place is not a number.
    public func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let answer = answer(
            &memory, from: point, t: t, hyperparameters: hyperparameters, objective: &objective, within: .infinity)
        if case .point(let point) = answer { return point }
        return Point(.nan, .nan)
    }

    /// One step, or what there is of it within so many seconds.
    public func answer(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters values: [Double],
        objective: inout Objective, within seconds: Double
    ) -> StepAnswer {
        if memory.asked != t {
            let request = request(
                t, point, loss: objective.loss(at: point), gradient: objective.gradient(at: point), values: values)
            memory.session.send(request)
            memory.asked = t
        }
        let answer = memory.session.answer(within: seconds)
        if answer != .pending { memory.asked = nil }
        return answer
    }

    /// The program goes on: step 1 tells it to begin anew. An answer that is still to come is not waited for.
    public func memory(after earlier: Memory, at start: Point, hyperparameters: [Double]) -> Memory {
        var memory = earlier
        memory.asked = nil
        return memory
    }

    private func request(_ t: Int, _ point: Point, loss: Double, gradient: Point, values: [Double]) -> String {
        func numbers(_ point: Point) -> String { JSON.array([JSON.number(point.x), JSON.number(point.y)]) }
        let settings = zip(hyperparameters, values).map { ($0.name, JSON.number($1)) }
        return JSON.object([
            ("ravine", "1"), ("step", "\(t)"), ("point", numbers(point)), ("loss", JSON.number(loss)),
            ("gradient", numbers(gradient)), ("hyperparameters", JSON.object(settings)),
        ]) + "\n"
    }
}
