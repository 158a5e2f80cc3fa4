import RealModule

/// Carries out one operation on `width` lanes: the one definition of what every operation computes.
///
/// Inlined into each evaluator, so that the lanes' type and, for a single point, the width are known to the compiler.
@inline(__always)
func perform<L: Lane>(
    _ operation: Operation, into result: UnsafeMutablePointer<L>, _ a: UnsafeMutablePointer<L>,
    _ b: UnsafeMutablePointer<L>, _ c: UnsafeMutablePointer<L>, width: Int
) {
    @inline(__always) func each(_ function: (L) -> L) {
        for index in 0..<width { result[index] = function(a[index]) }
    }
    @inline(__always) func each(_ function: (L, L) -> L) {
        for index in 0..<width { result[index] = function(a[index], b[index]) }
    }
    let zero = L(repeating: 0)
    switch operation {
    case .input, .constant, .externalFirst, .externalSecond: break
    case .add: each { $0 + $1 }
    case .subtract: each { $0 - $1 }
    case .multiply: each { $0 * $1 }
    case .divide: each { $0 / $1 }
    case .negate: each { -$0 }
    case .absolute: each { $0.magnitudes() }
    case .squareRoot: each { $0.squareRoot() }
    case .sign: each { $0.map { Scalars.sign($0) } }
    case .floor: each { $0.map { $0.rounded(.down) } }
    case .exponential: each { $0.map { Double.exp($0) } }
    case .logarithm: each { $0.map { Double.log($0) } }
    case .logarithm10: each { $0.map { Double.log10($0) } }
    case .sine: each { $0.map { Double.sin($0) } }
    case .cosine: each { $0.map { Double.cos($0) } }
    case .tangent: each { $0.map { Double.tan($0) } }
    case .arcSine: each { $0.map { Double.asin($0) } }
    case .arcCosine: each { $0.map { Double.acos($0) } }
    case .arcTangent: each { $0.map { Double.atan($0) } }
    case .hyperbolicSine: each { $0.map { Double.sinh($0) } }
    case .hyperbolicCosine: each { $0.map { Double.cosh($0) } }
    case .hyperbolicTangent: each { $0.map { Double.tanh($0) } }
    case .sigmoid: each { $0.map { Scalars.sigmoid($0) } }
    case .softplus: each { $0.map { Scalars.softplus($0) } }
    case .power: each { L.map($0, $1) { Scalars.power($0, $1) } }
    case .minimum: each { L.map($0, $1) { Scalars.minimum($0, $1) } }
    case .maximum: each { L.map($0, $1) { Scalars.maximum($0, $1) } }
    case .hypotenuse: each { L.map($0, $1) { Double.hypot($0, $1) } }
    case .less: each { L.less($0, $1) }
    case .lessOrEqual: each { L.lessOrEqual($0, $1) }
    case .equal: each { L.equal($0, $1) }
    case .not: each { L.equal($0, zero) }
    case .and:
        each { L.select($0, L.select($1, L(repeating: 1), zero), zero) }
    case .or:
        each { L.select($0, L(repeating: 1), L.select($1, L(repeating: 1), zero)) }
    case .select:
        for index in 0..<width { result[index] = L.select(a[index], b[index], c[index]) }
    }
}

extension Operation {
    /// The operation on constants.
    func value(_ x: Double, _ y: Double = 0) -> Double {
        var x = x
        var y = y
        var unused = 0.0
        var result = 0.0
        perform(self, into: &result, &x, &y, &unused, width: 1)
        return result
    }
}
