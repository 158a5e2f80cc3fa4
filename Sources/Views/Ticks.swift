import Basics
import RealModule

/// Round numbers along an axis.
enum Ticks {
    /// At most `count` numbers within a range, at multiples of 1, 2 or 5 times a power of ten, with their texts.
    static func linear(_ range: ClosedRange<Double>, atMost count: Int) -> [(value: Double, text: String)] {
        let length = range.upperBound - range.lowerBound
        guard count > 0, length > 0, length.isFinite else { return [] }
        let least = length / Double(count)
        let exponent = Double.log10(least).rounded(.down)
        let power = Double.pow(10, exponent)
        guard power > 0, power.isFinite, let factor = [1.0, 2, 5, 10].first(where: { $0 * power >= least }) else {
            return []
        }
        let step = factor * power
        let first = (range.lowerBound / step).rounded(.up)
        let last = (range.upperBound / step).rounded(.down)
        // So far from 0 that neighbours look the same: there is nothing to tell.
        guard abs(first) < 1e6, abs(last) < 1e6, first <= last else { return [] }
        let decimals = max(0, -Int(clamping: Double.log10(step).rounded(.down)))
        return (Int(clamping: first)...Int(clamping: last)).map { index in
            let value = Double(index) * step
            guard decimals < 7, abs(value) < 1e6 else { return (value, Format.short(value)) }
            return (value, Format.printed("%.\(decimals)f", value).replacing("-", with: "−"))
        }
    }
}
