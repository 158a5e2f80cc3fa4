import Basics
import RealModule

/// Round numbers along an axis.
enum Ticks {
    /// The columns that a number beside a plot has, and those of all of them with the blank that keeps them apart from it.
    static let width = 7
    static let column = width + 1

    /// The least of 1, 2 or 5 times a power of ten that is not below a length; `nil` if there is none.
    static func step(_ least: Double) -> Double? {
        guard least > 0, least.isFinite else { return nil }
        let power = Double.pow(10, Double.log10(least).rounded(.down))
        guard power > 0, power.isFinite else { return nil }
        return [1.0, 2, 5, 10].first { $0 * power >= least }.map { $0 * power }
    }

    /// At most `count` numbers within a range, at multiples of 1, 2 or 5 times a power of ten, with their texts: all of
    /// them with as many digits as tell neighbours apart.
    static func linear(_ range: ClosedRange<Double>, atMost count: Int) -> [(value: Double, text: String)] {
        guard count > 0, range.length.isFinite, let step = step(range.length / Double(count)) else { return [] }
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        // So far from 0 that neighbours look the same: there is nothing to tell.
        guard abs(first) < 1e6, abs(last) < 1e6, first <= last else { return [] }
        let values = (Int(clamping: first)...Int(clamping: last)).map { Double($0) * step }
        return Array(zip(values, texts(values, step: step)))
    }

    /// Numbers for an axis upwards: one for some three to seven rows, and two at least where there are so many.
    static func upwards(_ range: ClosedRange<Double>, rows: Int) -> [(value: Double, text: String)] {
        several(range, about: rows / 3, atMost: rows) { _ in true }
    }

    /// Numbers for an axis to the right: one for some ten to twenty columns, and two at least where they have room.
    static func rightwards(_ range: ClosedRange<Double>, columns: Int) -> [(value: Double, text: String)] {
        several(range, about: columns / 10, atMost: columns / 4) { ticks in
            let apart = (ticks[1].value - ticks[0].value) / range.length * Double(columns)
            return Double(ticks.reduce(0) { max($0, $1.text.count) } + 2) <= apart
        }
    }

    /// One number alone gives no scale: then there are more of them.
    ///
    /// - Parameter haveRoom: whether so many can stand beside each other.
    private static func several(
        _ range: ClosedRange<Double>, about count: Int, atMost most: Int,
        where haveRoom: ([(value: Double, text: String)]) -> Bool
    ) -> [(value: Double, text: String)] {
        let usual = linear(range, atMost: count)
        guard usual.count < 2, count < most else { return usual }
        for count in (count + 1)...most {
            let ticks = linear(range, atMost: count)
            if ticks.count > 1 { return haveRoom(ticks) ? ticks : usual }
        }
        return usual
    }

    /// Multiples of a step as they read: with a point, or with a power of ten where that is too long.
    private static func texts(_ values: [Double], step: Double) -> [String] {
        // By a little more, as the logarithm of 0.001 may be just below −3.
        let place = (Double.log10(step) + 1e-9).rounded(.down)
        let largest = values.map { abs($0) }.max() ?? 0
        let digits = largest > 0 ? (Double.log10(largest) + 1e-9).rounded(.down) - place + 1 : 1
        let short = values.map { Format.scientific($0, digits: max(1, Int(clamping: digits))) }
        guard place > -10, largest < 1e10 else { return short }
        let decimals = max(0, -Int(clamping: place))
        let plain = values.map { Format.fixed($0, decimals: decimals) }
        func longest(_ texts: [String]) -> Int { texts.map(\.count).max() ?? 0 }
        return longest(plain) <= max(width, longest(short)) ? plain : short
    }
}
