import Basics
import Canvas

/// Reads asciicasts.
///
/// Formats: https://docs.asciinema.org/manual/asciicast/v3/, …/v2/ and …/v1/
struct CastReader {
    private var reader: JSONReader
    private let bytes: [UInt8]
    /// Where the text begins.
    private let first: Int
    private var header = Header()
    private var timeline = Timeline()
    /// When the last event was, as it was recorded, and by how much it is played sooner.
    private var last = 0.0
    private var saved = 0.0

    private typealias Mistake = JSONReader.Mistake

    private struct Header {
        var version: Double?
        var width: Double?
        var height: Double?
        var title: String?
        var idleLimit: Double?
        var palette: TerminalPalette?
        var hasOutput = false
    }

    static func read(_ bytes: [UInt8]) throws(RecordingMistake) -> Timeline {
        var reader = CastReader(bytes)
        do throws(Mistake) {
            try reader.read()
        } catch {
            throw RecordingMistake(error.message, in: bytes, at: error.offset)
        }
        return reader.timeline
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Some editors begin files with a mark.
        first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        reader = JSONReader(bytes, in: first..<bytes.count)
    }

    private mutating func read() throws(Mistake) {
        let start = reader.offset
        guard try isHeader() else {
            throw Mistake(
                "this is no asciicast: one begins with a line such as {\"version\": 2, \"width\": 80, \"height\": 24}",
                at: start)
        }
        try readHeader()
        guard let version = header.version else {
            throw Mistake("the header says no \"version\"; there are 1, 2 and 3", at: start)
        }
        guard [1, 2, 3].contains(version) else {
            throw Mistake("version \(version.spelledShort) of asciicasts is not known; there are 1, 2 and 3", at: start)
        }
        try adopt(header, at: start)
        if version == 1 { return try readFrames() }
        try readEvents(areIntervals: version == 3)
    }

    private mutating func isHeader() throws(Mistake) -> Bool {
        do throws(Mistake) { return try reader.next() == .object } catch { return false }
    }

    // MARK: The header

    private mutating func readHeader() throws(Mistake) {
        var header = Header()
        try reader.object { (reader, key) throws(Mistake) in
            switch (key, try reader.next()) {
            case ("version", .number): header.version = try reader.number()
            case ("width", .number): header.width = try reader.number()
            case ("height", .number): header.height = try reader.number()
            case ("title", .string): header.title = try reader.string()
            case ("idle_time_limit", .number): header.idleLimit = try reader.number()
            case ("theme", .object): header.palette = try Self.palette(&reader)
            case ("term", .object): try Self.readTerm(&reader, into: &header)
            case ("stdout", .array):
                header.hasOutput = true
                try reader.skip()
            default: try reader.skip()
            }
        }
        self.header = header
    }

    private static func readTerm(_ reader: inout JSONReader, into header: inout Header) throws(Mistake) {
        try reader.object { (reader, key) throws(Mistake) in
            switch (key, try reader.next()) {
            case ("cols", .number): header.width = try reader.number()
            case ("rows", .number): header.height = try reader.number()
            case ("theme", .object): header.palette = try palette(&reader)
            default: try reader.skip()
            }
        }
    }

    /// A theme; `nil` if it is not whole.
    private static func palette(_ reader: inout JSONReader) throws(Mistake) -> TerminalPalette? {
        var parts: [String: String] = [:]
        try reader.object { (reader, key) throws(Mistake) in
            if try reader.next() == .string { parts[key] = try reader.string() } else { try reader.skip() }
        }
        guard let text = parts["fg"].flatMap({ RGB(hexadecimal: $0) }),
            let ground = parts["bg"].flatMap({ RGB(hexadecimal: $0) })
        else { return nil }
        let colors = (parts["palette"] ?? "").split(separator: ":").prefix(16).compactMap { RGB(hexadecimal: $0) }
        return TerminalPalette(text: text, ground: ground, colors: colors)
    }

    private mutating func adopt(_ header: Header, at start: Int) throws(Mistake) {
        let isThird = header.version == 3
        guard let width = header.width, let height = header.height else {
            throw Mistake(
                isThird
                    ? "the header says no size; version 3 has it as in {\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24}}"
                    : "the header says no \"width\" and \"height\", as in {\"version\": 2, \"width\": 80, \"height\": 24}",
                at: start)
        }
        guard let size = Self.size(width, height) else {
            throw Mistake(Self.sizes(width.spelledShort, height.spelledShort), at: start)
        }
        timeline.size = size
        timeline.title = header.title ?? ""
        if let palette = header.palette { timeline.palette = palette }
    }

    private static func size(_ width: Double, _ height: Double) -> Size? {
        guard width >= 1, height >= 1, width <= Double(Limits.width), height <= Double(Limits.height),
            width == width.rounded(), height == height.rounded()
        else { return nil }
        return Size(width: Int(clamping: width), height: Int(clamping: height))
    }

    private static func sizes(_ width: String, _ height: String) -> String {
        "a terminal of \(width)x\(height) is not played; there are sizes from 1x1 to \(Limits.width)x\(Limits.height)"
    }

    // MARK: Events

    /// Version 1 has all of its output in the header's object.
    private mutating func readFrames() throws(Mistake) {
        guard header.hasOutput else {
            throw Mistake("version 1 has its output in \"stdout\", which is missing", at: first)
        }
        var again = JSONReader(bytes, in: first..<bytes.count)
        try again.object { (reader, key) throws(Mistake) in
            guard key == "stdout" else { return try reader.skip() }
            try reader.array { (reader) throws(Mistake) in try readFrame(&reader) }
        }
    }

    private mutating func readFrame(_ reader: inout JSONReader) throws(Mistake) {
        _ = try reader.next()
        let start = reader.offset
        var place = 0
        var time = 0.0
        try reader.array { (reader) throws(Mistake) in
            _ = try reader.next()
            let offset = reader.offset
            switch place {
            case 0: time = try self.time(try reader.number(), isInterval: true, at: offset)
            case 1: try reader.string(into: &timeline.output)
            default: throw Mistake(Self.frame, at: offset)
            }
            place += 1
        }
        guard place == 2 else { throw Mistake(Self.frame, at: start) }
        timeline.endOutput(at: time)
    }

    private static let frame = "a frame of version 1 is [seconds, \"output\"], as in [1.5, \"hello\"]"

    private mutating func readEvents(areIntervals: Bool) throws(Mistake) {
        let newline = UInt8(ascii: "\n")
        var start = bytes[reader.offset...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: newline)
            // Version 3 has lines that are comments.
            if bytes[start] != UInt8(ascii: "#") {
                var line = JSONReader(bytes, in: start..<(end ?? bytes.count))
                let before = timeline.output.count
                do throws(Mistake) {
                    if try line.next() != .end { try readEvent(&line, areIntervals: areIntervals) }
                } catch {
                    // A file that ends within a line was never finished; all before it is as good as ever.
                    guard end == nil, error.offset >= bytes.count else { throw error }
                    timeline.output.removeSubrange(before...)
                    timeline.isCut = true
                }
            }
            start = (end ?? bytes.count) + 1
        }
    }

    private mutating func readEvent(_ line: inout JSONReader, areIntervals: Bool) throws(Mistake) {
        let start = line.offset
        var place = 0
        var time = 0.0
        var code = ""
        try line.array { (line) throws(Mistake) in
            _ = try line.next()
            let offset = line.offset
            switch place {
            case 0: time = try self.time(try line.number(), isInterval: areIntervals, at: offset)
            case 1: code = try line.string()
            case 2 where code == "o": try line.string(into: &timeline.output)
            case 2: try readData(try line.string(), of: code, time: time, at: offset)
            default: throw Mistake(Self.event, at: offset)
            }
            place += 1
        }
        guard place == 3 else { throw Mistake(Self.event, at: start) }
        if try line.next() != .end { throw Mistake("an event has a line of its own", at: line.offset) }
        timeline.endOutput(at: time)
    }

    private static let event = "an event is [seconds, \"code\", \"data\"], as in [1.5, \"o\", \"hello\"]"

    /// Reads what is no output; codes that are not known only take their time.
    private mutating func readData(_ data: String, of code: String, time: Double, at offset: Int) throws(Mistake) {
        switch code {
        case "m": timeline.markers.append(Timeline.Marker(time: time, label: data.printable))
        case "r":
            let parts = data.split(separator: "x", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
            guard parts.count == 2 else { throw Mistake("a size is COLUMNSxROWS, as in \"80x24\"", at: offset) }
            guard let size = Self.size(parts[0], parts[1]) else {
                throw Mistake(Self.sizes(parts[0].spelledShort, parts[1].spelledShort), at: offset)
            }
            timeline.addResize(size, at: time)
        default: break
        }
    }

    /// When an event is played: no later after the one before than the header allows.
    private mutating func time(_ seconds: Double, isInterval: Bool, at offset: Int) throws(Mistake) -> Double {
        // To the microsecond, as it was written: the rounding of sums must not add up.
        let time = isInterval ? ((last + seconds) * 1_000_000).rounded() / 1_000_000 : seconds
        guard seconds >= 0, time <= Limits.recordingSeconds else {
            throw Mistake("times are from 0 to \(Limits.recordingSeconds.spelledShort) seconds", at: offset)
        }
        guard time >= last else {
            throw Mistake(
                "events are out of order: this one comes before \(last.spelledShort), when the last one was; times count from "
                    + "the beginning in version 2, from the event before in version 3", at: offset)
        }
        if let limit = header.idleLimit, limit >= 0 { saved += max(0, time - last - limit) }
        last = time
        return time - saved
    }
}
