import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// The losses of one panel's runs by step.
enum LossChart {
    private static let labelWidth = 7

    static func draw(on painter: inout Painter, area: Area, race: Race, state: ScreenState) {
        let panel = race.scene.panels[state.panel]
        let runs = race.runs(in: state.panel).filter { !state.hidden.contains($0.row) }
        // All that is known of the race, so that the axis stands still while it is played.
        let known = max(state.step, race.foreseenSteps)
        let losses = runs.map { $0.trajectory.losses.prefix(known + 1) }
        let scale = LossScale(showing: losses.joined(), startingAt: runs.map { $0.trajectory.losses[0] })
        painter.box(
            area, title: "Loss by step · \(panel.title)", note: scale?.bottom == nil ? "log" : "symmetric log")
        let inner = area.inset(by: 1)
        let plot = Area(
            x: inner.x + labelWidth, y: inner.y, width: inner.width - labelWidth - 1, height: inner.height - 1)
        guard let scale, plot.width > 4, plot.height > 1 else { return }
        drawAxes(on: &painter, plot, scale, race: race, state: state)
        drawSteps(on: &painter, plot, runs: runs, race: race, state: state)
        drawCurves(on: &painter, plot, scale, runs: runs, race: race, state: state)
    }

    private static func drawAxes(
        on painter: inout Painter, _ plot: Area, _ scale: LossScale, race: Race, state: ScreenState
    ) {
        for tick in scale.ticks(spacing: 1.6 / Double(plot.height)) {
            let row = plot.y + Int(clamping: ((1 - tick.position) * Double(plot.height - 1)).rounded())
            let number = tick.exponent.map { Format.powerOfTen($0, glyphs: painter.glyphs == .braille) } ?? "0"
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

    /// The current step as a line, unless it moves: then the ends of the curves tell; and the steps at which a value was changed in flight.
    private static func drawSteps(
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

    private static func column(of step: Int, _ plot: Area, _ race: Race) -> Int {
        plot.x + Int(clamping: Double(step) / Double(race.scene.steps) * (Double(plot.width) - 0.5))
    }

    /// The step under a column of the screen.
    static func step(x: Int, area: Area, race: Race) -> Int? {
        let inner = area.inset(by: 1)
        let width = inner.width - labelWidth - 1
        let column = x - inner.x - labelWidth
        guard width > 4, column >= 0, column < width else { return nil }
        return Int(clamping: (Double(column) / Double(width - 1) * Double(race.scene.steps)).rounded())
    }

    private static func drawCurves(
        on painter: inout Painter, _ plot: Area, _ scale: LossScale, runs: [Run], race: Race,
        state: ScreenState
    ) {
        let shape = painter.glyphs.dots
        let rows = runs.map(\.row)
        let focus = rows.firstIndex(of: state.row)
        var passing = [UInt64](repeating: 0, count: plot.width * plot.height)
        var canvases: [DotCanvas] = []
        for (index, run) in runs.enumerated() {
            var canvas = DotCanvas(size: plot.size, shape: shape)
            var previous: SIMD2<Double>?
            for (step, loss) in run.trajectory.losses.prefix(state.step + 1).enumerated() {
                guard let position = scale.position(of: loss) else { break }
                let x = Double(step) / Double(race.scene.steps) * Double(canvas.width - 1) + 0.5
                let y = (1 - position) * Double(canvas.height - 1) + 0.5
                let next = SIMD2(x, y)
                canvas.line(from: previous ?? next, to: next) { passing[$0] |= 1 << UInt64(clamping: index) }
                previous = next
            }
            canvases.append(canvas)
        }
        for row in 0..<plot.height {
            for column in 0..<plot.width where passing[row * plot.width + column] != 0 {
                let cell = row * plot.width + column
                let seen = Overlap.seen(passing[cell], x: column, y: row, focus: focus)
                painter.frame[plot.x + column, plot.y + row] = Cell(
                    shape.scalar(canvases[seen].masks[cell]), ink: .run(rows[seen]), style: seen == focus ? .bold : [])
            }
        }
    }
}
