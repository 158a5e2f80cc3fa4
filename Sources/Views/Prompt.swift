import Canvas

/// A command that is being typed, at the bottom of the screen.
public struct Prompt: Sendable, Equatable {
    public var text: String
    /// Before which character the cursor stands.
    public var cursor: Int
    /// What would make the likeliest command of it.
    public var rest = ""
    /// What could stand at the cursor.
    public var candidates: [String] = []
    /// The candidate that stands there.
    public var chosen: Int?
    /// What the command does, where there is nothing to choose from.
    public var hint = ""
    /// What is wrong, and with which characters.
    public var mistake: (message: String, place: Range<Int>)?

    public init(text: String, cursor: Int) {
        self.text = text
        self.cursor = cursor
    }

    public static func == (left: Prompt, right: Prompt) -> Bool {
        left.text == right.text && left.cursor == right.cursor && left.rest == right.rest
            && left.candidates == right.candidates && left.chosen == right.chosen && left.hint == right.hint
            && left.mistake?.message == right.mistake?.message && left.mistake?.place == right.mistake?.place
    }
}

extension Prompt {
    func draw(on painter: inout Painter) {
        let size = painter.frame.size
        let room = size.width - 3
        guard room > 4, size.height > 4 else { return }
        let messages = mistake.map { Painter.lines(painter.glyphs.spelled($0.message), width: size.width - 2) } ?? []
        let below = mistake == nil ? 1 : 1 + min(messages.count, size.height - 4)
        let area = Area(x: 0, y: size.height - 1 - below, width: size.width, height: 1 + below)
        painter.frame.fill(area)
        // What does not fit is left out at the left, so that the cursor is always seen.
        let characters = Array(text)
        let widths = characters.map { String($0).columnCount }
        var first = 0
        while widths[first..<cursor].reduce(0, +) > room - 1 { first += 1 }
        func column(of place: Int) -> Int {
            area.x + 2 + widths[first..<max(first, min(place, widths.count))].reduce(0, +)
        }
        painter.write(first > 0 ? "…" : ":", x: area.x + 1, y: area.y, ink: .accent, style: .bold)
        let shown = String(characters[first...])
        let end = painter.write(shown, x: area.x + 2, y: area.y, ink: .text, style: .bold, width: room)
        if !rest.isEmpty { painter.write(rest, x: end, y: area.y, ink: .muted, width: size.width - 1 - end) }
        let x = column(of: cursor)
        let under = painter.frame[x, area.y]
        painter.frame[x, area.y] = Cell(
            under.scalar, ink: rest.isEmpty || cursor < characters.count ? .text : .muted, style: .reverse)
        guard let mistake else { return drawChoice(on: &painter, area) }
        let start = min(column(of: mistake.place.lowerBound), size.width - 1)
        let width = max(1, min(column(of: mistake.place.upperBound) - start, size.width - start))
        painter.write("^" + String(repeating: "~", count: width - 1), x: start, y: area.y + 1, ink: .bad, style: .bold)
        if messages.count == 1, start + width + 1 + messages[0].columnCount < size.width {
            painter.write(messages[0], x: start + width + 1, y: area.y + 1, ink: .bad)
        } else {
            for (index, line) in messages.prefix(below - 1).enumerated() {
                painter.write(line, x: area.x + 1, y: area.y + 2 + index, ink: .bad)
            }
        }
    }

    /// What could stand at the cursor, the chosen one in sight; else what the command does.
    private func drawChoice(on painter: inout Painter, _ area: Area) {
        let y = area.y + 1
        guard candidates.count > 1 || chosen != nil else {
            painter.write(hint, x: area.x + 2, y: y, ink: .muted, width: area.width - 3)
            return
        }
        let widths = candidates.map { painter.width(of: $0) + 2 }
        var first = 0
        if let chosen { while widths[first...chosen].reduce(0, +) > area.width - 4 { first += 1 } }
        var x = area.x + 2
        for index in candidates.indices.dropFirst(first) {
            guard x + widths[index] <= area.maxX - 1 else {
                painter.put(.ellipsis, x: min(x, area.maxX - 1), y: y, ink: .muted)
                break
            }
            painter.write(
                candidates[index], x: x, y: y, ink: index == chosen ? .accent : .muted,
                style: index == chosen ? .bold : [])
            x += widths[index]
        }
    }
}
