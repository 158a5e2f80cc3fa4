import Basics
import Racing
import RealModule

/// The vertical axis of the loss chart: logarithmic, or symmetric logarithmic where losses go below 0.
struct LossScale: Equatable, Sendable {
    /// Magnitudes up to 10^`floor` lie on the straight part of a symmetric scale, or below a logarithmic one.
    let floor: Int
    /// The largest power of ten above and, on a symmetric scale, below 0.
    let top: Int
    let bottom: Int?

    /// At most so many powers of ten are shown.
    private static let mostDecades = 12

    /// A scale that shows the finite losses of some runs; `nil` if there are none.
    ///
    /// - Parameter first: the losses at the start. What is more than a thousand times as large, above 0 or below, as
    ///   where a run diverges or the surface has no floor, leaves the chart instead of flattening all others.
    init?(showing losses: [LossRange], startingAt first: [Double] = []) {
        let start = first.filter(\.isFinite).map(abs).max() ?? 0
        let most = start > 0 ? start * 1e3 : .infinity
        guard let (lowest, highest, least) = LossRange.extremes(of: losses, upTo: most) else { return nil }
        let smallest = least ?? 1
        let isSymmetric = lowest < 0
        let largest = max(abs(highest), abs(lowest), smallest)
        let decades = isSymmetric ? Self.mostDecades / 2 : Self.mostDecades
        let ceiling = Self.exponent(largest, up: true)
        floor = max(Self.exponent(smallest, up: false), ceiling - decades)
        top = max(highest > 0 ? Self.exponent(highest, up: true) : floor, floor + 1)
        bottom = isSymmetric ? max(Self.exponent(-lowest, up: true), floor + 1) : nil
    }

    /// Where a loss stands, from 0 at the bottom to 1 at the top, beyond for what is not shown; `nil` if it is not finite.
    func position(of loss: Double) -> Double? {
        guard loss.isFinite else { return nil }
        return (height(of: loss) - lowest) / (highest - lowest)
    }

    private var lowest: Double { bottom.map { -Double($0 - floor + 1) } ?? 0 }
    private var highest: Double { Double(top - floor + (bottom == nil ? 0 : 1)) }

    private func height(of loss: Double) -> Double {
        guard bottom != nil else { return loss > 0 ? Double.log10(loss) - Double(floor) : -1 }
        // A straight line through 0 up to the floor, then one unit a decade.
        let size = abs(loss) / Double.pow(10.0, Double(floor))
        let height = size <= 1 ? size : 1 + Double.log10(size)
        return loss < 0 ? -height : height
    }

    private static func exponent(_ value: Double, up: Bool) -> Int {
        Int(clamping: Double.log10(value).rounded(up ? .up : .down))
    }

    /// A mark on the axis: a power of ten with its sign, or 0.
    struct Tick: Equatable, Sendable {
        /// `nil` is the loss 0.
        let exponent: Int?
        let isNegative: Bool
        let position: Double
    }

    /// Ticks at powers of ten, from the top down, at least `spacing` of the axis apart.
    func ticks(spacing: Double) -> [Tick] {
        var ticks: [Tick] = []
        func add(_ exponent: Int?, isNegative: Bool) {
            let size = exponent.map { Double.pow(10.0, Double($0)) } ?? 0
            guard let position = position(of: isNegative ? -size : size) else { return }
            if ticks.allSatisfy({ abs($0.position - position) >= spacing }) {
                ticks.append(Tick(exponent: exponent, isNegative: isNegative, position: position))
            }
        }
        add(top, isNegative: false)
        if let bottom {
            add(bottom, isNegative: true)
            add(nil, isNegative: false)
            for exponent in (floor...max(floor, bottom)).reversed() { add(exponent, isNegative: true) }
        } else {
            add(floor, isNegative: false)
        }
        for exponent in (floor...top).reversed() { add(exponent, isNegative: false) }
        return ticks.sorted { $0.position > $1.position }
    }
}
