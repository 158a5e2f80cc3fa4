import Expressions
import Landscapes

/// One rule on many points at once: for swarms of starts and sweeps of learning rates.
///
/// Rule and surface are one program: a step ends with loss and slopes where it arrives, with which the next one begins. A
/// point takes a tenth of the time that it takes alone, or less, and goes the same way to the last bit.
public struct RuleBlock: Sendable {
    /// The most points that there can be.
    public static let most = BlockEvaluator.lanes

    public private(set) var count: Int
    private let rule: Rule
    private let surface: Surface
    private let inputs: Inputs
    private var update: BlockEvaluator
    /// Loss and slopes where the points begin.
    private var beginning: BlockEvaluator
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
        guard (1...Self.most).contains(starts.count), let step = try? rule.builder?.step(),
            let gradient = surface.gradientGraph()
        else { return nil }
        inputs = Inputs(
            rule, surface, isRateByLane: hyperparameters.count != 1, isParameterByLane: parameters != nil)
        update = BlockEvaluator(inputs.update(step, on: gradient))
        let inputCount = 2 + surface.parameters.count
        beginning = BlockEvaluator(
            Program(
                gradient.graph, outputs: gradient.outputs, inputCount: inputCount,
                uniformInputs: parameters == nil ? 2..<inputCount : 0..<0))
        self.rule = rule
        self.surface = surface
        count = starts.count
        begin(at: starts, hyperparameters: hyperparameters, parameters: parameters)
    }

    /// Begins anew with other points, at less cost than another block.
    ///
    /// - Parameters:
    ///   - starts: from one to ``most`` points.
    ///   - hyperparameters: for each point its own if the block was made so, else one set for all.
    ///   - parameters: for each point if the block was made so, else `nil`.
    public mutating func begin(at starts: [Point], hyperparameters: [[Double]], parameters: [[Double]]? = nil) {
        count = min(starts.count, Self.most)
        t = 0
        set(hyperparameters)
        for index in surface.parameters.indices {
            fill(inputs.parameters + index, parameters, index, orElse: surface.values[index])
            if let parameters {
                let count = count
                beginning.withInput(2 + index) { input in
                    for lane in input.indices { input[lane] = parameters[lane < count ? lane : 0][index] }
                }
            } else {
                beginning.fill(input: 2 + index, with: surface.values[index])
            }
        }
        let count = count
        for axis in 0..<2 {
            // The lanes that nobody needs go along with the first.
            update.withInput(axis) { for lane in $0.indices { $0[lane] = starts[lane < count ? lane : 0][axis] } }
            update.withInput(axis) { row in
                beginning.withInput(axis) { $0.baseAddress!.update(from: row.baseAddress!, count: Self.most) }
            }
        }
        remember(starts, hyperparameters)
        beginning.run()
        for output in 0..<3 {
            beginning.withOutput(output) { found in
                update.withInput(inputs.loss + output) {
                    $0.baseAddress!.update(from: found.baseAddress!, count: Self.most)
                }
            }
        }
    }

    /// The state before the first step.
    private mutating func remember(_ starts: [Point], _ hyperparameters: [[Double]]) {
        guard !rule.state.isEmpty else { return }
        var first = PointEvaluator(rule.initial)
        var states: [[Double]] = []
        for lane in 0..<count {
            rule.set(
                &first, point: starts[lane], t: 0, hyperparameters: hyperparameters[inputs.isRateByLane ? lane : 0])
            first.run()
            states.append((0..<(2 * rule.state.count)).map { first[output: $0] })
        }
        for index in 0..<(2 * rule.state.count) {
            update.withInput(RuleBuilder.firstState + index) { row in
                for lane in row.indices { row[lane] = states[lane < states.count ? lane : 0][index] }
            }
        }
    }

    /// One step of every point.
    ///
    /// - Parameter hyperparameters: as many sets as the block began with.
    public mutating func step(hyperparameters: [[Double]]) {
        set(hyperparameters)
        step()
    }

    /// One step of every point with the hyperparameters that it had before.
    public mutating func step() {
        t += 1
        update.fill(input: inputs.time, with: Double(t))
        update.run()
    }

    /// Where a point is now.
    public mutating func point(_ index: Int) -> Point {
        Point(update.withInput(0) { $0[index] }, update.withInput(1) { $0[index] })
    }

    /// The loss where a point is now, at no cost.
    public mutating func loss(_ index: Int) -> Double { update.withInput(inputs.loss) { $0[index] } }

    /// The losses where the points are now.
    public mutating func losses() -> [Double] { withPoints { Array($2) } }

    /// Gives access to where all points are now, and to the losses there, at no cost.
    public mutating func withPoints<R>(
        _ body: (
            _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>, _ losses: UnsafeBufferPointer<Double>
        )
            -> R
    ) -> R { update.withInputs(0, 1, inputs.loss, lanes: count, body) }

    private mutating func set(_ hyperparameters: [[Double]]) {
        let lists = inputs.isRateByLane ? hyperparameters : nil
        for index in rule.hyperparameters.indices {
            fill(inputs.hyperparameters + index, lists, index, orElse: hyperparameters[0][index])
        }
    }

    /// Fills an input from a list for each point, or with the same number for all.
    private mutating func fill(_ input: Int, _ lists: [[Double]]?, _ index: Int, orElse value: Double) {
        guard let lists else { return update.fill(input: input, with: value) }
        let count = count
        update.withInput(input) { input in
            for lane in input.indices { input[lane] = lists[lane < count ? lane : 0][index] }
        }
    }
}

/// The inputs of a rule's program that has a surface in it.
///
/// What a step leaves for the next one comes first: weights, state, the loss and both slopes. What each point has of its own
/// is next, and what all have alike is last.
private struct Inputs {
    let loss: Int
    let time: Int
    let hyperparameters: Int
    let parameters: Int
    let isRateByLane: Bool
    private let count: Int
    private let firstSame: Int

    init(_ rule: Rule, _ surface: Surface, isRateByLane: Bool, isParameterByLane: Bool) {
        self.isRateByLane = isRateByLane
        loss = RuleBuilder.firstState + 2 * rule.state.count
        var next = loss + 3
        func take(_ count: Int) -> Int {
            defer { next += count }
            return next
        }
        let own = (
            isRateByLane ? take(rule.hyperparameters.count) : nil,
            isParameterByLane ? take(surface.parameters.count) : nil
        )
        firstSame = next
        time = take(1)
        hyperparameters = own.0 ?? take(rule.hyperparameters.count)
        parameters = own.1 ?? take(surface.parameters.count)
        count = next
    }

    /// A step, then the loss and the slopes where it arrives.
    func update(
        _ step: (graph: Graph, outputs: [Graph.ID]), on gradient: (graph: Graph, outputs: [Graph.ID])
    ) -> Program {
        var graph = Graph()
        let start = (graph.input(0), graph.input(1))
        let slopes = (graph.input(loss + 1), graph.input(loss + 2))
        func surface(_ graph: inout Graph, _ x: Graph.ID, _ y: Graph.ID) -> [Graph.ID] {
            graph.embed(gradient.graph, outputs: gradient.outputs) { graph, input in
                input == 0 ? x : input == 1 ? y : graph.input(parameters + input - 2)
            }
        }
        var isBegunWithSlopes = false
        let moved = graph.embed(step.graph, outputs: step.outputs) { graph, input in
            graph.input(input < loss ? input : input == loss ? time : hyperparameters + input - loss - 1)
        } external: { graph, x, y in
            if (x, y) == start {
                isBegunWithSlopes = true
                return slopes
            }
            let found = surface(&graph, x, y)
            return (found[1], found[2])
        }
        let arrival = surface(&graph, moved[0], moved[1])
        // A rule that looks elsewhere needs no slopes here.
        let outputs = moved + (isBegunWithSlopes ? arrival : [arrival[0]])
        return Program(
            graph, outputs: outputs, inputCount: count, uniformInputs: firstSame..<count, carried: outputs.count)
    }
}
