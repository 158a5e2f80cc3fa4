import Basics
import RealModule

extension Hyperparameter {
    /// What a hand does to a value.
    public enum Move: Hashable, Sendable {
        /// So many presses of a key, up or down.
        case presses(Int, Step = .plain)
        /// A number that was typed, or pointed at.
        case to(Double)
    }

    /// How far a press goes: always to a number that people say.
    public enum Step: CaseIterable, Sendable {
        /// Among more numbers, which have all of the plain ones among them.
        case fine
        case plain
        /// Ten times as far.
        case tenfold
    }

    /// The value that a move makes of one, within the range. One that is none of the numbers of a step goes to the nearest
    /// of them in the direction pressed.
    public func moved(_ value: Double, by move: Move) -> Double {
        switch move {
        case .to(let value): return clamped(value)
        case .presses(let presses, let step):
            let (landings, times) = scale.landings(step)
            var moved = value
            for _ in 0..<min(abs(presses), Self.mostPresses) * times {
                moved = clamped(next(moved, isUp: presses > 0, landings))
            }
            return moved
        }
    }

    /// The number that is nearest to a position on the slider: of the plain ones, unless that would be seen to stand
    /// beside it.
    public func value(at position: Double) -> Double {
        let share = min(max(position, 0), 1)
        let value =
            switch scale {
            case .logarithmic: middle * Self.powerOfTen((share - 0.5) * 6)
            case .towardOne: 1 - Self.powerOfTen(-3 * share)
            case .linear: range.length < 1e6 ? range.lowerBound + share * range.length : defaultValue
            }
        func distance(_ value: Double) -> Double { abs(self.position(of: value) - share) }
        func nearest(_ step: Step) -> Double {
            let below = moved(value, by: .presses(-1, step))
            // Up again from there it is the number itself, where it is one of them.
            let numbers = [moved(below, by: .presses(1, step)), below, moved(value, by: .presses(1, step))]
            return numbers.min { distance($0) < distance($1) }!
        }
        let plain = nearest(.plain)
        return distance(plain) < 1 / 50 ? plain : nearest(.fine)
    }

    private func clamped(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }

    /// More are as many.
    private static let mostPresses = 10_000

    /// The smallest number beside 0 that a press lands on: six decades below the default.
    private var least: Double {
        defaultValue == 0 ? 1e-4 : Decimal(100, Decimal.exponent(of: abs(defaultValue)) - 8).value
    }

    /// What the step of a linear scale is, as 1, 2 or 5 of a decimal place: about a tenth of the default or, where that is
    /// less, of the range.
    private var unit: Decimal {
        let size = min(max(abs(defaultValue), 1), range.length) / 10
        return Decimal.neighbour(of: size * (1 + 1e-6), isUp: false, in: [100, 200, 500])
    }

    /// - Parameter isUp: in which direction.
    private func next(_ value: Double, isUp: Bool, _ landings: Scale.Landings) -> Double {
        switch landings {
        case .listed(let numbers):
            return isUp
                ? numbers.first { $0 > value + 1e-8 } ?? range.upperBound
                : numbers.last { $0 < value - 1e-8 } ?? range.lowerBound
        case .decades(let decade):
            if value < 0 || value == 0 && !isUp { return -next(-value, isUp: !isUp, landings) }
            let least = least
            if isUp, value < least * (1 - 1e-8) { return least }
            if !isUp, value <= least * (1 + 1e-8) { return 0 }
            return Decimal.neighbour(of: value, isUp: isUp, in: decade).value
        case .decadesTowardOne(let decade):
            let distance = 1 - value
            if isUp, distance <= 1e-6 * (1 + 1e-8) { return max(1, range.upperBound) }
            if !isUp, distance < 1e-6 * (1 - 1e-8) { return 1 - 1e-6 }
            return Decimal.neighbour(of: distance, isUp: !isUp, in: decade).belowOne
        case .multiples(let shift):
            let unit = Decimal(unit.digits, unit.exponent + shift)
            let place = value / unit.value
            return unit.times(isUp ? (place + 1e-8).rounded(.down) + 1 : (place - 1e-8).rounded(.up) - 1)
        }
    }
}

extension Hyperparameter.Scale {
    /// The numbers that presses land on.
    enum Landings: Sendable {
        /// These.
        case listed([Double])
        /// These of each decade, in hundredths of its first.
        case decades([Int])
        /// Whose distances to 1 are such.
        case decadesTowardOne([Int])
        /// Whole multiples of the scale's unit, shifted by so many decimal places.
        case multiples(Int)
    }

    /// What is said aloud: the series of Renard for rates; for momentum what is common. A hundred of a decade go finely.
    ///
    /// - Returns: the numbers, and how many of them a press goes on.
    func landings(_ step: Hyperparameter.Step) -> (Landings, times: Int) {
        let hundred = Array(stride(from: 100, to: 200, by: 5)) + Array(stride(from: 200, to: 1000, by: 10))
        switch (self, step) {
        case (.logarithmic, .fine): return (.decades(hundred), 1)
        case (.logarithmic, .plain): return (.decades([100, 125, 160, 200, 250, 320, 400, 500, 630, 800]), 1)
        case (.logarithmic, .tenfold): return (landings(.plain).0, 10)
        case (.towardOne, .fine): return (.decadesTowardOne(hundred), 1)
        case (.towardOne, .plain):
            return (.listed([0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999]), 1)
        case (.towardOne, .tenfold): return (.decadesTowardOne([100]), 1)
        case (.linear, .fine): return (.multiples(-1), 1)
        case (.linear, .plain): return (.multiples(0), 1)
        case (.linear, .tenfold): return (.multiples(0), 10)
        }
    }
}

/// A number as it is written: digits, and a power of ten.
private struct Decimal {
    let digits: Int
    let exponent: Int

    init(_ digits: Int, _ exponent: Int) { (self.digits, self.exponent) = (digits, exponent) }

    var value: Double { times(1) }

    /// 1 less it.
    var belowOne: Double {
        guard exponent < 0 else { return 1 - value }
        let power = Hyperparameter.power(-exponent)
        return (power - Double(digits)) / power
    }

    /// As near to a whole multiple as a number can be.
    func times(_ count: Double) -> Double {
        exponent >= 0
            ? Double(digits) * count * Hyperparameter.power(exponent)
            : Double(digits) * count / Hyperparameter.power(-exponent)
    }

    /// The decade of a number above 0.
    static func exponent(of value: Double) -> Int { Int(clamping: Double.log10(value).rounded(.down)) }

    /// The nearest of some numbers of each decade, in hundredths, above or below one above 0.
    static func neighbour(of value: Double, isUp: Bool, in decade: [Int]) -> Decimal {
        let exponent = exponent(of: value)
        // A number may be a hair beside the end of its decade.
        for step in -1...2 {
            let place = isUp ? exponent + step - 2 : exponent - step - 2
            let unit = Decimal(1, place).value
            guard
                let digits = isUp
                    ? decade.first(where: { Double($0) * unit > value * (1 + 1e-8) })
                    : decade.last(where: { Double($0) * unit < value * (1 - 1e-8) })
            else { continue }
            return Decimal(digits, place)
        }
        return Decimal(100, isUp ? exponent + 1 : exponent - 4)
    }
}
