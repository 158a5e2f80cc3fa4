import Canvas
import Landscapes
import Optimizers
import Racing

/// The focused run's hyperparameters as sliders, in one line, and how the run is doing where there is room.
enum Sliders {
    /// Where one slider stands.
    private struct Place {
        let index: Int
        let x: Int
        let track: Int
        let length: Int
        let end: Int
    }

    static func draw(on painter: inout Painter, area: Area, race: Race, state: ScreenState) {
        guard let run = race.focused(state) else { return }
        painter.write(run.label, x: area.x + 1, y: area.y, ink: .run(run.row), style: .bold, width: 18)
        let values = run.hyperparameters(at: state.step + 1)
        let limit = race.largestStableRate(of: run, at: state.step)
        var end = area.x + 1
        for place in places(in: area, run: run, state: state, glyphs: painter.glyphs) {
            let hyperparameter = run.optimizer.hyperparameters[place.index]
            let isChosen = place.index == state.slider
            let ground: Ink = isChosen ? .selection : .ground
            if isChosen {
                painter.frame.fill(
                    Area(x: place.x - 1, y: area.y, width: place.track + place.length + 1 - place.x + 1, height: 1),
                    with: Cell(" ", on: .selection))
            }
            let x = painter.write(
                hyperparameter.symbol, x: place.x, y: area.y, ink: .accent, on: ground, style: isChosen ? .bold : [])
            painter.write(Format.short(values[place.index]), x: x + 1, y: area.y, on: ground)
            let mark = hyperparameter.name == "eta" ? limit : nil
            drawTrack(
                on: &painter, place, y: area.y, hyperparameter: hyperparameter, value: values[place.index], limit: mark,
                ground: ground)
            if let mark {
                let ink: Ink = values[place.index] > mark ? .bad : .muted
                painter.write(limitText(mark), x: place.track + place.length + 2, y: area.y, ink: ink)
            }
            end = place.end
        }
        let sentence = RunTable.sentence(race.condition(of: run, at: state.step))
        guard !sentence.isEmpty, area.maxX - 2 - end > painter.width(of: sentence) else { return }
        painter.write(sentence, right: area.maxX - 1, y: area.y, ink: .muted)
    }

    /// The hyperparameter under a column, and where on its slider, from 0 to 1.
    static func hit(x: Int, area: Area, race: Race, state: ScreenState, glyphs: GlyphSet) -> (Int, position: Double)? {
        guard let run = race.focused(state) else { return nil }
        for place in places(in: area, run: run, state: state, glyphs: glyphs)
        where x >= place.x - 1 && x < place.track + place.length + 1 {
            let position = Double(x - place.track) / Double(max(1, place.length - 1))
            return (place.index, min(max(position, 0), 1))
        }
        return nil
    }

    private static func limitText(_ limit: Double) -> String { "stable < \(Format.short(limit))" }

    /// As many sliders as fit, the chosen one among them.
    private static func places(in area: Area, run: Run, state: ScreenState, glyphs: GlyphSet) -> [Place] {
        let hyperparameters = run.optimizer.hyperparameters
        let name = min(18, glyphs.spelled(run.label).unicodeScalars.count)
        let start = area.x + name + 4
        let length = max(8, min(24, (area.maxX - start) / max(hyperparameters.count, 1) - 18))
        func places(from first: Int) -> [Place] {
            var x = start
            return (first..<hyperparameters.count).map { index in
                let track = x + glyphs.spelled(hyperparameters[index].symbol).unicodeScalars.count + 9
                let hasLimit = hyperparameters[index].name == "eta" && run.hasStabilityLimit
                let end = track + length + (hasLimit ? 18 : 1)
                defer { x = end + 2 }
                return Place(index: index, x: x, track: track, length: length, end: end)
            }
        }
        var first = 0
        while first < state.slider, first < hyperparameters.count {
            if places(from: first)[state.slider - first].end <= area.maxX { break }
            first += 1
        }
        return places(from: min(first, max(0, hyperparameters.count - 1))).filter {
            $0.track + $0.length <= area.maxX
        }
    }

    /// What lies beyond the stability limit is marked.
    private static func drawTrack(
        on painter: inout Painter, _ place: Place, y: Int, hyperparameter: Hyperparameter, value: Double,
        limit: Double?, ground: Ink
    ) {
        func column(_ value: Double) -> Int {
            Int((hyperparameter.position(of: value) * Double(place.length - 1)).rounded())
        }
        let knob = column(value)
        let edge = limit.map { column($0) } ?? place.length
        for column in 0..<place.length {
            let symbol: Symbol =
                column == knob
                ? .sliderKnob : column == edge ? .sliderLimit : column < knob ? .sliderFill : .sliderTrack
            let ink: Ink =
                column == knob
                ? (value > limit ?? .infinity ? .bad : .text) : column >= edge ? .bad : column < knob ? .accent : .rule
            painter.put(symbol, x: place.track + column, y: y, ink: ink, on: ground)
        }
    }
}

extension Race {
    /// The run of the focused row: in the focused panel if it races there.
    func focused(_ state: ScreenState) -> Run? {
        run(row: state.row, panel: state.panel) ?? runs.first { $0.row == state.row }
    }
}

extension Run {
    fileprivate var hasStabilityLimit: Bool {
        optimizer.stabilityLimit(hyperparameters: hyperparameters(at: 1)) != nil
    }
}
