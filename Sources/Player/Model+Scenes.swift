import Racing
import Scenes
import Views

/// The scenes of the deck: one is shown, others wait as they were left.
extension Model {
    /// Shows a scene by its place in the deck, which goes round; one that was shown before as it was left.
    mutating func open(scene index: Int) {
        let count = deck.slides.count
        let wanted = (index % count + count) % count
        guard wanted != sceneIndex else {
            return report(count == 1 ? "there is this scene only" : "this is that scene")
        }
        hasChangedScene = true
        errands.cancel { _ in true }
        let before = state
        park()
        sceneIndex = wanted
        if let stage = parked.removeValue(forKey: wanted) {
            self.stage = stage
        } else {
            stage = newStage(wanted)
            state.isPlaying = true
        }
        state.keepLook(of: before)
        state.drawer = isGuessing ? nil : before.drawer
        showPosition()
        layOut()
        catchUp()
    }

    /// A scene as it begins.
    private func newStage(_ index: Int) -> Stage {
        var stage = Stage(
            deck.slides[index].scene, size: size, glyphs: glyphs, hints: keys.hints, parts: parts,
            isPatient: isPatient)
        stage.beginGuess(keys)
        return stage
    }

    /// Plays other scenes from now on.
    mutating func play(_ deck: Deck) {
        errands.cancel { _ in true }
        hasChangedScene = true
        left += changesOfDeck
        self.deck = deck
        (sceneIndex, parked, thumbnails, overview, typed) = (0, [:], Thumbnails(), nil, nil)
        useThumbnailSize()
        let before = state
        stage = newStage(0)
        state.isPlaying = true
        state.keepLook(of: before)
        showPosition()
        layOut()
    }

    /// Keeps the scene that is shown as it is, but for steps that would take too much room.
    private mutating func park() {
        thumbnails.remove(place: sceneIndex)
        stage.state.message = nil
        stage.dragged = nil
        stage.isPlacingStart = false
        parked[sceneIndex] = stage
        let steps = parked.values.reduce(0) { $0 + $1.race.stepCount }
        guard steps > stepsKept else { return }
        for place in parked.keys { parked[place]?.race.forgetSteps() }
    }

    /// Says on the screen where in the deck it is.
    mutating func showPosition() {
        guard deck.slides.count > 1 else { return }
        state.position = "\(sceneIndex + 1)/\(deck.slides.count)"
    }

    /// Puts another scene in the place of the one that is shown: what was tuned and what is looked at is kept where it
    /// means something.
    ///
    /// - Parameter tuning: what it is tuned to; `nil` for what the race is tuned to now.
    mutating func replace(scene: Scene, tuning: Race.Tuning? = nil) {
        errands.cancel { _ in true }
        let old = race
        // Who is still there keeps its colour.
        let scene = scene.keepingRows(of: old.scene)
        race = Race(scene, tunedAs: old)
        if let tuning { race.tuning = tuning }
        (stage.sweeps, stage.ownRates) = ([], nil)
        func row(_ row: Int) -> Int? { scene.labels.firstIndex { Scene.isSame($0, old.scene.labels[row]) } }
        state.hidden = Set(state.hidden.compactMap(row))
        state.row = row(state.row) ?? min(state.row, scene.labels.count - 1)
        state.panel = min(state.panel, scene.panels.count - 1)
        stage.pictures = stage.pictures.filter { panel, _ in
            guard scene.panels.indices.contains(panel) else { return false }
            let (before, after) = (old.scene.panels[panel], scene.panels[panel])
            return before.picture.isEqual(after.picture) && before.track == after.track
        }
        stage.time = min(stage.time, Double(scene.steps))
        if state.guessing != nil { stage.ask(keys, again: isGuessing) }
        layOut(afresh: true)
        replay()
    }
}
