import Expressions
import Hyperparameters
import Racing
import Scenes
import Views

/// Values that are typed, and runs that are kept as they are tuned.
extension Model {
    /// Begins the command that gives the chosen slider a number.
    mutating func typeValue() {
        guard let chosen = chosenSlider else { return report("this run has no value to be typed") }
        commandLine = CommandLine("set \(tunables[chosen].declaration.name)=")
    }

    /// One more run, tuned as the focused one is.
    mutating func keepRun() {
        guard let index = race.index(row: state.row, near: track) else { return }
        let track = race.runs[index].track
        let run = index - race.runs(on: track).startIndex
        let settings = race.settings.filter { $0.track == track && $0.run == run }
        changing("the run that was kept") { model in
            do throws(Diagnostic) {
                var kept = ""
                try model.edit { (scene, model) throws(Diagnostic) in
                    kept = scene.keepRun(track: track, run: run, settings)
                }
                if model.state.message == nil { model.report("kept as \(kept)") }
            } catch {
                model.report(error.message)
            }
        }
    }

    /// Gives runs values: a number moves the slider, and in flight holds from this step on; all else goes into the scene.
    ///
    /// - Parameter name: the run's label or optimizer; `nil` for the focused one, and for its surface.
    mutating func set(
        _ name: PlacedText?, _ fields: [(key: PlacedText, value: PlacedText)]
    ) throws(Diagnostic) {
        let run = name.map(known) ?? PlacedText(race.scene.labels[state.row], column: fields[0].key.column)
        let places = try race.scene.runs(called: run, on: tunedTracks)
        var written: [(key: PlacedText, value: PlacedText)] = []
        var moves: [(id: Tunable.ID, value: Double)] = []
        for field in fields {
            guard let id = slider(called: field.key.text, places, isFocused: name == nil),
                let value = Double(field.value.text), value.isFinite
            else {
                written.append(field)
                continue
            }
            let declaration = declaration(id, places)
            guard declaration.range.contains(value) else {
                throw field.value.error(
                    "\(declaration.name) = \(value) is out of range; \(declaration.rangeDescription)")
            }
            moves.append((id, value))
        }
        if !written.isEmpty {
            for field in written {
                guard let id = slider(called: field.key.text, places, isFocused: false) else { continue }
                for place in places { race.resetTuning(track: place.track, run: place.run, hyperparameter: id.name) }
            }
            try edit { (scene, model) throws(Diagnostic) in
                try scene.setRun(run, tracks: model.tunedTracks, written)
            }
        }
        for (id, value) in moves {
            if name == nil { state.slider = id }
            if id.isSurface {
                moveSurface(id.name, by: .to(value))
                continue
            }
            keepGhosts(row: nil)
            endFairness(isRate: id.name == "eta")
            for place in places {
                let row = race.runs(on: place.track).dropFirst(place.run).first?.row ?? 0
                race.tune(row: row, track: place.track, hyperparameter: id.name, by: .to(value), from: tuningStep)
            }
        }
        replay()
    }

    /// The slider of a name or symbol: of the runs, or of the focused surface. Where both have one, the chosen one.
    private func slider(called key: String, _ places: [(track: Int, run: Int)], isFocused: Bool) -> Tunable.ID? {
        let own = places.lazy.compactMap { place -> Tunable.ID? in
            let hyperparameters = race.scene.tracks[place.track].runs[place.run].optimizer.hyperparameters
            return hyperparameters.index(called: key).map {
                Tunable.ID(name: hyperparameters[$0].name, isSurface: false)
            }
        }.first
        let parameters = race.surfaces[track].parameters
        let shared = isFocused ? parameters.index(called: key) : nil
        let other = shared.map { Tunable.ID(name: parameters[$0].name, isSurface: true) }
        return other == state.slider ? other ?? own : own ?? other
    }

    private func declaration(_ id: Tunable.ID, _ places: [(track: Int, run: Int)]) -> Hyperparameter {
        let all =
            id.isSurface
            ? race.surfaces[track].parameters
            : places.flatMap { race.scene.tracks[$0.track].runs[$0.run].optimizer.hyperparameters }
        return all.first { $0.name == id.name }!
    }

    /// A run's name, where a word is what the screen calls it now.
    func known(_ word: PlacedText) -> PlacedText {
        let wanted = word.unquoted.text
        guard !race.scene.labels.contains(where: { Scene.isSame($0, wanted) }),
            let run = race.runs.first(where: { Scene.isSame($0.label, wanted) })
        else { return word }
        return PlacedText(run.name, column: word.column)
    }
}
