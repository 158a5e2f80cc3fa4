import Basics
import Racing
import RealModule

/// An axis by decades: logarithmic, or symmetric logarithmic where values go below 0. It ends where the values end, to a
/// quarter of a decade, so that curves use its height and it seldom changes.
struct LossScale: Equatable, Sendable {
    /// On a symmetric scale magnitudes up to 10^`floor` lie on the straight part.
    private let floor: Int
    let isSymmetric: Bool
    /// The heights at the lower and the upper end: decades, above or below the floor on a symmetric scale.
    private let lowest: Double
    private let highest: Double

    /// At most so many decades are shown.
    private static let mostDecades = 12.0
    /// The axis ends on multiples of this part of a decade.
    private static let grain = 0.25

    /// A scale that shows the finite values of some runs, up to a size; `nil` if there are none.
    init?(showing losses: [LossRange], upTo most: Double = .infinity) {
        guard let (least, greatest, least0) = LossRange.extremes(of: losses, upTo: most) else { return nil }
        let smallest = least0 ?? 1
        let largest = Double.log10(max(abs(greatest), abs(least), smallest))
        isSymmetric = least < 0
        if isSymmetric {
            floor = Int(clamping: max(Double.log10(smallest), largest - Self.mostDecades / 2).rounded(.down))
        } else {
            floor = 0
        }
        let low =
            isSymmetric ? Self.height(of: least, above: floor) : max(Double.log10(smallest), largest - Self.mostDecades)
        let high = isSymmetric ? Self.height(of: greatest, above: floor) : largest
        lowest = (low / Self.grain).rounded(.down) * Self.grain
        highest = max((high / Self.grain).rounded(.up) * Self.grain, lowest + 2 * Self.grain)
    }

    /// Where a loss stands, from 0 at the bottom to 1 at the top, beyond for what is not shown; `nil` if it is not finite.
    func position(of loss: Double) -> Double? {
        guard loss.isFinite else { return nil }
        guard isSymmetric || loss > 0 else { return -1 }
        let height = isSymmetric ? Self.height(of: loss, above: floor) : Double.log10(loss)
        return (height - lowest) / (highest - lowest)
    }

    /// A straight line through 0 up to the floor, then one unit a decade.
    private static func height(of loss: Double, above floor: Int) -> Double {
        let size = abs(loss) / Double.pow(10.0, Double(floor))
        let height = size <= 1 ? size : 1 + Double.log10(size)
        return loss < 0 ? -height : height
    }

    /// A mark on the axis: a number of one digit times a power of ten, with its sign, or 0.
    struct Tick: Equatable, Sendable {
        /// 0 is the loss 0.
        let digit: Int
        let exponent: Int
        let isNegative: Bool
        let position: Double

        var value: Double { Double(isNegative ? -digit : digit) * Double.pow(10.0, Double(exponent)) }
    }

    /// Ticks from the top down, at least `spacing` of the axis apart: at powers of ten, and between them if those are few.
    func ticks(spacing: Double) -> [Tick] {
        var ticks: [Tick] = []
        func add(_ digit: Int, _ exponent: Int, isNegative: Bool) {
            let size = Double(digit) * Double.pow(10.0, Double(exponent))
            guard let position = position(of: isNegative ? -size : size), (-1e-9...(1 + 1e-9)).contains(position),
                ticks.allSatisfy({ abs($0.position - position) >= spacing })
            else { return }
            ticks.append(Tick(digit: digit, exponent: exponent, isNegative: isNegative, position: position))
        }
        if isSymmetric { add(0, 0, isNegative: false) }
        let top = Int(clamping: max(abs(highest), abs(lowest)).rounded(.up)) + (isSymmetric ? floor : 0)
        let bottom = isSymmetric ? floor : Int(clamping: lowest.rounded(.down))
        let decades =
            isSymmetric
            ? Array((bottom...max(bottom, top)).reversed())
            : Array(bottom...max(bottom, Int(clamping: highest.rounded(.up)))).reversed()
        // Every decade if they fit, else every second, and so on, so that the marks are as far apart everywhere.
        let room = max(1, Int(clamping: (spacing * (highest - lowest)).rounded(.up)))
        for exponent in decades where exponent % room == 0 {
            for isNegative in isSymmetric ? [false, true] : [false] { add(1, exponent, isNegative: isNegative) }
        }
        if ticks.count < 3 {
            for digit in [5, 2, 3, 7] {
                for exponent in decades {
                    for isNegative in isSymmetric ? [false, true] : [false] {
                        add(digit, exponent, isNegative: isNegative)
                    }
                }
            }
        }
        return ticks.sorted { $0.position > $1.position }
    }
}
