import Basics

/// Compression by Lempel, Ziv and Welch (1984), as GIF wants it.
///
/// It is here since it is these lines: a library for GIF would be one more thing to install before the first build, and
/// brings a decoder of strangers' files along, which is where such libraries have their holes.
enum LZW {
    private static let mostCodes = 4096
    /// Places of the dictionary: a power of two, at most half full.
    private static let places = 1 << 13

    /// Adds pixels, each below 2 to the power of `bits`, as a GIF's image data.
    ///
    /// - Parameter bits: from 2 to 8.
    static func encode(_ pixels: [UInt8], bits: Int, into bytes: inout [UInt8]) {
        let clear = 1 << bits
        let end = clear + 1
        var output = Blocks(bytes: bytes, minimumBits: bits)
        bytes = []
        /// A code, the pixel after it, and the code of both: 12, 8 and 12 bits; 0 is a free place.
        var dictionary = [UInt32](repeating: 0, count: places)
        var width = bits + 1
        var next = end + 1
        output.add(clear, width: width)
        guard var code = pixels.first.map({ Int(clamping: $0) }) else {
            output.add(end, width: width)
            return bytes = output.finished()
        }
        for pixel in pixels.dropFirst() {
            let key = UInt32(truncatingIfNeeded: code << 8) | UInt32(truncatingIfNeeded: pixel)
            var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> 19)
            while dictionary[place] != 0, dictionary[place] >> 12 != key { place = (place + 1) & (places - 1) }
            if dictionary[place] != 0 {
                code = Int(truncatingIfNeeded: dictionary[place] & 0xFFF)
                continue
            }
            output.add(code, width: width)
            code = Int(truncatingIfNeeded: pixel)
            if next < mostCodes {
                dictionary[place] = key << 12 | UInt32(truncatingIfNeeded: next)
                // The decoder knows a code only after the one that follows it.
                if next == 1 << width { width += 1 }
                next += 1
            } else {
                output.add(clear, width: width)
                for place in dictionary.indices { dictionary[place] = 0 }
                width = bits + 1
                next = end + 1
            }
        }
        output.add(code, width: width)
        // The last code gave the decoder one more.
        if next == 1 << width, width < 12 { width += 1 }
        output.add(end, width: width)
        bytes = output.finished()
    }

    /// Codes of changing width, the lowest bit first, in blocks of up to 255 bytes that begin with their length.
    private struct Blocks {
        private var bytes: [UInt8]
        private var start: Int
        private var pending = 0
        private var count = 0

        init(bytes: [UInt8], minimumBits: Int) {
            self.bytes = bytes
            self.bytes.append(UInt8(clamping: minimumBits))
            start = self.bytes.count
            self.bytes.append(0)
        }

        mutating func add(_ code: Int, width: Int) {
            pending |= code << count
            count += width
            while count >= 8 { addByte() }
        }

        private mutating func addByte() {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
            guard bytes.count - start == 256 else { return }
            bytes[start] = 255
            start = bytes.count
            bytes.append(0)
        }

        /// All bytes, with the empty block that ends them.
        consuming func finished() -> [UInt8] {
            if count > 0 { addByte() }
            if bytes.count - start > 1 {
                bytes[start] = UInt8(clamping: bytes.count - start - 1)
                bytes.append(0)
            }
            return bytes
        }
    }
}
