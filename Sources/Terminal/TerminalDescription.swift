import CNcurses

/// What a terminal can do, by the database of terminal types.
@MainActor
struct TerminalDescription {
    let type: TerminalType
    let colors: Int
    let hasMouse: Bool

    /// Looks up a type, or what it can be played as.
    ///
    /// - Throws: a ``TerminalError`` if nothing is known of it or it cannot be drawn on.
    init(_ name: String, isKnown: (String) -> Bool = isKnown) throws {
        guard !name.isEmpty else { throw TerminalError(description: "TERM is not set; try TERM=xterm-256color") }
        guard let type = TerminalType(name, isKnown: isKnown) else {
            throw TerminalError(description: "unknown terminal type '\(name)'; try TERM=xterm-256color")
        }
        self.type = type
        let isFound =
            type.isInstalled
            ? ravine_terminal_lookup(type.played) == 1
            : type.direct?.use { ravine_terminal_lookup($0) == 1 } == true
        defer { ravine_terminal_forget() }
        guard isFound, ravine_terminal_string("cup") != nil else {
            throw TerminalError(
                description: "a terminal of type '\(name)' cannot move its cursor; 'ravine show' prints a still")
        }
        let isDirect = ravine_terminal_has("RGB") || ravine_terminal_has("Tc")
        colors = type.promisedColors ?? (isDirect ? 1 << 24 : Int(ravine_terminal_number("colors")))
        hasMouse = ravine_terminal_string("kmous") != nil
    }

    nonisolated static func isKnown(_ name: String) -> Bool {
        defer { ravine_terminal_forget() }
        return ravine_terminal_lookup(name) == 1
    }

    /// What puts a terminal back after a crash, by the description that is in use: a clean screen, if the one from
    /// before does not come back, and the cursor shown.
    static func reset(hasMouse: Bool, isSynchronized: Bool) -> [UInt8] {
        let names = ["rmacs", "sgr0", "op", "clear", "cnorm", "rmkx", "rmcup"]
        let strings = names.compactMap { name in ravine_terminal_string(name).map { String(cString: $0) } }
        let begin = (isSynchronized ? FrameOutput.end : "") + (hasMouse ? MouseReport.disable : "")
        return Array((begin + strings.map(withoutDelays).joined()).utf8)
    }

    /// A string of a description without its delays, such as `$<50>`, which only ncurses heeds.
    nonisolated static func withoutDelays(_ string: String) -> String {
        string.replacing(/\$<[0-9.]+[*\/]*>/, with: "")
    }
}
