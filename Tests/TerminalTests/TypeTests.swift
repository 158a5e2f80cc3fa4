import Testing

@testable import Terminal

@Suite("As what a terminal is played")
struct TypeTests {
    private static let base = [
        "xterm-256color", "xterm", "tmux-256color", "tmux", "screen-256color", "screen", "vt100", "linux", "dumb",
        "rxvt-unicode",
    ]

    @Test(
        "a type that is not known is played as what it is compatible with",
        arguments: [
            "xterm-kitty", "xterm-ghostty", "xterm-direct", "xterm-16color", "xterm-italic", "xterm-256color-italic",
            "alacritty", "alacritty-direct", "foot", "foot-direct", "foot-extra", "wezterm", "contour",
            "contour-direct",
            "rio", "st", "st-256color", "st-direct", "konsole", "konsole-256color", "konsole-direct", "iterm", "iterm2",
            "iTerm2.app", "iterm2-direct", "vte", "vte-256color", "vte-direct", "gnome", "gnome-256color", "kitty",
            "kitty-direct", "ghostty", "mintty-direct", "ms-terminal", "mlterm-256color", "putty-256color",
        ])
    func xtermLike(name: String) throws {
        for known in [Self.base, ["xterm", "vt100"], ["vt100"]] {
            let type = try #require(TerminalType(name, isKnown: known.contains))
            #expect(type.played == known[0] && type.isInstalled && type.direct == .xterm)
            #expect(type.remark == "'\(name)' is not known here; played as \(known[0])")
        }
        // Where nothing is installed, the description of our own is left.
        let bare = try #require(TerminalType(name) { _ in false })
        #expect(bare.played == "xterm-256color" && !bare.isInstalled && bare.direct == .xterm)
        // Its own description comes first.
        let known = try #require(TerminalType(name) { _ in true })
        #expect(known.played == name && known.remark == nil && known.promisedColors == nil)
    }

    @Test(
        "relatives of tmux and screen are played as those, others as the type that they are variants of",
        arguments: [
            ("tmux-direct", "tmux-256color", .tmux), ("tmux-italic", "tmux-256color", .tmux),
            ("screen.xterm-kitty", "screen-256color", .screen), ("screen-16color", "screen-256color", .screen),
            ("linux-16color", "linux", nil), ("rxvt-unicode-truecolor", "rxvt-unicode", nil),
            ("rxvt-unicode-a-b-c", "rxvt-unicode", nil), ("dumb-emacs-ansi", "dumb", nil),
        ] as [(String, String, DirectTerminal?)])
    func relatives(name: String, played: String, direct: DirectTerminal?) throws {
        let type = try #require(TerminalType(name, isKnown: Self.base.contains))
        #expect(type.played == played && type.isInstalled && type.direct == direct)
    }

    @Test("without tmux's description screen's will do")
    func older() {
        #expect(TerminalType("tmux-direct") { $0.hasPrefix("screen") }?.played == "screen-256color")
        #expect(TerminalType("tmux-direct") { $0 == "screen" }?.played == "screen")
    }

    @Test(
        "what nobody knows is refused",
        arguments: ["", "foo", "foo-256color", "xtermish", "stv52", "kittykitty", "-", "--", "-xterm", "tmuxed", "é"])
    func unknown(name: String) {
        #expect(TerminalType(name, isKnown: Self.base.contains) == nil)
        #expect(TerminalType(name) { _ in false } == nil)
    }

    @Test(
        "colours are what the name promises",
        arguments: [
            ("xterm-kitty", 1 << 24), ("xterm-ghostty", 1 << 24), ("alacritty", 1 << 24), ("foot-extra", 1 << 24),
            ("wezterm", 1 << 24), ("iTerm2.app", 1 << 24), ("xterm-direct", 1 << 24), ("xterm-direct256", 1 << 24),
            ("tmux-direct", 1 << 24), ("rxvt-unicode-truecolor", 1 << 24), ("st-256color", 256),
            ("xterm-256color-italic", 256), ("konsole-16color", 16), ("xterm-88color", 88), ("xterm-color", 8),
            ("xterm-mono", 0), ("rxvt-m", 0), ("xterm-italic", nil), ("tmux-italic", nil), ("screen.xterm-kitty", nil),
        ] as [(String, Int?)])
    func colors(name: String, promised: Int?) {
        #expect(TerminalFamily.promisedColors(name) == promised)
    }

    @Test("delays in descriptions are for ncurses only")
    func delays() {
        #expect(TerminalDescription.withoutDelays("\u{1B}[H\u{1B}[J$<50>x$<2.5*/>y$<z>") == "\u{1B}[H\u{1B}[Jxy$<z>")
    }
}
