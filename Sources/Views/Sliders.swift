import Hyperparameters
import Basics
import Canvas
import Landscapes
import Optimizers
import Racing

/// The focused run's hyperparameters as sliders, in one line, and how the run is doing, and where, if there is room.
enum Sliders {
    /// Where one slider stands.
    private struct Place {
        let index: Int
        let x: Int
        let track: Int
        let length: Int
        /// Where the chart of its schedule begins; `nil` if it has none.
        let chart: Int?
        let end: Int
    }

    /// "converged" with a blank at each side.
    private static let wordWidth = 12

    /// The cells of a schedule's chart.
    private static let chartWidth = 10

    static func draw(on painter: inout Painter, area: Area, _ moment: Moment) {
        guard let focused = moment.focusedRun else { return }
        let (race, state) = (moment.race, moment.state)
        let run = race.runs[focused]
        let status = moment.statuses[focused]
        painter.write(run.label, x: area.x + 1, y: area.y, ink: .run(run.row), style: .bold, width: 18)
        let tunables = race.tunables(of: run, at: state.step)
        let chosen = tunables.firstIndex { $0.id == state.slider } ?? 0
        var end = area.x + 1
        for place in places(
            in: area, run: run, tunables, chosen: chosen, glyphs: painter.glyphs)
        {
            let tunable = tunables[place.index]
            let hyperparameter = tunable.declaration
            let isChosen = place.index == chosen
            let ground: Ink = isChosen ? .selection : .ground
            if isChosen {
                painter.frame.fill(
                    Area(x: place.x - 1, y: area.y, width: place.track + place.length + 1 - place.x + 1, height: 1),
                    with: Cell(" ", on: .selection))
            }
            let x = painter.write(
                hyperparameter.symbol, x: place.x, y: area.y, ink: .accent, on: ground, style: isChosen ? .bold : [])
            painter.write(Format.short(tunable.value), x: x + 1, y: area.y, on: ground)
            let mark = hyperparameter.name == "eta" && !tunable.isSurface ? status.largestStableRate : nil
            drawTrack(
                on: &painter, place, y: area.y, hyperparameter: hyperparameter, value: tunable.value,
                base: tunable.scheduled,
                limit: mark,
                ground: ground)
            if let chart = place.chart {
                drawSchedule(on: &painter, x: chart, y: area.y, run: run, index: place.index, race: race, state: state)
            }
            if let mark {
                let ink: Ink = tunable.value > mark ? .bad : .muted
                let x = (place.chart.map { $0 + chartWidth } ?? place.track + place.length) + 2
                painter.write(limitText(mark), x: x, y: area.y, ink: ink)
            }
            end = place.end
        }
        // Where the table has no room for how wide the range of good rates is, it is said here.
        let sentences = (state.fairness == .best ? run.sweep?.sentences : nil) ?? [status.condition.sentence]
        // It is about one panel of several.
        let place = moment.place(of: run)
        let texts = (place.map { place in sentences.map { "\(place): \($0)" } } ?? []) + sentences
        let room = area.maxX - 2 - end
        guard let text = texts.first(where: { painter.width(of: $0) < room }) else { return }
        painter.write(text, right: area.maxX - 1, width: area.maxX - 2 - end, y: area.y, ink: .muted)
    }

    /// What the slider under a column moves, and where on it that is, from 0 to 1.
    static func hit(
        x: Int, area: Area, race: Race, state: ScreenState, glyphs: GlyphSet
    ) -> (Tunable.ID, position: Double)? {
        guard let run = race.index(row: state.row, near: state.track(in: race)).map({ race.runs[$0] }) else {
            return nil
        }
        let tunables = race.tunables(of: run, at: state.step)
        let chosen = tunables.firstIndex { $0.id == state.slider } ?? 0
        for place in places(in: area, run: run, tunables, chosen: chosen, glyphs: glyphs)
        where x >= place.x - 1 && x < place.track + place.length + 1 {
            let position = Double(x - place.track) / Double(max(1, place.length - 1))
            return (tunables[place.index].id, min(max(position, 0), 1))
        }
        return nil
    }

    private static func limitText(_ limit: Double) -> String { "stable < \(Format.short(limit))" }

    /// As many sliders as fit, the chosen one among them.
    private static func places(
        in area: Area, run: Run, _ tunables: [Tunable], chosen: Int, glyphs: GlyphSet
    ) -> [Place] {
        let name = min(18, glyphs.spelled(run.label).columnCount)
        let start = area.x + name + 4
        func places(from first: Int, _ length: Int) -> [Place] {
            var x = start
            return (first..<tunables.count).map { index in
                let track = x + glyphs.spelled(tunables[index].declaration.symbol).columnCount + 9
                let hasLimit = tunables[index].declaration.name == "eta" && run.stabilityLimit(at: 1) != nil
                let chart = tunables[index].scheduled != nil ? track + length + 2 : nil
                let end = track + length + (chart == nil ? 0 : chartWidth + 2) + (hasLimit ? 18 : 1)
                defer { x = end + 2 }
                return Place(index: index, x: x, track: track, length: length, chart: chart, end: end)
            }
        }
        // As long as all of them fit beside the word for how the run is doing, or without it; with the shortest the
        // first ones make room for the chosen one.
        let end = area.maxX
        for room in [wordWidth, 0] {
            for length in stride(from: 24, through: 8, by: -1) {
                let all = places(from: 0, length)
                if let last = all.last, last.end + room <= end { return all }
            }
        }
        let first = (0..<chosen).first { places(from: $0, 8)[chosen - $0].end <= end } ?? chosen
        return places(from: min(first, max(0, tunables.count - 1)), 8).filter { $0.track + $0.length <= end }
    }

    /// The values over the whole race, as high as the largest of them, with the current step in bold.
    private static func drawSchedule(
        on painter: inout Painter, x: Int, y: Int, run: Run, index: Int, race: Race, state: ScreenState
    ) {
        let shape = painter.glyphs.dots
        var canvas = DotCanvas(size: Size(width: chartWidth, height: 1), shape: shape)
        let values = (0..<canvas.width).map { column in
            let t = 1 + Int(clamping: Double(column) / Double(canvas.width - 1) * Double(race.scene.steps - 1))
            return run.hyperparameter(index, at: t)
        }
        let top = values.filter(\.isFinite).max() ?? 0
        var previous: SIMD2<Double>?
        for (column, value) in values.enumerated() where value.isFinite && top > 0 {
            let next = SIMD2(Double(column) + 0.5, (1 - max(0, value / top)) * (Double(canvas.height) - 1) + 0.5)
            canvas.line(from: previous ?? next, to: next)
            previous = next
        }
        let now = Int(clamping: Double(state.step) / Double(race.scene.steps) * (Double(chartWidth) - 0.5))
        for column in 0..<chartWidth {
            painter.frame[x + column, y] = Cell(
                shape.scalar(canvas.masks[column]), ink: column == now ? .text : .accent,
                style: column == now ? .bold : [])
        }
    }

    /// What lies beyond the stability limit is marked. With a schedule the knob is at the first value, and a thin mark
    /// where the value is now.
    private static func drawTrack(
        on painter: inout Painter, _ place: Place, y: Int, hyperparameter: Hyperparameter, value: Double,
        base: Double?, limit: Double?, ground: Ink
    ) {
        func column(_ value: Double) -> Int {
            Int(clamping: (hyperparameter.position(of: value) * Double(place.length - 1)).rounded())
        }
        let knob = column(base ?? value)
        let now = base == nil ? -1 : column(value)
        let edge = limit.map { column($0) } ?? place.length
        for column in 0..<place.length {
            let symbol: Symbol =
                column == knob
                ? .sliderKnob
                : column == now ? .now : column == edge ? .sliderLimit : column < knob ? .sliderFill : .sliderTrack
            let ink: Ink =
                column == knob
                ? (value > limit ?? .infinity ? .bad : .text)
                : column == now ? .text : column >= edge ? .bad : column < knob ? .accent : .rule
            painter.put(symbol, x: place.track + column, y: y, ink: ink, on: ground)
        }
    }
}
