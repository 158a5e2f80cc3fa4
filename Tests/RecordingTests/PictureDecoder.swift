import Canvas
import Testing

/// Reads GIFs as their specification says, in its own words: blocks, codes, images over one another.
struct DecodedGIF {
    struct Picture {
        /// The whole canvas once this image is drawn.
        let colors: [RGB?]
        /// In hundredths of a second.
        let delay: Int
    }

    let width: Int
    let height: Int
    private(set) var pictures: [Picture] = []
    /// What the loop extension says; `nil` if there is none.
    private(set) var repeats: Int?

    init(_ bytes: [UInt8]) throws {
        var input = Input(bytes: bytes)
        try #require(input.take(6) == Array("GIF89a".utf8))
        (width, height) = (input.takeNumber(), input.takeNumber())
        let (screen, _, _) = (input.takeByte(), input.takeByte(), input.takeByte())
        let table = screen & 0x80 == 0 ? [] : input.takeColors(2 << Int(screen & 7))
        var canvas = [RGB?](repeating: nil, count: width * height)
        var (delay, transparent): (Int, Int?) = (0, nil)
        while true {
            switch input.takeByte() {
            case 0x3B:
                try #require(input.isAtEnd)
                return
            case 0x21:
                let label = input.takeByte()
                let block = input.takeBlocks()
                if label == 0xF9 {
                    try #require(block.count == 4 && block[0] >> 2 & 7 == 1)
                    delay = Int(block[1]) | Int(block[2]) << 8
                    transparent = block[0] & 1 == 1 ? Int(block[3]) : nil
                } else {
                    try #require(label == 0xFF && block.prefix(11) == Array("NETSCAPE2.0".utf8)[...])
                    repeats = Int(block[12]) | Int(block[13]) << 8
                }
            case 0x2C:
                let (left, top) = (input.takeNumber(), input.takeNumber())
                let (columns, rows) = (input.takeNumber(), input.takeNumber())
                let flags = input.takeByte()
                let colors = flags & 0x80 == 0 ? table : input.takeColors(2 << Int(flags & 7))
                let bits = Int(input.takeByte())
                let pixels = try Self.pixels(input.takeBlocks(), bits: bits)
                try #require(pixels.count == columns * rows && left + columns <= width && top + rows <= height)
                for (place, pixel) in pixels.enumerated() where Int(pixel) != transparent {
                    canvas[(top + place / columns) * width + left + place % columns] = colors[Int(pixel)]
                }
                pictures.append(Picture(colors: canvas, delay: delay))
            case let other: throw Unknown(byte: other)
            }
        }
    }

    /// What LZW codes stand for.
    static func pixels(_ data: [UInt8], bits: Int) throws -> [UInt8] {
        let clear = 1 << bits
        var (table, width, last): ([[UInt8]], Int, [UInt8]?) = ([], bits + 1, nil)
        var (pixels, bit): ([UInt8], Int) = ([], 0)
        func reset() -> [[UInt8]] { (0..<(clear + 2)).map { $0 < clear ? [UInt8($0)] : [] } }
        while bit + width <= data.count * 8 {
            let code = (0..<width).reduce(0) { $0 | Int(data[(bit + $1) / 8] >> UInt8((bit + $1) % 8) & 1) << $1 }
            bit += width
            if code == clear {
                (table, width, last) = (reset(), bits + 1, nil)
                continue
            }
            if code == clear + 1 { return pixels }
            try #require(code < table.count || (code == table.count && last != nil))
            let word = code < table.count ? table[code] : last! + [last![0]]
            pixels += word
            if let last, table.count < 4096 { table.append(last + [word[0]]) }
            if table.count == 1 << width, width < 12 { width += 1 }
            last = word
        }
        throw Unknown(byte: 0)
    }
}

/// Reads PNGs of one byte a pixel, with their own colours.
struct DecodedPNG {
    let width: Int
    let height: Int
    let colors: [RGB]

    init(_ bytes: [UInt8]) throws {
        var input = Input(bytes: bytes)
        try #require(input.take(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var chunks: [String: [UInt8]] = [:]
        while !input.isAtEnd {
            let count = input.take(4).reduce(0) { $0 << 8 | Int($1) }
            let checked = input.take(4 + count)
            chunks[String(decoding: checked.prefix(4), as: UTF8.self)] = Array(checked.dropFirst(4))
            // A bit at a time, as the standard defines it.
            var sum: UInt32 = ~0
            for byte in checked {
                sum ^= UInt32(byte)
                for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
            }
            try #require(input.take(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) } == ~sum)
        }
        let header = try #require(chunks["IHDR"])
        width = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
        height = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
        try #require(header[8...] == [8, 3, 0, 0, 0] && chunks["IEND"] == [])
        var palette = Input(bytes: try #require(chunks["PLTE"]))
        let table = palette.takeColors(palette.bytes.count / 3)
        let lines = try Self.inflated(try #require(chunks["IDAT"]))
        try #require(lines.count == (width + 1) * height)
        var colors: [RGB] = []
        for (place, byte) in lines.enumerated() {
            if place % (width + 1) == 0 { try #require(byte == 0) } else { colors.append(table[Int(byte)]) }
        }
        self.colors = colors
    }

    /// A zlib stream of fixed codes.
    static func inflated(_ stream: [UInt8]) throws -> [UInt8] {
        var (bytes, bit): ([UInt8], Int) = ([], 16)
        func take(_ count: Int) -> Int {
            defer { bit += count }
            return (0..<count).reduce(0) { $0 | Int(stream[(bit + $1) / 8] >> UInt8((bit + $1) % 8) & 1) << $1 }
        }
        func takeCode(_ code: Int, _ count: Int) -> Int { (0..<count).reduce(code) { code, _ in code << 1 | take(1) } }
        try #require((Int(stream[0]) << 8 | Int(stream[1])) % 31 == 0 && take(3) == 3)
        let lengths = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
            227,
            258,
        ]
        let distances = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
            6145, 8193, 12289, 16385, 24577,
        ]
        while true {
            var symbol = takeCode(0, 7)
            if symbol < 24 {
                symbol += 256
            } else {
                symbol = takeCode(symbol, 1)
                if symbol < 0xC0 {
                    symbol -= 0x30
                } else if symbol < 0xC8 {
                    symbol += 280 - 0xC0
                } else {
                    symbol = takeCode(symbol, 1) - 0x190 + 144
                }
            }
            if symbol == 256 { break }
            guard symbol > 256 else {
                bytes.append(UInt8(symbol))
                continue
            }
            let extra = symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4
            let length = lengths[symbol - 257] + take(extra)
            let distance = takeCode(0, 5)
            let back = distances[distance] + take(distance < 4 ? 0 : (distance - 2) / 2)
            try #require(back <= bytes.count)
            for _ in 0..<length { bytes.append(bytes[bytes.count - back]) }
        }
        let sum = bytes.reduce((1, 0)) { sums, byte in
            let low = (sums.0 + Int(byte)) % 65521
            return (low, (sums.1 + low) % 65521)
        }
        let end = (bit + 7) / 8
        try #require(stream.count == end + 4)
        try #require(stream[end...].reduce(0) { $0 << 8 | Int($1) } == sum.1 << 16 | sum.0)
        return bytes
    }
}

struct Unknown: Error {
    let byte: UInt8
}

private struct Input {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func take(_ count: Int) -> [UInt8] {
        defer { place += count }
        return Array(bytes[place..<(place + count)])
    }

    mutating func takeByte() -> UInt8 { take(1)[0] }

    /// Two bytes, the lower one first.
    mutating func takeNumber() -> Int { take(2).reversed().reduce(0) { $0 << 8 | Int($1) } }

    mutating func takeColors(_ count: Int) -> [RGB] {
        (0..<count).map { _ in
            let channels = take(3)
            return RGB(channels[0], channels[1], channels[2])
        }
    }

    mutating func takeBlocks() -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let count = Int(takeByte())
            if count == 0 { return content }
            content += take(count)
        }
    }
}
