import Basics
import Canvas

/// The line below a recording that is played: how far it is, how fast it goes, its marks, and what the keys do.
struct PlaybackBar {
    private let playback: Playback
    private let area: Area
    private let glyphs: GlyphSet

    init(_ playback: Playback, area: Area) {
        self.playback = playback
        self.area = area
        glyphs = playback.glyphs
    }

    /// The least columns of a track that tells anything.
    private static let leastTrack = 16
    /// Room for what pauses, steps and quits.
    private static let leastHints = 36

    func draw(on frame: inout Frame) {
        guard !area.isEmpty else { return }
        frame.fill(area)
        let y = area.y
        let ink: Ink = playback.isPlaying ? .good : .muted
        frame[area.x + 1, y] = Cell(glyphs.scalar(symbol), ink: ink)
        var left = frame.write(status, x: area.x + 3, y: y, ink: ink, width: area.width - 4) + 2
        if let note { left = frame.write(note, x: left, y: y, ink: .bad, width: area.maxX - left - 1) + 2 }
        // What a mark says is worth more than what most keys do.
        let room = area.maxX - left - Self.leastTrack - 1
        let words = label.map { glyphs.spelled($0) } ?? ""
        let wanted = words.isEmpty ? 0 : min(words.columnCount + 2, area.width * 2 / 5)
        let hints = hints(within: max(min(room, Self.leastHints), room - wanted))
        var right = area.maxX - 1 - hints.reduce(0) { $0 + width($1) } + (hints.isEmpty ? 0 : 2)
        let end = right - 2
        for hint in hints {
            right = frame.write(glyphs.spelled(hint.keys), x: right, y: y, ink: .accent) + 1
            right = frame.write(hint.short, x: right, y: y, ink: .muted) + 2
        }
        guard end - left >= Self.leastTrack else { return }
        let label = fitted(words, width: max(0, end - left - Self.leastTrack - 2))
        let track = label.isEmpty ? end : end - label.columnCount - 2
        drawTrack(on: &frame, from: left, to: track)
        frame.write(label, x: track + 2, y: y)
    }

    private var symbol: Symbol {
        playback.isPlaying ? .playing : playback.time >= playback.timeline.duration ? .finished : .paused
    }

    private var status: String {
        let duration = playback.timeline.duration
        let speed = Playback.speeds[playback.speed]
        return "\(Self.clock(playback.time, of: duration))/\(Self.clock(duration, of: duration))"
            + (speed == 1 ? "" : "  \(glyphs.spelled("×"))\(speed.spelledShort)")
    }

    /// What is not shown.
    private var note: String? {
        let recorded = playback.recordedSize
        let room = Size(width: area.width, height: area.y)
        let isCut = recorded.width > room.width || recorded.height > room.height
        return isCut
            ? "upper left of \(recorded)"
            : playback.timeline.isCut && playback.time >= playback.timeline.duration
                ? "the file is cut off here" : nil
    }

    /// The words of the mark that was passed last.
    private var label: String? { playback.timeline.markers.last { $0.time <= playback.time }?.label }

    // MARK: Parts

    private func drawTrack(on frame: inout Frame, from left: Int, to right: Int) {
        let duration = playback.timeline.duration
        func column(_ time: Double) -> Int {
            left + (duration > 0 ? Int(clamping: time / duration * Double(right - left - 1)) : 0)
        }
        let knob = column(playback.time)
        for x in left..<right {
            let symbol: Symbol = x == knob ? .sliderKnob : x < knob ? .sliderFill : .sliderTrack
            frame[x, area.y] = Cell(glyphs.scalar(symbol), ink: x > knob ? .rule : .accent)
        }
        for marker in playback.timeline.markers where column(marker.time) != knob {
            frame[column(marker.time), area.y] = Cell(glyphs.scalar(.sliderLimit), ink: .mark)
        }
    }

    /// The hints that fit, the last one above all.
    private func hints(within width: Int) -> [PlaybackKeys.Hint] {
        var shown = PlaybackKeys.hints.filter { hint in
            !hint.short.isEmpty && (hint.short != "mark" || !playback.timeline.markers.isEmpty)
        }
        while shown.count > 1, shown.reduce(0, { $0 + self.width($1) }) - 2 > width {
            shown.remove(at: shown.count - 2)
        }
        return shown
    }

    private func width(_ hint: PlaybackKeys.Hint) -> Int {
        glyphs.spelled(hint.keys).columnCount + hint.short.columnCount + 3
    }

    private func fitted(_ text: String, width: Int) -> String {
        guard text.columnCount > width else { return text }
        var (cut, columns) = ("", 0)
        for letter in text {
            columns += String(letter).columnCount
            guard columns < width else { break }
            cut.append(letter)
        }
        return width < 4 ? "" : cut + String(glyphs.scalar(.ellipsis))
    }

    /// Minutes and seconds, hours if there are any, tenths if all of it is short.
    private static func clock(_ time: Double, of duration: Double) -> String {
        let tenths = Int(clamping: (time * 10).rounded(.down))
        let seconds = tenths / 10
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes =
            duration >= 3600
            ? "\(seconds / 3600):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
            : "\(seconds / 60):\(padded(seconds % 60))"
        return duration < 60 ? "\(minutes).\(tenths % 10)" : minutes
    }
}
