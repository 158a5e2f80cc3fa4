import Basics
import Canvas
import Playback

/// Reads spoilt recordings, and plays those that are right by chance, with wild keys.
public enum RecordingFuzz {
    public static func run(_ count: Int, seed: UInt64) throws -> Findings {
        var generator = SeededRandom(seed: seed)
        var findings = Findings()
        for number in 0..<count {
            var bytes = recording(&generator)
            for _ in 0..<Int.random(in: 0...3, using: &generator) { spoil(&bytes, &generator) }
            let name = number % 8 == 0 ? "a.txt" : "a.cast"
            let size = Size(
                width: .random(in: 0...120, using: &generator), height: .random(in: 0...40, using: &generator))
            var isPlayable = false
            try findings.measure("recording \(number), seed \(seed)") {
                isPlayable = play(bytes, name: name, size: size, &generator)
            }
            if isPlayable { findings.playable += 1 }
        }
        return findings
    }

    // MARK: Making

    /// A recording of any version, with output that is text, sequences and noise.
    private static func recording(_ generator: inout SeededRandom) -> [UInt8] {
        let sizes = ["1x1", "2x3", "20x5", "80x24", "1000x500"]
        let size = Size(sizes.randomElement(using: &generator) ?? "") ?? Size(width: 80, height: 24)
        let version = Int.random(in: 1...3, using: &generator)
        let count = Int.random(in: 0...20, using: &generator)
        if version == 1 {
            let frames = (0..<count).map { _ in "[0.1, \(JSON.string(output(&generator)))]" }
            let head = "\"version\": 1, \"width\": \(size.width), \"height\": \(size.height)"
            return Array("{\(head), \"stdout\": [\(frames.joined(separator: ", "))]}".utf8)
        }
        let head =
            version == 2
            ? "{\"version\": 2, \"width\": \(size.width), \"height\": \(size.height), \"idle_time_limit\": 1}"
            : "{\"version\": 3, \"term\": {\"cols\": \(size.width), \"rows\": \(size.height)}}"
        var lines = [head]
        for number in 0..<count {
            let time = version == 2 ? Double(number) / 4 : 0.25
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: lines.append("[\(time), \"m\", \(JSON.string(output(&generator)))]")
            case 1: lines.append("[\(time), \"r\", \"\(sizes.randomElement(using: &generator) ?? "")\"]")
            default: lines.append("[\(time), \"o\", \(JSON.string(output(&generator)))]")
            }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static let pieces = [
        "abc", "漢字", "e\u{301}", "\r\n", "\n", "\u{8}", "\t", "\u{C}", "\u{1B}7", "\u{1B}8", "\u{1B}M", "\u{1B}c",
        "\u{1B}]0;t\u{7}",
        "\u{1B}[2J", "\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[999b", "\u{1B}[9999L", "\u{1B}[38;2;1;2;3m", "\u{1B}(0",
        "\u{0}",
    ]

    private static func output(_ generator: inout SeededRandom) -> String {
        var output = ""
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: output += pieces.randomElement(using: &generator) ?? ""
            case 1:
                let final = Unicode.Scalar(UInt8.random(in: 0x40...0x7E, using: &generator))
                let number = [0, 1, 3, 500, 99_999].randomElement(using: &generator) ?? 0
                output += "\u{1B}[\(number);\(Int.random(in: 0...60, using: &generator))\(final)"
            default: output.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 0...255, using: &generator)))
            }
        }
        let times = [1, 1, 1, 50].randomElement(using: &generator) ?? 1
        return String(repeating: output, count: times)
    }

    private static func spoil(_ bytes: inout [UInt8], _ generator: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = .random(in: 0...255, using: &generator)
        case 1: bytes.insert(.random(in: 0...255, using: &generator), at: place)
        case 2: bytes.removeSubrange(place..<min(place + 20, bytes.count))
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: Array("[1e9, {\"width\": 99999}, \"\\ud800\"]\n".utf8), at: place)
        }
    }

    // MARK: Playing

    private static let keys: [Key] =
        PlaybackKeys.keys.sorted { "\($0)" < "\($1)" }.filter { $0 != .character("q") } + [.unknown, .escape]

    /// - Returns: whether the recording was right.
    private static func play(
        _ bytes: [UInt8], name: String, size: Size, _ generator: inout SeededRandom
    ) -> Bool {
        let timeline: Timeline
        do {
            timeline = try Timeline(bytes, fileName: name)
        } catch {
            _ = error.rendered(file: name)
            return false
        }
        var playback = Playback(timeline, size: size, glyphs: Bool.random(using: &generator) ? .braille : .ascii)
        for _ in 0..<30 {
            if Bool.random(using: &generator) { playback.press(keys.randomElement(using: &generator) ?? .end) }
            if Int.random(in: 0..<9, using: &generator) == 0 {
                playback.resize(to: Size(width: .random(in: 0...90, using: &generator), height: 9))
            }
            playback.tick(seconds: .random(in: 0...1, using: &generator))
            _ = playback.frame()
        }
        return true
    }
}
