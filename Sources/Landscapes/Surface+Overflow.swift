import Expressions

extension Surface {
    /// Whether the loss at a finite place is no finite number only because it, or what it is made of, is larger than
    /// numbers are. False where the formula itself has no value, and outside of a grid.
    public func isBeyondNumbers(at point: Point) -> Bool {
        switch model {
        case .formula(let value, _, _):
            var evaluator = TracedEvaluator(value)
            for (index, number) in ([point.x, point.y] + values).enumerated() {
                evaluator[input: index] = TracedNumber(number)
            }
            evaluator.run()
            return evaluator[output: 0].isBeyondNumbers
        case .data(let loss): return loss.traced(at: point, parameters: values).isBeyondNumbers
        case .grid: return false
        }
    }
}

extension DataLoss {
    /// The loss over all rows.
    fileprivate func traced(at point: Point, parameters: [Double]) -> TracedNumber {
        var means: [TracedNumber] = []
        for inputs in stages.map(\.value) {
            var evaluator = TracedEvaluator(inputs.program)
            evaluator[input: 0] = TracedNumber(point.x)
            evaluator[input: 1] = TracedNumber(point.y)
            for (input, parameter) in inputs.parameters {
                evaluator[input: input] = TracedNumber(parameters[parameter])
            }
            // Of a stage before, only the value goes into a value.
            for (input, stage, _) in inputs.handed { evaluator[input: input] = means[stage] }
            var sum = TracedNumber(0)
            for row in 0..<data.rowCount {
                for (input, column) in inputs.columns {
                    evaluator[input: input] = TracedNumber(data.values[column][row])
                }
                evaluator.run()
                sum = sum + evaluator[output: 0]
            }
            means.append(sum / TracedNumber(Double(data.rowCount)))
        }
        return means[means.count - 1]
    }
}
