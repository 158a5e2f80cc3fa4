import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// A race on a screen: knows where everything goes, keeps what need not be drawn anew, and draws the rest.
public struct Screen: Sendable {
    public let size: Size
    public let glyphs: GlyphSet
    private let hints: [KeyHint]
    private let layout: Layout
    private var panels: [ScreenPanel]
    /// What stands beside the panels where none of them is a chart.
    private var chart: ChartView?
    private var drawer: (any DrawerView)?
    private var board = StatusBoard()
    private var curtain: Curtain?
    private let parts: ScreenParts
    private let isPatient: Bool
    /// Whether the last frame shows less than there is, as drawing all of it would have taken too long: the next one
    /// shows more.
    public private(set) var isCatchingUp = false
    /// What the last frame left open of how the runs are doing; empty if it is all known.
    public private(set) var questions: [StatusQuestion] = []

    /// - Parameters:
    ///   - isPatient: whether every frame is to be complete, however long that takes; else what takes long is a draft
    ///     at first, and left to others: see ``orders`` and ``questions``.
    ///   - solo: the one panel to show; `nil` shows all.
    ///   - pictures: what panels show, where it is not the scene's.
    ///   - chart: what stands beside them where none of them is a chart.
    ///   - drawer: what is open below them.
    ///   - parts: what is there beside the panels.
    ///   - previous: what the race was on before.
    public init(
        of race: Race, size: Size, glyphs: GlyphSet, hints: [KeyHint], solo: Int? = nil,
        pictures: [Int: any Picture] = [:], chart: Chart = Chart(), drawer: Drawer? = nil, parts: ScreenParts = .all,
        isPatient: Bool = true, reusing previous: Screen? = nil
    ) {
        self.parts = parts
        self.isPatient = isPatient
        self.size = size
        self.glyphs = glyphs
        self.hints = hints
        let shown = solo.map { [$0] } ?? Array(race.scene.panels.indices)
        func picture(_ index: Int) -> any Picture { pictures[index] ?? race.scene.panels[index].picture }
        layout = Layout(
            size: size, panels: shown.count, rows: race.scene.labels.count,
            tableWidth: RunTable.widths(of: race, glyphs: glyphs), about: glyphs.spelled(race.scene.about),
            claims: race.scene.claims.count,
            drawer: drawer?.view.height(race, width: size.width - 4, glyphs: glyphs) ?? 0,
            parts: shown.contains { picture($0).isChart } ? parts.subtracting(.chart) : parts)
        panels = zip(shown, layout.panels).map { index, area in
            ScreenPanel(
                index, showing: picture(index), race, area: area, glyphs: glyphs, parts: parts, isPatient: isPatient,
                reusing: previous?.panel(index))
        }
        self.drawer = drawer.map { wanted in
            if let kept = previous?.drawer, type(of: kept) == wanted.view { return kept }
            return wanted.view.init()
        }
        if let previous {
            board = previous.board
            self.chart = previous.chart
        }
        show(chart: chart, of: race)
    }

    private func panel(_ index: Int) -> ScreenPanel? { panels.first { $0.index == index } }

    /// Shows another picture in a panel, if the panel is on the screen.
    public mutating func show(_ picture: any Picture, panel index: Int, of race: Race) {
        guard let place = panels.firstIndex(where: { $0.index == index }) else { return }
        panels[place] = ScreenPanel(
            index, showing: picture, race, area: panels[place].area, glyphs: glyphs, parts: parts,
            isPatient: isPatient, reusing: panels[place])
    }

    /// Shows another chart beside the panels, if there is room for one.
    public mutating func show(chart picture: Chart, of race: Race) {
        chart = layout.chart.map { area in
            let setting = PanelSetting(
                track: nil, surface: race.surfaces[0], runCount: race.runs.count, area: area.inset(by: 1),
                glyphs: glyphs, isPatient: isPatient)
            return ChartView(picture, setting, reusing: chart)
        }
    }

    // MARK: What others do

    /// What is still to be drawn, by panel.
    public var orders: [Int: [PanelOrder]] {
        Dictionary(uniqueKeysWithValues: panels.map { ($0.index, $0.view.orders) }.filter { !$1.isEmpty })
    }

    public mutating func adopt(_ drawn: any Sendable, panel index: Int) {
        if let place = panels.firstIndex(where: { $0.index == index }) { panels[place].view.adopt(drawn) }
    }

    public mutating func adopt(_ statuses: [Status], of race: Race, at step: Int) {
        board.adopt(statuses, of: race, at: step)
    }

    /// Draws the race as it stands at the state's step. The race must have been stepped that far.
    public mutating func frame(_ race: Race, _ state: ScreenState) -> Frame {
        var painter = Painter(size: size, glyphs: glyphs, hiding: nil)
        guard !layout.panels.isEmpty else {
            painter.askForRoom()
            return painter.frame
        }
        questions = board.update(race, at: state.step, isPatient: isPatient)
        let guessing = state.guessing
        let own = race
        let (race, state, statuses) = curtained(race, state)
        painter.secrets = curtain?.secrets
        var moment = Moment(race: race, state: state, statuses: statuses, isPatient: isPatient, parts: parts)
        moment.secrets = painter.secrets
        if layout.drawer != nil {
            moment.domain = domain(ofPanel: state.panel)
            drawer?.prepare(moment)
            moment.annotations = drawer?.annotations ?? []
        }
        var isComplete = true
        if let title = layout.title { drawTitle(on: &painter, area: title, race: race, state: state) }
        if let about = layout.about { painter.writeLines(race.scene.about, in: about, ink: .muted) }
        let speeches = Speech.all(race, state)
        // A run that is spoken of may race elsewhere.
        let spoken = speeches.first?.row.flatMap { race.index(row: $0, near: state.track(in: race)) }
        let speaker = spoken.flatMap { run in
            let fits = panels.filter { race.scene.panels[$0.index].track == race.runs[run].track }
            return (fits.first { $0.index == state.panel } ?? fits.first)?.index
        }
        var heads: [Int: SIMD2<Int>] = [:]
        for index in panels.indices {
            painter.heads = [:]
            isComplete = panels[index].draw(on: &painter, moment) && isComplete
            if panels[index].index == speaker ?? state.panel { heads = painter.heads }
        }
        if let area = layout.chart {
            chart?.prepare(moment)
            painter.box(
                area, title: chart?.title(race, state) ?? "", short: chart?.picture.title,
                note: chart?.note(moment) ?? "")
            isComplete = chart?.draw(on: &painter, moment) ?? true && isComplete
        }
        if let area = layout.drawer, let drawer {
            painter.box(area, title: drawer.title, note: drawer.note(moment))
            let inner = area.inset(by: 1)
            let text = Area(x: inner.x + 1, y: inner.y, width: inner.width - 2, height: inner.height)
            drawer.draw(on: &painter, area: text, moment)
            isComplete = drawer.isComplete && isComplete
        }
        if let table = layout.table { RunTable.draw(on: &painter, area: table, moment) }
        if let claims = layout.claims {
            ClaimStrip.draw(on: &painter, area: claims, claims: race.scene.claims, state: state)
        }
        if let sliders = layout.sliders { Sliders.draw(on: &painter, area: sliders, moment) }
        if let legend = layout.legend, let panel = panels.first {
            Legend.draw(on: &painter, area: legend, moment, panel: panel.index)
        }
        if let area = panel(speaker ?? state.panel)?.area.inset(by: 1) ?? panels.first?.area.inset(by: 1) {
            var top = area.y
            let (first, last) = (layout.panels[0], layout.panels[layout.panels.count - 1])
            let all = Area(
                x: first.x, y: first.y, width: last.maxX - first.x, height: last.maxY - first.y
            ).inset(by: 1)
            for speech in speeches { top = speech.draw(on: &painter, in: area, of: all, heads: heads, top: top) }
        }
        isCatchingUp = !isComplete
        if let area = layout.hints { drawHints(on: &painter, area: area, state: state) }
        // What is asked, and what the lecturer types, may name whom it likes.
        painter.secrets = nil
        guessing?.draw(on: &painter, top: layout.title == nil ? 0 : 1, own)
        if let mistake = state.mistake {
            let bottom = layout.hints?.y ?? size.height
            MistakeStrip.draw(mistake, on: &painter, bottom: state.prompt == nil ? bottom : bottom - 1)
        }
        state.prompt?.draw(on: &painter)
        state.card?.draw(on: &painter)
        if state.isHelpShown { HelpOverlay.draw(on: &painter, hints: hints) }
        return painter.frame
    }

    /// Race, state and statuses as the room may see them.
    private mutating func curtained(_ race: Race, _ state: ScreenState) -> (Race, ScreenState, [Status]) {
        guard let guessing = state.guessing, guessing.isHiding else {
            curtain = nil
            return (race, state, board.statuses)
        }
        if curtain?.disguise != guessing.disguise {
            curtain = Curtain(guessing.disguise, race.scene, glyphs: glyphs)
        }
        return curtain!.hiding(race, state, board.statuses)
    }

    // MARK: What is where

    /// What stands at a place of the screen.
    public enum Target: Equatable, Sendable {
        case panel(Int, PanelTarget)
        case row(Int)
        case step(Int)
        /// What a slider of the focused run moves, and where on it, from 0 to 1.
        case slider(Tunable.ID, position: Double)
    }

    public func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> Target? {
        if let panel = panels.first(where: { $0.area.inset(by: 1).contains(x: x, y: y) }) {
            return .panel(panel.index, panel.view.target(x: x, y: y, race, state))
        }
        if let table = layout.table, table.contains(x: x, y: y) {
            return RunTable.row(y: y, area: table, race: race).map { .row($0) }
        }
        if let chart = layout.chart, chart.contains(x: x, y: y) {
            guard case .step(let step) = self.chart?.target(x: x, y: y, race, state) else { return nil }
            return .step(step)
        }
        if let sliders = layout.sliders, sliders.contains(x: x, y: y) {
            return Sliders.hit(x: x, area: sliders, race: race, state: state, glyphs: glyphs).map {
                .slider($0.0, position: $0.position)
            }
        }
        return nil
    }

    /// The values that the user has pointed at in a panel, and not taken yet; `nil` if there are none.
    public func chosenValues(ofPanel index: Int) -> [ChosenValue]? { panel(index)?.view.chosen }

    /// The picture of a panel after a move of its view; `nil` if it is not on the screen, or has no such move.
    public func moved(_ move: ViewMove, panel index: Int, _ race: Race, _ state: ScreenState) -> (any Picture)? {
        panel(index)?.view.moved(move, race, state)
    }

    /// The chart beside the panels after a move of its view; `nil` if there is none, or it has no such move.
    public func movedChart(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Chart? {
        chart?.moved(move, race, state)
    }

    /// The ways to draw panels of a picture's kind.
    public static func styles(of picture: any Picture) -> [String] { PanelViews.styles(of: picture) }

    /// Whether there was room to open a drawer.
    public var hasDrawer: Bool { layout.drawer != nil }

    /// What is shown of the plane in a panel; `nil` if it is not on the screen, or shows none of it.
    public func domain(ofPanel index: Int) -> Domain? { panel(index)?.view.domain }

    /// How far the arrow keys move a point in a panel: the plane's share of a cell.
    public func cellSize(ofPanel index: Int) -> Point? {
        guard let domain = domain(ofPanel: index), let area = panel(index)?.area.inset(by: 1) else { return nil }
        return domain.size / Point(Double(max(area.width, 1)), Double(max(area.height, 1)))
    }

    // MARK: The lines above and below

    private func drawTitle(on painter: inout Painter, area: Area, race: Race, state: ScreenState) {
        let isOver = state.step >= race.scene.steps
        let rate = race.scene.rate * state.speed
        let fair =
            switch state.fairness {
            case .own: ""
            case .same: "same η  "
            case .best: "best η  "
            }
        let mode = fair + (state.isInFlight ? "in flight  " : "")
        let passed = race.scene.moments.count { $0.step <= state.step }
        let count = race.scene.moments.count
        let moments = count == 0 ? "" : "\(painter.glyphs.scalar(.moment))\(passed)/\(count)  "
        let progress =
            "\(painter.glyphs.spelled(mode))\(moments)step \(state.step)/\(race.scene.steps)  \(Format.short(rate))/s"
        let symbol: Symbol = state.isPlaying ? .playing : isOver ? .finished : .paused
        let right = area.maxX - 1
        let left = right - painter.width(of: progress) - 2
        painter.write(progress, right: right, width: right - area.x, y: area.y, ink: state.isPlaying ? .good : .muted)
        painter.put(symbol, x: left, y: area.y, ink: state.isPlaying ? .good : .muted)
        var x = painter.write("ravine", x: area.x + 1, y: area.y, ink: .accent, style: .bold, width: left - 2)
        if let position = state.position {
            x = painter.write(position, x: x + 2, y: area.y, ink: .muted, width: left - x - 3)
        }
        painter.write(race.scene.title, x: x + 2, y: area.y, style: .bold, width: left - x - 3)
    }

    private func drawHints(on painter: inout Painter, area: Area, state: ScreenState) {
        var area = area
        if let file = state.recording {
            let name = painter.fitted(file, width: area.width / 2)
            let left = area.maxX - 3 - painter.width(of: name)
            painter.put(.recording, x: left, y: area.y, ink: .bad, style: .bold)
            painter.write(name, x: left + 2, y: area.y, ink: .bad)
            area = Area(x: area.x, y: area.y, width: left - area.x, height: 1)
        }
        if let message = state.message {
            let isSecret = painter.secrets?.isTold(by: message) == true
            let message = isSecret ? "done; what it says of a run is hidden while the room guesses" : message
            painter.write(message, x: area.x + 1, y: area.y, ink: .text, width: area.width - 2)
            return
        }
        // The last two, help and quit, stay when there is no room for all.
        var shown = hints.filter { !$0.short.isEmpty }
        func width(_ hint: KeyHint) -> Int { painter.width(of: hint.keys) + painter.width(of: hint.short) + 3 }
        while shown.count > 2, shown.map(width).reduce(0, +) > area.width { shown.remove(at: shown.count - 3) }
        var x = area.x + 1
        for hint in shown {
            x = painter.write(hint.keys, x: x, y: area.y, ink: .accent) + 1
            x = painter.write(hint.short, x: x, y: area.y, ink: .muted) + 2
        }
    }
}
