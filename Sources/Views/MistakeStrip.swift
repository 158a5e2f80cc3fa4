import Basics
import Canvas
import Expressions

/// What is wrong with the scene's file since it was last read.
public struct SceneMistake: Sendable, Equatable {
    /// The file's name.
    public let file: String
    public let diagnostic: Diagnostic
    /// The line that is meant.
    public let line: String?

    public init(file: String, diagnostic: Diagnostic, line: String?) {
        self.file = file
        self.diagnostic = diagnostic
        self.line = line
    }
}

/// Says what is wrong with the scene's file, over the last good race: the message, the line, and a caret under the place.
enum MistakeStrip {
    /// - Parameter bottom: the first row below it.
    static func draw(_ mistake: SceneMistake, on painter: inout Painter, bottom: Int) {
        let width = painter.frame.size.width
        let place = mistake.line.flatMap { _ in mistake.diagnostic.location }
        let below = place == nil ? 0 : 2
        let messages = Painter.lines(
            painter.glyphs.spelled(mistake.diagnostic.message.printable), width: max(2, width - 2)
        ).prefix(max(1, min(4, bottom - 3 - below)))
        let top = bottom - 1 - messages.count - below
        guard width >= 20, top >= 1 else { return }
        painter.frame.fill(Area(x: 0, y: top, width: width, height: bottom - top))
        for x in 0..<width { painter.put(.horizontal, x: x, y: top, ink: .bad) }
        let name = place.map { "\(mistake.file):\($0.line):\($0.column)" } ?? mistake.file
        let end = painter.write(" \(name.printable) ", x: 1, y: top, ink: .bad, style: .bold, width: width - 2)
        let note = " the last good scene goes on "
        if end + 2 + painter.width(of: note) < width {
            painter.write(note, right: width - 1, width: width - 2, y: top, ink: .muted)
        }
        for (index, message) in messages.enumerated() {
            painter.write(message, x: 1, y: top + 1 + index, ink: .text)
        }
        if let place, let line = mistake.line { draw(line, place, on: &painter, y: bottom - 2) }
    }

    /// A line of the file with a caret below the place: as much of it as there is room for.
    private static func draw(_ line: String, _ place: SourceLocation, on painter: inout Painter, y: Int) {
        let characters = line.map { $0 == "\t" ? " " : String($0).printable }
        let margin = painter.write("\(place.line) ", x: 2, y: y, ink: .muted)
        painter.put(.vertical, x: margin, y: y, ink: .muted)
        painter.put(.vertical, x: margin, y: y + 1, ink: .muted)
        let (left, width) = (margin + 2, painter.frame.size.width - 1)
        let before = min(place.column - 1, characters.count)
        // What does not fit is left out at the left, so that the place is always seen, and a little after it.
        let widths = characters.map { painter.width(of: $0) }
        let marked = min(widths[before...].prefix(place.length).reduce(0, +), (width - left) / 2)
        let after = min(widths[before...].dropFirst(place.length).reduce(0, +), (width - left) / 4)
        var (first, indent) = (0, widths[..<before].reduce(0, +))
        while first < before, left + indent + max(1, marked) + after > width {
            indent -= widths[first]
            first += 1
        }
        if first > 0 { painter.put(.ellipsis, x: left - 1, y: y, ink: .muted) }
        painter.write(characters[first...].joined(), x: left, y: y, ink: .text, width: width - left)
        painter.write(
            "^" + String(repeating: "~", count: max(0, marked - 1)), x: left + indent, y: y + 1, ink: .bad, style: .bold
        )
    }
}
