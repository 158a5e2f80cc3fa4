import Expressions
import Landscapes

/// What a claim can say of one step of a run.
enum Quantities {
    /// The names, in the order of the program's inputs. The same again for the step before.
    static let names = ["t", "x", "y", "loss", "length", "path", "chord", "distance", "accuracy"]
    private static let aliases = ["w1": "x", "w2": "y"]

    /// The program of expressions of a step's quantities. `previous(…)` is the same expression one step earlier.
    static func program(_ syntax: Syntax, _ expressions: [Syntax.ID]) throws(Diagnostic) -> Program {
        var lowering = Lowering(syntax, functionNames: ["previous"]) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard name == "previous" else { return nil }
            try lowering.check(arguments, count: 1, of: name, at: location)
            let now = lowering.names
            lowering.names = bound(&lowering.graph, from: names.count)
            defer { lowering.names = now }
            return try lowering.lower(arguments[0])
        }
        lowering.names = bound(&lowering.graph, from: 0)
        var outputs: [Graph.ID] = []
        for expression in expressions { outputs.append(try lowering.lowerScalar(expression)) }
        return Program(lowering.graph, outputs: outputs, inputCount: 2 * names.count)
    }

    private static func bound(_ graph: inout Graph, from first: Int) -> [String: Value] {
        var bound: [String: Value] = [:]
        for (index, name) in names.enumerated() { bound[name] = Value(graph.input(first + index)) }
        for (alias, name) in aliases { bound[alias] = bound[name] }
        return bound
    }
}

/// Walks a trajectory and keeps a program's inputs at the quantities of the current step.
private struct Walk {
    let trajectory: Trajectory
    let minima: [Point]
    var evaluator: PointEvaluator
    private(set) var step = -1
    private var path = 0.0

    init(_ trajectory: Trajectory, minima: [Point], program: Program) {
        self.trajectory = trajectory
        self.minima = minima
        evaluator = PointEvaluator(program)
        for index in 0..<(2 * Quantities.names.count) { evaluator[input: index] = .nan }
    }

    mutating func next() -> Bool {
        guard step + 1 < trajectory.count else { return false }
        step += 1
        let count = Quantities.names.count
        if step > 0 { for index in 0..<count { evaluator[input: count + index] = evaluator[input: index] } }
        let point = trajectory.points[step]
        let length = step > 0 ? (point - trajectory.points[step - 1]).length : 0
        path += length
        let values = [
            Double(step), point.x, point.y, trajectory.losses[step], length, path,
            (point - trajectory.points[0]).length, minima.map { (point - $0).length }.min() ?? .nan,
            trajectory.accuracies.isEmpty ? .nan : trajectory.accuracies[step],
        ]
        for index in 0..<count { evaluator[input: index] = values[index] }
        evaluator.run()
        return true
    }

    var value: Double { evaluator[output: 0] }
    var isTrue: Bool { value != 0 && !value.isNaN }
}

extension Proof.Asked {
    func answer(_ trajectory: Trajectory, minima: [Point]) -> Double {
        var walk = Walk(trajectory, minima: minima, program: program)
        var answer: Double
        switch question {
        case .first, .last: answer = .infinity
        case .count, .ever: answer = 0
        case .always: answer = 1
        case .lowest: answer = .infinity
        case .highest: answer = -.infinity
        case .at, .final: answer = .nan
        }
        while walk.next() {
            switch question {
            case .first:
                if walk.isTrue { return Double(walk.step) }
            case .last: if walk.isTrue { answer = Double(walk.step) }
            case .count: if walk.isTrue { answer += 1 }
            case .ever: if walk.isTrue { return 1 }
            case .always: if !walk.isTrue { return 0 }
            case .lowest: answer = min(answer, walk.value)
            case .highest: answer = max(answer, walk.value)
            case .final: answer = walk.value
            case .at: if Double(walk.step) == walk.evaluator[output: 1] { return walk.value }
            }
        }
        return answer
    }
}
