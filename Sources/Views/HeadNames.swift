import Canvas
import Racing

/// The names of runs beside their heads: for an audience that cannot read a table.
struct HeadNames {
    private struct Name {
        let text: String
        let row: Int
        let x: Int
        let y: Int
    }

    private var names: [Name] = []

    /// Notes where on the screen a run's head is.
    mutating func add(_ run: Run, x: Int, y: Int) { names.append(Name(text: run.label, row: run.row, x: x, y: y)) }

    /// Writes the names, the last one that was added first: beside its head, or as near as there is room.
    ///
    /// - Parameter area: where names may stand.
    func draw(on painter: inout Painter, in area: Area) {
        var taken = names.map { Area(x: $0.x, y: $0.y, width: 1, height: 1) }
        for name in names.reversed() {
            let text = painter.glyphs.spelled(name.text)
            let width = text.columnCount
            guard width <= area.width, let place = place(of: name, width: width, in: area, taken) else { continue }
            taken.append(place)
            painter.write(text, x: place.x, y: place.y, ink: .run(name.row), on: .ground, style: .bold)
        }
    }

    private func place(of name: Name, width: Int, in area: Area, _ taken: [Area]) -> Area? {
        for distance in 0..<area.height {
            for y in distance == 0 ? [name.y] : [name.y - distance, name.y + distance] {
                for x in [name.x + 2, name.x - 1 - width] {
                    let place = Area(x: x, y: y, width: width, height: 1)
                    let isInside = x >= area.x && place.maxX <= area.maxX && y >= area.y && y < area.maxY
                    if isInside, !taken.contains(where: { $0.overlaps(place) }) { return place }
                }
            }
        }
        return nil
    }
}

extension Area {
    fileprivate func overlaps(_ other: Area) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }
}
