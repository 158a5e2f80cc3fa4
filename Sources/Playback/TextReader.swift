import Basics
import Canvas

/// Reads frames as text: lines, and a form feed between frames.
enum TextReader {
    /// Texts have no time of their own: as many frames a second as a recording has by default.
    private static let rate = 30.0

    static func read(_ bytes: [UInt8]) throws(RecordingMistake) -> Timeline {
        var timeline = Timeline()
        guard let text = String(validating: bytes, as: UTF8.self)?.withoutByteOrderMark else {
            throw RecordingMistake("this is not text in UTF-8", in: bytes, at: 0)
        }
        var size = Size(width: 1, height: 1)
        var frame = 0
        /// Where each of the frame's lines begins.
        var lines: [(text: String, offset: Int)] = []
        func endFrame() throws(RecordingMistake) {
            if lines.last?.text == "" { lines.removeLast() }
            size = Size(width: size.width, height: max(size.height, lines.count))
            guard size.height <= Limits.height else {
                throw RecordingMistake(
                    "a frame has at most \(Limits.height) lines; a form feed begins the next one", in: bytes,
                    at: lines[Limits.height].offset)
            }
            timeline.output += "\u{1B}[H\u{1B}[2J".utf8
            timeline.output += lines.map(\.text).joined(separator: "\r\n").utf8
            timeline.endOutput(at: Double(frame) / rate)
            frame += 1
            lines = []
        }
        var offset = bytes.count - text.utf8.count
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            for (index, part) in line.split(separator: 0x0C, omittingEmptySubsequences: false).enumerated() {
                if index > 0 { try endFrame() }
                let text = String(decoding: part.last == 0x0D ? part.dropLast() : part, as: UTF8.self).printable
                let columns = text.columnCount
                guard columns <= Limits.width else {
                    throw RecordingMistake(
                        "a line has at most \(Limits.width) columns; this one has \(columns)", in: bytes, at: offset)
                }
                size = Size(width: max(size.width, columns), height: size.height)
                lines.append((text, offset))
            }
            offset += line.count + 1
        }
        try endFrame()
        timeline.size = size
        timeline.duration = Double(frame) / rate
        return timeline
    }
}
