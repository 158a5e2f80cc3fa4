import Canvas

/// All keys and what they do, over the middle of the screen: in one column, or in two where one is too long.
enum HelpOverlay {
    static func draw(on painter: inout Painter, hints: [KeyHint]) {
        let size = painter.frame.size
        let columns = hints.count + 4 > size.height ? 2 : 1
        let keysWidth = hints.map { painter.width(of: $0.keys) }.max() ?? 0
        let helpWidth = hints.map { painter.width(of: $0.help) }.max() ?? 0
        let lines = (hints.count + columns - 1) / columns
        let margin = size.width >= 100 ? 3 : 1
        let column = keysWidth + 2 + helpWidth
        let width = min(size.width, columns * column + (columns - 1) * 2 + 2 * margin + 2)
        let height = min(size.height, lines + 2 + (lines + 4 <= size.height ? 2 : 0))
        let area = Area(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
        painter.frame.fill(area)
        painter.box(area, title: "Keys", note: "any key closes", isFocused: true)
        let top = area.y + (height > lines + 2 ? 2 : 1)
        for (index, hint) in hints.enumerated() {
            let y = top + index % lines
            guard y < area.maxY - 1 else { continue }
            let x = area.x + 1 + margin + index / lines * (column + 2)
            painter.write(hint.keys, x: x, y: y, ink: .accent, width: min(keysWidth, area.maxX - 1 - x))
            let text = x + keysWidth + 2
            painter.write(hint.help, x: text, y: y, width: max(0, min(helpWidth, area.maxX - 1 - text)))
        }
    }
}
