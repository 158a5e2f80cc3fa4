import Canvas
import Landscapes
import Racing
import Scenes

/// One landscape with the runs on it.
struct LandscapePanel: Sendable {
    let index: Int
    let area: Area
    private let relief: Relief
    private var trails: Trails
    /// What the Hessian says: the condition number of a bowl, else both curvatures.
    private let note: String

    private var inner: Area { area.inset(by: 1) }

    init(index: Int, panel: Scene.Panel, area: Area, glyphs: GlyphSet) {
        self.index = index
        self.area = area
        let size = area.inset(by: 1).size
        relief = Relief(of: panel.surface, view: panel.view, size: size, glyphs: glyphs)
        trails = Trails(viewport: relief.viewport, runCount: panel.runs.count)
        note = Self.note(panel)
    }

    mutating func draw(on painter: inout Painter, race: Race, state: ScreenState) {
        let panel = race.scene.panels[index]
        let runs = race.runs(in: index)
        let isFocused = state.panel == index && race.scene.panels.count > 1
        painter.box(area, title: panel.title, note: note, isFocused: isFocused)
        guard !inner.isEmpty else { return }
        trails.update(runs, to: state.step, revision: race.revision)
        drawLandscapeAndPaths(on: &painter, runs: runs, state: state)
        drawMarks(on: &painter, panel: panel, runs: runs, state: state)
    }

    private static func note(_ panel: Scene.Panel) -> String {
        var objective = Objective(panel.surface)
        let place = panel.surface.minima.first ?? panel.start
        let hessian = objective.hessian(at: place)
        if let condition = hessian.conditionNumber { return "κ \(Format.short(condition))" }
        let (largest, smallest) = hessian.eigenvalues
        guard largest.isFinite, smallest.isFinite else { return "" }
        return "λ \(Format.short(largest)) \(Format.short(smallest))".replacing("-", with: "−")
    }

    private func drawLandscapeAndPaths(on painter: inout Painter, runs: ArraySlice<Run>, state: ScreenState) {
        let shape = painter.glyphs.dots
        let rows = runs.map(\.row)
        let focus = rows.firstIndex(of: state.row)
        for row in 0..<inner.height {
            for column in 0..<inner.width {
                let place = row * inner.width + column
                var cell = relief.cells[place]
                let passing = trails.runs[place]
                if passing != 0 {
                    let seen = Overlap.seen(passing, x: column, y: row, focus: focus)
                    cell.scalar = shape.scalar(trails.mask(run: seen, cell: place))
                    cell.ink = .run(rows[seen])
                    cell.style = seen == focus ? .bold : []
                }
                painter.frame[inner.x + column, inner.y + row] = cell
            }
        }
    }

    private func drawMarks(on painter: inout Painter, panel: Scene.Panel, runs: ArraySlice<Run>, state: ScreenState) {
        for minimum in panel.surface.minima {
            if let cell = relief.viewport.cell(minimum) {
                painter.put(.minimum, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
            }
        }
        if let cell = relief.viewport.cell(panel.start) {
            painter.put(.start, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
        }
        // The focused run's head lies over all others.
        for run in runs where run.row != state.row { drawHead(of: run, on: &painter, step: state.step) }
        for run in runs where run.row == state.row { drawHead(of: run, on: &painter, step: state.step) }
    }

    /// The head of a run, or an arrow at the edge that it left by.
    private func drawHead(of run: Run, on painter: inout Painter, step: Int) {
        let point = run.trajectory.points[min(step, run.trajectory.count - 1)]
        if let cell = relief.viewport.cell(point) {
            painter.put(.head(run.row), x: inner.x + cell.x, y: inner.y + cell.y, ink: .run(run.row), style: .bold)
        } else if let (x, y, arrow) = relief.viewport.edge(towards: point) {
            painter.put(arrow, x: inner.x + x, y: inner.y + y, ink: .run(run.row), style: .bold)
        }
    }
}
