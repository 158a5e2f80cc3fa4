/// Runs a program on one point, or on a block of points at once.
///
/// Set the inputs, run, read the outputs. An evaluator owns the registers that it works in and allocates nothing
/// while it runs.
public struct PointEvaluator: Sendable {
    private let program: Program
    private var registers: [Double]

    public init(_ program: Program) {
        self.program = program
        registers = program.initialRegisters(width: 1)
    }

    /// The inputs by their number. Not all programs use all of theirs.
    public subscript(input index: Int) -> Double {
        get { registers[index] }
        set { registers[index] = newValue }
    }

    public subscript(output index: Int) -> Double { registers[Int(program.outputs[index])] }

    public mutating func run() { run { _, _ in (.nan, .nan) } }

    /// Runs a program that uses an external function of two arguments with two results.
    public mutating func run(external: (Double, Double) -> (Double, Double)) {
        registers.withUnsafeMutableBufferPointer { registers in
            let base = registers.baseAddress!
            program.execute(on: base, stride: 1, width: 1) { instruction in
                let results = external(base[Int(instruction.a)], base[Int(instruction.b)])
                base[Int(instruction.result)] = results.0
                base[Int(instruction.c)] = results.1
            }
        }
    }
}

/// Runs a program on ``lanes`` points at once, each input and output a row of numbers.
public struct BlockEvaluator: Sendable {
    /// How many points a block has.
    public static let lanes = 128
    private static let width = lanes / SIMD8<Double>.lanes

    private let program: Program
    private var registers: [SIMD8<Double>]

    public init(_ program: Program) {
        self.program = program
        registers = program.initialRegisters(width: Self.width)
    }

    /// Fills an input with the same number on every lane.
    public mutating func fill(input index: Int, with value: Double) {
        for offset in 0..<Self.width { registers[index * Self.width + offset] = SIMD8(repeating: value) }
    }

    /// Gives access to an input's lanes, for writing.
    public mutating func withInput<R>(_ index: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> R) -> R {
        withRegister(index, body)
    }

    /// Gives access to an output's lanes, for reading.
    public mutating func withOutput<R>(_ index: Int, _ body: (UnsafeBufferPointer<Double>) -> R) -> R {
        withRegister(Int(program.outputs[index])) { body(UnsafeBufferPointer($0)) }
    }

    /// Copies an output back into an input, as between two steps of an optimizer.
    public mutating func copy(output: Int, toInput input: Int) {
        let from = Int(program.outputs[output]) * Self.width
        for offset in 0..<Self.width { registers[input * Self.width + offset] = registers[from + offset] }
    }

    public mutating func run() { run { _, _, _, _ in } }

    /// Runs a program on the first lanes only; the others keep what they had.
    public mutating func run(lanes: Int) {
        let width = (lanes + SIMD8<Double>.lanes - 1) / SIMD8<Double>.lanes
        registers.withUnsafeMutableBufferPointer { registers in
            program.execute(on: registers.baseAddress!, stride: Self.width, width: width) { _ in }
        }
    }

    /// Runs a program that uses an external function: arguments and results are rows of ``lanes`` numbers.
    public mutating func run(
        external: (
            UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
        ) -> Void
    ) {
        registers.withUnsafeMutableBufferPointer { registers in
            let base = registers.baseAddress!
            let numbers = UnsafeMutableRawPointer(base).assumingMemoryBound(to: Double.self)
            program.execute(on: base, stride: Self.width, width: Self.width) { instruction in
                external(
                    numbers + Int(instruction.a) * Self.lanes, numbers + Int(instruction.b) * Self.lanes,
                    numbers + Int(instruction.result) * Self.lanes, numbers + Int(instruction.c) * Self.lanes)
            }
        }
    }

    private mutating func withRegister<R>(_ index: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> R) -> R {
        registers.withUnsafeMutableBufferPointer { registers in
            let start = UnsafeMutableRawPointer(registers.baseAddress! + index * Self.width)
            return body(
                UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: Double.self), count: Self.lanes))
        }
    }
}

extension Program {
    func initialRegisters<L: Lane>(width: Int) -> [L] {
        var registers = Array(repeating: L(repeating: 0), count: max(1, registerCount) * width)
        for (index, constant) in constants.enumerated() {
            for offset in 0..<width { registers[(inputCount + index) * width + offset] = L(repeating: constant) }
        }
        return registers
    }

    /// The interpreter: one pass over the list.
    @inline(__always)
    func execute<L: Lane>(
        on registers: UnsafeMutablePointer<L>, stride: Int, width: Int, external: (Instruction) -> Void
    ) {
        instructions.withUnsafeBufferPointer { instructions in
            for instruction in instructions {
                if instruction.operation == .externalFirst {
                    external(instruction)
                    continue
                }
                let result = registers + Int(instruction.result) * stride
                // What is the same on all lanes is computed on the first ones, and copied.
                let once = width > 1 && instruction.isUniform
                perform(
                    instruction.operation, into: result, registers + Int(instruction.a) * stride,
                    registers + Int(instruction.b) * stride, registers + Int(instruction.c) * stride,
                    width: once ? 1 : width)
                if once { for index in 1..<width { result[index] = result[0] } }
            }
        }
    }
}
