import Basics
import RealModule

/// Round numbers along an axis.
enum Ticks {
    /// The least of 1, 2 or 5 times a power of ten that is not below a length; `nil` if there is none.
    static func step(_ least: Double) -> Double? {
        guard least > 0, least.isFinite else { return nil }
        let power = Double.pow(10, Double.log10(least).rounded(.down))
        guard power > 0, power.isFinite else { return nil }
        return [1.0, 2, 5, 10].first { $0 * power >= least }.map { $0 * power }
    }

    /// At most `count` numbers within a range, at multiples of 1, 2 or 5 times a power of ten, with their texts.
    static func linear(_ range: ClosedRange<Double>, atMost count: Int) -> [(value: Double, text: String)] {
        let length = range.upperBound - range.lowerBound
        guard count > 0, length.isFinite, let step = step(length / Double(count)) else { return [] }
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
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
