import Canvas
import Landscapes
import Optimizers
import Racing

/// The focused run's rule, line by line, with the numbers of the step that it takes next.
struct InspectorDrawer: DrawerView {
    private var inspection: Inspection?
    private(set) var isComplete = true

    /// What may be done between two frames, in evaluations of a small formula.
    private static let budget = 6000
    /// How many lines it has at most.
    private static let mostLines = 12

    let title = "Inspector"

    func note(_ moment: Moment) -> String {
        guard let inspection, let passage = inspection.passage else { return "" }
        let place = moment.focusedRun.flatMap { moment.place(of: moment.race.runs[$0]) }
        let rate = inspection.rate.map { " · rate \($0)" } ?? ""
        return "\(inspection.label)\(place.map { " on \($0)" } ?? ""): step \(passage.start) → \(passage.end)\(rate)"
    }

    static func height(_ race: Race, width: Int, glyphs: GlyphSet) -> Int {
        var rules: Set<String> = []
        let heights = race.runs.map { run in
            // Most tracks have the same runs.
            if let rule = run.optimizer as? Rule, !rules.insert(rule.formula).inserted { return 1 }
            return Inspection.height(run, width: width, glyphs: glyphs)
        }
        return min(heights.max() ?? 1, mostLines)
    }

    mutating func prepare(_ moment: Moment) {
        guard let focused = moment.focusedRun else { return }
        let run = moment.race.runs[focused]
        if inspection?.isOf(run, moment.race) != true { inspection = Inspection(run, moment.race, reusing: inspection) }
        isComplete = inspection!.advance(
            run, moment.race, to: moment.state.step, spending: moment.isPatient ? .max : Self.budget)
        inspection!.lit = min(moment.state.line, inspection!.lineCount - 1)
        // A run that races elsewhere has no place on the focused landscape.
        annotations = run.track == moment.state.track(in: moment.race) ? inspection!.annotations : []
    }

    private(set) var annotations: [Annotation] = []

    func draw(on painter: inout Painter, area: Area, _ moment: Moment) {
        guard let inspection else { return }
        let rows = inspection.rows(width: area.width, glyphs: painter.glyphs)
        // The lit line with its numbers is always in sight, and as much of what is before it as there is room for.
        let end = (rows.lastIndex { $0.state == .lit } ?? 0) + 1
        let first = min(max(0, end - area.height), max(0, rows.count - area.height))
        for (index, row) in rows[first...].prefix(area.height).enumerated() {
            draw(row, on: &painter, area: Area(x: area.x, y: area.y + index, width: area.width, height: 1))
        }
    }

    private func draw(_ row: Inspection.Row, on painter: inout Painter, area: Area) {
        let isLit = row.state == .lit
        if row.isFirst, isLit { painter.put(.playing, x: area.x, y: area.y, ink: .accent) }
        let ink: Ink = row.state == .ahead || row.state == .aside ? .muted : .text
        let room = row.result == nil ? area.width - row.indent : row.resultColumn - row.indent - 1
        painter.write(
            row.text, x: area.x + row.indent, y: area.y, ink: ink, style: isLit && row.isFirst ? .bold : [],
            width: room)
        guard let result = row.result else { return }
        painter.write(
            "= \(result)", x: area.x + row.resultColumn, y: area.y, ink: isLit ? .accent : .text,
            style: isLit ? .bold : [], width: area.width - row.resultColumn)
    }
}
