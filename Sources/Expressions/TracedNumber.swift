/// A number that remembers whether numbers ended on the way to it.
///
/// Infinity and not-a-number have two origins: a formula has no value somewhere (`log(-1)`, `1/0`, `0/0`), or it has one
/// that is larger than numbers are (`1e200^2`, and so `1e200^2 - 1e200^2`). The first is about the formula, the second about
/// how far out one is.
package struct TracedNumber: Lane {
    package let value: Double
    /// Whether it is not finite as something grew larger than numbers are. False for every finite number.
    package let isBeyondNumbers: Bool

    package init(_ value: Double) { self.init(value: value, isBeyondNumbers: false) }

    private init(value: Double, isBeyondNumbers: Bool) {
        self.value = value
        self.isBeyondNumbers = isBeyondNumbers
    }

    /// The result of an operation on one or two operands.
    ///
    /// Finite numbers that give infinity have overflowed, unless one of them is 0: that is a pole. What else is not finite is
    /// so because of its operands; one of them that has no value is enough.
    private init(_ value: Double, of left: TracedNumber, _ right: TracedNumber) {
        self.value = value
        if value.isFinite {
            isBeyondNumbers = false
        } else if left.value.isFinite, right.value.isFinite {
            isBeyondNumbers = value.isInfinite && left.value != 0 && right.value != 0
        } else {
            isBeyondNumbers =
                (left.value.isFinite || left.isBeyondNumbers) && (right.value.isFinite || right.isBeyondNumbers)
        }
    }

    // MARK: As a lane

    static var lanes: Int { 1 }

    init(repeating value: Double) { self.init(value) }

    package static func + (left: Self, right: Self) -> Self { Self(left.value + right.value, of: left, right) }
    static func - (left: Self, right: Self) -> Self { Self(left.value - right.value, of: left, right) }
    static func * (left: Self, right: Self) -> Self { Self(left.value * right.value, of: left, right) }
    package static func / (left: Self, right: Self) -> Self { Self(left.value / right.value, of: left, right) }
    static prefix func - (operand: Self) -> Self { operand.map { -$0 } }

    func roots() -> Self { map { $0.squareRoot() } }
    func magnitudes() -> Self { map { $0.magnitude } }

    static func less(_ left: Self, _ right: Self) -> Self { Self(.less(left.value, right.value)) }
    static func lessOrEqual(_ left: Self, _ right: Self) -> Self { Self(.lessOrEqual(left.value, right.value)) }
    static func equal(_ left: Self, _ right: Self) -> Self { Self(.equal(left.value, right.value)) }

    /// The branch that is not taken has no say.
    static func select(_ condition: Self, _ then: Self, _ otherwise: Self) -> Self {
        condition.value != 0 && !condition.value.isNaN ? then : otherwise
    }

    func map(_ function: (Double) -> Double) -> Self { Self(function(value), of: self, self) }

    static func map(_ left: Self, _ right: Self, _ function: (Double, Double) -> Double) -> Self {
        Self(function(left.value, right.value), of: left, right)
    }
}

/// Runs a program on one point, on numbers with a history. For questions that are asked seldom.
package struct TracedEvaluator {
    private let program: Program
    private var registers: [TracedNumber]

    package init(_ program: Program) {
        self.program = program
        registers = program.initialRegisters()
    }

    package subscript(input index: Int) -> TracedNumber {
        get { registers[index] }
        set { registers[index] = newValue }
    }

    package subscript(output index: Int) -> TracedNumber { registers[Int(program.outputs[index])] }

    package mutating func run() {
        let nothing = TracedNumber(.nan)
        registers.withUnsafeMutableBufferPointer { registers in
            program.execute(on: registers.baseAddress!) { _, _ in (nothing, nothing) }
        }
    }
}
