import Basics
import Testing

@Suite("Letters and lines")
struct LettersTests {
    @Test(
        "a text takes the columns that a terminal gives it",
        arguments: [
            ("", 0), ("Momentum", 8), ("η = 0.01", 8), ("最適化", 6), ("🙂", 2), ("cafe\u{301}", 4), ("caf\u{E9}", 4),
            ("ที่", 1), ("하", 2), ("\u{1112}\u{1161}", 2), ("a\u{200D}b", 2), ("☀\u{FE0F}", 1), ("👍🏽", 2),
            ("a\u{202E}b", 2), ("\u{1B}[31m", 5), ("\t", 1), ("⣿╭●", 3), ("\u{301}", 0),
        ])
    func widths(text: String, columns: Int) {
        #expect(text.columnCount == columns)
        #expect(text.letters.reduce(0) { $0 + $1.width } == columns)
    }

    @Test("no control character is ever part of a letter")
    func controls() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
            let letters = String(Character(scalar)).letters
            #expect(!isControl || letters.map(\.scalar) == ["\u{FFFD}"])
            #expect(letters.allSatisfy { $0.width == 1 || $0.width == 2 })
        }
    }

    @Test(
        "lines end alike everywhere",
        arguments: ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"])
    func lineEnds(end: String) {
        #expect("one\(end)two\(end)\(end)four".lines.map(String.init) == ["one", "two", "", "four"])
        #expect("".lines.count == 1)
    }

    @Test("a file, a pipe or a device is read to its limit")
    func limits() throws {
        #expect(throws: Files.Failure.self) { try Files.bytes(of: "/dev/zero", atMost: 100_000) }
        #expect(try Files.bytes(of: "/dev/null", atMost: 10) == [])
        let failure = #expect(throws: Files.Failure.self) { try Files.bytes(of: "/no/such/file", atMost: 10) }
        #expect(failure?.isMissing == true)
        #expect(throws: Files.Failure.self) { try Files.bytes(of: "/", atMost: 10) }
    }
}
