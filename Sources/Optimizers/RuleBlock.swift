import Expressions
import Landscapes

/// One rule on many points at once: for swarms of starts and sweeps of learning rates.
///
/// A point takes a tenth of the time that it takes alone, and goes the same way to the last bit.
public struct RuleBlock: Sendable {
    /// The most points that there can be.
    public static let most = BlockEvaluator.lanes

    public let count: Int
    private let rule: Rule
    private var update: BlockEvaluator
    private var gradient: BlockEvaluator
    private var t = 0

    /// `nil` if the surface is no formula alone: one over data, or a grid.
    ///
    /// - Parameters:
    ///   - starts: from one to ``most`` points.
    ///   - hyperparameters: for each point its own, or one set for all.
    ///   - parameters: for each point the surface's parameters; `nil` for those that the surface has.
    public init?(
        _ rule: Rule, on surface: Surface, starts: [Point], hyperparameters: [[Double]], parameters: [[Double]]? = nil
    ) {
        guard let program = parameters == nil ? surface.gradientProgram : surface.gradientProgramByLane(),
            (1...Self.most).contains(starts.count),
            let varying = hyperparameters.count == 1 ? rule.update : rule.updateByLane()
        else { return nil }
        self.rule = rule
        count = starts.count
        update = BlockEvaluator(varying)
        gradient = BlockEvaluator(program)
        for index in surface.values.indices {
            if let parameters {
                gradient.withInput(2 + index) { input in
                    for lane in 0..<Self.most { input[lane] = parameters[lane < starts.count ? lane : 0][index] }
                }
            } else {
                gradient.fill(input: 2 + index, with: surface.values[index])
            }
        }
        var first = PointEvaluator(rule.initial)
        for lane in 0..<Self.most {
            // The lanes that nobody needs go along with the first.
            let place = lane < count ? lane : 0
            let start = starts[place]
            let own = hyperparameters.count == 1 ? hyperparameters[0] : hyperparameters[place]
            for axis in 0..<2 { update.withInput(axis) { $0[lane] = start[axis] } }
            rule.set(&first, point: start, t: 0, hyperparameters: own)
            first.run()
            for index in 0..<(2 * rule.state.count) {
                update.withInput(RuleBuilder.firstState + index) { $0[lane] = first[output: index] }
            }
        }
    }

    /// One step of every point.
    ///
    /// - Parameter hyperparameters: as many sets as the block began with.
    public mutating func step(hyperparameters: [[Double]]) {
        t += 1
        let time = RuleBuilder.firstState + 2 * rule.state.count
        update.fill(input: time, with: Double(t))
        for index in rule.hyperparameters.indices {
            if hyperparameters.count == 1 {
                update.fill(input: time + 1 + index, with: hyperparameters[0][index])
            } else {
                update.withInput(time + 1 + index) { input in
                    for lane in 0..<Self.most { input[lane] = hyperparameters[lane < count ? lane : 0][index] }
                }
            }
        }
        update.run { x, y, slopeX, slopeY in
            gradient.withInput(0) { $0.baseAddress!.update(from: x, count: Self.most) }
            gradient.withInput(1) { $0.baseAddress!.update(from: y, count: Self.most) }
            gradient.run()
            gradient.withOutput(1) { slopeX.update(from: $0.baseAddress!, count: Self.most) }
            gradient.withOutput(2) { slopeY.update(from: $0.baseAddress!, count: Self.most) }
        }
        for axis in 0..<(2 + 2 * rule.state.count) { update.copy(output: axis, toInput: axis) }
    }

    /// Where a point is now.
    public mutating func point(_ index: Int) -> Point {
        Point(update.withInput(0) { $0[index] }, update.withInput(1) { $0[index] })
    }

    /// The losses where the points are now.
    public mutating func losses() -> [Double] {
        for axis in 0..<2 {
            update.withInput(axis) { place in
                gradient.withInput(axis) { $0.baseAddress!.update(from: place.baseAddress!, count: Self.most) }
            }
        }
        gradient.run()
        return gradient.withOutput(0) { Array($0[..<count]) }
    }
}
