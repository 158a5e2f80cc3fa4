import Canvas
import TestSupport
import Testing

@testable import Terminal

@Suite("What goes to the terminal and what comes from it")
struct OutputTests {
    @Test("colours that are set already are left out, all else stays")
    func filtered() {
        var filter = ColorFilter()
        func filtered(_ text: String) -> String {
            filter.filter(Array(text.utf8))
            return String(decoding: filter.output, as: UTF8.self)
        }
        let red = "\u{1B}[38;2;255;0;0m"
        let ground = "\u{1B}[48;5;16m"
        #expect(filtered(red + ground + "a" + red + ground + "b") == red + ground + "ab")
        #expect(filtered(red + "a\u{1B}[0m" + red + "b") == red + "a\u{1B}[0m" + red + "b")
        #expect(filtered(red + "a\u{1B}[1;2H" + red + "⣿") == red + "a\u{1B}[1;2H⣿")
        // Nothing is known of what an earlier frame left.
        #expect(filtered(red + "a") == red + "a")
        for text in ["", "\u{1B}", "\u{1B}[", "\u{1B}[38", "a\u{1B}(B\u{1B}[m", "\u{1B}[?2026h"] {
            #expect(filtered(text) == text)
        }
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
