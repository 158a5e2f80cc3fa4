import Expressions
import Landscapes
import Scenes

extension Proof {
    /// What came out of holding a claim against a race.
    public struct Outcome: Sendable {
        public let holds: Bool
        /// What the formula comes to.
        let value: Double
        /// Each question with its answer, for people who want to know why.
        public let answers: [(question: String, value: Double)]
        /// The step at which the last of the questions is answered: the first at which the outcome is known.
        ///
        /// A question is answered where it need not read on: `first` and `ever` where the condition holds, `always` where it
        /// does not, `at` at its step. All others, and those that find nothing, read to the run's end.
        public let step: Int
    }

    /// Holds the claim against what the runs did.
    ///
    /// - Parameter answer: the answer to a question, and the step at which it is known.
    func outcome(_ answer: (Asked) -> (value: Double, step: Int)) -> Outcome {
        var evaluator = PointEvaluator(verdict)
        var answers: [(String, Double)] = []
        var last = 0
        for (index, asked) in asked.enumerated() {
            let (value, step) = answer(asked)
            evaluator[input: index] = value
            last = max(last, step)
            answers.append((asked.measure.text, value))
        }
        evaluator.run()
        let value = evaluator[output: 0]
        return Outcome(holds: value != 0 && !value.isNaN, value: value, answers: answers, step: last)
    }
}

extension Proof.Asked {
    /// The answer of what a run did, and the step at which it is known.
    func answer(_ run: Run, on surface: Surface) -> (value: Double, step: Int) {
        var walk = Walk(measure, on: surface)
        var answer: Double
        switch question {
        case .first, .last: answer = .infinity
        case .count, .ever: answer = 0
        case .always: answer = 1
        case .lowest: answer = .infinity
        case .highest: answer = -.infinity
        case .at, .final, .mean, .arriving: answer = .nan
        }
        var (sum, count) = (0.0, 0.0)
        while walk.next(run) {
            switch question {
            case .first:
                if walk.isTrue { return (Double(walk.step), walk.step) }
            case .last: if walk.isTrue { answer = Double(walk.step) }
            case .count: if walk.isTrue { answer += 1 }
            case .ever: if walk.isTrue { return (1, walk.step) }
            case .always: if !walk.isTrue { return (0, walk.step) }
            case .lowest: if walk.isAsked { answer = min(answer, walk.value) }
            case .highest: if walk.isAsked { answer = max(answer, walk.value) }
            case .mean:
                // As for the other two, what is no number is no value.
                guard walk.isAsked, !walk.value.isNaN else { break }
                sum += walk.value
                count += 1
                answer = sum / count
            case .arriving: break
            case .final: answer = walk.value
            case .at: if Double(walk.step) == walk.second { return (walk.value, walk.step) }
            }
        }
        return (answer, max(walk.step, 0))
    }
}
