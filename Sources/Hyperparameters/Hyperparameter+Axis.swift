import Basics
import RealModule

extension Hyperparameter.Scale {
    /// The value at a share of a range, from 0 to 1: at equal steps by equal factors, equal factors of the distance to 1,
    /// or equal amounts. Shares beyond lie outside the range.
    package func value(at share: Double, in range: ClosedRange<Double>) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        // The ends are what they are, and not what comes out of a calculation.
        if share == 0 { return low }
        if share == 1 { return high }
        switch self {
        case .logarithmic: return low * Double.pow(high / low, share)
        case .towardOne: return 1 - (1 - low) * Double.pow((1 - high) / (1 - low), share)
        case .linear: return low + share * (high - low)
        }
    }

    /// Where a value is in a range; the other way round than ``value(at:in:)``.
    package func share(of value: Double, in range: ClosedRange<Double>) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        switch self {
        case .logarithmic: return Double.log(value / low) / Double.log(high / low)
        case .towardOne: return Double.log((1 - value) / (1 - low)) / Double.log((1 - high) / (1 - low))
        case .linear: return (value - low) / (high - low)
        }
    }

    /// Why there can be no axis over a range; `nil` if there can be one.
    package func objection(to range: ClosedRange<Double>) -> String? {
        guard range.lowerBound < range.upperBound, range.length.isFinite else {
            return "it must go from a smaller number to a larger one"
        }
        switch self {
        case .logarithmic:
            guard range.lowerBound > 0 else { return "it goes by factors, and must begin over 0" }
            return (range.upperBound / range.lowerBound).isFinite ? nil : "it goes over more decades than there are"
        case .towardOne:
            return range.upperBound < 1 ? nil : "it goes towards 1, and must end below it"
        case .linear: return nil
        }
    }
}
