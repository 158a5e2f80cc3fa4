/// A computation graph made ready to run: the operations that its outputs need, with a register for each value.
///
/// Registers hold inputs first, then constants, then results; a result's register is used again once nobody needs it.
public struct Program: Sendable {
    struct Instruction: Sendable {
        var operation: Operation
        var result: Int32
        var a: Int32
        var b: Int32
        /// The third operand; for an external function the register of its second component.
        var c: Int32
        /// Whether the result is the same on all lanes of a block.
        var isUniform = false
    }

    let inputCount: Int
    let constants: [Double]
    let registerCount: Int
    let instructions: [Instruction]
    let outputs: [Int32]
    package var outputCount: Int { outputs.count }

    /// Compiles what is needed for `outputs`.
    ///
    /// - Parameters:
    ///   - inputCount: how many inputs an evaluator takes, used or not.
    ///   - uniformInputs: those that have the same number on all lanes of a block: what depends on them alone is computed
    ///     once for a block.
    public init(_ graph: Graph, outputs: [Graph.ID], inputCount: Int, uniformInputs: Range<Int> = 0..<0) {
        self.init(graph, outputs: outputs, inputs: Array(0..<inputCount), uniformInputs: uniformInputs)
    }

    /// Compiles what is needed for `outputs`, with some of the graph's inputs only.
    ///
    /// - Parameters:
    ///   - inputs: the numbers that the graph knows its inputs by, in the order in which an evaluator takes them; all that
    ///     the outputs need.
    ///   - uniformInputs: places in `inputs` that have the same number on all lanes of a block.
    public init(_ graph: Graph, outputs: [Graph.ID], inputs: [Int], uniformInputs: Range<Int>) {
        var compiler = Compiler(graph: graph, outputs: outputs, inputs: inputs, uniformInputs: uniformInputs)
        compiler.compile()
        inputCount = inputs.count
        constants = compiler.constants
        registerCount = compiler.registerCount
        instructions = compiler.instructions
        self.outputs = outputs.map { compiler.registers[Int($0)] }
    }

    /// How many operations one evaluation carries out.
    public var operationCount: Int { instructions.count }

    /// How many of them are calls of an external function.
    public var externalCount: Int { instructions.count { $0.operation == .externalFirst } }
}

private struct Compiler {
    let graph: Graph
    let outputs: [Graph.ID]
    let inputCount: Int
    var constants: [Double] = []
    var instructions: [Program.Instruction] = []
    var registers: [Int32]
    var registerCount: Int
    private var lastUse: [Int]
    private var free: [Int32] = []

    private static let unassigned: Int32 = -1
    private static let never = -1
    private static let always = Int.max

    /// Whether each node's value is the same on all lanes.
    private let isUniform: [Bool]

    /// Where each of the graph's inputs is among the program's.
    private let places: [Int: Int]

    init(graph: Graph, outputs: [Graph.ID], inputs: [Int], uniformInputs: Range<Int>) {
        let places = Dictionary(uniqueKeysWithValues: inputs.enumerated().map { ($1, $0) })
        var isUniform: [Bool] = []
        for node in graph.nodes {
            switch node.operation {
            case .constant: isUniform.append(true)
            case .input: isUniform.append(places[Int(node.a)].map(uniformInputs.contains) ?? false)
            case .externalFirst, .externalSecond: isUniform.append(false)
            default:
                isUniform.append((0..<node.operation.operandCount).allSatisfy { isUniform[Int(node.operand($0))] })
            }
        }
        self.isUniform = isUniform
        self.places = places
        self.graph = graph
        self.outputs = outputs
        inputCount = inputs.count
        registers = Array(repeating: Self.unassigned, count: graph.nodes.count)
        lastUse = Array(repeating: Self.never, count: graph.nodes.count)
        registerCount = inputs.count
    }

    mutating func compile() {
        findLastUses()
        placeInputsAndConstants()
        for (index, node) in graph.nodes.enumerated() where lastUse[index] != Self.never && registers[index] < 0 {
            emit(index, node)
        }
    }

    /// Walks backwards from the outputs; what is never used is not computed.
    private mutating func findLastUses() {
        for output in outputs { lastUse[Int(output)] = Self.always }
        for index in graph.nodes.indices.reversed() where lastUse[index] != Self.never {
            let node = graph.nodes[index]
            for place in 0..<node.operation.operandCount {
                let operand = Int(node.operand(place))
                lastUse[operand] = max(lastUse[operand], index)
            }
        }
    }

    private mutating func placeInputsAndConstants() {
        for (index, node) in graph.nodes.enumerated() where lastUse[index] != Self.never {
            if node.operation == .input, let place = places[Int(node.a)] { registers[index] = Int32(place) }
            if let constant = node.constant {
                registers[index] = Int32(registerCount)
                constants.append(constant)
                registerCount += 1
            }
        }
    }

    private mutating func emit(_ index: Int, _ node: Graph.Node) {
        let isExternal = node.operation == .externalFirst || node.operation == .externalSecond
        let operands = (0..<node.operation.operandCount).map { registers[Int(node.operand($0))] }
        // An external function reads all its arguments before it writes, yet keeps its results apart for safety.
        if !isExternal { release(operandsOf: node, at: index) }
        var instruction = Program.Instruction(
            operation: node.operation, result: takeRegister(), a: operands.first ?? 0,
            b: operands.count > 1 ? operands[1] : operands.first ?? 0, c: operands.last ?? 0)
        instruction.isUniform = isUniform[index]
        registers[index] = instruction.result
        if isExternal {
            instruction.c = takeRegister()
            let isSecond = node.operation == .externalSecond
            if isSecond { swap(&instruction.result, &instruction.c) }
            instruction.operation = .externalFirst
            registers[index] = isSecond ? instruction.c : instruction.result
            // The other component comes from the same call.
            let other: Operation = isSecond ? .externalFirst : .externalSecond
            for later in (index + 1)..<max(index + 1, graph.nodes.count)
            where graph.nodes[later].operation == other && graph.nodes[later].a == node.a
                && graph.nodes[later].b == node.b
            {
                registers[later] = isSecond ? instruction.result : instruction.c
                lastUse[later] = Self.always
            }
            release(operandsOf: node, at: index)
        }
        instructions.append(instruction)
    }

    private mutating func release(operandsOf node: Graph.Node, at index: Int) {
        for place in 0..<node.operation.operandCount {
            let operand = Int(node.operand(place))
            guard lastUse[operand] == index, registers[operand] >= inputCount, graph.nodes[operand].constant == nil
            else { continue }
            free.append(registers[operand])
            // An operand that stands in two places is released once.
            lastUse[operand] = Self.always
        }
    }

    private mutating func takeRegister() -> Int32 {
        if let register = free.popLast() { return register }
        registerCount += 1
        return Int32(registerCount - 1)
    }
}
