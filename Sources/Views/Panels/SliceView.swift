import Basics
import Canvas
import Landscapes
import Racing
import RealModule
import Scenes

/// The loss along a line: a curve, what gradient and curvature at the run's point make of it, and where the run goes.
struct SliceView: PanelView {
    let picture: Slice
    private let track: Int
    private let plot: Area
    private let shape: DotShape
    private var objective: Objective
    private let surface: Surface
    private(set) var order: PanelOrder?
    /// Where the focused run stands, and what is known of the surface there; `nil` while that is found out.
    private var stand: SliceStand?
    private var tangent: Tangent?
    /// The curve as it was last found out, drawn; and the parabola at the run's point.
    private var curve: Curve?
    private var parabola: DotCanvas?
    private var hops: Hops

    /// What may be spent between two frames, in evaluations of a small formula: a few milliseconds.
    private static let budget = 20_000
    /// What a tangent takes, in evaluations of the surface.
    private static let tangentCost = 4

    init(_ picture: Slice, _ setting: PanelSetting, reusing previous: SliceView?) {
        self.picture = picture
        track = setting.track ?? 0
        plot = setting.area.plot
        shape = setting.glyphs.dots
        surface = setting.surface
        hops = Hops(size: plot.size, shape: shape, count: picture.isOneDimensional ? setting.runCount : 0)
        // What is known of a surface is so wherever the panel is, and however it is looked at.
        guard let previous, previous.track == track, previous.surface.values == surface.values else {
            objective = Objective(setting.surface)
            return
        }
        objective = previous.objective
        guard previous.columns == columns else { return }
        if previous.picture == picture { (stand, tangent, order) = (previous.stand, previous.tangent, previous.order) }
        if let curve = previous.curve { show(curve.result) }
        drawParabola()
    }

    /// How many losses a curve has.
    private var columns: Int { plot.width * shape.columns }

    private var hasRoom: Bool { plot.width > 4 && plot.height > 1 }

    // MARK: What is shown

    mutating func prepare(_ moment: Moment) {
        let (race, state) = (moment.race, moment.state)
        guard hasRoom, let run = race.run(row: state.row, orFirstOf: track) else { return }
        let now = SliceStand(run, at: state.step, revision: race.revision)
        guard now.place != stand?.place else { return }
        stand = now
        tangent = nil
        find(now, isPatient: moment.isPatient)
        drawParabola()
    }

    /// Finds out what the surface is like where the run stands, and along the line through it; what of that is dear is left
    /// to another core.
    private mutating func find(_ stand: SliceStand, isPatient: Bool) {
        order = nil
        var question = SliceQuestion(
            picture: picture, surface: surface, stand: stand, columns: columns, known: curve?.result)
        if isPatient || Self.tangentCost * surface.cost <= Self.budget {
            let tangent = Tangent(&objective, at: stand.point)
            (self.tangent, question.tangent) = (tangent, tangent)
            let isKnown = question.order(tangent).map { $0 == curve?.order } ?? true
            if isPatient || isKnown || columns * surface.cost <= Self.budget {
                if let result = question.answer(&objective).result { show(result) }
                return
            }
        }
        let (surface, asked) = (surface, question)
        order = PanelOrder {
            var objective = Objective(surface)
            return asked.answer(&objective)
        }
    }

    mutating func adopt(_ result: any Sendable) {
        guard let answer = result as? SliceAnswer else { return }
        order = nil
        if let result = answer.result { show(result) }
        if answer.place == stand?.place {
            tangent = answer.tangent
        } else {
            // Where the run has gone meanwhile is looked up at the next frame.
            stand = nil
        }
        drawParabola()
    }

    private mutating func drawParabola() {
        parabola = stand.flatMap { stand in tangent.flatMap { curve?.parabola($0, at: stand.point) } }
    }

    private mutating func show(_ result: SliceResult) {
        let heights = heights(result.losses)
        guard curve?.order != result.order || curve?.heights != heights else { return }
        curve = Curve(result, heights: heights, size: plot.size, shape: shape)
    }

    /// The losses from the lowest to the highest that is shown: without walls that would flatten all else, yet with the
    /// run and where it goes.
    private func heights(_ losses: [Double]) -> ClosedRange<Double> {
        let finite = losses.filter(\.isFinite).sorted()
        guard let low = finite.first, let top = finite.last else { return 0...1 }
        let shown = picture.isOneDimensional ? top : finite[finite.count * 4 / 5]
        let own = stand.flatMap { $0.loss.isFinite ? $0.loss : nil } ?? shown
        let high = picture.isOneDimensional ? shown : max(shown, own)
        let room = high > low ? 0.05 * (high - low) : max(abs(high), 1e-12)
        guard let step = Ticks.step((high - low + 2 * room) / 10) else { return low...(low + 1) }
        let bottom = low >= 0 && low - room < 0 ? 0 : ((low - room) / step).rounded(.down) * step
        return bottom...max(((high + room) / step).rounded(.up) * step, bottom + step)
    }

    func note(_ moment: Moment) -> String {
        guard let tangent, let line = curve?.order.line else { return "" }
        let curvature = tangent.curvature(along: line.direction)
        guard curvature.isFinite else { return "" }
        let limit = curvature > 0 ? "  2/λ \(Format.short(2 / curvature))" : ""
        return "λ \(Format.short(curvature))\(limit)"
    }

    // MARK: The view

    var domain: Domain? {
        guard picture.isOneDimensional, let curve else { return nil }
        return Domain(x: curve.order.line.range, y: picture.view.y)
    }

    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        guard picture.isOneDimensional, let curve, x >= plot.x, x < plot.maxX, y < plot.maxY else { return .view }
        let range = curve.order.line.range
        let share = (Double(x - plot.x) + 0.5) / Double(plot.width)
        return .point(
            Point(range.value(at: share), race.starts[track].y))
    }

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Slice? {
        var moved = picture
        switch move {
        case .pan(let way) where way.x != 0: moved.pan = min(max(moved.pan + Int(clamping: way.x), -80), 80)
        case .zoom(let presses, _): moved.zoom = min(max(moved.zoom + presses, -12), 40)
        case .pan, .drag, .walk, .step, .arrows, .quantity: return nil
        }
        return moved
    }

    // MARK: Drawing

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        guard hasRoom, let curve else { return true }
        drawAxes(on: &painter, curve)
        let (race, state) = (moment.race, moment.state)
        let runs = race.runs(on: track)
        var isComplete = true
        if picture.isOneDimensional {
            isComplete = hops.update(
                runs, on: curve, to: state.step, revision: race.revision, isPatient: moment.isPatient)
        }
        let turns = Overlap.Turns(runs.map(\.row), state, painter.glyphs)
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                let cell = row * plot.width + column
                let own = curve.masks[cell]
                var shown = own != 0 ? Cell(shape.scalar(own), ink: .text) : nil
                if let dashed = parabola?.masks[cell], dashed != 0, own == 0 {
                    shown = Cell(shape.scalar(dashed), ink: .muted)
                }
                if let hop = hops.cell(cell, x: column, y: row, turns, over: own) { shown = hop }
                if let shown { painter.frame[plot.x + column, plot.y + row] = shown }
            }
        }
        drawLimit(on: &painter, curve)
        drawMarks(on: &painter, curve, race, state)
        return isComplete
    }

    private func drawAxes(on painter: inout Painter, _ curve: Curve) {
        let ticks = Ticks.upwards(curve.heights, rows: plot.height)
        painter.drawNumbers(ticks.map { (curve.row($0.value), $0.text) }, leftOf: plot)
        painter.drawTicks(along: curve.order.line.range, below: plot)
    }

    /// How far a step may go: to where the parabola is as high again as here. Half as far is best.
    private func drawLimit(on painter: inout Painter, _ curve: Curve) {
        let line = curve.order.line
        guard let stand, let best = tangent?.best(along: line.direction) else { return }
        let here = line.place(of: stand.point)
        // So near that they would say nothing, they only hide the curve.
        let columns = abs(best) / line.range.length * Double(plot.width)
        guard columns > 4 else { return }
        for (factor, name, ink) in [(2.0, "2/λ", Ink.bad), (1, "1/λ", .good)] {
            guard let cell = curve.cell(here + factor * best, curve.heights.lowerBound) else { continue }
            for row in 1..<plot.height where painter.frame[plot.x + cell.x, plot.y + row].scalar == " " {
                painter.put(.now, x: plot.x + cell.x, y: plot.y + row, ink: ink)
            }
            let width = painter.width(of: name)
            let left = plot.x + min(max(cell.x - width / 2, 0), max(0, plot.width - width))
            // The limit's name rather than both on top of each other.
            guard ((left - 1)...(left + width)).allSatisfy({ painter.frame[$0, plot.y].scalar == " " }) else {
                continue
            }
            painter.write(name, x: left, y: plot.y, ink: ink, width: plot.width)
        }
    }

    private func drawMarks(on painter: inout Painter, _ curve: Curve, _ race: Race, _ state: ScreenState) {
        let line = curve.order.line
        func put(_ symbol: Symbol, at place: Double, _ loss: Double, ink: Ink) {
            guard let cell = curve.cell(place, loss) else { return }
            painter.put(symbol, x: plot.x + cell.x, y: plot.y + cell.y, ink: ink, style: .bold)
        }
        for minimum in surface.minima {
            let place = line.place(of: minimum)
            let offset = (line.point(at: place) - minimum).length
            guard offset < 1e-9 * (1 + minimum.length) || picture.isOneDimensional else { continue }
            if let loss = curve.loss(at: place) { put(.minimum, at: place, loss, ink: .mark) }
        }
        if picture.isOneDimensional {
            let place = line.place(of: race.starts[track])
            if race.isStartUsed(track: track), let loss = curve.loss(at: place) {
                put(.start, at: place, loss, ink: .mark)
            }
            let shown = race.runs(on: track).filter { !state.hidden.contains($0.row) }
            // The focused run over all others.
            for run in shown.filter({ $0.row != state.row }) + shown.filter({ $0.row == state.row }) {
                let now = min(state.step, run.trajectory.count - 1)
                for step in max(0, now - 12)..<max(0, now) {
                    put(
                        .visited, at: line.place(of: run.trajectory.points[step]), run.trajectory.losses[step],
                        ink: .run(run.row))
                }
                put(
                    .head(run.row), at: line.place(of: run.trajectory.points[now]), run.trajectory.losses[now],
                    ink: .run(run.row))
            }
        }
        guard let stand, !state.hidden.contains(stand.place.row) else { return }
        if let next = stand.next, next != stand.point, let loss = curve.loss(at: line.place(of: next)) {
            put(.next, at: line.place(of: next), loss, ink: .run(stand.place.row))
        }
        put(.head(stand.place.row), at: line.place(of: stand.point), stand.loss, ink: .run(stand.place.row))
    }
}
