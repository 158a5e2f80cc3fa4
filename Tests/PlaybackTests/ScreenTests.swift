import Basics
import Canvas
import Testing

@testable import Playback

@Suite("A terminal as a value")
struct ScreenTests {
    /// A screen that has taken some output.
    private func screen(_ output: String, size: Size = Size(width: 10, height: 4)) -> TerminalScreen {
        let bytes = Array(output.utf8)
        var screen = TerminalScreen(size: size, colors: RecordedColors(of: bytes, palette: TerminalPalette(.dark)))
        #expect(screen.feed(bytes, from: 0, to: bytes.count) == bytes.count)
        return screen
    }

    private func frame(_ screen: TerminalScreen) -> Frame {
        var frame = Frame(size: screen.size)
        screen.draw(on: &frame, area: Area(screen.size))
        return frame
    }

    /// The lines of a screen, a bar between them.
    private func text(_ output: String) -> String {
        var lines = frame(screen(output)).text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "|")
    }

    @Test(
        "characters and moves",
        arguments: [
            ("ab\r\ncd", "ab|cd"), ("ab\ncd", "ab|  cd"), ("abc\u{8}\u{8}X", "aXc"), ("a\tb", "a       b"),
            ("a\t\tb", "a        b"), ("0123456789A", "0123456789|A"), ("0123456789\r\nA", "0123456789|A"),
            ("\u{1B}[2;3Hx", "|  x"), ("\u{1B}[3fx", "||x"), ("\u{1B}[99;99Hx", "|||         x"),
            ("\u{1B}[0;0Hx", "x"), ("ab\u{1B}[Cc", "ab c"), ("ab\u{1B}[2Dc", "cb"), ("\u{1B}[2Bx\u{1B}[Ay", "| y|x"),
            ("abc\u{1B}[2Gx", "axc"), ("abc\u{1B}[3dx", "abc||   x"), ("a\u{1B}[Eb\u{1B}[Fc", "c|b"),
            ("ab\u{1B}7\u{1B}[4;4Hx\u{1B}8y", "aby|||   x"), ("ab\u{1B}[s\u{1B}[4;4Hx\u{1B}[uy", "aby|||   x"),
            ("ab\u{1B}[3bc", "abbbbc"), ("漢字\u{1B}[D\u{1B}[Dx", "漢x"), ("漢字\u{1B}[2Gx", " x字"),
            ("e\u{301}\u{300}\u{302}x", "e\u{301}\u{300}x"), ("\u{301}x", "x"), ("漢\u{301}x", "漢\u{301}x"),
            ("012345678漢", "012345678|漢"), ("\u{1B}(0lqk\u{1B}(Bq", "┌─┐q"), ("\u{1B})0\u{E}x\u{F}x", "│x"),
            ("a\u{200D}b\u{FE0F}c", "abc"), ("\u{1B}D\u{1B}Ea\u{1B}M\u{1B}Mb", " b||a"),
        ])
    func moves(output: String, wanted: String) {
        #expect(text(output) == wanted)
    }

    @Test(
        "scrolling, erasing, inserting",
        arguments: [
            ("a\r\nb\r\nc\r\nd\r\ne", "b|c|d|e"), ("a\r\nb\r\nc\r\nd\u{1B}[H\u{1B}Mx", "x|a|b|c"),
            ("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3;1H\nx", "a|c|x|d"), ("a\r\nb\r\nc\u{1B}[S", "b|c"),
            ("a\r\nb\u{1B}[T", "|a|b"), ("a\r\nb\r\nc\u{1B}[H\u{1B}[L", "|a|b|c"),
            ("a\r\nb\r\nc\u{1B}[H\u{1B}[2M", "c"),
            ("abcdef\u{1B}[3G\u{1B}[K", "ab"), ("abcdef\u{1B}[3G\u{1B}[1K", "   def"), ("abcdef\u{1B}[2K", ""),
            ("abcdef\u{1B}[3G\u{1B}[2X", "ab  ef"), ("abcdef\u{1B}[3G\u{1B}[2P", "abef"),
            ("abcdef\u{1B}[3G\u{1B}[2@", "ab  cdef"), ("漢字漢\u{1B}[2G\u{1B}[P", " 字漢"), ("漢字漢\u{1B}[4G\u{1B}[X", "漢  漢"),
            ("01234567漢\u{1B}[H\u{1B}[@", " 01234567"), ("a\r\nb\r\nc\u{1B}[2H\u{1B}[J", "a"),
            ("a\r\nb\r\nc\u{1B}[2H\u{1B}[1J", "||c"), ("a\r\nb\r\nc\u{1B}[2J", ""), ("abc\u{1B}c", ""),
            ("a\u{1B}[?1049hb\u{1B}[?1049lc", "ac"), ("a\u{1B}[?47hb", " b"),
            ("a\u{1B}[?1049h\u{1B}[?1049h\u{1B}[?1049l", "a"),
        ])
    func erasing(output: String, wanted: String) {
        #expect(text(output) == wanted)
    }

    @Test(
        "what is no text and not known is swallowed",
        arguments: [
            "\u{1B}]0;title\u{7}", "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_x\u{1B}\\",
            "\u{1B}[?25l",
            "\u{1B}[?2026h", "\u{1B}[>4;1m", "\u{1B}[=1u", "\u{1B}[c", "\u{1B}[6n", "\u{1B}[5 q",
            "\u{1B}[12345678901234567890z",
            "\u{1B}[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34;35z",
            "\u{1B}#8", "\u{1B}=", "\u{7}\u{0}\u{7F}", "\u{1B}[31\u{18}", "\u{9B}",
        ])
    func swallowed(sequence: String) {
        #expect(text("a\(sequence)b") == "ab")
    }

    @Test("bytes that are no UTF-8 are �, and take nothing with them")
    func encoding() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82, 0xAC, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x63]
        var screen = self.screen("")
        _ = screen.feed(bytes, from: 0, to: bytes.count)
        let line = frame(screen).text.split(separator: "\n")[0]
        #expect(line.hasPrefix("a\u{FFFD}b€") && line.hasSuffix("c"))
    }

    @Test(
        "renditions",
        arguments: [
            ("\u{1B}[1;31m", 0xCD0000, nil, Cell.Style.bold), ("\u{1B}[91;44m", 0xFF0000, 0x0000EE, []),
            ("\u{1B}[38;5;215;48;5;16m", 0xFFAF5F, 0x000000, []), ("\u{1B}[38;2;1;2;3m", 0x010203, nil, []),
            ("\u{1B}[38:2::1:2:3m", 0x010203, nil, []), ("\u{1B}[38:2:1:2:3;7m", 0x010203, nil, .reverse),
            ("\u{1B}[38:5:215;1m", 0xFFAF5F, nil, .bold), ("\u{1B}[31;2m", 0x660000, 0x000000, []),
            ("\u{1B}[31;8m", 0x000000, nil, []), ("\u{1B}[1;31;7m\u{1B}[m", nil, nil, []),
            ("\u{1B}[1;31;7m\u{1B}[22;27;39m", nil, nil, []), ("\u{1B}[4:3;31m", 0xCD0000, nil, []),
            ("\u{1B}[58;5;9;31m", 0xCD0000, nil, []), ("\u{1B}[3;4;5;9;53;31m", 0xCD0000, nil, []),
            ("\u{1B}[38;5;300m\u{1B}[38;2m", 0x000000, nil, []), ("\u{1B}[107m\u{1B}[49m", nil, nil, []),
        ] as [(String, Int?, Int?, Cell.Style)])
    func renditions(sequence: String, ink: Int?, ground: Int?, style: Cell.Style) {
        let bytes = Array("\(sequence)x".utf8)
        let palette = TerminalPalette(text: RGB(0xD0D0D0), ground: RGB(0x000000))
        let colors = RecordedColors(of: bytes, palette: palette)
        var screen = TerminalScreen(size: Size(width: 4, height: 1), colors: colors)
        _ = screen.feed(bytes, from: 0, to: bytes.count)
        let theme = colors.theme(beyond: .dark)
        let cell = frame(screen)[0, 0]
        #expect(theme[cell.ink].rgb == ink.map { RGB($0) } ?? palette.text)
        #expect(theme[cell.ground].rgb == ground.map { RGB($0) } ?? palette.ground)
        #expect(cell.style == style)
    }

    @Test("more colours than inks are shown by the ones most like them, and frequent ones as they are")
    func manyColors() {
        var output = ""
        for number in 0..<5000 { output += "\u{1B}[38;2;\(number % 256);\(number / 256 * 8);7mx" }
        for _ in 0..<3 { output += "\u{1B}[38;2;1;200;3mx\u{1B}[38;2;9;8;250mx" }
        let bytes = Array(output.utf8)
        let palette = TerminalPalette(.dark)
        let colors = RecordedColors(of: bytes, palette: palette)
        let theme = colors.theme(beyond: .dark)
        #expect(theme.inkCount <= Ink.count + RecordedColors.most && theme.inkCount > Ink.count + 300)
        for rgb in [palette.text, palette.ground, RGB(1, 200, 3), RGB(9, 8, 250)] {
            #expect(theme[colors.ink(rgb)].rgb == rgb)
        }
        let near = theme[colors.ink(RGB(120, 80, 7))].rgb
        #expect(abs(Int(near.red) - 120) < 60 && abs(Int(near.green) - 80) < 60)
    }

    /// Nothing else is promised of output that nobody would write.
    @Test("any output leaves rows as wide as the screen, and halves of characters together", arguments: UInt64(1)...20)
    func wild(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let size = Size(width: .random(in: 1...9, using: &generator), height: .random(in: 1...5, using: &generator))
        var screen = TerminalScreen(size: size, colors: RecordedColors(of: [], palette: TerminalPalette(.dark)))
        for _ in 0..<400 {
            let bytes = WildOutput.random(using: &generator)
            _ = screen.feed(bytes, from: 0, to: bytes.count)
            if Int.random(in: 0..<20, using: &generator) == 0 {
                screen.resize(
                    to: Size(
                        width: .random(in: 0...9, using: &generator), height: .random(in: 0...5, using: &generator)))
            }
            #expect(screen.rows.count == screen.size.height)
            for row in screen.rows {
                #expect(row.count == screen.size.width)
                for (x, cell) in row.enumerated() {
                    let isWide = !cell.isContinuation && Letter.width(of: cell.scalar) == 2
                    #expect(isWide == (x + 1 < row.count && row[x + 1].isContinuation), "\(bytes)")
                }
                #expect(row.first?.isContinuation == false)
            }
        }
    }
}

/// Pieces of output, most of them control sequences with any numbers.
enum WildOutput {
    static func random(using generator: inout SeededRandom) -> [UInt8] {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            return Array(
                ["漢字", "abc", "e\u{301}", "\r\n", "\u{8}", "\t", "\u{1B}M", "\u{1B}7", "\u{1B}8"].randomElement(
                    using: &generator)!.utf8)
        case 1:
            return (0..<Int.random(in: 1...8, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
        default:
            let numbers = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                ["", "0", "1", "2", "3", "7", "47", "1049", "99999"].randomElement(using: &generator)!
            }
            let mark = Int.random(in: 0..<6, using: &generator) == 0 ? "?" : ""
            let final = UInt8.random(in: 0x40...0x7E, using: &generator)
            return Array("\u{1B}[\(mark)\(numbers.joined(separator: ";"))".utf8) + [final]
        }
    }
}
