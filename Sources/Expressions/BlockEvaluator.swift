import CVectors

/// Runs a program without external functions on ``lanes`` points at once, each input and output a row of numbers.
///
/// What is the same on all lanes is computed once, as for a point, and has no row: a block's rows are few enough for the
/// processor's first cache. The rows are gone through with the widest vectors that the machine has.
public struct BlockEvaluator: Sendable {
    /// How many points a block has.
    public static let lanes = 128
    static let width = lanes / SIMD8<Double>.lanes

    private let program: Program
    private var rows: AlignedRows
    /// What is the same on all lanes, by the number of its register.
    private var same: [Double]

    public init(_ program: Program) {
        self.program = program
        rows = AlignedRows(count: max(1, program.registerCount), width: Self.width)
        same = program.initialRegisters()
    }

    /// Fills an input with the same number on every lane.
    public mutating func fill(input index: Int, with value: Double) {
        guard !program.isSame[index] else {
            same[index] = value
            return
        }
        rows.withPointer { rows in
            for offset in 0..<Self.width { rows[index * Self.width + offset] = SIMD8(repeating: value) }
        }
    }

    /// Gives access to an input's lanes, for writing; for one that is the same on all lanes, the first counts.
    public mutating func withInput<R>(_ index: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> R) -> R {
        defer { if program.isSame[index] { same[index] = withRegister(index) { $0[0] } } }
        return withRegister(index, body)
    }

    /// Gives access to the first lanes of three inputs at once, for reading.
    package mutating func withInputs<R>(
        _ a: Int, _ b: Int, _ c: Int, lanes: Int,
        _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) -> R
    ) -> R {
        rows.withPointer { rows in
            func row(_ index: Int) -> UnsafeBufferPointer<Double> {
                let start = UnsafeRawPointer(rows + index * Self.width)
                return UnsafeBufferPointer(start: start.assumingMemoryBound(to: Double.self), count: lanes)
            }
            return body(row(a), row(b), row(c))
        }
    }

    /// Fills the first lanes of an input with numbers from a place in a list on.
    package mutating func fill(input index: Int, with numbers: [Double], from first: Int, lanes: Int) {
        precondition(first >= 0 && lanes <= Self.lanes && first + lanes <= numbers.count)
        numbers.withUnsafeBufferPointer { numbers in
            withRegister(index) { $0.baseAddress!.update(from: numbers.baseAddress! + first, count: lanes) }
        }
    }

    /// The sum of an output over the first lanes, one after the other.
    package mutating func sum(ofOutput index: Int, lanes: Int) -> Double {
        withRegister(Int(program.outputs[index])) { row in
            var sum = 0.0
            for lane in 0..<lanes { sum += row[lane] }
            return sum
        }
    }

    /// Gives access to an output's lanes, for reading.
    public mutating func withOutput<R>(_ index: Int, _ body: (UnsafeBufferPointer<Double>) -> R) -> R {
        withRegister(Int(program.outputs[index])) { body(UnsafeBufferPointer($0)) }
    }

    public mutating func run() { run(lanes: Self.lanes) }

    /// Runs a program on the first lanes only; of the others nothing is known.
    public mutating func run(lanes: Int) {
        precondition(lanes <= Self.lanes)
        let width = (lanes + SIMD8<Double>.lanes - 1) / SIMD8<Double>.lanes
        program.run(&rows, &same, width: width)
    }

    @inline(__always)
    private mutating func withRegister<R>(_ index: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> R) -> R {
        rows.withPointer { rows in
            let start = UnsafeMutableRawPointer(rows + index * Self.width)
            return body(
                UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: Double.self), count: Self.lanes))
        }
    }
}

/// Vectors that begin where a line of the cache begins: one that lies across two takes twice as long.
struct AlignedRows: Sendable {
    private static let line = MemoryLayout<SIMD8<Double>>.size
    private static let step = MemoryLayout<SIMD2<Double>>.size

    /// Arrays begin at multiples of these.
    private var storage: [SIMD2<Double>]
    /// Where the first row is in it.
    private var first = 0

    init(count: Int, width: Int) {
        storage = Array(repeating: .zero, count: (count * width + 1) * (Self.line / Self.step))
    }

    @inline(__always)
    mutating func withPointer<R>(_ body: (UnsafeMutablePointer<SIMD8<Double>>) -> R) -> R {
        storage.withUnsafeMutableBufferPointer { storage in
            let base = storage.baseAddress!
            let place = Int(bitPattern: base) & (Self.line - 1)
            let aligned = place == 0 ? 0 : (Self.line - place) / Self.step
            if aligned != first {
                // A copy lies elsewhere.
                (base + aligned).update(from: base + first, count: storage.count - Self.line / Self.step)
                first = aligned
            }
            return body(UnsafeMutableRawPointer(base + aligned).assumingMemoryBound(to: SIMD8<Double>.self))
        }
    }
}

extension Program {
    @inline(never)
    fileprivate func run(_ rows: inout AlignedRows, _ same: inout [Double], width: Int) {
        same.withUnsafeMutableBufferPointer { same in
            rows.withPointer { execute(on: Registers(rows: $0, same: same.baseAddress!, width: width)) }
        }
    }

    /// The interpreter of a block.
    private func execute(on registers: Registers<SIMD8<Double>>) {
        instructions.withUnsafeBufferPointer { instructions in
            let one = Registers(rows: registers.same, same: registers.same, width: 1)
            for instruction in instructions[..<sameCount] { perform(instruction, on: one) }
            let pass = Pass(instructions: UnsafeBufferPointer(rebasing: instructions[sameCount...]), on: registers)
            withUnsafePointer(to: pass) { ravine_on_widest_vectors(performAll, $0) }
        }
        for move in moves {
            registers.row(move.to).update(from: registers.row(move.from), count: registers.width)
        }
    }
}

/// What ``performAll(_:)`` is to do.
private struct Pass {
    let instructions: UnsafeBufferPointer<Program.Instruction>
    let registers: Registers<SIMD8<Double>>

    init(instructions: UnsafeBufferPointer<Program.Instruction>, on registers: Registers<SIMD8<Double>>) {
        self.instructions = instructions
        self.registers = registers
    }
}

/// One pass over a list of instructions, compiled for each width of vectors.
// What C calls through a thunk has calls in it that are not inlined.
#if compiler(>=6.3)
    @c(ravine_perform_all)
#endif
@inline(__always)
func performAll(_ pass: UnsafeRawPointer) {
    let pass = pass.assumingMemoryBound(to: Pass.self).pointee
    for instruction in pass.instructions { perform(instruction, on: pass.registers) }
}
