import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// A quantity of the runs by step. Keeps what it has found out and drawn: a frame costs the same at every step.
struct ChartView: PanelView {
    let picture: Chart
    private let track: Int?
    /// The part of the area that has the curves.
    private let plot: Area
    private let shape: DotShape
    private var lines: [Line] = []
    private var curves: RunPaths
    private var past: Past?
    private var drawing: Drawing?
    /// Whether all that is known of the runs is in the lines' values.
    private var isMeasured = true

    /// A run in the chart.
    private struct Line {
        var values: Series
        /// What the values are shown against; `nil` where it is the step.
        var places: Series?

        /// For how many of the run's steps there is a point.
        func count(_ run: Run) -> Int {
            guard values.first != nil else { return 0 }
            return min(values.count(run), places?.count(run) ?? .max)
        }

        /// Where the run is on the axis to the right at a step.
        func place(_ run: Run, at step: Int) -> Double { places?.value(at: step, of: run) ?? Double(step) }
    }

    /// What the lines' values are of.
    private struct Past: Equatable {
        let track: Int
        let revision: Int
    }

    /// What the curves are drawn for.
    private struct Drawing: Equatable {
        let past: Past
        let scale: ChartScale
        /// Where the axis to the right ends.
        let end: Double
    }

    /// How many steps are drawn between two frames at most, less what it takes to find out their values: a few
    /// milliseconds, as noisy values jump from edge to edge.
    private static let budget = 30_000
    /// What is left of it in this frame.
    private var left = 0

    init(_ picture: Chart, _ setting: PanelSetting, reusing previous: ChartView?) {
        self.picture = picture
        track = setting.track
        plot = setting.area.plot
        shape = setting.glyphs.dots
        curves = RunPaths(size: plot.size, shape: shape, count: 0)
        if let previous, previous.picture == picture, previous.track == track {
            (lines, past) = (previous.lines, previous.past)
        }
    }

    private func runs(_ race: Race, _ state: ScreenState) -> ArraySlice<Run> {
        if let track { return race.runs(on: track) }
        // Where every run has a track of its own, they are there to be compared.
        return RunTable.hasOneLoss(race) ? race.runs.prefix(64) : race.runs(on: state.track(in: race))
    }

    /// What stands over it where it follows the focus.
    func title(_ race: Race, _ state: ScreenState) -> String {
        let isOfAll = RunTable.hasOneLoss(race) && race.scene.tracks.count > 1
        return isOfAll ? picture.title : picture.title(of: race.track(state.track(in: race)))
    }

    func note(_ moment: Moment) -> String { drawing?.scale.name ?? "" }

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Chart? {
        guard case .quantity = move else { return nil }
        let tracks = Set(runs(race, state).map(\.track)).sorted()
        return picture.next(for: tracks.map { race.scene.tracks[$0] })
    }

    // MARK: What is shown

    mutating func prepare(_ moment: Moment) {
        guard plot.width > 4, plot.height > 1 else { return }
        let (race, state) = (moment.race, moment.state)
        let runs = runs(race, state)
        let past = Past(track: runs.first?.track ?? 0, revision: race.revision)
        if self.past != past || lines.count != runs.count {
            self.past = past
            let against = picture.against
            lines = runs.map { run in
                let surface = race.surfaces[run.track]
                return Line(
                    values: Series(picture.measure, on: surface),
                    places: against == .step ? nil : Series(against.measure, on: surface))
            }
            drawing = nil
        }
        measure(runs, isPatient: moment.isPatient)
        // All that is known of the race, so that the axes stand still while it is played.
        let shown = zip(lines, runs).filter { !state.hidden.contains($0.1.row) }
        let most = shown.map { $0.values.most($1) }.filter(\.isFinite).max() ?? 0
        let scale = ChartScale(
            of: picture.measure, showing: shown.map { $0.values.range($1) }, upTo: most > 0 ? most : .infinity,
            scale: picture.scale ?? (runs.allSatisfy { race.surfaces[$0.track].isLinear } ? .linear : nil))
        guard let scale else {
            drawing = nil
            return
        }
        let wanted = Drawing(past: past, scale: scale, end: end(shown, race))
        if wanted != drawing {
            drawing = wanted
            if curves.paths.count != lines.count {
                curves = RunPaths(size: plot.size, shape: shape, count: lines.count)
            }
            curves.removeAll()
        }
    }

    /// Finds out the values of the steps that have been taken, each run's share of them; first of those runs of which least
    /// is known, as a single step may take all of the budget.
    private mutating func measure(_ runs: ArraySlice<Run>, isPatient: Bool) {
        isMeasured = true
        left = isPatient ? .max : Self.budget
        let share = left / max(1, runs.count)
        let runs = Array(runs)
        for index in runs.indices.sorted(by: { lines[$0].count(runs[$0]) < lines[$1].count(runs[$1]) }) {
            var budget = max(0, min(share, left))
            let before = budget
            isMeasured = lines[index].values.extend(along: runs[index], budget: &budget) && isMeasured
            isMeasured = lines[index].places?.extend(along: runs[index], budget: &budget) ?? true && isMeasured
            left -= before - budget
        }
    }

    /// Where the axis to the right ends: where the runs do, but for those that left.
    private func end(_ shown: [(Line, Run)], _ race: Race) -> Double {
        guard picture.against != .step else { return Double(race.scene.steps) }
        let ends = shown.compactMap { line, run -> Double? in
            guard let places = line.places, places.count(run) > 0 else { return nil }
            let last = places.count(run) - 1
            return places.value(at: run.leftAt(last) ?? last, of: run)
        }
        guard let end = ends.filter(\.isFinite).max(), let step = Ticks.step(end / 10) else { return 1 }
        return (end / step).rounded(.up) * step
    }

    // MARK: Drawing

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let (race, state) = (moment.race, moment.state)
        let runs = runs(race, state)
        guard let drawing else { return isMeasured }
        drawAxes(on: &painter, drawing)
        // Unless it moves: then the ends of the curves tell.
        if !state.isPlaying, picture.against == .step {
            let now = column(Double(state.step) / drawing.end)
            for row in plot.y..<plot.maxY { painter.put(.now, x: now, y: row, ink: .rule) }
        }
        let isComplete = update(drawing, runs, moment)
        curves.draw(on: &painter, in: plot, rows: runs.map(\.row), state)
        drawMarks(on: &painter, drawing, runs, state: state)
        if picture.against == .step { drawMoments(on: &painter, drawing, race, state) }
        return isComplete && isMeasured
    }

    private func drawAxes(on painter: inout Painter, _ drawing: Drawing) {
        let ticks = drawing.scale.ticks(rows: plot.height, hasSuperscripts: painter.glyphs == .braille)
        painter.drawNumbers(ticks.map { (row($0.position), $0.text) }, leftOf: plot)
        // The end of the race first: round numbers stand where it leaves room.
        var right = plot.maxX + 1
        if picture.against == .step {
            let last = "\(Int(clamping: drawing.end))"
            right = plot.maxX - painter.width(of: last)
            painter.write(last, x: right, y: plot.maxY, ink: .muted)
        }
        for tick in Ticks.rightwards(0...drawing.end, columns: plot.width) {
            let width = painter.width(of: tick.text)
            let middle = column(tick.value / drawing.end)
            let left = min(tick.value == 0 ? middle : middle - width / 2, plot.maxX - width)
            guard left + width < right else { continue }
            painter.write(tick.text, x: left, y: plot.maxY, ink: .muted)
        }
    }

    /// The column of a share of the axis to the right.
    private func column(_ share: Double) -> Int {
        plot.x + Int(clamping: share * (Double(plot.width) - 0.5))
    }

    /// The row of a share of the axis upwards: where the curves' dots there are.
    private func row(_ position: Double) -> Int {
        let dots = Self.dots(position, below: plot.height * shape.rows - 1)
        return Int(clamping: (dots / Double(shape.rows)).rounded(.down))
    }

    private static func dots(_ position: Double, below last: Int) -> Double { (1 - position) * Double(last) + 0.5 }

    /// Brings the curves to a step, or nearer to it. - Returns: whether all of them are there.
    private mutating func update(_ drawing: Drawing, _ runs: ArraySlice<Run>, _ moment: Moment) -> Bool {
        let (right, bottom) = (Double(plot.width * shape.columns - 1), plot.height * shape.rows - 1)
        var budget = max(0, left)
        var isComplete = true
        for (index, run) in runs.enumerated() {
            let line = lines[index]
            let isShown = curves.show(
                index, step: moment.state.step, last: line.count(run) - 1, budget: &budget
            ) { step in
                // What has no value before it first has one stands where that is.
                let value = line.values.value(at: max(step, line.values.first ?? step), of: run)
                return drawing.scale.position(of: value).map { position in
                    SIMD2(line.place(run, at: step) / drawing.end * right + 0.5, Self.dots(position, below: bottom))
                }
            }
            isComplete = isComplete && isShown
        }
        return isComplete
    }

    /// Over the curves: the steps at which a value was changed in flight, and, where the runs are not at one place, where
    /// each of them is.
    private func drawMarks(
        on painter: inout Painter, _ drawing: Drawing, _ runs: ArraySlice<Run>, state: ScreenState
    ) {
        // The focused run's over all others.
        let order = zip(lines, runs).sorted { $1.1.row == state.row && $0.1.row != state.row }
        for (line, run) in order where !state.hidden.contains(run.row) {
            for step in run.changedAt where line.count(run) >= step || picture.against == .step {
                let x = column(line.place(run, at: step - 1) / drawing.end)
                if x < plot.maxX { painter.put(.change, x: x, y: plot.y, ink: .run(run.row), style: .bold) }
            }
            let step = min(state.step, line.count(run) - 1)
            guard picture.against != .step, step >= 0 else { continue }
            let x = column(line.place(run, at: step) / drawing.end)
            guard let position = drawing.scale.position(of: line.values.value(at: step, of: run)), x < plot.maxX,
                (0...1).contains(position)
            else { continue }
            painter.put(.head(run.row), x: x, y: plot.y + row(position), ink: .run(run.row), style: .bold)
        }
    }

    /// On the axis: where something is said, and where claims were decided.
    private func drawMoments(on painter: inout Painter, _ drawing: Drawing, _ race: Race, _ state: ScreenState) {
        func mark(_ step: Int, _ ink: Ink) {
            let x = column(Double(step) / drawing.end)
            if x < plot.maxX { painter.put(.moment, x: x, y: plot.maxY - 1, ink: ink, style: .bold) }
        }
        guard !race.scene.moments.isEmpty || state.momentStep != nil else { return }
        for (index, outcome) in state.claims where outcome.step <= state.step {
            if race.scene.claims.indices.contains(index) { mark(outcome.step, outcome.holds ? .good : .bad) }
        }
        for moment in race.scene.moments { mark(moment.step, .accent) }
    }

    // MARK: What is where

    /// The step under a column: one that is marked there, if there is any; where runs are at different places, the focused
    /// one's.
    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        let cell = x - plot.x
        guard plot.width > 4, cell >= 0, cell < plot.width else { return .view }
        let share = Double(cell) / Double(plot.width - 1)
        guard picture.against != .step else {
            let step = Int(clamping: (share * Double(race.scene.steps)).rounded())
            return .step([step, step + 1].first { column(Double($0) / Double(race.scene.steps)) == x } ?? step)
        }
        let shown = zip(lines, runs(race, state))
        guard let drawing, let (line, run) = shown.first(where: { $0.1.row == state.row }),
            let places = line.places
        else { return .view }
        // The places rise: half of what is left is left out each time.
        var (low, high) = (0, min(line.count(run), run.trajectory.count) - 1)
        guard high >= 0 else { return .view }
        while low < high {
            let middle = (low + high) / 2
            if places.value(at: middle, of: run) < share * drawing.end { low = middle + 1 } else { high = middle }
        }
        return .step(low)
    }
}
