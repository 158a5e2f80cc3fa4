import Basics
import Canvas
import Expressions

/// Where the nodes of a graph stand in an area, and the lines between them. What does not fit is folded: layers, and nodes
/// within a layer, as far as possible from the node that is looked at.
struct GraphPlan: Sendable {
    /// A place in the area: a node's, that of a line which passes by, or of what is folded.
    struct Spot: Sendable {
        enum Content: Hashable, Sendable {
            case node(Int)
            case bend(of: Int)
            case fold
        }

        let content: Content
        let width: Int
        let height: Int
        var x = 0
        var y = 0

        var middle: Double { Double(y) + Double(height) / 2 }
    }

    /// A line from one layer to the next.
    struct Line: Sendable {
        /// The nodes whose values go along it: one, unless others are folded.
        let sources: [Int]
        /// The nodes that it goes to, here or farther on; empty where they are folded.
        let targets: [Int]
        /// The cells that it passes, by their place in the area, with its dots there.
        let cells: [(cell: Int, mask: UInt8)]
    }

    let size: Size
    let style: GraphStyle
    private(set) var spots: [Spot] = []
    private(set) var lines: [Line] = []
    /// Whether something is folded.
    private(set) var isFolded = false

    /// - Parameters:
    ///   - labels: how wide each node's label is.
    ///   - derivative: how wide that of a derivative is, and how many derivatives a node shows.
    ///   - node: what is looked at.
    init(
        _ layers: GraphLayers, _ walk: GraphWalk, size: Size, shape: DotShape, labels: [Int],
        derivative: (width: Int, count: Int), around node: Int
    ) {
        self.size = size
        func folding(_ style: GraphStyle) -> GraphFolding {
            GraphFolding(
                layers, walk, size: size, style: style,
                nodeHeight: style.height(derivatives: derivative.count), around: node
            ) { style.width(label: labels[$0], derivative: derivative.width) }
        }
        // The first style in which all of it fits, or else the one that shows most of it.
        var best = (style: GraphStyle.boxed, folding: folding(.boxed))
        for style in GraphStyle.allCases.dropFirst() where best.folding.isFolded {
            let other = folding(style)
            if !other.isFolded || other.nodeCount > best.folding.nodeCount { best = (style, other) }
        }
        let (style, folding) = best
        self.style = style
        isFolded = folding.isFolded
        guard !folding.columns.isEmpty else { return }
        place(folding, style)
        draw(folding, walk, shape)
    }

    /// The place of a node, if it is not folded.
    func spot(of node: Int) -> Spot? { spots.first { $0.content == .node(node) } }

    // MARK: Places

    private mutating func place(_ folding: GraphFolding, _ style: GraphStyle) {
        let columns = folding.columns
        let widths = columns.map { $0.map(\.width).max() ?? 1 }
        let gaps = Self.gaps(folding, style, free: size.width - widths.reduce(0, +))
        var x = max(0, (size.width - widths.reduce(0, +) - gaps.reduce(0, +)) / 2)
        let rows = Self.rows(folding, height: size.height)
        for (column, found) in columns.enumerated() {
            for (row, spot) in found.enumerated() {
                var spot = spot
                spot.x = x + (spot.content == .fold ? (widths[column] - spot.width) / 2 : 0)
                spot.y = rows[column][row]
                spots.append(spot)
            }
            x += widths[column] + (column < gaps.count ? gaps[column] : 0)
        }
    }

    /// The columns between layers: the more, the more lines are there.
    private static func gaps(_ folding: GraphFolding, _ style: GraphStyle, free: Int) -> [Int] {
        var left = free - style.leastGap * folding.joints.count
        var lines = folding.joints.reduce(0) { $0 + $1.count + 1 }
        return folding.joints.map { joints in
            let share = min(max(left, 0) * (joints.count + 1) / max(lines, 1), 11)
            left -= share
            lines -= joints.count + 1
            return style.leastGap + share
        }
    }

    /// The upper edge of every spot: near what it is joined to, in order, and without touching.
    private static func rows(_ folding: GraphFolding, height: Int) -> [[Int]] {
        let columns = folding.columns
        var middles = columns.map { spots -> [Double] in
            let least = folding.height(of: spots)
            // Spread evenly to begin with.
            let gap = Double(height - least) / Double(spots.count + 1)
            var y = 0.0
            return spots.indices.map { row in
                y += gap + (row > 0 ? Double(folding.gap(spots[row - 1], spots[row])) : 0)
                defer { y += Double(spots[row].height) }
                return y + Double(spots[row].height) / 2
            }
        }
        for sweep in 0..<6 {
            let isForward = sweep.isMultiple(of: 2)
            let order = isForward ? Array(columns.indices.dropFirst()) : Array(columns.indices.dropLast().reversed())
            for column in order {
                var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: columns[column].count)
                for joint in folding.joints[isForward ? column - 1 : column] {
                    let (own, other) = isForward ? (joint.to, joint.from) : (joint.from, joint.to)
                    sums[own].sum += middles[isForward ? column - 1 : column + 1][other]
                    sums[own].count += 1
                }
                let wanted = sums.enumerated().map { $1.count > 0 ? $1.sum / $1.count : middles[column][$0] }
                middles[column] = separated(wanted, columns[column], folding, height: height)
            }
        }
        return zip(columns, middles).map { spots, middles in whole(middles, spots, folding, height: height) }
    }

    /// The places nearest to the wanted ones, by least squares, that are as far apart as they must be: those that would
    /// be too near move together (pool adjacent violators).
    private static func separated(
        _ wanted: [Double], _ spots: [Spot], _ folding: GraphFolding, height: Int
    ) -> [Double] {
        // Without the room that is taken above each, the condition is to be rising.
        var offsets = [Double](repeating: 0, count: spots.count)
        for row in spots.indices.dropFirst() {
            offsets[row] =
                offsets[row - 1] + Double(spots[row - 1].height + spots[row].height) / 2
                + Double(folding.gap(spots[row - 1], spots[row]))
        }
        var pools: [(mean: Double, count: Int)] = []
        for row in spots.indices {
            pools.append((wanted[row] - offsets[row], 1))
            while pools.count > 1, pools[pools.count - 1].mean < pools[pools.count - 2].mean {
                let (last, before) = (pools.removeLast(), pools.removeLast())
                let count = last.count + before.count
                pools.append(
                    ((last.mean * Double(last.count) + before.mean * Double(before.count)) / Double(count), count))
            }
        }
        let first = Double(spots[0].height) / 2
        let most = Double(height) - Double(spots[spots.count - 1].height) / 2 - offsets[spots.count - 1]
        let means = pools.flatMap { pool in
            Array(repeating: min(max(pool.mean, first), max(first, most)), count: pool.count)
        }
        return zip(means, offsets).map { $0 + $1 }
    }

    private static func whole(_ middles: [Double], _ spots: [Spot], _ folding: GraphFolding, height: Int) -> [Int] {
        var rows: [Int] = []
        for (row, spot) in spots.enumerated() {
            let wanted = Int(clamping: (middles[row] - Double(spot.height) / 2).rounded())
            let least = row > 0 ? rows[row - 1] + spots[row - 1].height + folding.gap(spots[row - 1], spot) : 0
            rows.append(max(wanted, least))
        }
        var most = height
        for row in spots.indices.reversed() {
            rows[row] = min(rows[row], most - spots[row].height)
            if row > 0 { most = rows[row] - folding.gap(spots[row - 1], spots[row]) }
        }
        return rows
    }

    // MARK: Lines

    private mutating func draw(
        _ folding: GraphFolding, _ walk: GraphWalk, _ shape: DotShape
    ) {
        var first = 0
        for (column, joints) in folding.joints.enumerated() {
            let next = first + folding.columns[column].count
            // Lines at the same spot are side by side, in the order in which they come.
            let sorted = joints.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            var (starts, ends): ([Int: Int], [Int: Int]) = ([:], [:])
            for joint in sorted {
                let (source, target) = (spots[first + joint.from], spots[next + joint.to])
                starts[joint.from, default: 0] += 1
                ends[joint.to, default: 0] += 1
                let start = Double(starts[joint.from]!) / Double(sorted.count { $0.from == joint.from } + 1)
                let end = Double(ends[joint.to]!) / Double(sorted.count { $0.to == joint.to } + 1)
                // What is folded keeps a blank on both sides.
                let (left, right) = (source.content == .fold ? 1 : 0, target.content == .fold ? 1 : 0)
                let cells = cells(
                    from: [Double(source.x + source.width + left), Double(source.y) + Double(source.height) * start],
                    to: [Double(target.x - right), Double(target.y) + Double(target.height) * end], shape)
                lines.append(Line(sources: joint.sources, targets: targets(target, walk), cells: cells))
            }
            first = next
        }
        for spot in spots {
            guard case .bend(let source) = spot.content else { continue }
            let cells = cells(
                from: [Double(spot.x), spot.middle], to: [Double(spot.x + spot.width), spot.middle], shape)
            lines.append(Line(sources: [source], targets: targets(spot, walk), cells: cells))
        }
    }

    /// Whom a line to a spot leads to.
    private func targets(_ spot: Spot, _ walk: GraphWalk) -> [Int] {
        switch spot.content {
        case .node(let node): [node]
        case .bend(let source): walk.users[source]
        case .fold: []
        }
    }

    /// The cells of a line that begins and ends level, with its dots in each of them.
    private func cells(
        from start: SIMD2<Double>, to end: SIMD2<Double>, _ shape: DotShape
    ) -> [(cell: Int, mask: UInt8)] {
        let scale = SIMD2(Double(shape.columns), Double(shape.rows))
        let (width, height) = (size.width * shape.columns, size.height * shape.rows)
        var masks: [Int: UInt8] = [:]
        let pieces = max(1, Int(clamping: (end.x - start.x) * scale.x / 2))
        func point(_ piece: Int) -> SIMD2<Double> {
            let share = Double(piece) / Double(pieces)
            let rise = share * share * (3 - 2 * share)
            // Just inside the last column, which is not the end's own.
            let x = start.x + (end.x - 1 / scale.x - start.x) * share
            return SIMD2(x, start.y + (end.y - start.y) * rise) * scale
        }
        for piece in 0..<pieces {
            DotCanvas.walk(from: point(piece), to: point(piece + 1), width: width, height: height) { x, y in
                let cell = y / shape.rows * size.width + x / shape.columns
                masks[cell, default: 0] |= shape.bit(column: x % shape.columns, row: y % shape.rows)
            }
        }
        return masks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
