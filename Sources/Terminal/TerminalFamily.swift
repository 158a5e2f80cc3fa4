import Canvas

/// Terminals that understand the same as one whose description is nearly everywhere.
///
/// The one list of names: what a terminal without a description is played as, and where exact colours are known to
/// work.
struct TerminalFamily: Sendable {
    /// How the names begin, up to a `-`, `.` or `+`.
    let names: [String]
    /// Those of them that promise exact colours.
    let exact: [String]
    /// The types that they can be played as, the best first.
    let standIns: [String]
    /// The description of our own.
    let direct: DirectTerminal

    static let all = [
        TerminalFamily(
            names: ["tmux"], exact: [], standIns: ["tmux-256color", "screen-256color", "tmux", "screen"],
            direct: .tmux),
        TerminalFamily(names: ["screen"], exact: [], standIns: ["screen-256color", "screen"], direct: .screen),
        TerminalFamily(
            names: ["xterm", "mlterm", "putty", "stterm"],
            exact: [
                "xterm-kitty", "xterm-ghostty", "alacritty", "contour", "foot", "footclient", "ghostty", "gnome",
                "iterm", "iterm2", "kitty", "konsole", "mintty", "ms-terminal", "rio", "st", "vte", "wezterm",
            ],
            standIns: ["xterm-256color", "xterm", "vt220", "vt100"], direct: .xterm),
    ]

    static func of(_ type: String) -> TerminalFamily? {
        let name = TerminalName(type)
        return all.first { name.isOf($0.names + $0.exact) }
    }

    /// How many colours a name promises; `nil` if it promises nothing.
    static func promisedColors(_ type: String) -> Int? {
        let exact = 1 << 24
        let name = TerminalName(type)
        for word in name.variants.reversed() {
            if word.hasPrefix("direct") || word == "truecolor" { return exact }
            if word == "mono" || word == "m" { return 0 }
            if word.hasSuffix("color") { return Int(word.dropLast("color".count)) ?? 8 }
        }
        return all.contains { name.isOf($0.exact) } ? exact : nil
    }
}
