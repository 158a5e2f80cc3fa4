import Canvas

/// All keys and what they do, over the middle of the screen.
enum HelpOverlay {
    static func draw(on painter: inout Painter, hints: [KeyHint]) {
        let hints = hints.filter { !$0.help.isEmpty }
        let size = painter.frame.size
        let keysWidth = hints.map { painter.width(of: $0.keys) }.max() ?? 0
        let helpWidth = hints.map { painter.width(of: $0.help) }.max() ?? 0
        let width = min(size.width, keysWidth + helpWidth + 8)
        let height = min(size.height, hints.count + 4)
        let area = Area(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
        painter.frame.fill(area)
        painter.box(area, title: "Keys", note: "any key closes", isFocused: true)
        for (index, hint) in hints.prefix(max(0, height - 3)).enumerated() {
            let y = area.y + 2 + index
            guard y < area.maxY - 1 else { break }
            painter.write(hint.keys, x: area.x + 3, y: y, ink: .accent, width: keysWidth)
            painter.write(
                hint.help, x: area.x + 3 + keysWidth + 2, y: y, width: area.maxX - 1 - (area.x + 5 + keysWidth))
        }
    }
}
