/// Makes instructions of a graph, and gives values their registers.
struct Compiler {
    private let graph: Graph
    private let outputs: [Graph.ID]
    private let inputCount: Int
    private let carried: Int
    private(set) var constants: [Double] = []
    private(set) var instructions: [Program.Instruction] = []
    private(set) var sameCount = 0
    private(set) var registerCount: Int
    /// The registers of the outputs.
    private(set) var results: [Int32] = []
    private(set) var moves: [(from: Int32, to: Int32)] = []
    private(set) var operationCount = 0

    private var registers: [Int32]
    private let fusion: Fusion
    /// The node of each input, if the outputs need it.
    private var inputNodes: [Int?]
    /// The place in the order of instructions where each node is needed last.
    private var lastUse: [Int]
    private var free: [Int32] = []
    /// Where each of the graph's inputs is among the program's.
    private let places: [Int: Int]

    private static let unassigned: Int32 = -1
    private static let never = -1
    private static let always = Int.max

    init(graph: Graph, outputs: [Graph.ID], inputs: [Int], uniformInputs: Range<Int>, carried: Int) {
        places = Dictionary(uniqueKeysWithValues: inputs.enumerated().map { ($1, $0) })
        self.graph = graph
        self.outputs = outputs
        self.carried = carried
        inputCount = inputs.count
        registers = Array(repeating: Self.unassigned, count: graph.nodes.count)
        lastUse = Array(repeating: Self.never, count: graph.nodes.count)
        inputNodes = Array(repeating: nil, count: inputs.count)
        registerCount = inputs.count
        fusion = Fusion(graph, outputs: outputs, isSame: Self.isSame(graph, places, uniformInputs))
    }

    /// Whether each node's value is the same on all lanes.
    private static func isSame(_ graph: Graph, _ places: [Int: Int], _ uniformInputs: Range<Int>) -> [Bool] {
        var isSame: [Bool] = []
        for node in graph.nodes {
            switch node.operation {
            case .constant: isSame.append(true)
            case .input: isSame.append(places[Int(node.a)].map(uniformInputs.contains) ?? false)
            case .externalFirst, .externalSecond: isSame.append(false)
            default:
                isSame.append((0..<node.operation.operandCount).allSatisfy { isSame[Int(node.operand($0))] })
            }
        }
        return isSame
    }

    mutating func compile() {
        placeInputsAndConstants()
        let computed = graph.nodes.indices.filter { fusion.tiles[$0] != nil }
        let same = computed.filter { fusion.isSame[$0] }
        let order = same + computed.filter { !fusion.isSame[$0] }
        for (place, index) in order.enumerated() {
            let tile = fusion.tiles[index]!
            for operand in 0..<tile.operandCount { lastUse[Int(tile.operand(operand))] = place }
        }
        for output in outputs where graph[output].operation != .input { lastUse[Int(output)] = Self.always }
        results = outputs.map { _ in Self.unassigned }
        operationCount = fusion.operationCount
        for (place, index) in same.enumerated() where registers[index] < 0 { emit(index, at: place) }
        sameCount = instructions.count
        putInputsAside()
        for (place, index) in order.enumerated().dropFirst(same.count) {
            // It may have come with another one's.
            if registers[index] < 0 { emit(index, at: place) }
        }
        placeOutputs()
    }

    private mutating func placeInputsAndConstants() {
        for (index, node) in graph.nodes.enumerated() where fusion.isNeeded[index] {
            if node.operation == .input, let place = places[Int(node.a)] {
                registers[index] = Int32(place)
                inputNodes[place] = index
            }
            if let constant = node.constant {
                registers[index] = Int32(registerCount)
                constants.append(constant)
                registerCount += 1
            }
        }
    }

    // MARK: Outputs

    /// An input that is an output too is copied before what is carried takes its place.
    private mutating func putInputsAside() {
        for (output, node) in outputs.enumerated() where graph[node].operation == .input {
            let input = registers[Int(node)]
            if input < carried, input != output { results[output] = copy(Int(node)) }
        }
    }

    private mutating func placeOutputs() {
        for (output, node) in outputs.enumerated() where results[output] < 0 {
            // What is read of a block is rows.
            results[output] = fusion.isSame[Int(node)] ? copy(Int(node)) : registers[Int(node)]
        }
        for output in 0..<carried where results[output] != output {
            moves.append((from: results[output], to: Int32(output)))
        }
    }

    private mutating func copy(_ index: Int) -> Int32 {
        let instruction = Program.Instruction(
            code: .copy, same: fusion.isSame[index] ? 1 : 0, result: takeRegister(), a: registers[index])
        instructions.append(instruction)
        return instruction.result
    }

    /// The input that a carried output takes the place of, if nobody needs that any more.
    private func replacedInput(_ index: Int, at place: Int) -> Int32? {
        guard carried > 0, !fusion.isSame[index],
            let output = outputs.prefix(carried).firstIndex(where: { Int($0) == index }),
            inputNodes[output].map({ lastUse[$0] <= place }) ?? true
        else { return nil }
        return Int32(output)
    }

    // MARK: Instructions

    private mutating func emit(_ index: Int, at place: Int) {
        let tile = fusion.tiles[index]!
        var instruction = Program.Instruction(
            code: tile.code, a: registers[Int(tile.operand(0))], b: registers[Int(tile.operand(1))],
            c: registers[Int(tile.operand(2))], d: registers[Int(tile.operand(3))])
        for operand in 0..<tile.operandCount where fusion.isSame[Int(tile.operand(operand))] {
            instruction.same |= 1 << UInt8(operand)
        }
        if let pair = pair(index) {
            instruction.code = pair.code
            emit(instruction, index, pair.other, isSecond: pair.isSecond)
            release(tile, at: place)
        } else {
            release(tile, at: place)
            instruction.result = replacedInput(index, at: place) ?? takeRegister()
            registers[index] = instruction.result
            instructions.append(instruction)
        }
    }

    /// What comes with a node's value from one instruction; the other node if it is needed.
    private func pair(_ index: Int) -> (code: Program.Code, other: Int?, isSecond: Bool)? {
        let node = graph.nodes[index]
        func other(_ operation: Operation) -> Int? {
            graph.place(of: operation, like: node).flatMap { fusion.tiles[$0] == nil ? nil : $0 }
        }
        switch node.operation {
        case .externalFirst: return (.one(.externalFirst), other(.externalSecond), false)
        case .externalSecond: return (.one(.externalFirst), other(.externalFirst), true)
        case .softplus: return other(.sigmoid).map { (.softplusAndSigmoid, $0, false) }
        case .sigmoid: return other(.softplus).map { (.softplusAndSigmoid, $0, true) }
        default: return nil
        }
    }

    /// An instruction with two results, apart from its operands.
    private mutating func emit(_ instruction: Program.Instruction, _ index: Int, _ other: Int?, isSecond: Bool) {
        var instruction = instruction
        instruction.result = takeRegister()
        instruction.c = takeRegister()
        registers[index] = isSecond ? instruction.c : instruction.result
        if let other { registers[other] = isSecond ? instruction.result : instruction.c }
        instructions.append(instruction)
    }

    private mutating func release(_ tile: Fusion.Tile, at place: Int) {
        for operand in (0..<tile.operandCount).lazy.map({ Int(tile.operand($0)) }) {
            guard lastUse[operand] == place, registers[operand] >= inputCount, graph.nodes[operand].constant == nil
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
