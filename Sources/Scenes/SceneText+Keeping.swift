import Expressions
import Hyperparameters
import Landscapes
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
        let own = scene.labels.map { $0.lowercased() }
        return freeLabel(label, of: entry, on: scene.tracks[track].surface, settings, suffix: "kept") {
            own.contains($0)
        }
    }

    /// A label under which nobody else is known at the start, and how it reads then.
    private func freeLabel(
        _ label: String, of entry: Scene.Entry, on surface: Surface, _ settings: [Setting], suffix: String = "",
        isTaken: (String) -> Bool
    ) -> (label: String, name: String) {
        let hyperparameters = entry.optimizer.hyperparameters
        func value(_ name: String) -> Double? {
            guard let index = hyperparameters.index(called: name),
                let formula = settings.first(where: { hyperparameters.index(called: $0.key) == index })?.formula,
                var schedule = try? Schedule(formula: formula, steps: scene.steps)
            else { return entry.value(named: name, on: surface) }
            return schedule.value(at: 1)
        }
        func name(_ label: String) -> String {
            (try? Wording(parsing: label, known: [], value: value))?.start ?? label
        }
        var (free, number) = (label, 1)
        while isTaken(name(free).lowercased()) {
            let words = [suffix, number > 1 || suffix.isEmpty ? "\(suffix.isEmpty ? number + 1 : number)" : ""]
            free = label + " (" + words.filter { !$0.isEmpty }.joined(separator: " ") + ")"
            number += 1
        }
        return (free, name(free))
    }

    // MARK: Labels that say what was tuned

    /// A run whose label says a value that was tuned is known by another label once it is written: by one that no other
    /// row has, and claims and moments that name it go on doing so.
    ///
    /// - Parameters:
    ///   - settings: what was tuned of the runs.
    ///   - surfaces: the tracks' surfaces as they are tuned.
    public mutating func relabel(_ settings: [Setting], surfaces: [Surface]) {
        func own(_ track: Int, _ run: Int) -> [Setting] { settings.filter { $0.track == track && $0.run == run } }
        // Which row is known by what.
        var rows: [String: String] = [:]
        var changed: [(track: Int, run: Int)] = []
        for (track, place) in scene.tracks.enumerated() {
            for (run, entry) in place.runs.enumerated() {
                let isSame = own(track, run).isEmpty && surfaces[track].values == place.surface.values
                if entry.wording.saysValues, !isSame {
                    changed.append((track, run))
                } else {
                    rows[entry.label.lowercased()] = entry.label.lowercased()
                }
            }
        }
        var names: [[String: String]] = scene.tracks.map { _ in [:] }
        for (track, run) in changed {
            let entry = scene.tracks[track].runs[run]
            let path = runsPath(track) + [.item(run), "label"]
            guard let label = file.value[path]?.string else { continue }
            let row = entry.label.lowercased()
            let (free, name) = freeLabel(label, of: entry, on: surfaces[track], own(track, run)) {
                rows[$0] != nil && rows[$0] != row
            }
            if free != label { set(path, to: .scalar(free)) }
            rows[name.lowercased()] = row
            names[track][row] = name
        }
        rename(names)
    }

    /// Names runs in claims, moments and what the room is asked otherwise.
    ///
    /// - Parameter names: for each track the new names by the old ones in lower case.
    private mutating func rename(_ names: [[String: String]]) {
        let all = names.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        guard !all.isEmpty else { return }
        for (index, claim) in (file.value["claims"]?.items ?? []).enumerated() {
            guard let formula = claim["holds"]?.string else { continue }
            let wanted = claim["track"]?.string ?? claim["panel"]?.string
            let track = scene.tracks.firstIndex { $0.name == wanted }
            let renamed = Self.renamed(formula, track.map { names[$0] } ?? all)
            if renamed != formula { set(["claims", .item(index), "holds"], to: .scalar(renamed)) }
        }
        for (index, moment) in (file.value["moments"]?.items ?? []).enumerated() {
            guard let name = moment["run"]?.string, let new = all[name.lowercased()] else { continue }
            set(["moments", .item(index), "run"], to: .scalar(new))
        }
        for path in [["guess"], ["guess", "ask"]] as [[PathStep]] {
            guard let formula = file.value[path]?.string else { continue }
            let renamed = Self.renamed(formula, all)
            if renamed != formula { set(path, to: .scalar(renamed)) }
        }
    }

    /// A formula with other names between its quotation marks.
    private static func renamed(_ formula: String, _ names: [String: String]) -> String {
        var renamed = ""
        var rest = formula[...]
        while let begin = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
            let inner = rest[rest.index(after: begin)...]
            guard let end = inner.firstIndex(of: rest[begin]) else { break }
            let name = String(inner[..<end])
            renamed += rest[...begin] + (names[name.lowercased()] ?? name) + String(rest[begin])
            rest = inner[inner.index(after: end)...]
        }
        return renamed + rest
    }
}
