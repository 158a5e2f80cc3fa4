import Expressions
import Landscapes

/// One rule on many points at once, all with the same hyperparameters: for swarms and sweeps of starts.
///
/// A point takes a tenth of the time that it takes alone.
public struct RuleBlock: Sendable {
    /// How many points there are.
    public static let count = BlockEvaluator.lanes

    private let rule: Rule
    private var update: BlockEvaluator
    private var gradient: BlockEvaluator
    private var t = 0

    /// `nil` if the surface is no formula alone: one over data, or a grid.
    ///
    /// - Parameter starts: ``count`` points.
    public init?(_ rule: Rule, on surface: Surface, starts: [Point], hyperparameters: [Double]) {
        precondition(starts.count == Self.count)
        guard let program = surface.gradientProgram else { return nil }
        self.rule = rule
        update = BlockEvaluator(rule.update)
        gradient = BlockEvaluator(program)
        for (index, value) in surface.values.enumerated() { gradient.fill(input: 2 + index, with: value) }
        var first = PointEvaluator(rule.initial)
        for (lane, start) in starts.enumerated() {
            let values = [start.x, start.y]
            for axis in 0..<2 { update.withInput(axis) { $0[lane] = values[axis] } }
            rule.set(&first, point: start, t: 0, hyperparameters: hyperparameters)
            first.run()
            for index in 0..<(2 * rule.state.count) {
                update.withInput(RuleBuilder.firstState + index) { $0[lane] = first[output: index] }
            }
        }
    }

    /// One step of every point.
    public mutating func step(hyperparameters: [Double]) {
        t += 1
        let time = RuleBuilder.firstState + 2 * rule.state.count
        update.fill(input: time, with: Double(t))
        for (index, value) in hyperparameters.enumerated() { update.fill(input: time + 1 + index, with: value) }
        update.run { x, y, slopeX, slopeY in
            gradient.withInput(0) { $0.baseAddress!.update(from: x, count: Self.count) }
            gradient.withInput(1) { $0.baseAddress!.update(from: y, count: Self.count) }
            gradient.run()
            gradient.withOutput(1) { slopeX.update(from: $0.baseAddress!, count: Self.count) }
            gradient.withOutput(2) { slopeY.update(from: $0.baseAddress!, count: Self.count) }
        }
        for axis in 0..<(2 + 2 * rule.state.count) { update.copy(output: axis, toInput: axis) }
    }

    /// Where the points are now.
    public var points: [Point] {
        var evaluator = update
        return (0..<Self.count).map { lane in
            Point(evaluator.withInput(0) { $0[lane] }, evaluator.withInput(1) { $0[lane] })
        }
    }
}
