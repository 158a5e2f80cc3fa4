/// Which operations of a graph become one instruction: sums of products, products of sums.
///
/// An operation goes into the one that uses its value if nobody else does. Every operation keeps its own rounding, so a value
/// is the same to the bit. Signs move from factors to sums, which is exact: `a + (-b)*c` is `a - b*c`.
struct Fusion {
    /// An instruction without registers.
    struct Tile {
        let code: Program.Code
        let operandCount: Int
        private let ids: SIMD4<Graph.ID>

        init(_ code: Program.Code, _ a: Graph.ID, _ b: Graph.ID? = nil, _ c: Graph.ID? = nil, _ d: Graph.ID? = nil) {
            self.code = code
            operandCount = d != nil ? 4 : c != nil ? 3 : b != nil ? 2 : 1
            ids = [a, b ?? a, c ?? a, d ?? a]
        }

        func operand(_ place: Int) -> Graph.ID { ids[place] }
    }

    /// For each node its instruction; `nil` for what is not computed, or inside of another one's.
    private(set) var tiles: [Tile?]
    private(set) var isNeeded: [Bool]
    /// Whether a node's value is the same on all lanes.
    let isSame: [Bool]
    /// How many operations are needed, fused or not.
    private(set) var operationCount = 0

    private let graph: Graph
    /// How many times a value is needed.
    private var uses: [Int]

    init(_ graph: Graph, outputs: [Graph.ID], isSame: [Bool]) {
        self.graph = graph
        self.isSame = isSame
        let count = graph.nodes.count
        tiles = Array(repeating: nil, count: count)
        isNeeded = Array(repeating: false, count: count)
        uses = Array(repeating: 0, count: count)
        for output in outputs {
            isNeeded[Int(output)] = true
            // It must be there for others to read.
            uses[Int(output)] += 2
        }
        for index in (0..<count).reversed() where isNeeded[index] {
            let node = graph.nodes[index]
            for place in 0..<node.operation.operandCount {
                let operand = Int(node.operand(place))
                isNeeded[operand] = true
                uses[operand] += 1
            }
        }
        // From the users to what they use, so that it is known what goes into them.
        var isRead = Array(repeating: false, count: count)
        for output in outputs { isRead[Int(output)] = true }
        for index in (0..<count).reversed() where isNeeded[index] && graph.nodes[index].operation.operandCount > 0 {
            // Both components of an external function come from one call.
            let isSecond = graph.nodes[index].operation == .externalSecond
            let first = isSecond ? graph.place(of: .externalFirst, like: graph.nodes[index]) : nil
            if first.map({ !isNeeded[$0] }) ?? true { operationCount += 1 }
            guard isRead[index] else { continue }
            let tile = tile(for: index)
            tiles[index] = tile
            for place in 0..<tile.operandCount { isRead[Int(tile.operand(place))] = true }
        }
    }

    private func tile(for index: Int) -> Tile {
        let node = graph.nodes[index]
        switch node.operation {
        case .add, .subtract: return sum(node, isSame[index])
        case .multiply: return product(node, isSame[index])
        default: return tile(node)
        }
    }

    /// An operation by itself.
    private func tile(_ node: Graph.Node) -> Tile {
        let count = node.operation.operandCount
        return Tile(.one(node.operation), node.a, count > 1 ? node.b : nil, count > 2 ? node.c : nil)
    }

    /// A node that a user can compute itself, as nobody else needs it.
    private func inner(_ id: Graph.ID, _ isSame: Bool, times: Int = 1) -> Graph.Node? {
        uses[Int(id)] == times && self.isSame[Int(id)] == isSame ? graph[id] : nil
    }

    // MARK: Products

    private func product(_ node: Graph.Node, _ isSame: Bool) -> Tile {
        for (id, other) in [(node.a, node.b), (node.b, node.a)] {
            guard let inner = inner(id, isSame) else { continue }
            let (a, b) = inOrder(inner.a, inner.b)
            switch inner.operation {
            case .multiply: return Tile(.multiplyMultiply, a, b, other)
            case .add: return Tile(.addMultiply, a, b, other)
            case .subtract: return Tile(.subtractMultiply, inner.a, inner.b, other)
            default: continue
            }
        }
        return tile(node)
    }

    /// Operands that may change places: one that is the same on all lanes comes first.
    private func inOrder(_ a: Graph.ID, _ b: Graph.ID) -> (Graph.ID, Graph.ID) { isSame[Int(b)] ? (b, a) : (a, b) }

    // MARK: Sums

    /// `a` or `a*b`, and its sign.
    private struct Term {
        var isNegative = false
        var a: Graph.ID
        var b: Graph.ID?
    }

    private func sum(_ node: Graph.Node, _ isSame: Bool) -> Tile {
        if let tile = twice(node, isSame) ?? sumOfRest(node, isSame) { return tile }
        var left = term(node.a, isSame)
        var right = term(node.b, isSame)
        if node.operation == .subtract { right.isNegative.toggle() }
        if left.isNegative, right.isNegative { left = Term(a: node.a) }
        // The positive one first.
        if left.isNegative { swap(&left, &right) }
        let isDifference = right.isNegative
        switch (left.b, right.b) {
        case (nil, nil): return Tile(.one(isDifference ? .subtract : .add), left.a, right.a)
        case (let b?, nil):
            return Tile(isDifference ? .multiplySubtract : .multiplyAdd, left.a, b, right.a)
        case (nil, let b?):
            return Tile(isDifference ? .subtractProduct : .multiplyAdd, right.a, b, left.a)
        case (let b?, let d?):
            return Tile(isDifference ? .differenceOfProducts : .sumOfProducts, left.a, b, right.a, d)
        }
    }

    /// A product and itself, as slopes of squares have them.
    private func twice(_ node: Graph.Node, _ isSame: Bool) -> Tile? {
        guard node.operation == .add, node.a == node.b, let product = inner(node.a, isSame, times: 2),
            product.operation == .multiply
        else { return nil }
        let (a, b) = inOrder(product.a, product.b)
        return Tile(.sumOfProducts, a, b, a, b)
    }

    /// What goes into a sum and is no product.
    private func sumOfRest(_ node: Graph.Node, _ isSame: Bool) -> Tile? {
        if node.operation == .subtract {
            guard let quotient = inner(node.b, isSame), quotient.operation == .divide else { return nil }
            if let product = inner(quotient.a, isSame), product.operation == .multiply,
                isSame || !self.isSame[Int(quotient.b)]
            {
                let (a, b) = inOrder(product.a, product.b)
                return Tile(.subtractScaledQuotient, a, b, node.a, quotient.b)
            }
            return Tile(.subtractQuotient, quotient.a, quotient.b, node.a)
        }
        for (id, other) in [(node.a, node.b), (node.b, node.a)] {
            guard let root = inner(id, isSame), root.operation == .squareRoot else { continue }
            return Tile(.addRoot, root.a, other)
        }
        return nil
    }

    private func term(_ id: Graph.ID, _ isSame: Bool) -> Term {
        guard let node = inner(id, isSame) else { return Term(a: id) }
        if node.operation == .negate {
            var term = term(node.a, isSame)
            term.isNegative.toggle()
            return term
        }
        guard node.operation == .multiply else { return Term(a: id) }
        var isNegative = false
        func factor(_ id: Graph.ID) -> Graph.ID {
            guard let node = inner(id, isSame), node.operation == .negate else { return id }
            isNegative.toggle()
            return node.a
        }
        let (a, b) = inOrder(factor(node.a), factor(node.b))
        return Term(isNegative: isNegative, a: a, b: b)
    }
}
