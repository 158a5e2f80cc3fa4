import Basics

/// Numbers as people read them on a slide.
public enum Format {
    /// Three significant digits, as short as they can be: `0.01`, `0.95`, `1e−08`.
    public static func short(_ value: Double) -> String { value.onSlides }

    /// So many digits behind the point: `−0.250`.
    static func fixed(_ value: Double, decimals: Int) -> String { signed("%.\(decimals)f", value) }

    /// Four significant digits, as in a calculation: `0.9`, `−12.35`, `1e−8`.
    static func calculated(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value > 0 ? "∞" : "−∞" }
        // 1 − 1e−6 is not 1.
        let isNearOne = value > 0.999 && value < 1
        return withoutPadding(signed(isNearOne ? "%.8g" : "%.4g", value))
    }

    /// Two significant digits, of what is not known better: `0.039`, `1.2e−5`.
    static func rough(_ value: Double) -> String { withoutPadding(signed("%.2g", value)) }

    /// A number of steps in words.
    static func steps(_ count: Int) -> String { count == 1 ? "1 step" : "\(count) steps" }

    /// About how many times: `1.4`, `12`, `3e5`.
    static func factor(_ value: Double) -> String {
        withoutPadding(signed(value < 1e4 && value >= 9.95 ? "%.0f" : value < 9.95 ? "%.2g" : "%.0e", value))
    }

    /// A power of ten with at most so many digits before it: `1.25e−5`, `2e6`; and 0.
    static func scientific(_ value: Double, digits: Int) -> String {
        value == 0 ? "0" : withoutPadding(signed("%.\(digits - 1)e", value))
    }

    /// What C prints, with a minus sign in place of its hyphen. −0 is 0 too.
    private static func signed(_ format: String, _ value: Double) -> String {
        (value == 0 ? 0 : value).printed(format).replacing("-", with: "−")
    }

    /// As many of three significant digits as fit into some columns, five at least: `−0.25`, `1.2e−5`. What is too
    /// small to be told from 0 there is `≈0`.
    static func narrow(_ value: Double, width: Int) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value > 0 ? "∞" : "−∞" }
        for digits in [3, 2, 1] {
            for format in ["%.\(digits)g", "%.\(digits - 1)e"] {
                let text = withoutPadding(signed(format, value))
                if text.count <= width { return text }
            }
        }
        return abs(value) < 1 ? "≈0" : value > 0 ? ">1e99" : "<−1e9"
    }

    /// `1e−05` is `1e−5`, and `1.20e+04` is `1.2e4`.
    private static func withoutPadding(_ text: String) -> String {
        let parts = text.split(separator: "e")
        guard parts.count == 2 else { return text }
        let sign = parts[1].first == "−" ? "−" : ""
        let digits = parts[1].drop { "+−0".contains($0) }
        var mantissa = parts[0]
        while mantissa.contains("."), mantissa.last == "0" || mantissa.last == "." { mantissa.removeLast() }
        return digits.isEmpty ? String(mantissa) : "\(mantissa)e\(sign)\(digits)"
    }

    /// A loss in a column of constant width: `3.80e−01`.
    static func loss(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value > 0 ? "∞" : "−∞" }
        return signed("%.2e", value)
    }

    /// A power of ten as an axis shows it: `1`, `10`, `10⁻⁴`.
    static func powerOfTen(_ exponent: Int, glyphs: Bool) -> String {
        if exponent == 0 { return "1" }
        if exponent == 1 { return "10" }
        guard glyphs else { return exponent < 0 ? "1e−\(-exponent)" : "1e\(exponent)" }
        let digits = String(abs(exponent)).unicodeScalars.map { Self.superscripts[Int(clamping: $0.value - 48)] }
        return "10" + (exponent < 0 ? "⁻" : "") + digits.joined()
    }

    private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
