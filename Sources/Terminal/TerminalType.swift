/// As what a terminal is played: by its own description, or by that of one which understands the same.
///
/// Over ssh the description of a new terminal is often not installed.
struct TerminalType: Hashable, Sendable {
    /// Its own name.
    let name: String
    /// The type whose description is used.
    let played: String
    /// Whether that is installed; if not, only the one of our own is left.
    let isInstalled: Bool

    /// Decides it. - Returns: `nil` if nothing is known of such a terminal.
    init?(_ name: String, isKnown: (String) -> Bool) {
        self.name = name
        let standIns = TerminalFamily.of(name)?.standIns ?? []
        if let known = ([name] + standIns + Self.roots(name)).first(where: isKnown) {
            (played, isInstalled) = (known, true)
        } else if let first = standIns.first {
            (played, isInstalled) = (first, false)
        } else {
            return nil
        }
    }

    /// A name without its last suffix, without the last two and so on: by convention suffixes are variants of one type.
    private static func roots(_ name: String) -> [String] {
        var roots: [String] = []
        var rest = name[...]
        while let end = rest.lastIndex(of: "-") {
            rest = rest[..<end]
            if !rest.isEmpty { roots.append(String(rest)) }
        }
        return roots
    }

    /// The description of our own with exact colours, if they are known to work there.
    var direct: DirectTerminal? { TerminalFamily.of(name)?.direct }

    /// How many colours the name promises, where it has no description that says so.
    var promisedColors: Int? { played == name ? nil : TerminalFamily.promisedColors(name) }

    /// What the user should know.
    var remark: String? { played == name ? nil : "'\(name)' is not known here; played as \(played)" }
}
