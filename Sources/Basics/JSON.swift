/// Writes JSON where what is written must be the same to the byte, or costs too much through an encoder.
public enum JSON {
    /// A string. Control characters are escaped, so that no text is ever more than a text.
    public static func string(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + text.utf8.count / 4)
        let digits = Array("0123456789abcdef".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x20, 0x7F: bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A number with every digit. JSON has no infinity and no NaN: those are what `otherwise` makes of them.
    public static func number(_ number: Double, otherwise: (Double) -> String = { _ in "null" }) -> String {
        number.isFinite ? number.spelled : otherwise(number)
    }

    public static func array(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }

    /// An object, its keys in the order given.
    public static func object(_ pairs: [(key: String, value: String)]) -> String {
        "{" + pairs.map { "\(string($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
    }
}
