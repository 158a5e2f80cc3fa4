/// A pair of weights, or a gradient, or a step: what moves over a landscape.
public typealias Point = SIMD2<Double>

extension SIMD2<Double> {
    /// Whether both components are finite numbers.
    public var isFinite: Bool { x.isFinite && y.isFinite }

    /// The Euclidean length, without overflow for large components.
    public var length: Double {
        let scale = Swift.max(abs(x), abs(y))
        guard scale > 0, scale.isFinite else { return scale }
        let scaled = self / scale
        return scale * (scaled * scaled).sum().squareRoot()
    }
}

/// A rectangle of the plane: what a panel shows.
public struct Domain: Hashable, Sendable {
    public var x: ClosedRange<Double>
    public var y: ClosedRange<Double>

    public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
        self.x = x
        self.y = y
    }

    public func contains(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }
}
