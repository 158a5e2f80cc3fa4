/// Texts in tables of comma-separated values (RFC 4180).
enum CSV {
    /// A field, in quotes where it needs them.
    static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
