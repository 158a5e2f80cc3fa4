import Canvas
import Racing
import Scenes
import Views

extension Model {
    /// Shows the focused panel's map, or again what it showed before.
    mutating func toggleMap() {
        let own = race.scene.panels[state.panel].picture
        if picture is Map {
            stage.pictures[state.panel] = own is Map ? Contours(standardFor: race.scene.tracks[track]) : nil
        } else if own is Map {
            stage.pictures[state.panel] = nil
        } else {
            guard let run = race.index(row: state.row, orFirstOf: track),
                let pair = Map.pairs(
                    of: race.scene.tracks[track].runs[run - race.runs(on: track).startIndex],
                    on: race.scene.tracks[track]
                ).first
            else { return report("there is nothing to go along the axes of a map") }
            stage.pictures[state.panel] = Map(x: pair.x, y: pair.y)
        }
        layOut()
        if let map = picture as? Map {
            let quantity = keys.hints.first { $0.help.hasPrefix("another quantity") }?.keys ?? ";"
            report(
                "what comes of every \(map.subject); a click, or arrows and Enter, take them; other pairs: \(quantity)")
        }
    }

    /// Takes the values that are pointed at in the focused panel, by Enter, or points at nothing any more, by Escape.
    ///
    /// - Returns: whether the panel shows a map, and the key was meant for it.
    mutating func pressInMap(_ key: Key) -> Bool {
        guard key == .enter || key == .escape, var map = picture as? Map, map.cursor != nil,
            let values = screen.chosenValues(ofPanel: state.panel)
        else { return false }
        map.cursor = nil
        show(map, panel: state.panel)
        if key == .enter { take(values, panel: state.panel) }
        return true
    }

    /// Gives runs the values that somebody pointed at.
    mutating func take(_ values: [ChosenValue], panel: Int) {
        let track = race.scene.panels[panel].track
        guard let row = values.first?.row, let run = race.index(row: row, track: track) else { return }
        if isGuessing { return refuseToTell() }
        endFairness(isRate: values.contains { $0.isRate })
        keepGhosts(row: nil)
        race.take(values, track: track)
        replay()
        layOut()
        report(
            race.runs[run].label + ": "
                + values.map { "\($0.symbol) \(Format.short($0.value))" }.joined(separator: ", "))
    }
}
