import Expressions
import Hyperparameters
import Optimizers
import YAML

/// One more run, as one was tuned: to compare with what becomes of that.
extension SceneText {
    /// - Parameters:
    ///   - run: its place among the track's runs.
    ///   - settings: what was tuned of it.
    /// - Returns: the new run's label, which says its values and is no other's.
    @discardableResult
    public mutating func keepRun(track: Int, run: Int, _ settings: [Setting]) -> String {
        let entry = scene.tracks[track].runs[run]
        let list = runsPath(track)
        let source = file.value[list + [.item(run)]]
        var pairs = source?.pairs ?? [.init("optimizer", .scalar(source?.string ?? entry.optimizer.name))]
        func put(_ key: String, _ value: String) {
            if let place = pairs.firstIndex(where: { $0.key == key }) {
                pairs[place].value = .scalar(value)
            } else {
                pairs.append(.init(key, .scalar(value)))
            }
        }
        for setting in settings {
            put(spelling(of: setting.key, list + [.item(run)], list: list, index: run), setting.formula)
        }
        let (label, name) = freeLabel(
            pairs.first { $0.key == "label" }?.value.string ?? Wording.quoting(entry.optimizer.label), of: entry,
            track: track, settings)
        put("label", label)
        set(list + [.item(file.value[list]?.items?.count ?? 0)], to: .mapping(pairs))
        return name
    }

    /// A label that says the values that were tuned, and how it reads.
    private func freeLabel(
        _ label: String, of entry: Scene.Entry, track: Int, _ settings: [Setting]
    ) -> (label: String, name: String) {
        let hyperparameters = entry.optimizer.hyperparameters
        var label = label
        let tuned = settings.compactMap { hyperparameters.index(called: $0.key) }
        for index in tuned.isEmpty && !entry.wording.saysValues ? Array(hyperparameters.indices.prefix(1)) : tuned {
            let (name, symbol) = (hyperparameters[index].name, hyperparameters[index].symbol)
            if entry.wording.says(name) || entry.wording.says(symbol) { continue }
            label += ", \(Wording.quoting(symbol)) = {\(name)}"
        }
        func value(_ name: String) -> Double? {
            guard let index = hyperparameters.index(called: name),
                let formula = settings.first(where: { hyperparameters.index(called: $0.key) == index })?.formula,
                var schedule = try? Schedule(formula: formula, steps: scene.steps)
            else { return entry.value(named: name, on: scene.tracks[track].surface) }
            return schedule.value(at: 1)
        }
        func name(_ label: String) -> String {
            (try? Wording(parsing: label, known: [], value: value))?.start ?? label
        }
        var (free, number) = (label, 1)
        while scene.labels.contains(where: { Scene.isSame($0, name(free)) }) {
            free = label + (number == 1 ? " (kept)" : " (kept \(number))")
            number += 1
        }
        return (free, name(free))
    }
}
