import Canvas

extension RGB {
    /// The colour as web pages write it, `#rrggbb`.
    var hexadecimal: String {
        let digits = String(hex, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
