import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// The landscape from above, with the runs on it.
struct ContoursView: PanelView {
    private(set) var picture: Contours
    private let track: Int
    private let surface: Surface
    private let inner: Area
    /// What is drawn on another core: the relief, of which there is a draft, or what is made of it.
    private(set) var order: PanelOrder?
    private var relief: Relief
    /// Made when they are first shown.
    private var shading: Shading?
    private var arrows: ArrowField?
    private var lines: ZeroLines
    private var trails: Trails

    static let styles = ["bands and lines", "bands", "lines", "shaded"]

    init(_ picture: Contours, _ setting: PanelSetting, reusing previous: ContoursView?) {
        let track = setting.track ?? 0
        if let previous, previous.picture.view == picture.view, previous.picture.lines == picture.lines,
            previous.isOf(setting)
        {
            // Another picture with the same view differs in what is drawn over the landscape.
            self = previous
            self.picture = picture
            return
        }
        self.picture = picture
        self.track = track
        surface = setting.surface
        inner = setting.area
        let order = ReliefOrder(
            surface: setting.surface, view: picture.view, size: inner.size, glyphs: setting.glyphs,
            hasAllLines: setting.parts.contains(.allLines))
        let isDraft = order.isDear && !setting.isPatient
        self.order = isDraft ? PanelOrder { order.drawn() } : nil
        relief = order.drawn(isDraft: isDraft)
        lines = ZeroLines(picture.lines, in: relief.viewport, parameters: setting.surface.values)
        trails = Trails(viewport: relief.viewport, runCount: setting.runCount)
    }

    /// Whether the view shows what another one would be made for. The surfaces of a track differ in their parameters.
    private func isOf(_ setting: PanelSetting) -> Bool {
        setting.track == track && setting.surface.values == surface.values && setting.area == inner
            && setting.glyphs.dots == relief.viewport.shape
    }

    /// Takes what was drawn on another core.
    mutating func adopt(_ result: any Sendable) {
        order = nil
        switch result {
        case let relief as Relief: self.relief = relief
        case let shading as Shading: self.shading = shading
        case let arrows as ArrowField: self.arrows = arrows
        default: break
        }
    }

    /// Makes what is to be shown over the relief, or orders it. It follows the finished relief, as arrows keep away from
    /// contour lines.
    private mutating func prepare(isShaded: Bool, isPatient: Bool) {
        let (surface, relief) = (surface, relief)
        if order == nil, isShaded, shading == nil {
            if isPatient || !Shading.isDear(surface, on: relief) {
                shading = Shading(of: surface, on: relief)
            } else {
                order = PanelOrder { Shading(of: surface, on: relief) }
            }
        }
        if order == nil, picture.hasArrows, arrows == nil {
            if isPatient || !ArrowField.isDear(surface, on: relief) {
                arrows = ArrowField(of: surface, on: relief)
            } else {
                order = PanelOrder { ArrowField(of: surface, on: relief) }
            }
        }
    }

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let (race, state) = (moment.race, moment.state)
        let runs = race.runs(on: track)
        prepare(isShaded: state.style(of: picture, among: Self.styles) == "shaded", isPatient: moment.isPatient)
        let brushes = brushes(state.trails)
        let isComplete = trails.update(
            runs, to: state.step, revision: race.revision, isPatient: moment.isPatient
        ) { $0 == state.row ? brushes.focused : brushes.other }
        drawLandscapeAndPaths(on: &painter, runs: runs, state: state)
        painter.drawTicks(of: relief.viewport, in: inner)
        if let swarm = race.swarm, swarm.track == track { drawSwarm(swarm, on: &painter) }
        if track == state.track(in: race) {
            let marks =
                race.surfaces[track].minima + [race.starts[track]]
                + state.shown(runs).map(\.trajectory).map {
                    $0.points[min(state.step, $0.count - 1)]
                }
            painter.draw(moment.annotations, on: relief.viewport, in: inner, around: marks)
        }
        drawMarks(
            on: &painter, minima: race.surfaces[track].minima, start: race.starts[track], runs: runs, moment)
        return isComplete
    }

    var domain: Domain? { relief.viewport.domain }

    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        .point(relief.viewport.point(x: x - inner.x, y: y - inner.y))
    }

    // MARK: The view

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Contours? {
        switch move {
        case .pan, .zoom:
            var moved = picture
            moved.view = relief.viewport.moved(
                picture.view, by: move, from: inner, about: anchor(race, state), own: race.scene.tracks[track].view)
            return moved
        case .arrows:
            var moved = picture
            moved.hasArrows.toggle()
            return moved
        case .drag, .walk, .step, .quantity: return nil
        }
    }

    /// What stays where it is: the focused run's head, if it is in sight, or the middle.
    private func anchor(_ race: Race, _ state: ScreenState) -> Point {
        let shown = relief.viewport.domain
        if let run = race.run(row: state.row, track: track) {
            let head = run.trajectory.points[min(state.step, run.trajectory.count - 1)]
            if shown.contains(head) { return head }
        }
        return shown.middle
    }

    // MARK: Drawing

    /// What the Hessian says where the focused run stands: both curvatures, and the condition number of a bowl.
    func note(_ moment: Moment) -> String {
        guard let run = moment.race.index(row: moment.state.row, orFirstOf: track) else { return "" }
        let hessian = moment.statuses[run].hessian
        let (largest, smallest) = hessian.eigenvalues
        guard largest.isFinite, smallest.isFinite else { return "" }
        if let condition = hessian.conditionNumber {
            return "λ \(Format.short(largest)) κ \(Format.short(condition))"
        }
        return "λ \(Format.short(largest)) \(Format.short(smallest))"
    }

    /// How runs are drawn. In a narrow panel wide strokes would be blots; characters cannot be wide.
    private func brushes(_ wanted: TrailWidth) -> (focused: Brush, other: Brush) {
        guard wanted == .bold, relief.viewport.shape == .braille, inner.width >= 24 else { return (.fine, .fine) }
        return (inner.width >= 34 ? .focused : .bold, .bold)
    }

    private func drawLandscapeAndPaths(on painter: inout Painter, runs: ArraySlice<Run>, state: ScreenState) {
        let turns = Overlap.Turns(runs.map(\.row), state, painter.glyphs)
        // In ASCII a path is made of the same characters as a contour line: it is bold.
        let style: Cell.Style = painter.glyphs == .ascii ? .bold : []
        let wanted = state.style(of: picture, among: Self.styles)
        let landscape = wanted == "shaded" ? shading?.cells ?? relief.cells : relief.cells
        let (hasLines, hasBands) = (wanted != "bands", wanted != "lines")
        let arrows = picture.hasArrows ? arrows?.symbols ?? [:] : [:]
        for row in 0..<inner.height {
            for column in 0..<inner.width {
                let place = row * inner.width + column
                var cell = landscape[place]
                if !hasLines, cell.ground != .undefined { cell.scalar = " " }
                if !hasBands, cell.ground != .undefined { cell.ground = .ground }
                if let line = lines[place] { cell = Cell(line, ink: .muted, on: cell.ground) }
                if let seen = trails.seen(x: column, y: row, turns) {
                    let dots = turns.mark(seen, x: column, y: row) ?? trails.scalar(run: seen, cell: place)
                    cell = Cell(
                        dots, ink: .run(turns.rows[seen]), on: cell.under(dots).ground,
                        style: seen == turns.focus ? .bold : style)
                } else if let ghost = trails.ghost(cell: place) {
                    cell = Cell(ghost, ink: .muted, on: cell.under(ghost).ground)
                } else if let arrow = arrows[place] {
                    cell = Cell(painter.glyphs.scalar(arrow), ink: .muted, on: cell.ground)
                }
                painter.frame[inner.x + column, inner.y + row] = cell
            }
        }
    }

    /// Where the copies of a run are: a cloud of dots in the colour of text, as no trail is.
    private func drawSwarm(_ swarm: Swarm, on painter: inout Painter) {
        let shape = relief.viewport.shape
        var canvas = DotCanvas(size: inner.size, shape: shape)
        for point in swarm.points {
            let dots = relief.viewport.dots(point)
            let isInside = dots.x >= 0 && dots.y >= 0 && dots.x < Double(canvas.width) && dots.y < Double(canvas.height)
            guard isInside, let cell = canvas.set(x: Int(clamping: dots.x), y: Int(clamping: dots.y)) else { continue }
            let (row, column) = cell.quotientAndRemainder(dividingBy: inner.width)
            painter.frame[inner.x + column, inner.y + row] = Cell(
                shape.scalar(canvas.masks[cell]), ink: .text,
                on: painter.frame[inner.x + column, inner.y + row].ground, style: .bold)
        }
    }

    private func drawMarks(
        on painter: inout Painter, minima: [Point], start: Point, runs: ArraySlice<Run>, _ moment: Moment
    ) {
        for minimum in minima {
            if let cell = relief.viewport.cell(minimum) {
                painter.put(.minimum, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
            }
        }
        if let cell = relief.viewport.cell(start), moment.race.isStartUsed(track: track) {
            painter.put(.start, x: inner.x + cell.x, y: inner.y + cell.y, ink: .mark)
        }
        var names = HeadNames()
        for run in moment.state.shown(runs) {
            guard let place = drawHead(of: run, on: &painter, step: moment.state.step) else { continue }
            names.add(run, x: place.x, y: place.y)
        }
        if moment.parts.contains(.names) { names.draw(on: &painter, in: inner) }
    }

    /// The head of a run, or an arrow at the edge that it left by. - Returns: where it is.
    private func drawHead(of run: Run, on painter: inout Painter, step: Int) -> (x: Int, y: Int)? {
        let point = run.trajectory.points[min(step, run.trajectory.count - 1)]
        if let cell = relief.viewport.cell(point) {
            let (x, y) = (inner.x + cell.x, inner.y + cell.y)
            painter.put(.head(run.row), x: x, y: y, ink: .run(run.row), style: .bold)
            return (x, y)
        }
        let exit = run.exit(from: relief.viewport.domain, at: min(step, run.trajectory.count - 1)) ?? point
        if let (x, y, arrow) = relief.viewport.edge(towards: exit) {
            painter.put(arrow, x: inner.x + x, y: inner.y + y, ink: .run(run.row), style: .bold)
            return (inner.x + x, inner.y + y)
        }
        return nil
    }
}
