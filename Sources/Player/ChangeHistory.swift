import Racing
import Scenes
import Views

/// What was changed of a scene, change by change, so that each can be taken back and made again.
struct ChangeHistory: Sendable {
    /// A scene as it stood: its text, and what tuning has made of its race. Where one looks at it from is no change.
    struct Standing: Sendable, Equatable {
        let scene: Scene
        let tuning: Race.Tuning
        let fairness: Fairness

        init(_ stage: Stage) {
            scene = stage.race.scene
            tuning = stage.race.tuning
            fairness = stage.state.fairness
        }

        static func == (left: Standing, right: Standing) -> Bool {
            left.tuning == right.tuning && left.fairness == right.fairness && left.scene.reading == right.scene.reading
        }
    }

    /// A change by what it changed.
    struct Change: Sendable {
        /// What it is called, where that does not go without saying.
        let name: String?
        let before: Standing
        let after: Standing
        /// What it is one of: changes of one sweep of the hand are taken back together.
        let gesture: Gesture?
    }

    enum Gesture: Sendable, Equatable {
        /// The mouse is held.
        case drag
        /// Rates are looked for.
        case search
    }

    private var done: [Change] = []
    private var undone: [Change] = []
    /// Whether the next change cannot belong to the last one's gesture.
    private var isInterrupted = true
    /// Counts what was noted, undone and done again.
    private(set) var version = 0

    /// Whether there is nothing to undo.
    var isEmpty: Bool { done.isEmpty }

    /// Notes what has changed since, if anything has.
    mutating func note(_ name: String? = nil, from before: Standing, to after: Standing, gesture: Gesture? = nil) {
        guard before != after else { return }
        version += 1
        undone = []
        if let gesture, !isInterrupted, let last = done.last, last.gesture == gesture {
            done[done.count - 1] = Change(name: last.name, before: last.before, after: after, gesture: gesture)
        } else {
            done.append(Change(name: name, before: before, after: after, gesture: gesture))
        }
        isInterrupted = false
    }

    /// Ends a gesture: what comes is a change of its own.
    mutating func interrupt() { isInterrupted = true }

    /// The last change, to be taken back.
    mutating func undo() -> Change? {
        guard let change = done.popLast() else { return nil }
        version += 1
        undone.append(change)
        isInterrupted = true
        return change
    }

    /// The change that was taken back last, to be made again.
    mutating func redo() -> Change? {
        guard let change = undone.popLast() else { return nil }
        version += 1
        done.append(change)
        isInterrupted = true
        return change
    }
}

extension Model {
    /// Does something, and notes what it changed of the scene, so that it can be taken back.
    mutating func changing(
        _ name: String? = nil, gesture: ChangeHistory.Gesture? = nil, _ body: (inout Model) -> Void
    ) {
        let (scene, version, before) = (sceneIndex, stage.history.version, ChangeHistory.Standing(stage))
        body(&self)
        // A scene that was left has not changed, and what was noted on the way is noted.
        guard scene == sceneIndex, stage.history.version == version else { return }
        stage.history.note(name, from: before, to: ChangeHistory.Standing(stage), gesture: gesture)
    }

    mutating func undo() {
        guard let change = stage.history.undo() else { return report("nothing to undo") }
        put(change.before)
        report("undid \(name(of: change, from: change.after, to: change.before))")
    }

    mutating func redo() {
        guard let change = stage.history.redo() else { return report("nothing to redo") }
        put(change.after)
        report("redid \(name(of: change, from: change.before, to: change.after))")
    }

    /// Puts the scene as it stood once.
    private mutating func put(_ standing: ChangeHistory.Standing) {
        keepGhosts(row: nil)
        if standing.scene.reading == race.scene.reading {
            stage.race.tuning = standing.tuning
            layOut()
        } else {
            replace(scene: standing.scene, tuning: standing.tuning)
        }
        state.fairness = standing.fairness
        replay()
    }

    /// What a change is called: what it did to which value.
    private func name(
        of change: ChangeHistory.Change, from old: ChangeHistory.Standing, to new: ChangeHistory.Standing
    ) -> String {
        if let name = change.name { return name }
        var names: [String] = []
        var told: Set<String> = []
        var rows: Set<Int> = []
        for (index, run) in race.runs.enumerated() {
            let (before, after) = (old.tuning.values(ofRun: index), new.tuning.values(ofRun: index))
            for place in before.indices where before[place] != after[place] {
                let symbol = run.optimizer.hyperparameters[place].symbol
                // Of a row that races on several tracks once.
                if told.insert("\(run.row) \(place)").inserted {
                    names.append("\(symbol) of \(run.label) \(Self.arrow(before[place], after[place]))")
                }
                rows.insert(run.row)
            }
        }
        for (track, surface) in race.surfaces.enumerated() {
            let (before, after) = (old.tuning.surfaces[track], new.tuning.surfaces[track])
            for place in before.indices where before[place] != after[place] {
                names.append("\(surface.parameters[place].symbol) \(Self.arrow(before[place], after[place]))")
            }
            let (start, end) = (old.tuning.starts[track], new.tuning.starts[track])
            if start != end { names.append("the start \(Self.coordinates(start)) → \(Self.coordinates(end))") }
        }
        if rows.count > 1 { return "the values of \(rows.count) runs" }
        if !names.isEmpty { return names.joined(separator: " and ") }
        return old.scene.reading == new.scene.reading ? "a value in flight" : "a change of the scene"
    }

    private static func arrow(_ old: Double, _ new: Double) -> String { "\(Format.short(old)) → \(Format.short(new))" }
}
