/// Reads JSON piece by piece. Nothing of a text is kept but what is asked for, so a large one needs no more memory.
public struct JSONReader: Sendable {
    /// What is wrong, and where: in bytes from the text's beginning.
    public struct Mistake: Error, Equatable, Sendable {
        public let message: String
        public let offset: Int

        public init(_ message: String, at offset: Int) {
            self.message = message
            self.offset = offset
        }
    }

    public enum Kind: Sendable { case object, array, string, number, word, end }

    private let bytes: [UInt8]
    private let end: Int
    /// How far the text has been read, in bytes.
    public private(set) var offset: Int
    private var depth = 0

    /// - Parameter range: the part of the bytes that is to be read; all by default.
    public init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        offset = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    /// What comes next.
    public mutating func next() throws(Mistake) -> Kind {
        skipSpace()
        guard offset < end else { return .end }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
        default:
            throw Mistake(
                "this is not JSON: a value is a number, a text in \"quotes\", [a list] or {an object}", at: offset)
        }
    }

    public mutating func number() throws(Mistake) -> Double {
        guard try next() == .number else { throw Mistake("a number is needed here", at: offset) }
        let start = offset
        while offset < end, Self.isOfNumber(bytes[offset]) { offset += 1 }
        guard let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw Mistake("this is no number", at: offset == end ? end : start)
        }
        return number
    }

    public mutating func string() throws(Mistake) -> String {
        var text: [UInt8] = []
        try string(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a text, and adds its bytes, as UTF-8, to others.
    public mutating func string(into text: inout [UInt8]) throws(Mistake) {
        guard try next() == .string else { throw Mistake("a text in \"quotes\" is needed here", at: offset) }
        offset += 1
        while true {
            let start = offset
            while offset < end, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\"),
                bytes[offset] >= 0x20
            { offset += 1 }
            text += bytes[start..<offset]
            guard offset < end else { throw Mistake("a text is not closed: '\"' is missing", at: end) }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"): try escape(into: &text)
            default: throw Mistake("control characters in texts are written as \\n or \\u001b", at: offset)
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Mistake) {
        let start = offset
        guard offset + 1 < end else { throw Mistake("a text is not closed: '\"' is missing", at: end) }
        let letter = bytes[offset + 1]
        offset += 2
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let unit = try hexadecimal(from: start)
            var scalar = Unicode.Scalar(unit)
            if (0xD800..<0xDC00).contains(unit), offset + 1 < end, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            {
                // Half of a character, whose other half should follow.
                let behind = offset
                offset += 2
                let other = try hexadecimal(from: behind)
                if (0xDC00..<0xE000).contains(other) {
                    scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (other - 0xDC00))
                } else {
                    offset = behind
                }
            }
            text += UTF8.encode(scalar ?? "\u{FFFD}")!
        default: throw Mistake("there is no such escape; there are \\n, \\t, \\\\, \\\" and \\u001b", at: start)
        }
    }

    private mutating func hexadecimal(from start: Int) throws(Mistake) -> UInt32 {
        guard offset + 4 <= end else { throw Mistake("a text is not closed: '\"' is missing", at: end) }
        let digits = bytes[offset..<(offset + 4)]
        guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw Mistake("\\u is followed by four hexadecimal digits", at: start) }
        offset += 4
        return value
    }

    /// Reads a list, each element by a function that must read it.
    public mutating func array(
        _ element: (inout JSONReader) throws(Mistake) -> Void
    ) throws(Mistake) {
        guard try next() == .array else { throw Mistake("a list in [brackets] is needed here", at: offset) }
        try members(until: UInt8(ascii: "]"), element)
    }

    /// Reads an object, each value by a function that gets its key and must read it.
    public mutating func object(
        _ member: (inout JSONReader, _ key: String) throws(Mistake) -> Void
    ) throws(Mistake) {
        guard try next() == .object else { throw Mistake("an object in {braces} is needed here", at: offset) }
        try members(until: UInt8(ascii: "}")) { (reader) throws(Mistake) in
            let key = try reader.string()
            reader.skipSpace()
            try reader.expect(UInt8(ascii: ":"), "':' is needed after a key")
            try member(&reader, key)
        }
    }

    private mutating func members(
        until close: UInt8, _ member: (inout JSONReader) throws(Mistake) -> Void
    ) throws(Mistake) {
        guard depth < Limits.nesting else {
            throw Mistake("lists and objects are more than \(Limits.nesting) deep in one another", at: offset)
        }
        depth += 1
        defer { depth -= 1 }
        offset += 1
        skipSpace()
        if offset < end, bytes[offset] == close {
            offset += 1
            return
        }
        while true {
            try member(&self)
            skipSpace()
            if offset < end, bytes[offset] == close {
                offset += 1
                return
            }
            try expect(UInt8(ascii: ","), "',' or '\(Unicode.Scalar(close))' is needed here")
        }
    }

    /// Reads a value, whatever it is, and forgets it.
    public mutating func skip() throws(Mistake) {
        switch try next() {
        case .object: try object { (reader, _) throws(Mistake) in try reader.skip() }
        case .array: try array { (reader) throws(Mistake) in try reader.skip() }
        case .string: _ = try string()
        case .number: _ = try number()
        case .word:
            let start = offset
            while offset < end, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[offset]) { offset += 1 }
            guard ["true", "false", "null"].contains(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
                throw Mistake("this is not JSON: there are true, false and null", at: offset == end ? end : start)
            }
        case .end: throw Mistake("a value is missing", at: end)
        }
    }

    private mutating func expect(_ byte: UInt8, _ message: String) throws(Mistake) {
        guard offset < end, bytes[offset] == byte else { throw Mistake(message, at: min(offset, end)) }
        offset += 1
    }

    private mutating func skipSpace() {
        while offset < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
