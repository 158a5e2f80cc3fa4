import Basics
import Canvas

/// A text over the middle of the screen, which any key takes away.
public struct Card: Sendable, Equatable {
    public let title: String
    public let lines: [String]

    public init(title: String, lines: [String]) {
        self.title = title
        self.lines = lines
    }

    func draw(on painter: inout Painter) {
        let size = painter.frame.size
        guard size.width > 8, size.height > 4 else { return }
        let wrapped = lines.flatMap { Painter.lines(painter.glyphs.spelled($0), width: size.width - 6) }
        let note = "any key closes"
        let least = painter.width(of: title) + note.count + 8
        let width = min(size.width, max(least, (wrapped.map(\.columnCount).max() ?? 0) + 4))
        let height = min(size.height, wrapped.count + 2)
        let area = Area(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
        painter.frame.fill(area)
        painter.box(area, title: title, note: note, isFocused: true)
        for (index, line) in wrapped.prefix(height - 2).enumerated() {
            painter.write(line, x: area.x + 2, y: area.y + 1 + index, ink: .text, width: area.width - 4)
        }
    }
}
