import Basics

/// A computation graph: operations in topological order, each at most once.
///
/// Adding an operation that is there already gives the one that is there (common subexpressions are shared), and an
/// operation on constants is carried out at once (constants are folded).
public struct Graph: Sendable {
    /// A node's place in the list; operands always come before.
    public typealias ID = Int32

    public struct Node: Hashable, Sendable {
        public let operation: Operation
        /// The operands; unused ones are 0. For an input, `a` is its number.
        public let a: ID
        public let b: ID
        public let c: ID
        /// A constant's value, as bits so that equal means identical.
        let bits: UInt64

        public var constant: Double? { operation == .constant ? Double(bitPattern: bits) : nil }

        func operand(_ index: Int) -> ID { index == 0 ? a : index == 1 ? b : c }
    }

    public private(set) var nodes: [Node] = []
    private var places: [Node: ID] = [:]

    public init() {}

    public subscript(id: ID) -> Node { nodes[Int(id)] }

    /// Whether the graph has grown past what ravine evaluates.
    public var isTooLarge: Bool { nodes.count > Limits.operations }

    /// The numbers of the inputs that some nodes depend on, rising.
    public func inputs(of outputs: [ID]) -> [Int] {
        let inputs = zip(nodes, neededNodes(for: outputs)).filter { $1 && $0.operation == .input }
        return Set(inputs.map { Int($0.0.a) }).sorted()
    }

    /// For each node whether some outputs are made of it, or are it.
    func neededNodes(for outputs: [ID]) -> [Bool] {
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        for output in outputs { isNeeded[Int(output)] = true }
        for (index, node) in nodes.enumerated().reversed() where isNeeded[index] {
            for place in 0..<node.operation.operandCount { isNeeded[Int(node.operand(place))] = true }
        }
        return isNeeded
    }

    // MARK: Building

    public mutating func input(_ number: Int) -> ID {
        insert(Node(operation: .input, a: ID(number), b: 0, c: 0, bits: 0))
    }

    public mutating func constant(_ value: Double) -> ID {
        insert(Node(operation: .constant, a: 0, b: 0, c: 0, bits: value.bitPattern))
    }

    public mutating func apply(_ operation: Operation, _ a: ID, _ b: ID = 0, _ c: ID = 0) -> ID {
        if let known = simplified(operation, a, b, c) { return known }
        let isSwapped = operation.isCommutative && a > b
        return insert(Node(operation: operation, a: isSwapped ? b : a, b: isSwapped ? a : b, c: c, bits: 0))
    }

    /// `base` to a constant power: whole ones up to 16 as products, as a person would write them.
    public mutating func power(_ base: ID, _ exponent: Double) -> ID {
        guard exponent == exponent.rounded(), abs(exponent) <= 16 else {
            let exponent = constant(exponent)
            return apply(.power, base, exponent)
        }
        var remaining = Int(clamping: abs(exponent))
        var product: ID?
        var square = base
        while remaining > 0 {
            if remaining & 1 == 1 { product = product.map { apply(.multiply, $0, square) } ?? square }
            remaining >>= 1
            if remaining > 0 { square = apply(.multiply, square, square) }
        }
        guard let product else { return constant(1) }
        guard exponent < 0 else { return product }
        let one = constant(1)
        return apply(.divide, one, product)
    }

    /// A node of another graph, whose operands are at other places here.
    mutating func insert(_ node: Node, place: (ID) -> ID) -> ID {
        let count = node.operation.operandCount
        return insert(
            Node(
                operation: node.operation, a: count > 0 ? place(node.a) : 0, b: count > 1 ? place(node.b) : 0,
                c: count > 2 ? place(node.c) : 0, bits: node.bits))
    }

    /// Where another operation on the same operands is.
    func place(of operation: Operation, like node: Node) -> Int? {
        places[Node(operation: operation, a: node.a, b: node.b, c: node.c, bits: node.bits)].map { Int($0) }
    }

    private mutating func insert(_ node: Node) -> ID {
        if let place = places[node] { return place }
        let place = ID(nodes.count)
        nodes.append(node)
        places[node] = place
        return place
    }

    // MARK: Simplifying

    /// The node that already has the value, by folding or by an identity that holds for every IEEE double.
    ///
    /// `0*x` is not 0 where x is infinite or not a number, and stays.
    private mutating func simplified(_ operation: Operation, _ a: ID, _ b: ID, _ c: ID) -> ID? {
        let x = self[a].constant
        let y = operation.operandCount > 1 ? self[b].constant : nil
        switch operation {
        case .input, .constant, .externalFirst, .externalSecond: return nil
        case .negate where self[a].operation == .negate: return self[a].a
        case .multiply where x == 1: return b
        case .multiply where y == 1, .divide where y == 1, .power where y == 1: return a
        case .subtract where y == 0 && y?.sign == .plus: return a
        case .select:
            if let x { return x != 0 && !x.isNaN ? b : c }
            return b == c ? b : nil
        default: break
        }
        guard let x else { return nil }
        if operation.operandCount == 1 { return constant(operation.value(x)) }
        guard let y else { return nil }
        return constant(operation.value(x, y))
    }
}
