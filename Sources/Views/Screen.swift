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
    private var panels: [LandscapePanel]
    /// Which panels are shown, and whether alone.
    private let shown: [Int]

    /// - Parameter solo: the one panel to show; `nil` shows all.
    public init(of race: Race, size: Size, glyphs: GlyphSet, hints: [KeyHint], solo: Int? = nil) {
        self.size = size
        self.glyphs = glyphs
        self.hints = hints
        shown = solo.map { [$0] } ?? Array(race.scene.panels.indices)
        layout = Layout(
            size: size, panels: shown.count, rows: race.scene.labels.count,
            tableWidth: RunTable.width(of: race, glyphs: glyphs), about: glyphs.spelled(race.scene.about))
        panels = zip(shown, layout.panels).map { index, area in
            LandscapePanel(index: index, panel: race.scene.panels[index], area: area, glyphs: glyphs)
        }
    }

    /// Draws the race as it stands at the state's step. The race must have been stepped that far.
    public mutating func frame(_ race: Race, _ state: ScreenState) -> Frame {
        var painter = Painter(size: size, glyphs: glyphs)
        drawTitle(on: &painter, race: race, state: state)
        if let about = layout.about { painter.writeLines(race.scene.about, in: about, ink: .muted) }
        for index in panels.indices { panels[index].draw(on: &painter, race: race, state: state) }
        if let chart = layout.chart { LossChart.draw(on: &painter, area: chart, race: race, state: state) }
        if let table = layout.table { RunTable.draw(on: &painter, area: table, race: race, state: state) }
        if let sliders = layout.sliders { Sliders.draw(on: &painter, area: sliders, race: race, state: state) }
        if let area = layout.hints { drawHints(on: &painter, area: area, state: state) }
        if state.isHelpShown { HelpOverlay.draw(on: &painter, hints: hints) }
        return painter.frame
    }

    private func drawTitle(on painter: inout Painter, race: Race, state: ScreenState) {
        let area = layout.title
        let isOver = state.step >= race.scene.steps
        let rate = race.scene.rate * state.speed
        let progress = "step \(state.step)/\(race.scene.steps)  \(Format.short(rate))/s"
        let symbol: Symbol = state.isPlaying ? .playing : isOver ? .finished : .paused
        let right = area.maxX - 1
        let left = right - painter.width(of: progress) - 2
        painter.write(progress, right: right, y: area.y, ink: state.isPlaying ? .good : .muted)
        painter.put(symbol, x: left, y: area.y, ink: state.isPlaying ? .good : .muted)
        let x = painter.write("ravine", x: area.x + 1, y: area.y, ink: .accent, style: .bold, width: left - 2)
        painter.write(race.scene.title, x: x + 2, y: area.y, style: .bold, width: left - x - 3)
    }

    private func drawHints(on painter: inout Painter, area: Area, state: ScreenState) {
        if let message = state.message {
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
