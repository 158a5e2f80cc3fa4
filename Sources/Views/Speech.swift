import Canvas
import Racing
import Scenes

/// What is said at a moment, on a plate: beside the head of its run, else at the top of the focused panel.
struct Speech {
    let text: String
    /// The row of the run that it is about.
    let row: Int?
    let ink: Ink

    /// What is said at a step of a race, if anything is.
    static func all(_ race: Race, _ state: ScreenState) -> [Speech] {
        var all: [Speech] = []
        // Who goes to a claim wants that, not what was said before.
        if let moment = race.scene.moment(at: state.step), !moment.text.isEmpty,
            moment.step == state.step || state.momentStep != state.step
        {
            let row = moment.run.flatMap { label in
                race.scene.labels.firstIndex { Scene.isSame($0, label) }
            }
            all.append(Speech(text: moment.text, row: row, ink: row.map { .run($0) } ?? .accent))
        }
        guard state.momentStep == state.step else { return all }
        let decided = race.scene.claims.enumerated().filter { state.claims[$0.offset]?.step == state.step }
        let texts = decided.map { index, claim in (state.claims[index]?.holds == true ? "✓ " : "✗ ") + claim.text }
        if !texts.isEmpty {
            let holds = decided.allSatisfy { state.claims[$0.offset]?.holds == true }
            all.append(Speech(text: texts.joined(separator: "\n"), row: nil, ink: holds ? .good : .bad))
        }
        return all
    }

    /// - Parameters:
    ///   - own: the panel that it is said in.
    ///   - all: all panels.
    ///   - heads: where runs' heads are, by their rows.
    ///   - top: the first line of the area that is free.
    /// - Returns: the first line below it, if it stands at the top.
    @discardableResult
    func draw(on painter: inout Painter, in own: Area, of all: Area, heads: [Int: SIMD2<Int>], top: Int) -> Int {
        let head = row.flatMap { heads[$0] }
        // A small panel's neighbours make room: better over them than over the head.
        let area = own.width < 44 || (head != nil && own.height < 14) ? all : own
        let room = min(area.width - 4, head == nil ? 76 : 34)
        guard room > 8, area.maxY - top > 4 else { return top }
        let lines = text.split(separator: "\n").flatMap {
            Painter.lines(painter.glyphs.spelled(String($0)), width: room)
        }
        .prefix(area.maxY - top - 2)
        let size = Size(width: (lines.map(\.columnCount).max() ?? 0) + 4, height: lines.count + 2)
        let plate =
            head.flatMap { Self.place(size, beside: $0, in: area, heads, top: top) }
            ?? Area(x: area.x + (area.width - size.width) / 2, y: top, width: size.width, height: size.height)
        painter.frame.fill(plate)
        painter.box(plate, ink: ink)
        for (index, line) in lines.enumerated() {
            painter.write(line, x: plate.x + 2, y: plate.y + 1 + index, ink: .text, style: .bold)
        }
        return head == nil ? plate.maxY : top
    }

    /// Where a plate lies over no head, or over the fewest others, as near as it can.
    private static func place(
        _ size: Size, beside head: SIMD2<Int>, in area: Area, _ heads: [Int: SIMD2<Int>], top: Int
    ) -> Area? {
        let rows = [head.y - size.height, head.y + 1, head.y - size.height / 2]
        let columns = [head.x + 3, head.x - 2 - size.width, head.x - size.width / 2]
        let places = columns.flatMap { x in rows.map { y in Area(x: x, y: y, width: size.width, height: size.height) } }
        let inside = places.filter {
            $0.x >= area.x && $0.maxX <= area.maxX && $0.y >= top && $0.maxY <= area.maxY
                && !$0.contains(x: head.x, y: head.y)
        }
        func covered(_ place: Area) -> Int { heads.values.count { place.contains(x: $0.x, y: $0.y) } }
        return inside.min { covered($0) < covered($1) }
    }
}
