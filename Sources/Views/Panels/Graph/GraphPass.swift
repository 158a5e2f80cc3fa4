import Expressions
import Scenes

/// The order in which the passes through a graph visit its nodes: first the values, from left to right; then the
/// derivatives, back from right to left, or in forward mode from left to right once for each input.
struct GraphPass: Sendable {
    /// The nodes in the order of their visits.
    let visits: [Int]
    /// After how many visits a node has its value.
    private let values: [Int]
    /// After how many visits a node has its derivative, for each sweep.
    private let derivatives: [[Int]]

    init(_ walk: GraphWalk, _ layers: GraphLayers, mode: ComputationGraph.Mode) {
        var visits = layers.order.filter { !walk.nodes[$0].arguments.isEmpty }
        var values = [Int](repeating: 0, count: walk.nodes.count)
        for (place, node) in visits.enumerated() { values[node] = place + 1 }
        self.values = values
        let active = layers.order.filter { walk.nodes[$0].isActive }
        let sweeps = mode == .reverse ? [Array(active.reversed())] : walk.inputs.map { _ in active }
        derivatives = sweeps.map { sweep in
            var ranks = [Int](repeating: .max, count: walk.nodes.count)
            for (place, node) in sweep.enumerated() { ranks[node] = visits.count + place + 1 }
            visits += sweep
            return ranks
        }
        self.visits = visits
    }

    var count: Int { visits.count }

    /// How many sweeps for derivatives there are.
    var sweeps: Int { derivatives.count }

    func hasValue(_ node: Int, after visits: Int) -> Bool { values[node] <= visits }

    func hasDerivative(_ node: Int, sweep: Int, after visits: Int) -> Bool { derivatives[sweep][node] <= visits }
}
