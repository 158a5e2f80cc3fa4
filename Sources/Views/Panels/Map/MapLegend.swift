import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// What the shades of a map mean: a line below it.
enum MapLegend {
    static func draw(
        on painter: inout Painter, in area: Area, _ colors: MapColors, shown: Map.Value, steps: Int,
        _ outcomes: [MapOutcome?], _ lines: MapLines?, minima: [Point] = []
    ) {
        var x = area.x + 1
        func room(_ text: String) -> Bool { x + painter.width(of: text) + 3 <= area.maxX }
        if shown == .minimum {
            x = drawMinima(on: &painter, x: x, in: area, minima, outcomes)
        } else if let range = colors.range {
            let (best, worst) = (Format.short(range.best), Format.short(range.worst))
            let unit = unit(of: shown)
            let count = min(Ink.mapLevelCount, max(0, area.maxX - x - 2 - best.count - worst.count - unit.count))
            x = painter.write("\(best) ", x: x, y: area.y, ink: .text)
            for index in 0..<count {
                let ink = Ink.map(index * Ink.mapLevelCount / max(count, 1))
                painter.frame[x + index, area.y] =
                    painter.glyphs == .ascii
                    ? Cell(ink.hatch(.ascii), ink: ink, on: ink) : Cell(Cell.upperHalf, ink: ink, on: ink)
            }
            x =
                painter.write(" \(worst) \(unit)", x: x + count, y: area.y, ink: .text, width: area.maxX - x - count)
                + 3
        }
        // Those that stand on the map, and have no shade.
        func has(_ state: MapOutcome.State) -> Bool {
            outcomes.contains { $0?.state == state && $0?.value(shown) == nil }
        }
        var parts: [(Symbol?, Ink, String)] = []
        if has(.diverged) || has(.failed) {
            parts.append((.diverging, .undefined, has(.diverged) ? "diverges" : "out of range"))
        }
        if has(.running) { parts.append((nil, .selection, "not in \(steps)")) }
        if has(.left) { parts.append((.leaving, .undefined, "leaves")) }
        for (symbol, ground, text) in parts where room(text) {
            painter.frame[x, area.y] = Cell(symbol.map { painter.glyphs.scalar($0) } ?? " ", ink: .muted, on: ground)
            x = painter.write(text, x: x + 2, y: area.y, ink: .muted) + 2
        }
        if lines?.hasLimit == true, room("theory's limit") {
            painter.frame[x, area.y] = Cell(
                painter.glyphs.scalar(.now), ink: .mark, on: .ground, style: .bold)
            x = painter.write("theory's limit", x: x + 2, y: area.y, ink: .muted) + 2
        }
        if lines?.best != nil, room("theory's best") {
            painter.put(.best, x: x, y: area.y, ink: .mark, style: .bold)
            painter.write("theory's best", x: x + 2, y: area.y, ink: .muted)
        }
    }

    /// Which colour is which minimum, as far as there is room.
    private static func drawMinima(
        on painter: inout Painter, x: Int, in area: Area, _ minima: [Point], _ outcomes: [MapOutcome?]
    ) -> Int {
        var x = x
        for (index, minimum) in minima.enumerated()
        where outcomes.contains(where: { $0?.minimum == Int8(clamping: index) }) {
            let text =
                "(\(Format.calculated((minimum.x * 10).rounded() / 10)), \(Format.calculated((minimum.y * 10).rounded() / 10)))"
            guard x + painter.width(of: text) + 4 <= area.maxX else { break }
            let ink = Ink.map(0, kind: index)
            painter.frame[x, area.y] =
                painter.glyphs == .ascii
                ? Cell(Unicode.Scalar(UInt8(clamping: 49 + index % 9)), ink: .mark, on: ink)
                : Cell(Cell.upperHalf, ink: ink, on: ink)
            x = painter.write(text, x: x + 2, y: area.y, ink: .text) + 2
        }
        return x
    }

    private static func unit(of shown: Map.Value) -> String {
        switch shown {
        case .steps, .minimum: "steps"
        case .loss: "loss"
        case .formula(let text, _): text
        }
    }

    /// An outcome in words.
    static func words(_ outcome: MapOutcome, _ shown: Map.Value) -> String {
        switch (shown, outcome.state) {
        case (.formula, let state) where state != .failed: Format.short(outcome.value)
        case (.loss, .arrived), (.loss, .running), (.loss, .left): "loss \(Format.short(outcome.loss))"
        case (_, .arrived): Format.steps(Int(clamping: outcome.steps))
        case (_, .running): "not there, loss \(Format.short(outcome.loss))"
        case (_, .left): "leaves"
        case (_, .diverged): outcome.steps > 0 ? "diverges at \(outcome.steps)" : "diverges"
        case (_, .failed): "out of range"
        }
    }
}
