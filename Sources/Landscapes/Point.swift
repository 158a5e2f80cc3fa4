import Basics
import RealModule

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

    /// The angle to another direction, from 0 to 180 degrees; not a number where one of them is nothing.
    package func degrees(to other: Point) -> Double {
        guard self != .zero, other != .zero else { return .nan }
        // Both to length 1 first, so that no product leaves the finite numbers.
        let (u, v) = (self / length, other / other.length)
        return Double.atan2(y: abs(u.x * v.y - u.y * v.x), x: (u * v).sum()) * 180 / .pi
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

    public var size: Point { Point(x.length, y.length) }

    public var middle: Point { Point(x.middle, y.middle) }

    /// Whether it can be shown: within 10¹⁰⁰, and wide enough that numbers in it can be told apart.
    public var isShowable: Bool { [x, y].allSatisfy(Self.isShowable) }

    private static func isShowable(_ range: ClosedRange<Double>) -> Bool {
        let size = max(abs(range.lowerBound), abs(range.upperBound))
        let width = range.length
        return size <= 1e100 && width >= 1e-100 && width >= 1e-12 * size
    }

    /// The ranges stretched about a point and moved; `nil` if that cannot be shown.
    public func stretched(by factor: Double, about anchor: Point = .zero, movedBy offset: Point = .zero) -> Domain? {
        func range(_ range: ClosedRange<Double>, _ anchor: Double, _ offset: Double) -> ClosedRange<Double>? {
            let lower = anchor + (range.lowerBound - anchor) * factor + offset
            let upper = anchor + (range.upperBound - anchor) * factor + offset
            return lower < upper ? lower...upper : nil
        }
        guard let x = range(x, anchor.x, offset.x), let y = range(y, anchor.y, offset.y) else { return nil }
        let domain = Domain(x: x, y: y)
        return domain.isShowable ? domain : nil
    }

    public func contains(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }
}
