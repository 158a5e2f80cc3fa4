import Basics
import Canvas
import Expressions
import Landscapes
import Racing
import Scenes

/// What comes of each run of a track with every value of one of its hyperparameters: curves, from coarse to fine.
struct SensitivityView: PanelView {
    let picture: Sensitivity
    private let track: Int
    private let inner: Area
    /// The part of the area that has the curves.
    private let plot: Area
    private let shape: DotShape
    /// One for each run that has such a value.
    private var lines: [Line] = []
    /// What goes to the right.
    private var axis: ScaledAxis?
    private var scale: ChartScale?
    private var curves: RunPaths
    private var madeFor: Stand?
    /// Counts the questions, so that what comes of the one before is not taken for this one's.
    private var generation = 0
    private var objection: String?
    /// Whether some values are below the axis.
    private var isCut = false
    /// Whether more is known than is drawn.
    private var isStale = false

    /// What is known of a run.
    private struct Line {
        let run: Int
        let row: Int
        var grid: MapGrid
        /// The loss at its start.
        let firstLoss: Double
    }

    private struct Stand: Equatable {
        let revision: Int
        let isSecret: Bool
        let shown: Map.Value
    }

    static let styles = ["as the scene says", "last loss", "steps"]

    init(_ picture: Sensitivity, _ setting: PanelSetting, reusing previous: SensitivityView?) {
        self.picture = picture
        track = setting.track ?? 0
        inner = setting.area
        plot = setting.area.plot
        shape = setting.glyphs.dots
        curves = RunPaths(size: plot.size, shape: shape, count: 0)
        guard let previous, previous.track == track, previous.picture.x == picture.x else { return }
        generation = previous.generation
        guard previous.plot == plot, previous.shape == shape else { return }
        // A question that is the same has been answered; `prepare` looks.
        lines = previous.lines
    }

    /// A value for each column of dots.
    private var count: Int { plot.width * shape.columns }

    // MARK: What is found out

    mutating func prepare(_ moment: Moment) {
        guard plot.width > 4, plot.height > 1 else { return }
        let stand = Stand(
            revision: moment.race.revision, isSecret: moment.secrets != nil, shown: shown(moment.state))
        if stand != madeFor {
            madeFor = stand
            update(moment)
            isStale = true
        }
        if moment.isPatient { for index in lines.indices { isStale = lines[index].grid.finish() || isStale } }
        if isStale { show() }
    }

    /// What is shown, by what the user chose.
    private func shown(_ state: ScreenState) -> Map.Value {
        switch state.style(of: picture, among: Self.styles) {
        case "steps": .steps
        case "last loss": .loss
        default: picture.shown
        }
    }

    private mutating func update(_ moment: Moment) {
        guard moment.secrets == nil else {
            (lines, objection) = ([], "they are hidden while the room guesses")
            return
        }
        let race = moment.race
        let runs = race.runs(on: track)
        var updated: [Line] = []
        objection = "no run has \(picture.x.name)"
        let axes = picture.axes(on: race.scene.tracks[track])
        axis = axes?.shown
        for (place, own) in (axes?.own ?? []).enumerated() {
            guard let own else { continue }
            do throws(Diagnostic) {
                let index = runs.startIndex + place
                let plan = try MapPlan(race, run: index, x: own, showing: picture.shown)
                var grid = lines.first { $0.run == index }?.grid
                if grid?.goOn(for: plan) != true {
                    grid = MapGrid(plan, columns: count, rows: 1)
                    generation += 1
                }
                let run = race.runs[index]
                updated.append(
                    Line(run: index, row: run.row, grid: grid!, firstLoss: run.trajectory.losses[0]))
            } catch { objection = error.message }
        }
        lines = updated
        if !lines.isEmpty { objection = nil }
    }

    var orders: [PanelOrder] {
        let most = lines.first?.grid.pieceLimit ?? 1
        let pieces = lines.indices.flatMap { line in lines[line].grid.pieces(atMost: most).map { (line, $0) } }
        // The coarse ones of all runs first.
        return pieces.sorted { $0.1.number < $1.1.number }.prefix(most).map { line, piece in
            PanelOrder(about: "\(generation)", number: generation << 24 | line << 16 | piece.number) { piece.done() }
        }
    }

    mutating func adopt(_ result: any Sendable) {
        guard let done = result as? MapGrid.Done?, let done else { return }
        for index in lines.indices { lines[index].grid.adopt(done) }
        isStale = true
    }

    /// What stands upwards for an outcome; infinite where the run never gets there.
    private static func value(of outcome: MapOutcome, _ shown: Map.Value) -> Double {
        if case .formula = shown { return outcome.value(shown) ?? .nan }
        return outcome.value(shown) ?? .infinity
    }

    /// Draws all that is known anew.
    private mutating func show() {
        isStale = false
        guard let shown = madeFor?.shown else { return }
        if curves.paths.count != lines.count { curves = RunPaths(size: plot.size, shape: shape, count: lines.count) }
        curves.removeAll()
        guard let axis else { return }
        let known = lines.map { line in
            line.grid.outcomes.enumerated().compactMap { column, outcome in
                outcome.map {
                    (place: axis.share(of: line.grid.place(ofCell: column).x), value: Self.value(of: $0, shown))
                }
            }
        }
        let ranges = known.map { LossRange($0.map(\.value)) }
        // What ends higher than it began is not worth the room.
        let start = lines.map(\.firstLoss).filter(\.isFinite).max() ?? .infinity
        let measure = shown == .steps ? Measure(.t) : Measure(.loss)
        scale = ChartScale(of: measure, showing: ranges, upTo: shown == .loss && start > 0 ? 10 * start : .infinity)
        isCut = scale.map { scale in known.joined().contains { (scale.position(of: $0.value) ?? 0) < 0 } } ?? false
        guard let scale else { return }
        for (index, values) in known.enumerated() {
            let dots = values.compactMap { place, value -> SIMD2<Double>? in
                if value.isNaN { return nil }
                return SIMD2(place * Double(count), Self.height(of: value, on: scale, dots: plot.height * shape.rows))
            }
            var budget = Int.max
            _ = curves.show(index, step: dots.count - 1, last: dots.count - 1, budget: &budget) { dots[$0] }
        }
    }

    /// How far down a value is, in dots: what is below the axis lies on it, what is above it is out of the plot.
    private static func height(of value: Double, on scale: ChartScale, dots: Int) -> Double {
        height(at: min(max(scale.position(of: value) ?? 1.25, 0), 1.25), dots: dots)
    }

    private static func height(at position: Double, dots: Int) -> Double { (1 - position) * Double(dots - 1) + 0.5 }

    /// The row of the plot that has such dots; its first one for what is above it.
    private func row(_ dots: Double) -> Int { max(0, Int(clamping: (dots / Double(shape.rows)).rounded(.down))) }

    // MARK: Drawing

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        if let objection {
            painter.writeLines("No curves: \(objection).", in: inner, ink: .muted)
            return true
        }
        guard plot.width > 4, plot.height > 1, let axis else { return true }
        guard let scale else {
            if lines.allSatisfy(\.grid.isComplete) {
                painter.writeLines(
                    "No curves: with none of these values does any run get anywhere.", in: inner, ink: .muted)
            }
            MapAxes.Axis(axis).drawBelow(plot, in: inner, on: &painter)
            return true
        }
        let ticks = scale.ticks(rows: plot.height, hasSuperscripts: painter.glyphs == .braille)
        painter.drawNumbers(
            ticks.map { (row(Self.height(at: $0.position, dots: plot.height * shape.rows)), $0.text) }, leftOf: plot)
        // What is lower still lies on the lowest line.
        if isCut, let lowest = ticks.last {
            let bottom = plot.maxY - 1
            painter.write("≤" + lowest.text, right: plot.x - 1, width: Ticks.width, y: bottom, ink: .muted)
        }
        MapAxes.Axis(axis).drawBelow(plot, in: inner, on: &painter)
        curves.draw(on: &painter, in: plot, rows: lines.map(\.row), moment.state)
        drawPlaces(on: &painter, axis, scale, moment.state)
        return true
    }

    /// Where each run is on its curve; the focused one's over all others.
    private func drawPlaces(
        on painter: inout Painter, _ axis: ScaledAxis, _ scale: ChartScale, _ state: ScreenState
    ) {
        guard let shown = madeFor?.shown else { return }
        for line in lines.sorted(by: { $1.row == state.row && $0.row != state.row })
        where !state.hidden.contains(line.row) {
            let plan = line.grid.plan
            let (share, own) = (axis.share(of: plan.place.x), plan.x.share(of: plan.place.x))
            guard share >= 0, share <= 1, own >= 0, own <= 1,
                let outcome = line.grid.outcome(column: min(Int(clamping: own * Double(count)), count - 1), row: 0)
            else { continue }
            let value = Self.value(of: outcome, shown)
            guard !value.isNaN else { continue }
            let dots = Self.height(of: value, on: scale, dots: plot.height * shape.rows)
            painter.put(
                dots >= 0 ? .head(line.row) : .outside,
                x: plot.x + min(Int(clamping: share * Double(plot.width)), plot.width - 1), y: plot.y + row(dots),
                ink: .run(line.row), style: .bold)
        }
    }

    /// The best value of the focused run.
    func note(_ moment: Moment) -> String {
        guard let shown = madeFor?.shown, !lines.isEmpty else { return "" }
        let progress = lines.reduce(0) { $0 + $1.grid.progress } / Double(lines.count)
        if progress < 1 { return "\(Int(clamping: progress * 100)) %" }
        guard let line = lines.first(where: { $0.row == moment.state.row }), let best = line.grid.best(shown) else {
            return scale?.name ?? ""
        }
        // Between two samples it may be better still: no more is said than is known.
        let (axis, value) = (line.grid.plan.x, line.grid.place(ofCell: best.cell).x)
        return "\(moment.race.runs[line.run].label): best near \(axis.symbol) \(Format.rough(value))"
    }

    // MARK: What the user does

    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        guard plot.contains(x: x, y: y), let axis, let line = lines.first(where: { $0.row == state.row }) else {
            return .view
        }
        let own = line.grid.plan.x
        let value = axis.value(at: (Double(x - plot.x) + 0.5) / Double(plot.width))
        let chosen = ChosenValue(own, min(max(value, own.range.lowerBound), own.range.upperBound), row: line.row)
        return chosen.map { .values([$0]) } ?? .view
    }

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Sensitivity? {
        let (track, window) = (race.scene.tracks[track], picture.window)
        switch move {
        case .quantity: return picture.next(on: track)
        case .pan(let direction):
            let shift = direction.x * window.length / 8
            let wanted = (window.lowerBound + shift)...(window.upperBound + shift)
            return picture.moved(to: wanted, mayShorten: false, on: track) ?? picture
        case .zoom(let presses, let cell):
            let share = cell.map { (Double($0.x - plot.x) + 0.5) / Double(max(plot.width, 1)) } ?? 0.5
            let anchor = window.value(at: share)
            let factor = presses > 0 ? 1 / 1.5 : 1.5
            func scaled(_ end: Double) -> Double { anchor + (end - anchor) * factor }
            let wanted = scaled(window.lowerBound)...scaled(window.upperBound)
            guard (1e-6...8).contains(wanted.length) else { return picture }
            return picture.moved(to: wanted, mayShorten: true, on: track) ?? picture
        case .drag, .walk, .step, .arrows: return nil
        }
    }
}
