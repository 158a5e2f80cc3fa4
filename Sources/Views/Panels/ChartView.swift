import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// A quantity of the runs by step. Keeps what it has drawn: a frame costs the same at every step.
struct ChartView: PanelView {
    let picture: Chart
    private let track: Int?
    private let inner: Area
    private let shape: DotShape
    private var curves: [Path] = []
    /// For each cell the runs that pass through it, one bit each.
    private var passing: [UInt64] = []
    /// What the curves are drawn for.
    private var drawnFor: Drawing?

    private struct Drawing: Equatable {
        let track: Int
        let revision: Int
        let scale: LossScale
    }

    private static let labelWidth = 7
    /// How many steps are drawn between two frames at most: a few milliseconds.
    private static let budget = 60_000

    init(_ picture: Chart, _ setting: PanelSetting, reusing previous: ChartView?) {
        self.picture = picture
        track = setting.track
        inner = setting.area
        shape = setting.glyphs.dots
    }

    /// The part of the area that has the curves.
    private var plot: Area {
        Area(
            x: inner.x + Self.labelWidth, y: inner.y, width: inner.width - Self.labelWidth - 1, height: inner.height - 1
        )
    }

    private func runs(_ race: Race, _ state: ScreenState) -> ArraySlice<Run> {
        if let track { return race.runs(on: track) }
        // Where every run has a track of its own, they are there to be compared.
        return RunTable.hasOneLoss(race) ? race.runs.prefix(64) : race.runs(on: state.track(in: race))
    }

    /// What stands over it where it follows the focus.
    static func title(_ race: Race, _ state: ScreenState) -> String {
        let isOfAll = RunTable.hasOneLoss(race) && race.scene.tracks.count > 1
        return "Loss by step" + (isOfAll ? "" : " · \(race.scene.tracks[state.track(in: race)].title)")
    }

    /// All that is known of the race, so that the axis stands still while it is played.
    private func scale(_ moment: Moment) -> LossScale? {
        let shown = runs(moment.race, moment.state).filter { !moment.state.hidden.contains($0.row) }
        return LossScale(showing: shown.map(\.lossRange), startingAt: shown.map { $0.trajectory.losses[0] })
    }

    func note(_ moment: Moment) -> String { scale(moment)?.isSymmetric == true ? "symmetric log" : "log" }

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let (race, state) = (moment.race, moment.state)
        let runs = runs(race, state)
        let plot = plot
        guard let scale = scale(moment), plot.width > 4, plot.height > 1 else { return true }
        drawAxes(on: &painter, plot, scale, race: race)
        let shown = runs.filter { !state.hidden.contains($0.row) }
        drawSteps(on: &painter, plot, runs: shown, race: race, state: state)
        let isComplete = update(
            Drawing(track: runs.first?.track ?? 0, revision: race.revision, scale: scale), runs, plot, moment)
        drawCurves(on: &painter, plot, runs: runs, state: state)
        return isComplete
    }

    /// The step under a column: one that is marked there, if there is any.
    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget? {
        let column = x - plot.x
        guard plot.width > 4, column >= 0, column < plot.width else { return nil }
        let step = Int(clamping: (Double(column) / Double(plot.width - 1) * Double(race.scene.steps)).rounded())
        return .step([step, step + 1].first { self.column(of: $0, plot, race) == x } ?? step)
    }

    private func drawAxes(on painter: inout Painter, _ plot: Area, _ scale: LossScale, race: Race) {
        for tick in scale.ticks(spacing: 1.6 / Double(plot.height)) {
            let row = plot.y + Int(clamping: ((1 - tick.position) * Double(plot.height - 1)).rounded())
            let number =
                tick.digit == 1
                ? Format.powerOfTen(tick.exponent, glyphs: painter.glyphs == .braille) : Format.short(abs(tick.value))
            painter.write((tick.isNegative ? "−" : "") + number, right: plot.x - 1, y: row, ink: .muted)
        }
        let last = race.scene.steps
        painter.write("0", x: plot.x, y: plot.maxY, ink: .muted)
        painter.write("\(last)", right: plot.maxX, y: plot.maxY, ink: .muted)
        let middle = "\(last / 2)"
        if plot.width > 24 {
            painter.write(middle, x: plot.x + (plot.width - middle.count) / 2, y: plot.maxY, ink: .muted)
        }
    }

    /// The current step as a line, unless it moves: then the ends of the curves tell; and the steps at which a value was
    /// changed in flight.
    private func drawSteps(
        on painter: inout Painter, _ plot: Area, runs: [Run], race: Race, state: ScreenState
    ) {
        let now = column(of: state.step, plot, race)
        for row in plot.y..<plot.maxY where !state.isPlaying { painter.put(.now, x: now, y: row, ink: .rule) }
        for run in runs {
            for step in run.changedAt {
                painter.put(.change, x: column(of: step - 1, plot, race), y: plot.y, ink: .run(run.row), style: .bold)
            }
        }
    }

    private func column(of step: Int, _ plot: Area, _ race: Race) -> Int {
        plot.x + Int(clamping: Double(step) / Double(race.scene.steps) * (Double(plot.width) - 0.5))
    }

    /// Brings the curves to a step, or nearer to it. - Returns: whether all of them are there.
    private mutating func update(
        _ wanted: Drawing, _ runs: ArraySlice<Run>, _ plot: Area, _ moment: Moment
    ) -> Bool {
        if drawnFor != wanted || curves.count != runs.count {
            drawnFor = wanted
            if curves.count != runs.count || curves.first?.size != plot.size {
                curves = Array(repeating: Path(size: plot.size, shape: shape), count: runs.count)
            }
            for index in curves.indices { curves[index].removeAll() }
            passing = Array(repeating: 0, count: plot.width * plot.height)
        }
        let steps = Double(moment.race.scene.steps)
        let (right, bottom) = (Double(plot.width * shape.columns - 1), Double(plot.height * shape.rows - 1))
        var budget = moment.isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in runs.enumerated() {
            let bit: UInt64 = 1 << UInt64(clamping: index)
            let losses = run.trajectory.losses
            let isShown = curves[index].show(step: moment.state.step, last: losses.count - 1, budget: &budget) {
                cell, isThere in
                if isThere { passing[cell] |= bit } else { passing[cell] &= ~bit }
            } place: { step in
                wanted.scale.position(of: losses[step]).map { position in
                    SIMD2(Double(step) / steps * right + 0.5, (1 - position) * bottom + 0.5)
                }
            }
            isComplete = isComplete && isShown
        }
        return isComplete
    }

    private func drawCurves(on painter: inout Painter, _ plot: Area, runs: ArraySlice<Run>, state: ScreenState) {
        let rows = runs.map(\.row)
        let focus = rows.firstIndex(of: state.row)
        let visible = Overlap.visible(rows, hidden: state.hidden)
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                let cell = row * plot.width + column
                let passing = passing[cell] & visible
                guard passing != 0 else { continue }
                let seen = Overlap.seen(passing, x: column, y: row, focus: focus)
                painter.frame[plot.x + column, plot.y + row] = Cell(
                    shape.scalar(curves[seen].masks[cell]), ink: .run(rows[seen]), style: seen == focus ? .bold : [])
            }
        }
    }
}
