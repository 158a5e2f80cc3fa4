// What a line of a text is: one definition for formulas, scene files, data and messages.

extension Character {
    /// Whether a line ends with it: LF, CR, CR LF as one, VT, FF, NEL, and Unicode's line and paragraph separators.
    public var endsLine: Bool {
        // ASCII is asked first: what Unicode knows of a character takes long to find.
        asciiValue.map { (10...13).contains($0) } ?? isNewline
    }
}

extension StringProtocol {
    /// The lines, without what ends them; a text that ends with a line's end has an empty last one.
    public var lines: [SubSequence] { split(omittingEmptySubsequences: false) { $0.endsLine } }
}

extension String {
    /// The text without the mark that some editors and spreadsheets begin files with.
    public var withoutByteOrderMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }
}
