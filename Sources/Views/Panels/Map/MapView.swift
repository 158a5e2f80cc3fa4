import Basics
import Canvas
import Expressions
import Landscapes
import Racing
import Scenes

/// What comes of the focused run with every pair of two values: from coarse to fine, while others go on.
struct MapView: PanelView {
    private(set) var picture: Map
    private let track: Int
    private let inner: Area
    /// The part of the area that has the cells.
    private let plot: Area
    private let glyphs: GlyphSet
    private var grid: MapGrid?
    /// Why there is no map.
    private var objection: String?
    private var lines: MapLines?
    private var colors: MapColors?
    private var layer: MapCells?
    /// The best cell that is known.
    private var best: (cell: Int, outcome: MapOutcome)?
    /// Counts the maps, so that what comes of the one before is not taken for this one's.
    private var generation = 0
    /// Where the run has been on the map, as values.
    private var places: [Point] = []
    /// What the map was made for.
    private var madeFor: Stand?
    /// Whether more is known than is drawn.
    private var isStale = false

    private struct Stand: Equatable {
        let revision: Int
        let row: Int
        /// A map would tell which run it is of.
        let isSecret: Bool
    }

    static let styles = ["as the scene says", "steps", "last loss", "minimum"]

    init(_ picture: Map, _ setting: PanelSetting, reusing previous: MapView?) {
        self.picture = picture
        track = setting.track ?? 0
        inner = setting.area
        glyphs = setting.glyphs
        let margin = inner.width >= 30 && inner.height > 4 ? Ticks.column : 0
        plot = inner.split(left: margin).rest.split(bottom: inner.height > 6 ? 1 : 0).rest
        guard let previous, previous.track == track, previous.glyphs == glyphs, previous.picture.x == picture.x,
            previous.picture.y == picture.y
        else { return }
        places = previous.places
        generation = previous.generation
        guard previous.plot == plot else { return }
        // A plan that asks the same is known from before; `prepare` looks.
        (grid, lines, colors, layer) = (previous.grid, previous.lines, previous.colors, previous.layer)
        (best, colorsOf) = (previous.best, previous.colorsOf)
    }

    // MARK: What is found out

    mutating func prepare(_ moment: Moment) {
        let stand = Stand(
            revision: moment.race.revision, row: moment.state.row, isSecret: moment.secrets != nil)
        if stand != madeFor {
            madeFor = stand
            update(moment)
        }
        if moment.isPatient, grid?.finish() == true { isStale = true }
        if grid != nil, isStale || shownNow(moment.state) != colorsOf { show(moment.state) }
    }

    /// What is shown, by what the user chose.
    private func shownNow(_ state: ScreenState) -> Map.Value {
        switch state.style(of: picture, among: Self.styles) {
        case "steps": .steps
        case "last loss": .loss
        case "minimum": .minimum
        default: picture.shown
        }
    }

    private var colorsOf: Map.Value?

    private mutating func update(_ moment: Moment) {
        guard !plot.isEmpty, let index = moment.race.index(row: moment.state.row, orFirstOf: track) else {
            (grid, layer, lines, objection) = (nil, nil, nil, nil)
            return
        }
        guard moment.secrets == nil else {
            (grid, layer, lines, objection) = (nil, nil, nil, "it is hidden while the room guesses")
            return
        }
        let (entry, track) = entry(of: index, moment.race)
        do throws(Diagnostic) {
            let (x, y) = (try picture.x.scaled(entry, on: track), try picture.y.scaled(entry, on: track))
            let plan = try MapPlan(
                moment.race, run: index, x: x.part(picture.window.x) ?? x, y: y.part(picture.window.y) ?? y,
                showing: picture.shown)
            objection = nil
            let isOther = grid?.plan.isOfTheSame(as: plan) != true
            // Another run has been elsewhere.
            if isOther { places = [] }
            if places.last != plan.place { places = places.suffix(63) + [plan.place] }
            if grid?.goOn(for: plan) == true { return }
            // The picture before stays until there is a new one, unless it would lie.
            if isOther { (layer, colors, best) = (nil, nil, nil) }
            generation += 1
            grid = MapGrid(plan, columns: plot.width, rows: plot.height * MapCells.halves(glyphs))
            lines = MapLines(plan, size: plot.size, glyphs: glyphs)
        } catch {
            objection = error.message
            (grid, layer, lines) = (nil, nil, nil)
        }
    }

    /// What the scene says of a run and of its track.
    private func entry(of run: Int, _ race: Race) -> (run: Scene.Entry, track: Scene.Track) {
        let track = race.scene.tracks[track]
        return (track.runs[run - race.runs(on: self.track).startIndex], track)
    }

    /// What is still to be found out, one order for each core and one more, so that none waits.
    var orders: [PanelOrder] {
        guard let grid else { return [] }
        return grid.pieces(atMost: grid.pieceLimit).map { piece in
            PanelOrder(about: "\(generation)", number: generation << 24 | piece.number) { piece.done() }
        }
    }

    mutating func adopt(_ result: any Sendable) {
        guard let done = result as? MapGrid.Done?, let done, grid != nil else { return }
        grid!.adopt(done)
        isStale = true
    }

    private mutating func show(_ state: ScreenState) {
        isStale = false
        let shown = shownNow(state)
        colorsOf = shown
        guard let grid, grid.progress > 0 else { return }
        let colors = MapColors(shown, grid.outcomes, steps: grid.plan.steps)
        self.colors = colors
        best = grid.best(shown)
        layer = MapCells(grid, colors, size: plot.size, glyphs: glyphs, shown: shown)
    }

    // MARK: Drawing

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        if let objection {
            painter.writeLines("No map: \(objection).", in: inner, ink: .muted)
            return true
        }
        if let layer, layer.size == plot.size {
            layer.draw(on: &painter, in: plot)
        }
        guard let grid else { return true }
        lines?.draw(on: &painter, in: plot)
        drawPlaces(on: &painter, grid.plan, moment)
        let plan = grid.plan
        MapAxes(x: MapAxes.Axis(plan.x), y: MapAxes.Axis(plan.y), plot: plot, inner: inner).draw(on: &painter)
        if inner.maxY > plot.maxY, let colors {
            let legend = Area(x: inner.x, y: plot.maxY, width: inner.width, height: 1)
            MapLegend.draw(
                on: &painter, in: legend, colors, shown: colorsOf ?? picture.shown, steps: plan.steps, grid.outcomes,
                lines, minima: moment.race.surfaces[track].minima)
        }
        return true
    }

    private func cell(_ plan: MapPlan, _ place: Point) -> (x: Int, y: Int, isInside: Bool)? {
        let (across, up) = (plan.x.share(of: place.x), plan.y.share(of: place.y))
        guard !across.isNaN, !up.isNaN else { return nil }
        let column = Int(clamping: (across * Double(plot.width)).rounded(.down))
        let row = Int(clamping: ((1 - up) * Double(plot.height)).rounded(.down))
        let inside = SIMD2(min(max(column, 0), plot.width - 1), min(max(row, 0), plot.height - 1))
        // Its own edges belong to a map.
        let isInside = across >= 0 && across <= 1 && up >= 0 && up <= 1
        return (plot.x + inside.x, plot.y + inside.y, isInside)
    }

    /// Where the run is and was on the map, and where the user points.
    private func drawPlaces(on painter: inout Painter, _ plan: MapPlan, _ moment: Moment) {
        for place in places.dropLast() {
            guard let (x, y, isInside) = cell(plan, place), isInside else { continue }
            painter.put(.visited, x: x, y: y, ink: .mark, on: .ground)
        }
        if let (x, y, isInside) = cell(plan, plan.place) {
            let row = plan.row
            painter.put(
                isInside ? .head(row) : .outside, x: x, y: y, ink: .run(row), on: .ground, style: .bold)
        }
        if let cursor = picture.cursor, let (x, y, _) = cell(plan, plan.place(at: cursor)) {
            painter.put(.crossing, x: x, y: y, ink: .accent, on: .ground, style: .bold)
        }
    }

    /// What comes of where the user points, or the best that is known.
    func note(_ moment: Moment) -> String {
        guard let grid else { return "" }
        if !grid.isComplete { return "\(Int(clamping: grid.progress * 100)) %" }
        let shown = colorsOf ?? picture.shown
        if let cursor = picture.cursor {
            let (column, row) = (
                min(Int(clamping: cursor.x * Double(grid.columns)), grid.columns - 1),
                min(Int(clamping: (1 - cursor.y) * Double(grid.rows)), grid.rows - 1)
            )
            guard let outcome = grid.outcome(column: max(column, 0), row: max(row, 0)) else { return "" }
            let place = grid.place(ofCell: max(row, 0) * grid.columns + max(column, 0))
            return "\(Self.words(grid.plan, place)): \(MapLegend.words(outcome, shown))"
        }
        guard let best else { return "" }
        return "best \(Self.words(grid.plan, grid.place(ofCell: best.cell))): \(MapLegend.words(best.outcome, shown))"
    }

    private static func words(_ plan: MapPlan, _ place: Point) -> String {
        "\(plan.x.symbol) \(Format.short(place.x)) \(plan.y.symbol) \(Format.short(place.y))"
    }

    // MARK: What the user does

    /// The shares of both axes in the middle of a cell of the screen.
    private func share(x: Int, y: Int) -> Point {
        Point(
            (Double(x - plot.x) + 0.5) / Double(max(plot.width, 1)),
            1 - (Double(y - plot.y) + 0.5) / Double(max(plot.height, 1)))
    }

    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        guard let grid, plot.contains(x: x, y: y) else { return .view }
        return .values(values(at: share(x: x, y: y), grid.plan))
    }

    /// What Enter takes.
    var chosen: [ChosenValue]? {
        guard let grid, let cursor = picture.cursor else { return nil }
        return values(at: cursor, grid.plan)
    }

    private func values(at share: Point, _ plan: MapPlan) -> [ChosenValue] {
        let place = plan.place(at: share)
        return [(plan.x, place.x), (plan.y, place.y)].compactMap { ChosenValue($0, $1, row: plan.row) }
    }

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Map? {
        var moved = picture
        guard let run = race.index(row: state.row, orFirstOf: track) else { return nil }
        let (entry, track) = entry(of: run, race)
        func use(_ window: Domain?, mayShorten: Bool) {
            guard let window, let x = try? picture.x.scaled(entry, on: track).window(window.x, mayShorten: mayShorten),
                let y = try? picture.y.scaled(entry, on: track).window(window.y, mayShorten: mayShorten)
            else { return }
            moved.window = Domain(x: x, y: y)
        }
        switch move {
        case .pan(let direction):
            use(picture.window.stretched(by: 1, movedBy: direction * picture.window.size / 8), mayShorten: false)
        case .drag: return nil
        case .zoom(let presses, let cell):
            var about = Point(0.5, 0.5)
            if let cell {
                about = share(x: cell.x, y: cell.y)
            } else if let plan = grid?.plan {
                let own = Point(plan.x.share(of: plan.place.x), plan.y.share(of: plan.place.y))
                if own.x >= 0, own.x <= 1, own.y >= 0, own.y <= 1 { about = own }
            }
            let anchor = Point(picture.window.x.value(at: about.x), picture.window.y.value(at: about.y))
            guard let wanted = picture.window.stretched(by: presses > 0 ? 1 / 1.5 : 1.5, about: anchor),
                (1e-6...8).contains(wanted.x.length)
            else { break }
            use(wanted, mayShorten: true)
        case .walk(let direction):
            guard let plan = grid?.plan else { return nil }
            let own = Point(plan.x.share(of: plan.place.x), plan.y.share(of: plan.place.y))
            let from = picture.cursor ?? Point(own.x.isNaN ? 0.5 : own.x, own.y.isNaN ? 0.5 : own.y)
            let step = Point(1 / Double(max(plot.width, 1)), 1 / Double(max(plot.height, 1)))
            let to = from + direction * step
            moved.cursor = Point(min(max(to.x, 0), 1), min(max(to.y, 0), 1))
        case .quantity:
            let pairs = Map.pairs(of: entry, on: track)
            guard !pairs.isEmpty else { return nil }
            let now = pairs.firstIndex { $0.x.quantity == picture.x.quantity && $0.y.quantity == picture.y.quantity }
            let next = pairs[((now ?? -1) + 1) % pairs.count]
            (moved.x, moved.y) = (next.x, next.y)
            (moved.window, moved.cursor) = (Domain(x: 0...1, y: 0...1), nil)
        case .step, .arrows: return nil
        }
        return moved
    }
}
