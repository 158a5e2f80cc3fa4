import Expressions

/// A computation graph in layers: arguments stand left of who uses them.
///
/// The weights are in the first layer, everything else as far right as its users let it. A value that is used farther on
/// passes the layers between as a *bend*, one for all its users. Within a layer the order is one of few crossings
/// (Sugiyama 1981): the same one every time.
struct GraphLayers: Sendable {
    /// What stands in a layer.
    enum Item: Hashable {
        case node(Int)
        /// A place where the value of a node passes by.
        case bend(of: Int)

        /// The node whose value is there.
        var source: Int {
            switch self {
            case .node(let node), .bend(let node): node
            }
        }

        var isNode: Bool { if case .node = self { true } else { false } }
    }

    /// From left to right, each from top to bottom.
    private(set) var layers: [[Item]]
    /// For each layer the items that lead on, by their places, and where in the next layer to.
    private(set) var joints: [[Joint]]
    /// The layer of each node.
    let layer: [Int]
    /// The nodes from left to right, layer by layer: an order in which they can be computed.
    let order: [Int]
    private let rows: [Int]

    struct Joint: Hashable {
        var from: Int
        var to: Int
    }

    init(_ walk: GraphWalk) {
        let layer = Self.layer(walk)
        self.layer = layer
        let count = (layer.max() ?? 0) + 1
        var layers = [[Item]](repeating: [], count: count)
        // The order in which the result asks for them is a good one to begin with.
        for node in Self.visited(walk) {
            layers[layer[node]].append(.node(node))
            let last = walk.users[node].map { layer[$0] }.max() ?? 0
            for passed in (layer[node] + 1)..<max(layer[node] + 1, last) { layers[passed].append(.bend(of: node)) }
        }
        var sorted = Crossings(layers, walk, layer).sorted()
        // The first input is above the others: upside down, as many lines cross.
        let inputs = sorted[0].filter { $0.isNode && walk.inputs.contains($0.source) }.map(\.source)
        if inputs.count > 1, inputs.last == walk.inputs[0] { sorted = sorted.map { $0.reversed() } }
        self.layers = sorted
        joints = Crossings(sorted, walk, layer).joints
        var rows = [Int](repeating: 0, count: walk.nodes.count)
        for items in sorted {
            for (row, item) in items.enumerated() where item.isNode { rows[item.source] = row }
        }
        self.rows = rows
        order = sorted.flatMap { $0.filter(\.isNode).map(\.source) }
    }

    /// The place of a node within its layer.
    func row(of node: Int) -> Int { rows[node] }

    /// The node that one comes to from another: above or below in its layer, or in the next layer one that is joined to
    /// it, else the nearest. The node itself where there is none.
    func neighbour(of node: Int, towards direction: SIMD2<Double>, _ walk: GraphWalk) -> Int {
        let own = layers[layer[node]]
        guard direction.x == 0 else {
            let next = layer[node] + (direction.x > 0 ? 1 : -1)
            guard layers.indices.contains(next) else { return node }
            let joined = direction.x > 0 ? walk.users[node] : walk.nodes[node].arguments.map(\.node)
            let height = (Double(rows[node]) + 0.5) / Double(own.count)
            func distance(_ other: Int) -> Double {
                abs((Double(rows[other]) + 0.5) / Double(layers[next].count) - height)
                    + (joined.contains(other) ? 0 : 1)
            }
            return layers[next].filter(\.isNode).map(\.source).min { distance($0) < distance($1) } ?? node
        }
        let nodes = own.filter(\.isNode).map(\.source)
        let place = nodes.firstIndex(of: node)! + (direction.y > 0 ? -1 : 1)
        return nodes.indices.contains(place) ? nodes[place] : node
    }

    private static func layer(_ walk: GraphWalk) -> [Int] {
        var layer = [Int](repeating: 0, count: walk.nodes.count)
        for (index, node) in walk.nodes.enumerated() {
            layer[index] = (node.arguments.map { layer[$0.node] + 1 }).max() ?? 0
        }
        for index in walk.nodes.indices.reversed() where !walk.inputs.contains(index) {
            if let first = walk.users[index].map({ layer[$0] }).min() { layer[index] = first - 1 }
        }
        return layer
    }

    /// All nodes, in the order in which one meets them from the result on.
    private static func visited(_ walk: GraphWalk) -> [Int] {
        var isMet = [Bool](repeating: false, count: walk.nodes.count)
        var met: [Int] = []
        var open = [walk.nodes.count - 1]
        while let node = open.popLast() {
            guard !isMet[node] else { continue }
            isMet[node] = true
            met.append(node)
            open += walk.nodes[node].arguments.reversed().map(\.node)
        }
        return met
    }
}

/// Sorts layers so that few lines cross.
private struct Crossings {
    private var layers: [[GraphLayers.Item]]
    private(set) var joints: [[GraphLayers.Joint]]

    init(_ layers: [[GraphLayers.Item]], _ walk: GraphWalk, _ layer: [Int]) {
        self.layers = layers
        joints = []
        for index in layers.indices.dropLast() {
            let places = Dictionary(uniqueKeysWithValues: layers[index + 1].enumerated().map { ($1, $0) })
            var found: [GraphLayers.Joint] = []
            for (from, item) in layers[index].enumerated() {
                if let to = places[.bend(of: item.source)] { found.append(GraphLayers.Joint(from: from, to: to)) }
                for user in walk.users[item.source] where layer[user] == index + 1 {
                    found.append(GraphLayers.Joint(from: from, to: places[.node(user)]!))
                }
            }
            joints.append(found)
        }
    }

    /// Sweeps to and fro, puts each item at the mean place of what it is joined to, and keeps the best order.
    func sorted() -> [[GraphLayers.Item]] {
        var now = self
        var best = (layers: layers, crossings: crossings)
        let sweeps = joints.reduce(0, { $0 + $1.count }) > 5000 ? 2 : 12
        for sweep in 0..<sweeps where best.crossings > 0 {
            if sweep.isMultiple(of: 2) {
                for index in layers.indices.dropFirst() { now.sort(index, isForward: true) }
            } else {
                for index in layers.indices.dropLast().reversed() { now.sort(index, isForward: false) }
            }
            let crossings = now.crossings
            if crossings < best.crossings { best = (now.layers, crossings) }
        }
        return best.layers
    }

    private mutating func sort(_ index: Int, isForward: Bool) {
        var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: layers[index].count)
        for joint in joints[isForward ? index - 1 : index] {
            let (own, other) = isForward ? (joint.to, joint.from) : (joint.from, joint.to)
            sums[own].sum += Double(other)
            sums[own].count += 1
        }
        let wanted = sums.enumerated().map { $1.count > 0 ? $1.sum / $1.count : Double($0) }
        let order = layers[index].indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        layers[index] = order.map { layers[index][$0] }
        var places = order
        for (place, old) in order.enumerated() { places[old] = place }
        if index > 0 {
            for joint in joints[index - 1].indices { joints[index - 1][joint].to = places[joints[index - 1][joint].to] }
        }
        if index < joints.count {
            for joint in joints[index].indices { joints[index][joint].from = places[joints[index][joint].from] }
        }
    }

    private var crossings: Int {
        zip(joints, layers.dropFirst()).reduce(0) { sum, gap in
            // For each line, from the top: how many before it end below it.
            var tree = [Int](repeating: 0, count: gap.1.count + 1)
            var crossings = 0
            let lines = gap.0.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            for (count, line) in lines.enumerated() {
                var notBelow = 0
                var place = line.to + 1
                while place > 0 {
                    notBelow += tree[place]
                    place -= place & -place
                }
                crossings += count - notBelow
                place = line.to + 1
                while place < tree.count {
                    tree[place] += 1
                    place += place & -place
                }
            }
            return sum + crossings
        }
    }
}
