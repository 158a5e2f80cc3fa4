import Basics

/// A number that the user of an optimizer, or of a surface, chooses: its one declaration, read by scenes, sliders, lists and
/// help.
public struct Hyperparameter: Hashable, Sendable {
    /// The name in formulas and scene files, such as `eta`.
    public let name: String
    /// The letter on slides, such as `η`.
    public let symbol: String
    public let defaultValue: Double
    /// The values that make sense. Bounds are allowed.
    public let range: ClosedRange<Double>
    /// How the keyboard changes it.
    public let scale: Scale
    public let help: String

    /// How a slider's position and its value belong together.
    public enum Scale: String, Hashable, Sendable {
        /// A key press multiplies: for rates, which matter by orders of magnitude.
        case logarithmic
        /// A key press multiplies the distance to 1: for momentum and averages, whose memory is 1/(1 − value) steps.
        case towardOne
        /// A key press adds.
        case linear
    }

    public init(
        _ name: String, symbol: String? = nil, default defaultValue: Double, range: ClosedRange<Double>? = nil,
        scale: Scale? = nil, help: String? = nil
    ) {
        let known = Self.known[name]
        self.name = name
        self.symbol = symbol ?? known?.symbol ?? name
        self.defaultValue = defaultValue
        self.range = range ?? known?.range ?? -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        self.scale = scale ?? known?.scale ?? .linear
        self.help = help ?? known?.help ?? ""
    }

    /// The value after `presses` presses of a key: 10 presses to the decade.
    public func tuned(_ value: Double, by presses: Int) -> Double {
        let factor = Self.powerOfTen(Double(abs(presses)) / 10)
        let tuned: Double
        switch scale {
        // From 0, which is off, the first press goes to a small value.
        case .logarithmic where value == 0: tuned = presses > 0 ? 1e-4 * Self.powerOfTen(Double(presses - 1) / 10) : 0
        case .logarithmic: tuned = presses > 0 ? value * factor : value / factor
        case .towardOne: tuned = 1 - (presses > 0 ? (1 - value) / factor : (1 - value) * factor)
        case .linear: tuned = value + Double(presses) * max(abs(defaultValue), 1) / 10
        }
        // Three digits are what a slider shows; more would be noise on a slide.
        let rounded = scale == .towardOne ? 1 - Self.rounded(1 - tuned) : Self.rounded(tuned)
        return min(max(rounded, range.lowerBound), range.upperBound)
    }

    /// Where a value stands on its slider, from 0 to 1.
    public func position(of value: Double) -> Double {
        let position: Double
        switch scale {
        case .logarithmic:
            // Three decades to either side of the default.
            guard value > 0 else { return 0 }
            position = 0.5 + Self.logarithm10(value / (defaultValue > 0 ? defaultValue : 1e-2)) / 6
        case .towardOne: position = value >= 1 ? 1 : -Self.logarithm10(1 - value) / 3
        case .linear:
            guard range.length < 1e6 else { return 0.5 }
            position = range.share(of: value)
        }
        return min(max(position, 0), 1)
    }

    /// How many presses of a key bring a value nearest to a position on its slider.
    public func presses(from value: Double, to position: Double) -> Int {
        let onTrack: Double
        switch scale {
        case .logarithmic: onTrack = 60
        case .towardOne: onTrack = 30
        case .linear: onTrack = min(range.length * 10 / max(abs(defaultValue), 1), 1e6)
        }
        return Int(clamping: ((position - self.position(of: value)) * onTrack).rounded())
    }

    /// The symbols and ranges of the names that the field agrees on.
    static let known: [String: (symbol: String, range: ClosedRange<Double>, scale: Scale, help: String)] = [
        "eta": ("η", 0...Double.greatestFiniteMagnitude, .logarithmic, "learning rate"),
        "alpha": ("α", 0...1, .towardOne, "momentum: how much of the velocity is kept at each step"),
        "rho": ("ρ", 0...1, .towardOne, "decay of the running average of squared gradients"),
        "beta1": ("β₁", 0...1, .towardOne, "decay of the running average of gradients"),
        "beta2": ("β₂", 0...1, .towardOne, "decay of the running average of squared gradients"),
        "epsilon": ("ε", 0...Double.greatestFiniteMagnitude, .logarithmic, "keeps the denominator away from 0"),
        "lambda": ("wd", 0...Double.greatestFiniteMagnitude, .logarithmic, "weight decay"),
    ]
}

extension Hyperparameter {
    /// The range in words, for messages.
    public var rangeDescription: String {
        let high = Double.greatestFiniteMagnitude
        switch (range.lowerBound > -high, range.upperBound < high) {
        case (true, true): return "\(name) is from \(range.lowerBound) to \(range.upperBound)"
        case (true, false): return "\(name) is at least \(range.lowerBound)"
        case (false, true): return "\(name) is at most \(range.upperBound)"
        case (false, false): return "\(name) is any number"
        }
    }
}
