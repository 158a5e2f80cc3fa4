import Basics
import Foundation
import Testing

@Suite("JSON is read")
struct JSONReaderTests {
    /// A value as the reader gives it, in the words of Foundation.
    private func value(_ reader: inout JSONReader) throws(JSONReader.Mistake) -> Any {
        switch try reader.next() {
        case .number: return try reader.number()
        case .string: return try reader.string()
        case .array:
            var values: [Any] = []
            try reader.array { (reader) throws(JSONReader.Mistake) in values.append(try value(&reader)) }
            return values
        case .object:
            var values: [String: Any] = [:]
            try reader.object { (reader, key) throws(JSONReader.Mistake) in values[key] = try value(&reader) }
            return values
        case .word, .end:
            try reader.skip()
            return NSNull()
        }
    }

    private func random(_ depth: Int, _ generator: inout SeededRandom) -> Any {
        let texts = ["", "a", "\"\\/\u{8}\u{C}\n\r\t", "\u{1}\u{1F}\u{7F}", "漢🙂é", "\u{FFFF}", "\u{1F642}"]
        switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return [0, -1, 1.5, 1e-9, -2.5e300, 12_345_678.25].randomElement(using: &generator)!
        case 1: return texts.randomElement(using: &generator)!
        case 2: return NSNull()
        case 3: return (0..<Int.random(in: 0...3, using: &generator)).map { _ in random(depth - 1, &generator) }
        default:
            return Dictionary(
                (0..<Int.random(in: 0...3, using: &generator)).map { ("\($0)\"", random(depth - 1, &generator)) }
            ) { $1 }
        }
    }

    @Test("what another library wrote means the same", arguments: UInt64(1)...40)
    func same(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let written = [random(5, &generator)]
        let options: JSONSerialization.WritingOptions = Bool.random(using: &generator) ? .prettyPrinted : []
        let data = try JSONSerialization.data(withJSONObject: written, options: options)
        var reader = JSONReader(Array(data))
        let read = try value(&reader)
        #expect(try reader.next() == .end)
        #expect(NSArray(array: written) == (read as? NSArray))
        // Skipping it goes just as far.
        var skipping = JSONReader(Array(data))
        try skipping.skip()
        #expect(try skipping.next() == .end)
    }

    @Test(
        "escapes",
        arguments: [
            (#""\u0041\u00e9\ud83d\ude42""#, "Aé🙂"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude42x""#, "\u{FFFD}x"),
            (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        ])
    func escapes(text: String, wanted: String) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.string() == wanted)
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", "[", "[1", "[1,", "[1,]", "[,1]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}",
            "{\"a\" 1}", "\"a",
            "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\", "tru", "True", "nul", "-", "1e", "--1", "'a'",
            "[1 2]", "]",
        ])
    func refused(text: String) {
        var reader = JSONReader(Array(text.utf8))
        #expect(throws: JSONReader.Mistake.self) { try reader.skip() }
    }
}
