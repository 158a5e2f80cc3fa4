/// Runs a program on one point.
///
/// Set the inputs, run, read the outputs. An evaluator owns the registers that it works in and allocates nothing
/// while it runs.
public struct PointEvaluator: Sendable {
    private let program: Program
    private var registers: [Double]

    public init(_ program: Program) {
        self.program = program
        registers = program.initialRegisters()
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
        program.run(&registers, external: external)
    }

    /// Runs a program of two inputs, and whatever stands in the others, that has three outputs: a loss and its slopes.
    package mutating func run(at x: Double, _ y: Double) -> (Double, Double, Double) {
        program.run(&registers, at: x, y)
    }

    /// Runs a step of an optimizer: the first two inputs are where it begins, the first two outputs where it ends.
    ///
    /// - Parameters:
    ///   - place: the input that is the number of the step; the hyperparameters follow.
    package mutating func run(
        from x: Double, _ y: Double, place: Int, step: Double, hyperparameters: [Double],
        external: (Double, Double) -> (Double, Double)
    ) -> (Double, Double) {
        program.run(
            &registers, from: x, y, place: place, step: step, hyperparameters: hyperparameters, external: external)
    }
}

extension Program {
    // Calls that are not inlined: what belongs to the program is not counted as used while it runs, time and again, which
    // would take longer than the run.

    @inline(never)
    fileprivate func run(_ registers: inout [Double], external: (Double, Double) -> (Double, Double)) {
        registers.withUnsafeMutableBufferPointer { execute(on: $0.baseAddress!, external: external) }
    }

    @inline(never)
    fileprivate func run(
        _ registers: inout [Double], from x: Double, _ y: Double, place: Int, step: Double, hyperparameters: [Double],
        external: (Double, Double) -> (Double, Double)
    ) -> (Double, Double) {
        precondition(place + hyperparameters.count < inputCount)
        return registers.withUnsafeMutableBufferPointer { registers in
            registers[0] = x
            registers[1] = y
            registers[place] = step
            for index in hyperparameters.indices { registers[place + 1 + index] = hyperparameters[index] }
            execute(on: registers.baseAddress!, external: external)
            return outputs.withUnsafeBufferPointer { (registers[Int($0[0])], registers[Int($0[1])]) }
        }
    }

    @inline(never)
    fileprivate func run(_ registers: inout [Double], at x: Double, _ y: Double) -> (Double, Double, Double) {
        registers.withUnsafeMutableBufferPointer { registers in
            let base = registers.baseAddress!
            base[0] = x
            base[1] = y
            execute(on: base) { _, _ in (.nan, .nan) }
            return outputs.withUnsafeBufferPointer { outputs in
                (base[Int(outputs[0])], base[Int(outputs[1])], base[Int(outputs[2])])
            }
        }
    }
}

extension Program {
    /// Registers of one lane, with the constants in them.
    func initialRegisters<L: Lane>() -> [L] {
        var registers = Array(repeating: L(repeating: 0), count: max(1, registerCount))
        for (index, constant) in constants.enumerated() { registers[inputCount + index] = L(repeating: constant) }
        return registers
    }

    /// The interpreter of one lane: one pass over the list.
    @inline(__always)
    func execute<L: Lane>(on base: UnsafeMutablePointer<L>, external: (L, L) -> (L, L)) {
        // One lane has nothing that is the same on others.
        var nothing = 0.0
        withUnsafeMutablePointer(to: &nothing) { nothing in
            let registers = Registers(rows: base, same: nothing, width: 1)
            instructions.withUnsafeBufferPointer { instructions in
                for instruction in instructions {
                    if instruction.code == .one(.externalFirst) {
                        let results = external(base[Int(instruction.a)], base[Int(instruction.b)])
                        base[Int(instruction.result)] = results.0
                        base[Int(instruction.c)] = results.1
                    } else {
                        perform(instruction, on: registers)
                    }
                }
            }
        }
        if !moves.isEmpty { for move in moves { base[Int(move.to)] = base[Int(move.from)] } }
    }
}
