import Testing

@testable import Canvas

@Suite("Frames, areas, glyphs and colours")
struct FrameTests {
    @Test("text is cut off at the frame and at its width")
    func writing() {
        var frame = Frame(size: Size(width: 6, height: 2))
        #expect(frame.write("ravine!", x: 1, y: 0) == 6)
        frame.write("abc", x: 0, y: 1, width: 2)
        frame.write("x", x: 0, y: 5)
        frame.write("x", x: -1, y: 0)
        #expect(frame.text == " ravin\nab\n")
        #expect(frame[99, -1] == .blank)
    }

    @Test("a failed test prints what a frame shows, not its cells")
    func description() {
        var frame = Frame(size: Size(width: 9, height: 2))
        frame.write("ravine", x: 0, y: 1)
        #expect(String(describingForTest: frame) == "9x2\n\nravine\n")
    }

    @Test("areas never become negative")
    func areas() {
        let area = Area(x: 0, y: 0, width: 10, height: 3)
        #expect(area.inset(by: 4).isEmpty)
        #expect(area.split(top: 99).rest.isEmpty)
        #expect(area.split(bottom: 1).bottom == Area(x: 0, y: 2, width: 10, height: 1))
        #expect(area.columns(3).map(\.width) == [4, 3, 3])
        #expect(area.columns(0).isEmpty)
        #expect(Size("160x46") == Size(width: 160, height: 46))
        for text in ["", "x", "160", "0x5", "-1x5", "1x2x3", "1 x 2", "axb"] { #expect(Size(text) == nil) }
    }

    @Test("every glyph is one column wide and what it should be", arguments: GlyphSet.allCases)
    func glyphs(glyphs: GlyphSet) {
        let symbols: [Symbol] =
            (0..<7).map { .head($0) } + [
                .start, .minimum, .playing, .paused, .finished, .holds, .falls, .horizontal, .vertical, .topLeft,
                .topRight, .bottomLeft, .bottomRight, .sliderTrack, .sliderFill, .sliderKnob, .ellipsis, .hatch,
                .upArrow,
                .downArrow, .leftArrow, .rightArrow,
            ]
        if glyphs == .ascii { #expect(symbols.allSatisfy { glyphs.scalar($0).isASCII }) }
        #expect(Set((0..<7).map { glyphs.scalar(.head($0)) }).count == 7)
        #expect(GlyphSet.ascii.spelled("α = 0.5 → κ²") == "alpha = 0.5 -> kappa^2")
        #expect(GlyphSet.ascii.spelled("猫").utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "how many colours there are",
        arguments: [
            (["TERM": "xterm-256color"], nil, .indexed), (["TERM": "xterm"], 8, .eight),
            (["TERM": "xterm-16color"], 16, .sixteen),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], 256, .exact),
            (["TERM": "xterm-256color", "NO_COLOR": "1", "COLORTERM": "truecolor"], 256, .none),
            (["TERM": "xterm-256color", "NO_COLOR": ""], 256, .indexed),
            (["TERM": "dumb", "COLORTERM": "24bit"], nil, .none),
            (["TERM": "vt100"], -1, .none), (["TERM": "xterm-direct"], 1 << 24, .exact), ([:], nil, .none),
        ] as [([String: String], Int?, ColorLevel)])
    func colors(environment: [String: String], terminfo: Int?, level: ColorLevel) {
        #expect(ColorLevel.detect(environment: environment, terminfoColors: terminfo) == level)
    }

    @Test("keys have names, and names have keys")
    func keys() {
        for name in Key.names { #expect(Key(name: name)?.symbol.isEmpty == false) }
        #expect(Key(name: "E") == .character("E") && Key(name: "Page-Down") == .pageDown)
        for name in ["", "ee", "ctrl-", "ctrl-ü", "ctrl-xy", "\n"] { #expect(Key(name: name) == nil) }
        #expect(Key(name: "Ctrl-R") == .control("r") && Key.control("r").name == "ctrl-r")
        #expect(Key.shiftUp.symbol == "Shift-↑" && Key.character("+").symbol == "+")
    }

    @Test("eight colours: bright ones are bold, grey is the terminal's own")
    func eightColors() {
        let bright = Theme.dark.appearance(of: Cell("x", ink: .run(1)), colors: .eight)
        #expect(bright.foreground == .indexed(6) && bright.isBold && bright.background == nil)
        let muted = Theme.dark.appearance(of: Cell("x", ink: .muted), colors: .eight)
        #expect(muted.foreground == nil && !muted.isBold)
        #expect(Theme.dark.appearance(of: Cell("x", ink: .run(1)), colors: .sixteen).foreground == .indexed(14))
    }

    @Test(
        "which characters there are",
        arguments: [
            ([:], .braille), (["LANG": "de_DE.UTF-8"], .braille), (["LANG": "C"], .ascii),
            (["LC_ALL": "POSIX", "LANG": "C.UTF-8"], .ascii),
            (["LC_ALL": "", "LANG": "C.utf8"], .braille), (["TERM": "linux", "LANG": "C.UTF-8"], .ascii),
            (["TERM": "linux-16color", "LANG": "C.UTF-8"], .ascii), (["TERM": "linux-m"], .ascii),
            (["TERM": "linux3.0"], .ascii), (["TERM": "linux2.6.26", "LANG": "de_DE.UTF-8"], .ascii),
            (["TERM": "linuxterm"], .braille), (["TERM": "xterm-linux"], .braille), (["TERM": ""], .braille),
        ] as [([String: String], GlyphSet)])
    func glyphSets(environment: [String: String], glyphs: GlyphSet) {
        #expect(GlyphSet.detect(environment: environment) == glyphs)
    }
}
