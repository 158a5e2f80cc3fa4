import Basics
import Hyperparameters

/// An axis of a map of one run: what stands on it, from where to where, and how it is spaced.
public struct ScaledAxis: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        /// A hyperparameter by its place among the optimizer's, a parameter by its place among the surface's, or a
        /// coordinate of the start.
        case hyperparameter(Int)
        case parameter(Int)
        case start(Int)
        /// Nothing: a map with such an axis is one of one value.
        case nothing
    }

    public let place: Place
    public let name: String
    public let symbol: String
    public let scale: Hyperparameter.Scale
    public let range: ClosedRange<Double>
    /// What it may be at all.
    let limits: ClosedRange<Double>

    /// What goes along it; `nil` for nothing.
    public var quantity: MapAxis.Quantity? {
        switch place {
        case .hyperparameter: .hyperparameter(name)
        case .parameter: .parameter(name)
        case .start(let index): .start(index)
        case .nothing: nil
        }
    }

    /// An axis that nothing goes along.
    public static let nothing = ScaledAxis(
        place: .nothing, name: "", symbol: "", scale: .linear, range: 0...1, limits: 0...1)

    /// A part of it, from one share to another, as far as there can be one; `nil` where there is none.
    public func part(_ window: ClosedRange<Double>) -> ScaledAxis? {
        func within(_ value: Double) -> Double { min(max(value, limits.lowerBound), limits.upperBound) }
        let (low, high) = (within(value(at: window.lowerBound)), within(value(at: window.upperBound)))
        return low < high ? with(low...high, limits) : nil
    }

    /// It from one value to another, as far as it may go there; `nil` where it may not.
    func within(_ range: ClosedRange<Double>) -> ScaledAxis? {
        range.overlaps(limits) ? with(range.clamped(to: limits), limits) : nil
    }

    /// From the first end of both to the last, wherever one of them may go.
    func joined(with other: ScaledAxis) -> ScaledAxis {
        func union(_ one: ClosedRange<Double>, _ two: ClosedRange<Double>) -> ClosedRange<Double> {
            min(one.lowerBound, two.lowerBound)...max(one.upperBound, two.upperBound)
        }
        return with(union(range, other.range), union(limits, other.limits)) ?? self
    }

    private func with(_ range: ClosedRange<Double>, _ limits: ClosedRange<Double>) -> ScaledAxis? {
        guard range.lowerBound < range.upperBound, scale.objection(to: range) == nil else { return nil }
        return ScaledAxis(place: place, name: name, symbol: symbol, scale: scale, range: range, limits: limits)
    }

    /// The nearest part to one that somebody wants to look at, as shares; `nil` where there is none, or where it would have to
    /// be shorter.
    public func window(_ wanted: ClosedRange<Double>, mayShorten: Bool) -> ClosedRange<Double>? {
        guard let part = part(wanted) else { return nil }
        let (low, high) = (share(of: part.range.lowerBound), share(of: part.range.upperBound))
        guard low < high, mayShorten || high - low > (1 - 1e-9) * wanted.length else { return nil }
        return low...high
    }

    /// The value at a share of the axis, from 0 to 1.
    public func value(at share: Double) -> Double { scale.value(at: share, in: range) }

    public func share(of value: Double) -> Double { scale.share(of: value, in: range) }

    /// So many values, from the first end to the last.
    public func values(count: Int) -> [Double] {
        (0..<count).map { value(at: count > 1 ? Double($0) / Double(count - 1) : 0) }
    }
}
