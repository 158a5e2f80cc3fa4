/// A computation graph made ready to run: the operations that its outputs need, with a register for each value.
///
/// Registers hold inputs first, then constants, then results; a result's register is used again once nobody needs it.
/// Neighbouring operations are fused to one instruction where nobody else needs what is between them. What has the same
/// value on all lanes of a block comes first.
public struct Program: Sendable {
    struct Instruction: Sendable {
        var code: Code
        /// Which operands have the same value on all lanes of a block, a bit for each.
        var same: UInt8 = 0
        var result: Int32 = 0
        var a: Int32 = 0
        var b: Int32 = 0
        /// For what has two results the register of the second.
        var c: Int32 = 0
        var d: Int32 = 0
    }

    /// What an instruction carries out.
    enum Code: Hashable, Sendable {
        case one(Operation)
        /// Two operations or three, each with its own rounding: `a*b + c` and so on.
        case multiplyAdd, multiplySubtract, subtractProduct, multiplyMultiply, addMultiply, subtractMultiply
        /// `a*b + c*d` and `a*b - c*d`.
        case sumOfProducts, differenceOfProducts
        /// `c - a/b`, `c - a*b/d` and `√a + b`.
        case subtractQuotient, subtractScaledQuotient, addRoot
        /// Both of one number, as a loss and its slope need them: the exponential is the same.
        case softplusAndSigmoid
        case copy
    }

    let inputCount: Int
    let constants: [Double]
    let registerCount: Int
    let instructions: [Instruction]
    /// How many instructions, from the first, compute what is the same on all lanes.
    let sameCount: Int
    /// Whether an input has the same number on all lanes.
    let isSame: [Bool]
    let outputs: [Int32]
    /// Outputs that are inputs of the next run and could not be computed in their place.
    let moves: [(from: Int32, to: Int32)]
    package var outputCount: Int { outputs.count }

    /// How many operations one evaluation carries out.
    public let operationCount: Int

    /// How many of them are calls of an external function.
    public let externalCount: Int

    /// Compiles what is needed for `outputs`.
    ///
    /// - Parameters:
    ///   - inputCount: how many inputs an evaluator takes, used or not.
    ///   - uniformInputs: those that have the same number on all lanes of a block: what depends on them alone is computed
    ///     once for a block.
    ///   - carried: how many outputs, from the first, become the inputs of the same number when the program has run, as
    ///     from one step of an optimizer to the next.
    public init(
        _ graph: Graph, outputs: [Graph.ID], inputCount: Int, uniformInputs: Range<Int> = 0..<0, carried: Int = 0
    ) {
        self.init(
            graph, outputs: outputs, inputs: Array(0..<inputCount), uniformInputs: uniformInputs, carried: carried)
    }

    /// Compiles what is needed for `outputs`, with some of the graph's inputs only.
    ///
    /// - Parameters:
    ///   - inputs: the numbers that the graph knows its inputs by, in the order in which an evaluator takes them; all that
    ///     the outputs need.
    ///   - uniformInputs: places in `inputs` that have the same number on all lanes of a block.
    ///   - carried: how many outputs become inputs of the next run.
    public init(
        _ graph: Graph, outputs: [Graph.ID], inputs: [Int], uniformInputs: Range<Int>, carried: Int = 0
    ) {
        var compiler = Compiler(
            graph: graph, outputs: outputs, inputs: inputs, uniformInputs: uniformInputs, carried: carried)
        compiler.compile()
        inputCount = inputs.count
        constants = compiler.constants
        registerCount = compiler.registerCount
        instructions = compiler.instructions
        sameCount = compiler.sameCount
        isSame = inputs.indices.map(uniformInputs.contains)
        self.outputs = compiler.results
        moves = compiler.moves
        operationCount = compiler.operationCount
        externalCount = instructions.count { $0.code == .one(.externalFirst) }
    }
}
