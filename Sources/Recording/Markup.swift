/// Texts in XML and HTML.
enum Markup {
    /// A text that is only ever a text there. What XML cannot hold, control characters above all, is �.
    static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars { append(scalar, to: &escaped) }
        return escaped
    }

    static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "\t", "\n", "\r", " "..."~", "\u{A0}"..."\u{FFFD}", "\u{10000}"...: text.unicodeScalars.append(scalar)
        default: text += "\u{FFFD}"
        }
    }
}
