import RealModule

/// Where an instruction finds its operands, and puts its result: rows of `width` lanes, and numbers that are the same for
/// all lanes.
struct Registers<L: Lane> {
    let rows: UnsafeMutablePointer<L>
    /// By the same numbers; of no use where there is one lane.
    let same: UnsafeMutablePointer<Double>
    /// How much of a row is computed.
    let width: Int

    @inline(__always)
    func row(_ register: Int32) -> UnsafeMutablePointer<L> {
        rows + (L.lanes > 1 ? Int(register) &* BlockEvaluator.width : Int(register))
    }
}

/// Carries out one instruction on a row of lanes: the one definition of what every operation computes.
///
/// Inlined into each evaluator, so that the lanes' type and, for a single point, the width are known to the compiler.
@inline(__always)
func perform<L: Lane>(_ instruction: Program.Instruction, on registers: Registers<L>) {
    /// Hands on an operand as a function of the place in a row.
    @inline(__always) func with(_ register: Int32, _ bit: UInt8, _ body: ((Int) -> L) -> Void) {
        if L.lanes > 1, instruction.same & bit != 0 {
            let value = L(repeating: registers.same[Int(register)])
            body { _ in value }
        } else {
            let row = registers.row(register)
            body { row[$0] }
        }
    }
    @inline(__always) func fill(_ value: (Int) -> L) {
        let result = registers.row(instruction.result)
        guard L.lanes > 1 else {
            result[0] = value(0)
            return
        }
        // Four at once, to the end of them: what is beyond the width is nobody's.
        var index = 0
        repeat {
            result[index] = value(index)
            result[index + 1] = value(index + 1)
            result[index + 2] = value(index + 2)
            result[index + 3] = value(index + 3)
            index &+= 4
        } while index < registers.width
    }
    @inline(__always) func each(_ function: (L) -> L) {
        let a = registers.row(instruction.a)
        fill { function(a[$0]) }
    }
    @inline(__always) func each(_ function: (L, L) -> L) {
        with(instruction.a, 1) { a in with(instruction.b, 2) { b in fill { function(a($0), b($0)) } } }
    }
    @inline(__always) func each(_ function: (L, L, L) -> L) {
        with(instruction.a, 1) { a in
            with(instruction.b, 2) { b in with(instruction.c, 4) { c in fill { function(a($0), b($0), c($0)) } } }
        }
    }
    /// The second operand is never the same on all lanes, as `Fusion` puts that first; nor is the fourth.
    @inline(__always) func eachProduct(_ function: (L, L, L) -> L) {
        let b = registers.row(instruction.b)
        with(instruction.a, 1) { a in with(instruction.c, 4) { c in fill { function(a($0), b[$0], c($0)) } } }
    }
    @inline(__always) func eachProduct(_ function: (L, L, L, L) -> L) {
        let b = registers.row(instruction.b)
        let d = registers.row(instruction.d)
        with(instruction.a, 1) { a in with(instruction.c, 4) { c in fill { function(a($0), b[$0], c($0), d[$0]) } } }
    }
    /// Number by number.
    @inline(__always) func map(_ function: (Double) -> Double) {
        let a = registers.row(instruction.a)
        let result = registers.row(instruction.result)
        for index in 0..<registers.width { result[index] = a[index].map(function) }
    }
    @inline(__always) func map(_ function: (Double, Double) -> Double) {
        let result = registers.row(instruction.result)
        with(instruction.a, 1) { a in
            with(instruction.b, 2) { b in
                for index in 0..<registers.width { result[index] = L.map(a(index), b(index), function) }
            }
        }
    }
    let zero = L(repeating: 0)
    let one = L(repeating: 1)
    switch instruction.code {
    case .multiplyAdd: eachProduct { $0 * $1 + $2 }
    case .multiplySubtract: eachProduct { $0 * $1 - $2 }
    case .subtractProduct: eachProduct { $2 - $0 * $1 }
    case .multiplyMultiply: eachProduct { $0 * $1 * $2 }
    case .addMultiply: eachProduct { ($0 + $1) * $2 }
    case .subtractMultiply: each { ($0 - $1) * $2 }
    case .sumOfProducts: eachProduct { $0 * $1 + $2 * $3 }
    case .differenceOfProducts: eachProduct { $0 * $1 - $2 * $3 }
    case .subtractQuotient: each { $2 - $0 / $1 }
    case .subtractScaledQuotient: eachProduct { $2 - $0 * $1 / $3 }
    case .addRoot: each { $0.roots() + $1 }
    case .softplusAndSigmoid:
        let (a, second) = (registers.row(instruction.a), registers.row(instruction.c))
        let result = registers.row(instruction.result)
        for index in 0..<registers.width {
            let (x, decay) = (a[index], a[index].map(Scalars.decay))
            result[index] = L.map(x, decay, Scalars.softplus)
            second[index] = L.map(x, decay, Scalars.sigmoid)
        }
    case .copy: with(instruction.a, 1) { a in fill { a($0) } }
    case .one(let operation):
        switch operation {
        case .input, .constant, .externalFirst, .externalSecond: break
        case .add: each { $0 + $1 }
        case .subtract: each { $0 - $1 }
        case .multiply: each { $0 * $1 }
        case .divide: each { $0 / $1 }
        case .negate: each { -$0 }
        case .absolute: each { $0.magnitudes() }
        case .squareRoot: each { $0.roots() }
        case .sign: map { Scalars.sign($0) }
        case .floor: map { $0.rounded(.down) }
        case .exponential: map { Double.exp($0) }
        case .logarithm: map { Double.log($0) }
        case .logarithm10: map { Double.log10($0) }
        case .sine: map { Double.sin($0) }
        case .cosine: map { Double.cos($0) }
        case .tangent: map { Double.tan($0) }
        case .arcSine: map { Double.asin($0) }
        case .arcCosine: map { Double.acos($0) }
        case .arcTangent: map { Double.atan($0) }
        case .hyperbolicSine: map { Double.sinh($0) }
        case .hyperbolicCosine: map { Double.cosh($0) }
        case .hyperbolicTangent: map { Double.tanh($0) }
        case .sigmoid: map { Scalars.sigmoid($0, Scalars.decay($0)) }
        case .softplus: map { Scalars.softplus($0, Scalars.decay($0)) }
        case .power: map { Scalars.power($0, $1) }
        case .minimum: map { Scalars.minimum($0, $1) }
        case .maximum: map { Scalars.maximum($0, $1) }
        case .hypotenuse: map { Double.hypot($0, $1) }
        case .less: each { L.less($0, $1) }
        case .lessOrEqual: each { L.lessOrEqual($0, $1) }
        case .equal: each { L.equal($0, $1) }
        case .not: each { L.equal($0, zero) }
        case .and: each { L.select($0, L.select($1, one, zero), zero) }
        case .or: each { L.select($0, one, L.select($1, one, zero)) }
        case .select: each { L.select($0, $1, $2) }
        }
    }
}

extension Operation {
    /// The operation on constants.
    func value(_ x: Double, _ y: Double = 0) -> Double {
        var numbers = (x, y, 0.0)
        return withUnsafeMutablePointer(to: &numbers) {
            $0.withMemoryRebound(to: Double.self, capacity: 3) { numbers in
                perform(
                    Program.Instruction(code: .one(self), result: 2, a: 0, b: 1),
                    on: Registers(rows: numbers, same: numbers, width: 1))
                return numbers[2]
            }
        }
    }
}
