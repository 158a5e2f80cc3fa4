import Canvas
import Expressions

/// Which part of a graph fits into an area. The node that is looked at is there with the layers around it, and if possible
/// the first layer and the last; what lies between is one spot of its own.
struct GraphFolding {
    /// The spots from left to right and from top to bottom, without their places. Empty if not even one node fits.
    private(set) var columns: [[GraphPlan.Spot]] = []
    /// What leads from the spots of each column to those of the next.
    private(set) var joints: [[Joint]] = []
    private(set) var isFolded = false

    struct Joint {
        let from: Int
        let to: Int
        /// The nodes whose values go there.
        var sources: [Int]
    }

    private let size: Size
    private let nodeHeight: Int
    /// How many rows stay free between two nodes, the one above the other.
    private var rowGap = 1

    /// - Parameters:
    ///   - node: what is looked at.
    ///   - width: how wide a node is.
    init(
        _ layers: GraphLayers, _ walk: GraphWalk, size: Size, style: GraphStyle, nodeHeight: Int, around node: Int,
        width: (Int) -> Int
    ) {
        self.size = size
        self.nodeHeight = nodeHeight
        let widths = layers.layers.map { items in items.map { $0.isNode ? width($0.source) : 1 }.max() ?? 1 }
        let shown = Self.shown(widths, gap: style.leastGap, around: layers.layer[node], within: size.width)
        guard !shown.isEmpty, nodeHeight <= size.height else {
            isFolded = true
            return
        }
        isFolded = shown.count < widths.count
        // Where each layer is among the columns, and each of its items within that.
        var column = [Int](repeating: 0, count: widths.count)
        var rows: [[Int]] = []
        let related = Set([node] + walk.nodes[node].arguments.map(\.node) + walk.users[node])
        for (layer, items) in layers.layers.enumerated() {
            guard shown.contains(layer) else {
                if layer == 0 || shown.contains(layer - 1) { columns.append([Self.fold]) }
                column[layer] = columns.count - 1
                rows.append([])
                continue
            }
            column[layer] = columns.count
            let (spots, places) = spots(
                items, width: widths[layer],
                around: layer == layers.layer[node]
                    ? layers.row(of: node)
                    : items.firstIndex { $0.isNode && related.contains($0.source) }
                        ?? items.count * layers.row(of: node) / layers.layers[layers.layer[node]].count)
            columns.append(spots)
            rows.append(places)
        }
        join(layers, column, rows)
        // Where there is room, nodes stand well apart.
        while rowGap < style.mostRowGap, !isFolded {
            rowGap += 1
            guard columns.contains(where: { height(of: $0) > size.height }) else { continue }
            rowGap -= 1
            break
        }
    }

    private static let fold = GraphPlan.Spot(content: .fold, width: foldWidth, height: 1)
    private static let foldWidth = 1

    /// How many rows stay free between two spots, the one above the other.
    func gap(_ above: GraphPlan.Spot, _ below: GraphPlan.Spot) -> Int {
        switch (above.content, below.content) {
        case (.node, .node): rowGap
        case (.fold, _), (_, .fold): 0
        default: rowGap - 1
        }
    }

    /// How many nodes are shown.
    var nodeCount: Int {
        columns.reduce(0) { $0 + $1.count { if case .node = $0.content { true } else { false } } }
    }

    func height(of spots: [GraphPlan.Spot]) -> Int {
        var height = 0
        for (row, spot) in spots.enumerated() {
            height += spot.height + (row > 0 ? gap(spots[row - 1], spot) : 0)
        }
        return height
    }

    // MARK: What is shown

    private static func shown(_ widths: [Int], gap: Int, around focus: Int, within width: Int) -> Set<Int> {
        if widths.reduce(-gap, { $0 + $1 + gap }) <= width { return Set(widths.indices) }
        /// How wide layers are, with a spot for what is left out between them.
        func sum(_ layers: Set<Int>) -> Int {
            var sum = -gap
            var last = -1
            for layer in layers.sorted() {
                if layer > last + 1 { sum += foldWidth + gap }
                sum += widths[layer] + gap
                last = layer
            }
            return last < widths.count - 1 ? sum + foldWidth + gap : sum
        }
        var shown: Set<Int> = []
        var candidates = [focus, widths.count - 1, 0]
        for distance in 1..<max(2, min(widths.count, width)) {
            candidates += [focus - distance, focus + distance].filter(widths.indices.contains)
        }
        for candidate in candidates where sum(shown.union([candidate])) <= width {
            shown.insert(candidate)
        }
        return shown.contains(focus) ? shown : []
    }

    /// The spots of a layer, and where each of its items is among them.
    private mutating func spots(
        _ items: [GraphLayers.Item], width: Int, around center: Int
    ) -> (spots: [GraphPlan.Spot], places: [Int]) {
        func spots(_ range: ClosedRange<Int>) -> [GraphPlan.Spot] {
            let inner = items[range].map { item in
                GraphPlan.Spot(
                    content: item.isNode ? .node(item.source) : .bend(of: item.source), width: width,
                    height: item.isNode ? nodeHeight : 1)
            }
            let above = range.lowerBound > 0 ? [Self.fold] : []
            return above + inner + (range.upperBound < items.count - 1 ? [Self.fold] : [])
        }
        let all = spots(0...(items.count - 1))
        if height(of: all) <= size.height { return (all, Array(items.indices)) }
        isFolded = true
        var range = center...center
        var canGrow = true
        while canGrow {
            canGrow = false
            for wider in [
                range.lowerBound...min(range.upperBound + 1, items.count - 1),
                max(range.lowerBound - 1, 0)...range.upperBound,
            ] where wider != range {
                // The other end has grown meanwhile.
                let wider = min(wider.lowerBound, range.lowerBound)...max(wider.upperBound, range.upperBound)
                if height(of: spots(wider)) <= size.height {
                    range = wider
                    canGrow = true
                }
            }
        }
        var found = spots(range)
        let first = range.lowerBound > 0 ? 1 : 0
        var places = items.indices.map { min(max($0 - range.lowerBound + first, 0), found.count - 1) }
        if height(of: found) > size.height {
            // No room but for the one itself.
            found = [found[first]]
            places = items.map { _ in 0 }
        }
        return (found, places)
    }

    // MARK: What is joined

    private mutating func join(_ layers: GraphLayers, _ column: [Int], _ rows: [[Int]]) {
        joints = Array(repeating: [], count: max(0, columns.count - 1))
        for (layer, found) in layers.joints.enumerated() where column[layer] != column[layer + 1] {
            var places: [SIMD2<Int>: Int] = [:]
            for joint in found {
                let from = rows[layer].isEmpty ? 0 : rows[layer][joint.from]
                let to = rows[layer + 1].isEmpty ? 0 : rows[layer + 1][joint.to]
                let source = layers.layers[layer][joint.from].source
                if let place = places[SIMD2(from, to)] {
                    joints[column[layer]][place].sources.append(source)
                } else {
                    places[SIMD2(from, to)] = joints[column[layer]].count
                    joints[column[layer]].append(Joint(from: from, to: to, sources: [source]))
                }
            }
        }
    }
}
