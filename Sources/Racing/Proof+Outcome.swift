import Expressions
import Landscapes
import Optimizers
import Scenes

extension Proof {
    /// What came out of holding a claim against a race.
    public struct Outcome: Sendable {
        public let holds: Bool
        /// Each question with its answer, for people who want to know why.
        public let answers: [(question: String, value: Double)]
    }

    /// Holds the claim against what the runs did.
    func outcome(trajectory: (_ track: Int, _ run: Int) -> Trajectory, minima: (_ track: Int) -> [Point]) -> Outcome {
        var evaluator = PointEvaluator(verdict)
        var answers: [(String, Double)] = []
        for (index, asked) in asked.enumerated() {
            let answer = asked.answer(trajectory(asked.track, asked.run), minima: minima(asked.track))
            evaluator[input: index] = answer
            answers.append((asked.text, answer))
        }
        evaluator.run()
        let value = evaluator[output: 0]
        return Outcome(holds: value != 0 && !value.isNaN, answers: answers)
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
