import Basics

/// Compression as PNG wants it (RFC 1950 and 1951): earlier text again, and the codes that the format has already.
///
/// It is here since it is these lines, and the program needs no zlib otherwise: nothing to install, and nothing that reads
/// strangers' files. Pictures come out half as large again as zlib makes them, a twentieth of their pixels.
enum Deflate {
    private static let longest = 258
    private static let window = 1 << 15
    /// How many earlier places are tried for the longest match.
    private static let tries = 64

    /// The bytes as a zlib stream.
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        let sum = checksum(bytes)
        return [0x78, 0x9C] + compressed(bytes) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    /// The bytes as one block of fixed codes.
    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var output = Bits()
        // The last block, of fixed codes.
        output.add(0b011, count: 3)
        // The place before, plus one, at which three bytes with the same hash stand; 0 is none.
        var heads = [Int32](repeating: 0, count: 1 << 15)
        var previous = [Int32](repeating: 0, count: window)
        func hash(_ place: Int) -> Int {
            let three = (0..<3).reduce(0 as UInt32) { $0 << 8 | UInt32(truncatingIfNeeded: bytes[place + $1]) }
            return Int(truncatingIfNeeded: (three &* 0x9E37_79B1) >> 17)
        }
        var place = 0
        while place < bytes.count {
            var (length, distance) = (0, 0)
            if place + 3 <= bytes.count {
                let most = min(longest, bytes.count - place)
                var candidate = Int(truncatingIfNeeded: heads[hash(place)]) - 1
                var left = tries
                while candidate >= 0, place - candidate <= window, left > 0, length < most {
                    // A longer match has the byte at which this one would end.
                    if bytes[candidate + length] == bytes[place + length] {
                        var same = 0
                        while same < most, bytes[candidate + same] == bytes[place + same] { same += 1 }
                        if same > length { (length, distance) = (same, place - candidate) }
                    }
                    let next = Int(truncatingIfNeeded: previous[candidate & (window - 1)]) - 1
                    if next >= candidate { break }
                    (candidate, left) = (next, left - 1)
                }
            }
            if length >= 3 {
                output.addMatch(length: length, distance: distance)
            } else {
                length = 1
                output.addLiteral(Int(truncatingIfNeeded: bytes[place]))
            }
            for covered in place..<max(place, min(place + length, bytes.count - 2)) {
                let hash = hash(covered)
                previous[covered & (window - 1)] = heads[hash]
                heads[hash] = Int32(truncatingIfNeeded: covered + 1)
            }
            place += length
        }
        output.addLiteral(256)
        return output.finished()
    }

    /// Adler's checksum.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(truncatingIfNeeded: byte)) % 65521
            high = (high + low) % 65521
        }
        return high << 16 | low
    }

    /// Bits, the lowest first.
    private struct Bits {
        private var bytes: [UInt8] = []
        private var pending = 0
        private var count = 0

        mutating func add(_ value: Int, count bits: Int) {
            pending |= value << count
            count += bits
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                count -= 8
            }
        }

        /// Codes go highest bit first.
        private mutating func addCode(_ code: Int, count bits: Int) {
            var reversed = 0
            for bit in 0..<bits where code >> bit & 1 == 1 { reversed |= 1 << (bits - 1 - bit) }
            add(reversed, count: bits)
        }

        /// A byte, 256 for the end, or more for a length.
        mutating func addLiteral(_ symbol: Int) {
            switch symbol {
            case ..<144: addCode(0x30 + symbol, count: 8)
            case ..<256: addCode(0x190 + symbol - 144, count: 9)
            case ..<280: addCode(symbol - 256, count: 7)
            default: addCode(0xC0 + symbol - 280, count: 8)
            }
        }

        mutating func addMatch(length: Int, distance: Int) {
            if length == 258 {
                addLiteral(285)
            } else {
                let (symbol, extra, bits) = Self.split(length - 3, halves: 4)
                addLiteral(257 + symbol)
                add(extra, count: bits)
            }
            let (symbol, extra, bits) = Self.split(distance - 1, halves: 2)
            addCode(symbol, count: 5)
            add(extra, count: bits)
        }

        /// The format's classes: each power of two has `halves` of them, and small numbers one each.
        private static func split(_ number: Int, halves: Int) -> (symbol: Int, extra: Int, bits: Int) {
            guard number >= 2 * halves else { return (number, 0, 0) }
            let bits = Int.bitWidth - 1 - number.leadingZeroBitCount - halves.trailingZeroBitCount
            return (halves * bits + (number >> bits), number & ((1 << bits) - 1), bits)
        }

        consuming func finished() -> [UInt8] {
            if count > 0 { add(0, count: 8 - count) }
            return bytes
        }
    }
}
