import Basics
import Hyperparameters
import Racing
import RealModule
import Scenes

/// The numbers along an axis of a map: powers of ten, nines, or round ones.
struct MapAxisTicks {
    /// Shares of the axis with what stands there.
    let ticks: [(share: Double, text: String)]

    /// - Parameter count: for how many there is room.
    init(_ axis: MapAxes.Axis, atMost count: Int, hasSuperscripts: Bool) {
        var values: [(Double, String)]
        switch axis.scale {
        case .linear: values = Ticks.linear(axis.range, atMost: count).map { ($0.value, $0.text) }
        case .logarithmic:
            let low = Int(clamping: (Double.log10(axis.range.lowerBound) - 1e-9).rounded(.up))
            let high = Int(clamping: (Double.log10(axis.range.upperBound) + 1e-9).rounded(.down))
            let every = max(1, (high - low + max(count, 1)) / max(count, 1))
            values = stride(from: low, through: max(low, high), by: every).map {
                (Double.exp10(Double($0)), Self.power($0, hasSuperscripts: hasSuperscripts))
            }
            // Within less than a decade or two its halves and fifths too.
            if high - low < 2, count >= 3 {
                values = (low - 1...high + 1).flatMap { power in
                    [1.0, 2, 5].map {
                        ($0 * Double.exp10(Double(power)), Format.short($0 * Double.exp10(Double(power))))
                    }
                }
            }
        case .towardOne:
            values = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 0.99999].map { ($0, Format.short($0)) }
        }
        let shares = values.map { (share: axis.scale.share(of: $0.0, in: axis.range), text: $0.1) }
            .filter { $0.share > -1e-9 && $0.share < 1 + 1e-9 }
        // Those that stand too near to the one before are left out.
        let apart = 0.9 / Double(max(count, 1))
        var ticks: [(share: Double, text: String)] = []
        for tick in shares where ticks.last.map({ tick.share - $0.share >= apart }) ?? true { ticks.append(tick) }
        self.ticks = ticks
    }

    private static func power(_ exponent: Int, hasSuperscripts: Bool) -> String {
        // Three digits would make 1e+03 of a thousand.
        (-3...3).contains(exponent)
            ? exponent == 3 ? "1000" : Format.short(Double.exp10(Double(exponent)))
            : Format.powerOfTen(exponent, glyphs: hasSuperscripts)
    }
}
