import Basics
import Canvas
import Racing

/// What the speaker is to say and to press.
struct NotesDrawer: DrawerView {
    let title = "Notes"

    func note(_ moment: Moment) -> String { moment.race.scene.source }

    static func height(_ race: Race, width: Int, glyphs: GlyphSet) -> Int { lines(race, width, glyphs).count }

    func draw(on painter: inout Painter, area: Area, _ moment: Moment) {
        let lines = Self.lines(moment.race, area.width, painter.glyphs)
        for (index, line) in lines.prefix(area.height).enumerated() {
            let x = painter.write(line, x: area.x, y: area.y + index, width: area.width)
            let isCut = index == area.height - 1 && lines.count > area.height
            if isCut { painter.put(.ellipsis, x: min(x, area.maxX - 1), y: area.y + index, ink: .muted) }
        }
    }

    private static func lines(_ race: Race, _ width: Int, _ glyphs: GlyphSet) -> [String] {
        let notes = race.scene.notes
        if notes.isEmpty { return ["this scene has no notes"] }
        return notes.flatMap { note in
            let lines = Painter.lines(glyphs.spelled(note), width: width)
            return lines.isEmpty ? [""] : lines
        }
    }
}
