import Canvas
import Basics
import Testing

@testable import Terminal

@Suite("What goes to the terminal and what comes from it")
struct OutputTests {
    @Test("renditions are rewritten as the least that changes them")
    func filtered() {
        var filter = RenditionFilter()
        func filtered(_ text: String, isLast: Bool = false) -> String {
            filter.filter(Array(text.utf8), isLast: isLast)
            return String(decoding: filter.output, as: UTF8.self)
        }
        let red = "\u{1B}[38;2;255;0;0m"
        let ground = "\u{1B}[48;5;16m"
        #expect(filtered(red + ground + "a" + red + ground + "b") == "\u{1B}[0;38;2;255;0;0;48;5;16mab")
        // What an earlier frame left is known.
        #expect(filtered("\u{1B}(B\u{1B}[0;1m" + red + ground + "c") == "\u{1B}[1mc")
        #expect(filtered("\u{1B}(B\u{1B}[m\u{1B}[2;3H" + red + ground + "⣿") == "\u{1B}[2;3H\u{1B}[22m⣿")
        // Erasing takes the background, so that must be set before.
        #expect(filtered("\u{1B}[49m\u{1B}[K") == "\u{1B}[49m\u{1B}[K")
        #expect(filtered("\u{1B}[39m", isLast: true) == "\u{1B}[39m")
        filter.forget()
        #expect(filtered("x") == "\u{1B}[0mx")
        for text in ["", "\u{1B}[", "\u{1B}[38", "\u{1B}[?2026h", "\u{1B}[4m"] { #expect(filtered(text) == text) }
    }

    /// Characters with the renditions that they have.
    private func shown(_ text: String) -> [String] {
        var shown: [String] = []
        var rendition = (flags: Set<String>(), foreground: "39", background: "49")
        var rest = Substring(text)
        while let character = rest.popFirst() {
            guard character == "\u{1B}" else {
                shown.append("\(character) \(rendition.flags.sorted()) \(rendition.foreground) \(rendition.background)")
                continue
            }
            if rest.hasPrefix("(B") {
                rest.removeFirst(2)
                continue
            }
            rest.removeFirst()
            let parameters = rest.prefix { !$0.isLetter }
            rest.removeFirst(parameters.count)
            guard rest.removeFirst() == "m" else { continue }
            var codes = parameters.split(separator: ";", omittingEmptySubsequences: false)[...]
            while let code = codes.popFirst() {
                switch code {
                case "0", "": rendition = ([], "39", "49")
                case "1", "2", "7": rendition.flags.insert(String(code))
                case "22": rendition.flags.subtract(["1", "2"])
                case "27": rendition.flags.remove("7")
                case "38", "48":
                    let count = codes.first == "5" ? 2 : 4
                    let color = codes.prefix(count).joined(separator: ";")
                    codes.removeFirst(count)
                    if code == "38" { rendition.foreground = color } else { rendition.background = color }
                case let code where code.hasPrefix("3"): rendition.foreground = String(code)
                default: rendition.background = String(code)
                }
            }
        }
        return shown
    }

    @Test("every character has the rendition that ncurses gave it", arguments: UInt64(0)..<30)
    func renditions(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let pieces = [
            "a", "b", "⣿", " ", "\u{1B}[0m", "\u{1B}[m", "\u{1B}(B\u{1B}[0;1m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[7m",
            "\u{1B}[27m",
            "\u{1B}[38;2;1;2;3m", "\u{1B}[38;5;7m", "\u{1B}[31m", "\u{1B}[48;5;16m", "\u{1B}[48;2;9;9;9m", "\u{1B}[42m",
            "\u{1B}[39;49m",
            "\u{1B}[22m", "\u{1B}[3;4H", "\u{1B}[5C", "\u{1B}[1;38;5;9;44m",
        ]
        var filter = RenditionFilter()
        var raw = ""
        var rewritten = ""
        for _ in 0..<10 {
            let frame = (0..<40).map { _ in pieces.randomElement(using: &generator)! }.joined()
            filter.filter(Array(frame.utf8), isLast: false)
            raw += frame
            rewritten += String(decoding: filter.output, as: UTF8.self)
        }
        #expect(shown(raw) == shown(rewritten))
        #expect(rewritten.utf8.count < raw.utf8.count)
    }

    @Test(
        "reports of the mouse",
        arguments: [
            ("[<0;3;5M", Pointer(.press, x: 2, y: 4)), ("[<0;3;5m", Pointer(.release, x: 2, y: 4)),
            ("[<32;400;120M", Pointer(.drag, x: 399, y: 119)), ("[<64;1;1M", Pointer(.scrollUp, x: 0, y: 0)),
            ("[<65;1;1M", Pointer(.scrollDown, x: 0, y: 0)), ("[<16;3;5M", Pointer(.press, x: 2, y: 4)),
            ("[<2;3;5M", nil), ("[<0;0;5M", nil), ("[<0;5M", nil), ("[<a;3;5M", nil), ("[<", nil), ("[A", nil),
            ("", nil),
            ("[<99999999999999999999;1;1M", nil),
        ] as [(String, Pointer?)])
    func mouse(report: String, pointer: Pointer?) {
        #expect(MouseReport.pointer(Array(report.utf8)) == pointer)
    }
}
