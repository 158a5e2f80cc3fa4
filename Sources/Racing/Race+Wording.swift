import Hyperparameters
import Landscapes
import Scenes

/// Labels and titles with the values in them as they are tuned, at the step that the race was brought to last.
extension Race {
    /// What each row of the table is called now.
    public var labels: [String] {
        scene.labels.indices.map { row in runs.first { $0.row == row }?.label ?? scene.labels[row] }
    }

    /// What a row is called now: in a track if it races there, else wherever it does.
    public func label(ofRow row: Int, near track: Int) -> String {
        index(row: row, near: track).map { runs[$0].label } ?? scene.labels[row]
    }

    /// What stands over a track now.
    public func title(ofTrack track: Int) -> String { words(scene.tracks[track].heading, track) }

    public func short(ofTrack track: Int) -> String? { scene.tracks[track].shortHeading.map { words($0, track) } }

    /// A track as it is called now.
    public func track(_ index: Int) -> Scene.Track {
        scene.tracks[index].titled(title(ofTrack: index), short: short(ofTrack: index))
    }

    /// What the scene wants over a panel now.
    public func title(ofPanel panel: Int) -> String? {
        let panel = scene.panels[panel]
        return panel.heading.map { words($0, panel.track) }
    }

    public func short(ofPanel panel: Int) -> String? {
        let panel = scene.panels[panel]
        return panel.shortHeading.map { words($0, panel.track) }
    }

    private func words(_ wording: Wording, _ track: Int) -> String {
        guard wording.saysValues else { return wording.start }
        return wording.text { name in
            runs(on: track).lazy.compactMap { $0.value(named: name, at: now + 1, on: surfaces[track]) }.first
        }
    }

    /// Says the values in the runs' labels as they are now.
    mutating func word() {
        for index in runs.indices where runs[index].wording.saysValues {
            runs[index].word(at: now + 1, on: surfaces[runs[index].track])
        }
    }
}

extension Run {
    /// A hyperparameter by its name or symbol, or a parameter of the surface.
    fileprivate func value(named name: String, at step: Int, on surface: Surface) -> Double? {
        if let index = optimizer.hyperparameters.index(called: name) { return hyperparameter(index, at: step) }
        return surface.parameters.index(called: name).map { surface.values[$0] }
    }

    fileprivate mutating func word(at step: Int, on surface: Surface) {
        label = wording.text { value(named: $0, at: step, on: surface) }
    }
}
