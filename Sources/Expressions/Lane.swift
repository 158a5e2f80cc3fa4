import CVectors
import RealModule

/// A number, or several side by side that go through the same operations.
///
/// Every operation of the language is defined once, in `perform`, for both.
protocol Lane: Sendable {
    static var lanes: Int { get }

    init(repeating value: Double)
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
    static prefix func - (operand: Self) -> Self
    func roots() -> Self
    func magnitudes() -> Self
    /// 1 where the comparison holds, else 0.
    static func less(_ left: Self, _ right: Self) -> Self
    static func lessOrEqual(_ left: Self, _ right: Self) -> Self
    static func equal(_ left: Self, _ right: Self) -> Self
    /// `then` where the condition is true: neither 0 nor NaN; else `otherwise`.
    static func select(_ condition: Self, _ then: Self, _ otherwise: Self) -> Self
    func map(_ function: (Double) -> Double) -> Self
    static func map(_ left: Self, _ right: Self, _ function: (Double, Double) -> Double) -> Self
}

extension Double: Lane {
    static var lanes: Int { 1 }

    @inline(__always) init(repeating value: Double) { self = value }
    @inline(__always) func roots() -> Double { squareRoot() }
    @inline(__always) func magnitudes() -> Double { magnitude }
    @inline(__always) static func less(_ left: Double, _ right: Double) -> Double { left < right ? 1 : 0 }
    @inline(__always) static func lessOrEqual(_ left: Double, _ right: Double) -> Double { left <= right ? 1 : 0 }
    @inline(__always) static func equal(_ left: Double, _ right: Double) -> Double { left == right ? 1 : 0 }

    @inline(__always) static func select(_ condition: Double, _ then: Double, _ otherwise: Double) -> Double {
        condition != 0 && condition == condition ? then : otherwise
    }

    @inline(__always) func map(_ function: (Double) -> Double) -> Double { function(self) }

    @inline(__always) static func map(
        _ left: Double, _ right: Double, _ function: (Double, Double) -> Double
    ) -> Double { function(left, right) }
}

extension SIMD8<Double>: Lane {
    static var lanes: Int { 8 }

    // The standard library's would be eight calls.
    @inline(__always) func roots() -> Self { map { ravine_square_root($0) } }
    @inline(__always) func magnitudes() -> Self { Self(bits: SIMD8<UInt64>(bits: self) & 0x7FFF_FFFF_FFFF_FFFF) }

    @inline(__always) static prefix func - (operand: Self) -> Self {
        Self(bits: SIMD8<UInt64>(bits: operand) ^ 0x8000_0000_0000_0000)
    }

    @inline(__always) static func less(_ left: Self, _ right: Self) -> Self {
        Self(repeating: 0).replacing(with: 1, where: left .< right)
    }

    @inline(__always) static func lessOrEqual(_ left: Self, _ right: Self) -> Self {
        Self(repeating: 0).replacing(with: 1, where: left .<= right)
    }

    @inline(__always) static func equal(_ left: Self, _ right: Self) -> Self {
        Self(repeating: 0).replacing(with: 1, where: left .== right)
    }

    @inline(__always) static func select(_ condition: Self, _ then: Self, _ otherwise: Self) -> Self {
        then.replacing(with: otherwise, where: (condition .== Self(repeating: 0)) .| (condition .!= condition))
    }

    @inline(__always) func map(_ function: (Double) -> Double) -> Self {
        var result = Self()
        for index in 0..<8 { result[index] = function(self[index]) }
        return result
    }

    @inline(__always) static func map(_ left: Self, _ right: Self, _ function: (Double, Double) -> Double) -> Self {
        var result = Self()
        for index in 0..<8 { result[index] = function(left[index], right[index]) }
        return result
    }

    @inline(__always) private init(bits: SIMD8<UInt64>) { self = unsafeBitCast(bits, to: Self.self) }
}

extension SIMD8<UInt64> {
    @inline(__always) fileprivate init(bits: SIMD8<Double>) { self = unsafeBitCast(bits, to: Self.self) }
}

/// Functions of single numbers that the language has and the standard library has not.
enum Scalars {
    /// What sigmoid and softplus of a number have in common: e to the minus of its magnitude, which does not overflow.
    static func decay(_ x: Double) -> Double { Double.exp(-abs(x)) }

    /// 1/(1 + e⁻ˣ), without overflow on either side.
    static func sigmoid(_ x: Double, _ decay: Double) -> Double { (x >= 0 ? 1 : decay) / (1 + decay) }

    /// log(1 + eˣ), without overflow and without losing small values.
    static func softplus(_ x: Double, _ decay: Double) -> Double { max(x, 0) + Double.log(onePlus: decay) }

    static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

    /// xʸ as C has it: real for negative x and whole y, as `Double.pow` of swift-numerics is not.
    static func power(_ x: Double, _ y: Double) -> Double {
        if x >= 0 || x.isNaN {
            return x == 0 && y == 0 ? 1 : x == 0 ? (y > 0 ? 0 : y < 0 ? .infinity : .nan) : .pow(x, y)
        }
        guard y == y.rounded() else { return .nan }
        let magnitude = Double.pow(-x, y)
        return y.truncatingRemainder(dividingBy: 2) == 0 ? magnitude : -magnitude
    }

    /// The smaller one; not a number if either is not.
    static func minimum(_ x: Double, _ y: Double) -> Double { x < y ? x : y <= x ? y : .nan }

    static func maximum(_ x: Double, _ y: Double) -> Double { x > y ? x : y >= x ? y : .nan }
}
