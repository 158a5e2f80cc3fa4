import Racing
import Scenes
import Views

extension Stage {
    /// How long names are on their way to their rows.
    static let revealing = Duration.seconds(1)

    /// Asks the room at once, if the scene wants that.
    mutating func beginGuess(_ keys: KeyMap) {
        if race.scene.guess?.isAtBegin == true { ask(keys) }
    }

    /// Hides which run is which, and asks.
    ///
    /// - Parameter again: whether to; else nothing is asked any more.
    mutating func ask(_ keys: KeyMap, again: Bool = true) {
        revealTime = .zero
        state.guessing = nil
        let track = state.track(in: race)
        guard again, race.guessed(on: track).count > 1 else { return }
        let disguise = Disguise(of: race.scene)
        state.guessing = Guessing(
            disguise: disguise, track: track, formula: race.scene.guess?.formula, key: keys.symbol(of: "guess"))
        // Whom one looked at last would be known.
        state.row = disguise.row(at: 0) ?? state.row
        dragged = nil
    }

    /// Names go on to their rows.
    mutating func reveal(for duration: Duration) {
        revealTime = max(revealTime - duration, .zero)
        state.guessing?.phase =
            revealTime == .zero ? .revealed : .revealing(1 - revealTime / Self.revealing)
    }
}

extension Model {
    /// Whether nobody is to know which run is which.
    public var isGuessing: Bool { state.guessing?.isHiding == true }

    var isRevealing: Bool { stage.revealTime > .zero }

    /// Asks the room, and tells with the next press.
    mutating func guess() {
        switch state.guessing?.phase {
        case .asking:
            stage.revealTime = Stage.revealing
            state.guessing?.phase = .revealing(0)
        case .revealing: report("they are on their way")
        case .revealed, nil:
            guard race.guessed(on: track).count > 1 else {
                return report("there is one run only in this panel: nothing to guess")
            }
            stage.ask(keys)
            if state.drawer != nil {
                state.drawer = nil
                layOut()
            }
        }
    }

    mutating func refuseToTell() {
        report("that would tell which run is which; \(keys.symbol(of: "guess")) tells it first")
    }

    /// Where in the table that is shown a row stands, and which one stands at a place.
    func place(of row: Int) -> Int { isGuessing ? state.guessing?.disguise.places[row] ?? row : row }
    func row(at place: Int) -> Int { isGuessing ? state.guessing?.disguise.row(at: place) ?? place : place }

    // MARK: What comes of it

    /// The runs of which it is still to be found out, once it can be.
    var openGuess: [Int]? {
        guard let guessing = state.guessing, guessing.answers == nil, race.isComplete else { return nil }
        return race.guessed(on: guessing.track)
    }

    /// Finds out what comes of the question, here and now.
    mutating func decideGuess() {
        guard let guessed = openGuess else { return }
        let answers = race.answers(of: guessed)
        state.guessing?.answers = answers
    }
}

extension Race {
    /// What comes of the question to the room; `nil` if the task was cancelled.
    func answers(of runs: [Int]) -> [Guessing.Answer]? {
        guesses(of: runs)?.map { Guessing.Answer(row: $0.row, value: $0.value) }
    }
}
