import Canvas
import Landscapes
import Racing
import Scenes

/// The runs as rows: key, head, name, hyperparameters as they are now, losses on each panel.
///
/// Everything comes from the race itself, so that no caption can disagree with what runs.
enum RunTable {
    static let lossWidth = 13
    private static let etaWidth = 9

    /// The columns that a table needs to show everything.
    static func width(of race: Race, glyphs: GlyphSet) -> Int {
        let columns = Columns(race, glyphs: glyphs)
        return columns.losses + (hasOneLoss(race) ? 1 : race.scene.panels.count) * lossWidth + 2
    }

    /// Whether every row races on one panel only: then one column of losses serves all.
    private static func hasOneLoss(_ race: Race) -> Bool { race.runs.count == race.scene.labels.count }

    /// Where the columns begin, from the table's left edge.
    private struct Columns {
        let name = 6
        let eta: Int
        let others: Int
        let losses: Int

        init(_ race: Race, glyphs: GlyphSet) {
            let names = race.scene.labels.map { glyphs.spelled($0).unicodeScalars.count }.max() ?? 0
            eta = name + min(max(names, 4), 16) + 2
            others = eta + etaWidth
            let texts = race.runs.map { glyphs.spelled(RunTable.others($0, at: 1)).unicodeScalars.count }.max() ?? 0
            losses = others + (texts > 0 ? min(texts, 22) + 1 : 0)
        }
    }

    static func draw(on painter: inout Painter, area: Area, race: Race, state: ScreenState) {
        painter.box(area, title: "Runs", note: "loss after \(state.step) steps")
        let inner = area.inset(by: 1)
        let columns = Columns(race, glyphs: painter.glyphs)
        drawHeader(on: &painter, inner, columns, race: race, state: state)
        // The rows around the focused one, if there are more than fit.
        let shown = inner.height - 1
        let first = max(0, min(state.row - shown / 2, race.scene.labels.count - shown))
        for (line, row) in (first..<min(race.scene.labels.count, first + max(0, shown))).enumerated() {
            drawRow(row, on: &painter, inner, y: inner.y + 1 + line, columns, race: race, state: state)
        }
    }

    private static func drawHeader(
        on painter: inout Painter, _ area: Area, _ columns: Columns, race: Race, state: ScreenState
    ) {
        painter.write("run", x: area.x + columns.name - 1, y: area.y, ink: .muted)
        painter.write("η", x: area.x + columns.eta - 1, y: area.y, ink: .muted)
        if hasOneLoss(race) {
            let title = race.scene.panels.count == 1 ? race.scene.panels[0].title : "loss"
            // No other header stands to its left.
            let name = painter.fitted(title, width: lossWidth + 6)
            painter.write(name, right: area.x + columns.losses + lossWidth - 1, y: area.y, ink: .muted)
            return
        }
        for (index, panel) in race.scene.panels.enumerated() {
            let right = area.x + columns.losses + (index + 1) * lossWidth - 1
            guard right <= area.maxX else { break }
            let name = painter.fitted(panel.title, width: lossWidth - 1)
            painter.write(name, right: right, y: area.y, ink: index == state.panel ? .text : .muted)
        }
    }

    private static func drawRow(
        _ row: Int, on painter: inout Painter, _ area: Area, y: Int, _ columns: Columns, race: Race, state: ScreenState
    ) {
        guard let run = race.run(row: row, panel: state.panel) ?? race.runs.first(where: { $0.row == row }) else {
            return
        }
        let isFocused = row == state.row
        let ground: Ink = isFocused ? .selection : .ground
        let style: Cell.Style = isFocused ? .bold : []
        if isFocused {
            painter.frame.fill(Area(x: area.x, y: y, width: area.width, height: 1), with: Cell(" ", on: .selection))
        }
        if row < 9 { painter.write("\(row + 1)", x: area.x + 1, y: y, ink: .muted, on: ground) }
        painter.put(.head(row), x: area.x + 3, y: y, ink: .run(row), on: ground, style: .bold)
        painter.write(
            run.label, x: area.x + columns.name - 1, y: y, ink: .run(row), on: ground, style: style,
            width: columns.eta - columns.name - 1)
        let values = run.hyperparameters(at: max(1, state.step))
        if let eta = run.optimizer.hyperparameters.firstIndex(where: { $0.name == "eta" }) {
            painter.write(
                Format.short(values[eta]), x: area.x + columns.eta - 1, y: y, on: ground, style: style,
                width: etaWidth - 1)
        }
        painter.write(
            others(run, at: max(1, state.step)), x: area.x + columns.others - 1, y: y, ink: isFocused ? .text : .muted,
            on: ground, width: columns.losses - columns.others)
        for run in race.runs where run.row == row {
            let column = hasOneLoss(race) ? 0 : run.panel
            let right = area.x + columns.losses + (column + 1) * lossWidth - 1
            guard right <= area.maxX else { continue }
            drawLoss(run, on: &painter, right: right, y: y, ground: ground, state: state)
        }
    }

    private static func drawLoss(
        _ run: Run, on painter: inout Painter, right: Int, y: Int, ground: Ink, state: ScreenState
    ) {
        if let step = run.divergedAt, step <= state.step {
            let text = "diverged \(step)"
            painter.write(text.count < lossWidth ? text : "✗ \(step)", right: right, y: y, ink: .bad, on: ground)
            return
        }
        let loss = run.trajectory.losses[min(state.step, run.trajectory.count - 1)]
        painter.write(Format.loss(loss).replacing("-", with: "−"), right: right, y: y, on: ground)
    }

    /// The hyperparameters beside η, without ε.
    fileprivate static func others(_ run: Run, at t: Int) -> String {
        let values = run.hyperparameters(at: t)
        return run.optimizer.hyperparameters.indices.filter { index in
            !["eta", "epsilon"].contains(run.optimizer.hyperparameters[index].name)
        }.map { "\(run.optimizer.hyperparameters[$0].symbol) \(Format.short(values[$0]))" }.joined(separator: " ")
    }
}
