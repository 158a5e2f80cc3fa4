import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// One landscape with the runs on it.
struct LandscapePanel: Sendable {
    let index: Int
    let area: Area
    /// What the relief is a draft of; `nil` where it is finished.
    private(set) var order: ReliefOrder?
    private var relief: Relief
    private var trails: Trails

    private var inner: Area { area.inset(by: 1) }

    /// - Parameter isPatient: whether the relief is to be finished at once, however long it takes.
    init(
        index: Int, surface: Surface, runCount: Int, view: Domain, area: Area, glyphs: GlyphSet, isPatient: Bool
    ) {
        self.index = index
        self.area = area
        let size = area.inset(by: 1).size
        let order = ReliefOrder(surface: surface, view: view, size: size, glyphs: glyphs)
        let isDraft = order.isDear && !isPatient
        self.order = isDraft ? order : nil
        relief = Relief(of: surface, view: view, size: size, glyphs: glyphs, isDraft: isDraft)
        trails = Trails(viewport: relief.viewport, runCount: runCount)
    }

    /// Takes the finished relief in place of the draft.
    mutating func adopt(_ relief: Relief) {
        self.relief = relief
        order = nil
    }

    /// - Returns: whether all paths are drawn.
    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let (race, state) = (moment.race, moment.state)
        let panel = race.scene.panels[index]
        let runs = race.runs(in: index)
        let isFocused = state.panel == index && race.scene.panels.count > 1
        painter.box(area, title: panel.title, note: note(moment), isFocused: isFocused)
        guard !inner.isEmpty else { return true }
        let isComplete = trails.update(
            runs, to: state.step, revision: race.revision, isPatient: moment.isPatient)
        drawLandscapeAndPaths(on: &painter, runs: runs, state: state)
        drawTicks(on: &painter)
        if let swarm = race.swarm, swarm.panel == index { drawSwarm(swarm, on: &painter) }
        drawMarks(
            on: &painter, minima: race.surfaces[index].minima, start: race.starts[index], runs: runs, state: state)
        return isComplete
    }

    /// The point of the plane under a cell of the screen; `nil` outside of the landscape.
    func point(x: Int, y: Int) -> Point? {
        inner.contains(x: x, y: y) ? relief.viewport.point(x: x - inner.x, y: y - inner.y) : nil
    }

    /// How far apart two neighbouring cells are in the plane.
    var cellSize: Point { relief.viewport.cellSize }

    /// What is shown of the plane.
    var domain: Domain { relief.viewport.domain }

    /// What the Hessian says where the focused run stands: both curvatures, and the condition number of a bowl.
    private func note(_ moment: Moment) -> String {
        guard
            let run = moment.race.index(row: moment.state.row, panel: index)
                ?? moment.race.runs(in: index).indices.first
        else { return "" }
        let hessian = moment.statuses[run].hessian
        let (largest, smallest) = hessian.eigenvalues
        guard largest.isFinite, smallest.isFinite else { return "" }
        if let condition = hessian.conditionNumber {
            return "λ \(Format.short(largest)) κ \(Format.short(condition))"
        }
        return "λ \(Format.short(largest)) \(Format.short(smallest))".replacing("-", with: "−")
    }

    private func drawLandscapeAndPaths(on painter: inout Painter, runs: ArraySlice<Run>, state: ScreenState) {
        let rows = runs.map(\.row)
        let focus = rows.firstIndex(of: state.row)
        let visible = Overlap.visible(rows, hidden: state.hidden)
        // In ASCII a path is made of the same characters as a contour line: it is bold.
        let style: Cell.Style = painter.glyphs == .ascii ? .bold : []
        for row in 0..<inner.height {
            for column in 0..<inner.width {
                let place = row * inner.width + column
                var cell = relief.cells[place]
                if state.contours == .bands, cell.ground != .undefined { cell.scalar = " " }
                if state.contours == .lines, cell.ground != .undefined { cell.ground = .ground }
                let passing = trails.runs[place] & visible
                if passing != 0 {
                    let seen = Overlap.seen(passing, x: column, y: row, focus: focus)
                    cell.scalar = trails.scalar(run: seen, cell: place)
                    cell.ink = .run(rows[seen])
                    cell.style = seen == focus ? .bold : style
                } else if let ghost = trails.ghost(cell: place) {
                    cell.scalar = ghost
                    cell.ink = .muted
                }
                painter.frame[inner.x + column, inner.y + row] = cell
            }
        }
    }

    /// Where the copies of a run are: a cloud of dots.
    private func drawSwarm(_ swarm: Swarm, on painter: inout Painter) {
        let shape = relief.viewport.shape
        var canvas = DotCanvas(size: inner.size, shape: shape)
        for point in swarm.points {
            let dots = relief.viewport.dots(point)
            let isInside = dots.x >= 0 && dots.y >= 0 && dots.x < Double(canvas.width) && dots.y < Double(canvas.height)
            guard isInside, let cell = canvas.set(x: Int(clamping: dots.x), y: Int(clamping: dots.y)) else { continue }
            let (row, column) = cell.quotientAndRemainder(dividingBy: inner.width)
            painter.frame[inner.x + column, inner.y + row] = Cell(
                shape.scalar(canvas.masks[cell]), ink: .run(swarm.row),
                on: painter.frame[inner.x + column, inner.y + row].ground, style: .bold)
        }
    }

    /// Numbers along the lower edge and, over the landscape, the left one.
    private func drawTicks(on painter: inout Painter) {
        let viewport = relief.viewport
        if inner.width >= 24 {
            for tick in Ticks.linear(viewport.domain.x, atMost: inner.width / 10) {
                let column = Int(clamping: viewport.dots([tick.value, 0]).x / Double(viewport.shape.columns))
                let width = painter.width(of: tick.text)
                let left = inner.x + column - width / 2
                guard left > area.x + 1, left + width < area.maxX - 2 else { continue }
                painter.write(" \(tick.text) ", x: left - 1, y: area.maxY - 1, ink: .muted)
            }
        }
        if inner.width >= 40, inner.height >= 10 {
            for tick in Ticks.linear(viewport.domain.y, atMost: inner.height / 4) {
                let row = Int(clamping: viewport.dots([0, tick.value]).y / Double(viewport.shape.rows))
                guard row > 0, row < inner.height - 1 else { continue }
                painter.put(.leftTick, x: area.x, y: inner.y + row, ink: .rule)
                painter.write(tick.text, x: inner.x, y: inner.y + row, ink: .muted)
            }
        }
    }

    private func drawMarks(
        on painter: inout Painter, minima: [Point], start: Point, runs: ArraySlice<Run>, state: ScreenState
    ) {
        for minimum in minima {
            if let cell = relief.viewport.cell(minimum) {
                painter.put(.minimum, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
            }
        }
        if let cell = relief.viewport.cell(start) {
            painter.put(.start, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
        }
        // The focused run's head lies over all others.
        let shown = runs.filter { !state.hidden.contains($0.row) }
        for run in shown where run.row != state.row { drawHead(of: run, on: &painter, step: state.step) }
        for run in shown where run.row == state.row { drawHead(of: run, on: &painter, step: state.step) }
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
