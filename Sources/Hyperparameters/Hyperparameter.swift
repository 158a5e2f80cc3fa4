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

    /// How a slider's position and its value belong together, and on which numbers keys land.
    public enum Scale: String, Hashable, Sendable {
        /// For rates, which matter by orders of magnitude.
        case logarithmic
        /// By the distance to 1: for momentum and averages, whose memory is 1/(1 − value) steps.
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

    /// Where a value stands on its slider, from 0 to 1.
    public func position(of value: Double) -> Double {
        let position: Double
        switch scale {
        case .logarithmic:
            // Three decades to either side of the default.
            guard value > 0 else { return 0 }
            position = 0.5 + Self.logarithm10(value / middle) / 6
        case .towardOne: position = value >= 1 ? 1 : -Self.logarithm10(1 - value) / 3
        case .linear:
            guard range.length < 1e6 else { return 0.5 }
            position = range.share(of: value)
        }
        return min(max(position, 0), 1)
    }

    /// What stands in the middle of a logarithmic slider.
    var middle: Double { defaultValue > 0 ? defaultValue : 1e-2 }

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
