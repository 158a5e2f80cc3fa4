import Basics
import Racing
import RealModule
import Scenes

/// The vertical axis of a chart: linear, or by decades where the values range over many of them. It ends near where the
/// values end, so that curves use its height, and at round numbers, so that it seldom changes.
enum ChartScale: Equatable, Sendable {
    case linear(ClosedRange<Double>, isShare: Bool)
    case decades(LossScale)

    /// From this many decades on equal ratios tell more than equal differences.
    private static let fewestDecades = 1.5
    /// Into about so many parts a linear axis is divided, to end at one of them.
    private static let parts = 12.0

    /// - Parameters:
    ///   - ranges: the values of each run.
    ///   - most: the size of those that are no sign of divergence: what is larger leaves the chart instead of flattening
    ///     all others.
    ///   - scale: what was asked for; `nil` for what the values are best told apart by.
    init?(
        of measure: Measure, showing ranges: [LossRange], upTo most: Double, scale: Chart.Scale? = nil
    ) {
        guard let (least, greatest, smallest) = LossRange.extremes(of: ranges, upTo: most) else { return nil }
        let largest = max(abs(least), abs(greatest))
        let decades = Double.log10(largest) - Double.log10(smallest ?? 1)
        let areRatios =
            switch measure.axis {
            case .differences: false
            case .ratios: decades > Self.fewestDecades
            case .mostlyRatios:
                decades > Self.fewestDecades && LossRange.share(of: ranges, below: largest / 10) > 0.5
            }
        if scale.map({ $0 == .log }) ?? areRatios, let scale = LossScale(showing: ranges, upTo: most) {
            self = .decades(scale)
        } else {
            guard let range = Self.rounded(least, greatest) else { return nil }
            self = .linear(range, isShare: measure.quantity == .accuracy)
        }
    }

    /// Outwards to round numbers; a range that is a number only gets some room around it.
    private static func rounded(_ least: Double, _ greatest: Double) -> ClosedRange<Double>? {
        let room = greatest > least ? 0 : greatest == 0 ? 1 : abs(greatest) / 2
        let (low, high) = (least - room, greatest + room)
        guard let step = Ticks.step((high - low) / parts) else { return nil }
        let range = ((low / step).rounded(.down) * step)...((high / step).rounded(.up) * step)
        return range.upperBound > range.lowerBound && range.length.isFinite ? range : nil
    }

    /// Where a value stands, from 0 at the bottom to 1 at the top, beyond for what is not shown; `nil` if it is not finite.
    func position(of value: Double) -> Double? {
        switch self {
        case .decades(let scale): return scale.position(of: value)
        case .linear(let range, _):
            guard value.isFinite else { return nil }
            return range.share(of: value)
        }
    }

    /// Marks for an axis of so many rows, from the top down, with their texts.
    ///
    /// - Parameter hasSuperscripts: whether powers of ten may be written as people write them.
    func ticks(rows: Int, hasSuperscripts: Bool) -> [(position: Double, text: String)] {
        switch self {
        case .decades(let scale):
            return scale.ticks(spacing: 1.6 / Double(max(1, rows))).map { tick in
                let number =
                    tick.digit == 1
                    ? Format.powerOfTen(tick.exponent, glyphs: hasSuperscripts)
                    : Format.narrow(abs(tick.value), width: Ticks.width - 1)
                return (tick.position, (tick.isNegative ? "−" : "") + number)
            }
        case .linear(let range, let isShare):
            let factor = isShare ? 100.0 : 1
            let shown = (range.lowerBound * factor)...(range.upperBound * factor)
            return Ticks.upwards(shown, rows: rows).reversed().compactMap { tick in
                position(of: tick.value / factor).map { ($0, tick.text + (isShare ? "%" : "")) }
            }
        }
    }

    var name: String {
        switch self {
        case .linear: "linear"
        case .decades(let scale): scale.isSymmetric ? "symmetric log" : "log"
        }
    }
}
