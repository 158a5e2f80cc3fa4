import Basics
import RealModule

extension Hyperparameter {
    static func powerOfTen(_ exponent: Double) -> Double { Double.exp(exponent * 2.302585092994046) }

    static func logarithm10(_ value: Double) -> Double { Double.log10(value) }

    /// A number to three significant digits, as exact as decimal writing is.
    package static func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let exponent = Int(clamping: Double.log10(abs(value)).rounded(.down)) - 2
        guard abs(exponent) < 300 else { return value }
        let digits = (exponent >= 0 ? value / power(exponent) : value * power(-exponent)).rounded()
        return exponent >= 0 ? digits * power(exponent) : digits / power(-exponent)
    }

    /// An exact power of ten where there is one.
    static func power(_ exponent: Int) -> Double { powers[min(exponent, powers.count - 1)] }

    private static let powers: [Double] = (1...310).reduce(into: [1]) { powers, _ in powers.append(powers.last! * 10) }
}
