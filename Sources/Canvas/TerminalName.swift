/// The name of a terminal's type, as `TERM` has it: a family, then its variants, each after a `-`, `.` or `+`.
package struct TerminalName {
    private let name: String

    package init(_ name: String) { self.name = name.lowercased() }

    /// Whether it is one of these types, or a variant of one.
    package func isOf(_ families: [String]) -> Bool {
        families.contains { family in
            name.hasPrefix(family) && name.dropFirst(family.count).first.map(Self.isSeparator) != false
        }
    }

    /// What stands behind the first separator, cut at the others.
    package var variants: ArraySlice<Substring> { name.split(whereSeparator: Self.isSeparator).dropFirst() }

    private static func isSeparator(_ character: Character) -> Bool { "-.+".contains(character) }
}
