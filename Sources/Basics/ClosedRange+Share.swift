extension ClosedRange<Double> {
    @inlinable public var length: Double { upperBound - lowerBound }

    @inlinable public var middle: Double { (lowerBound + upperBound) / 2 }

    /// Where a value lies: 0 at the lower end, 1 at the upper one, beyond for what is outside.
    @inlinable public func share(of value: Double) -> Double { (value - lowerBound) / length }

    /// The value at a share of the way from the lower end to the upper one.
    @inlinable public func value(at share: Double) -> Double { lowerBound + share * length }
}
