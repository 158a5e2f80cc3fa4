import Canvas
import Landscapes
import Racing
import Scenes
import Views

extension Model {
    // MARK: The start

    mutating func beginPlacingStart() {
        guard screen.cellSize(ofPanel: state.panel) != nil else {
            return report("a panel of kind \(type(of: picture).kind.name) does not show where the start is")
        }
        stage.isPlacingStart = true
        report("arrow keys move the start (Shift: farther), Enter ends")
    }

    /// Goes to a neighbour of what is looked at in the focused panel, by an arrow key.
    ///
    /// - Returns: whether the panel has such a move; else the key means what it means elsewhere.
    mutating func walk(_ key: Key) -> Bool {
        let directions: [Key: Point] = [.left: [-1, 0], .right: [1, 0], .up: [0, 1], .down: [0, -1]]
        guard let direction = directions[key],
            let picture = screen.moved(.walk(direction), panel: state.panel, race, state)
        else { return false }
        if picture.isEqual(self.picture) { report("that is as far as it goes") }
        show(picture, panel: state.panel)
        return true
    }

    /// - Returns: whether the key was meant for it.
    mutating func placeStart(_ key: Key) -> Bool {
        let moves: [Key: Point] = [
            .left: [-1, 0], .right: [1, 0], .up: [0, 1], .down: [0, -1], .shiftLeft: [-5, 0], .shiftRight: [5, 0],
            .shiftUp: [0, 5], .shiftDown: [0, -5],
        ]
        guard let move = moves[key], let cell = screen.cellSize(ofPanel: state.panel) else {
            stage.isPlacingStart = false
            return [.enter, .escape, .character("s")].contains(key)
        }
        moveStart(to: race.starts[track] + move * cell)
        return true
    }

    mutating func moveStart(to point: Point) {
        keepGhosts(row: nil)
        endFairness(isRate: false)
        race.moveStart(track: track, to: point)
        replay()
        report("start at \(Self.coordinates(point))")
    }

    static func coordinates(_ point: Point) -> String { "(\(coordinate(point.x)), \(coordinate(point.y)))" }

    static func coordinate(_ value: Double) -> String { "\((value * 1e4).rounded() / 1e4)" }

    // MARK: The view

    /// Moves the view of a panel, the focused one unless the mouse is over another.
    mutating func moveView(_ move: ViewMove, panel: Int? = nil) {
        let panel = panel ?? state.panel
        let shown = picture(of: panel)
        guard let moved = screen.moved(move, panel: panel, race, state) else {
            return report("a panel of kind \(type(of: shown).kind.name) does not do that")
        }
        if moved.isEqual(shown) { return report("that is as far as it goes") }
        show(moved, panel: panel)
    }

    /// Shows the next quantity in the focused panel, or in the chart that there is.
    mutating func nextQuantity() {
        // Of other panels only charts: what else has quantities changes when it is looked at.
        for panel in [state.panel] + race.scene.panels.indices.filter({ picture(of: $0).isChart }) {
            if let moved = screen.moved(.quantity, panel: panel, race, state) { return show(moved, panel: panel) }
        }
        guard let chart = screen.movedChart(.quantity, race, state) else {
            return report("there is no chart here to show another quantity")
        }
        stage.chart = chart
        stage.screen.show(chart: chart, of: race)
    }

    /// Whether there is a panel that turns.
    public var canOrbit: Bool { race.scene.panels.indices.contains { picture(of: $0).turned(by: 0) != nil } }

    /// Turns all panels that turn by so many degrees, so many times.
    public mutating func orbit(degrees: Double, times: Int = 1) {
        for panel in race.scene.panels.indices {
            var picture = picture(of: panel)
            for _ in 0..<times {
                guard let turned = picture.turned(by: degrees) else { break }
                picture = turned
            }
            if !picture.isEqual(self.picture(of: panel)) { show(picture, panel: panel) }
        }
    }

    mutating func resetView() {
        guard !stage.pictures.isEmpty || stage.chart != Chart() else { return }
        stage.pictures = [:]
        stage.chart = Chart()
        layOut()
    }
}
