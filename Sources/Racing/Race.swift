import Hyperparameters
import Landscapes
import Optimizers
import Scenes

/// The runs of a scene, as far as they have been stepped.
///
/// A race is deterministic, so every step that was ever taken can be shown again: going back is only looking back, and
/// tuning is running again from the start.
public struct Race: Sendable {
    public internal(set) var scene: Scene
    /// All runs, track by track.
    public internal(set) var runs: [Run]
    /// Where each track's runs are in `runs`.
    private let places: [Range<Int>]
    /// The surface of each track, with its parameters as they are tuned.
    public private(set) var surfaces: [Surface]
    /// Copies of one run that start a hair apart, if they are asked for.
    public internal(set) var swarm: Swarm?
    /// Where each track's runs start: the scene's start, until it is moved.
    public private(set) var starts: [Point]
    /// Counts the changes that made the past another one.
    public internal(set) var revision = 0 { didSet { word() } }
    /// The step that it was brought to last.
    public private(set) var now = 0 { didSet { if now != oldValue { word() } } }

    public init(_ scene: Scene) {
        self.scene = scene
        var runs: [Run] = []
        var places: [Range<Int>] = []
        for (index, track) in scene.tracks.enumerated() {
            places.append(runs.count..<(runs.count + track.runs.count))
            for run in track.runs {
                let row = scene.labels.firstIndex { Scene.isSame($0, run.label) }!
                runs.append(
                    Run(
                        run, surface: track.surface, view: track.view, pace: scene.pace, steps: scene.steps, row: row,
                        track: index))
            }
        }
        self.runs = runs
        self.places = places
        starts = scene.tracks.map(\.start)
        surfaces = scene.tracks.map(\.surface)
    }

    /// Steps every run to a step of the race, at most to the scene's last one.
    ///
    /// - Parameters:
    ///   - most: how many steps to take in all at most, one of all runs at least, so that a long race can be stepped
    ///     between frames.
    ///   - seconds: how long to wait for other programs. None of them delays the others' steps.
    /// - Returns: the step that every run has reached, but for programs.
    @discardableResult
    public mutating func advance(to step: Int, atMost most: Int = .max, within seconds: Double = .infinity) -> Int {
        let step = min(step, scene.steps)
        advance(to: step, spending: most)
        let programs = runs.indices.filter { runs[$0].isProgram }
        for index in programs { runs[index].advance(to: step, within: seconds / Double(programs.count)) }
        let now = min(step, self.reached)
        advanceSwarm(to: now, spending: most)
        self.now = now
        return now
    }

    /// Steps the runs that no program makes, all of them to one step before any goes further.
    ///
    /// - Parameter cost: how much may be done, in evaluations of a small formula; one run's step at least.
    private mutating func advance(to step: Int, spending cost: Int) {
        var left = cost
        while true {
            let reached = reached
            guard reached < step else { return }
            let share = max(1, left / max(stepCost, 1))
            let goal = step - reached > share ? reached + share : step
            for index in runs.indices where !runs[index].isProgram {
                let steps = goal + 1 - runs[index].trajectory.count
                guard steps > 0, !runs[index].hasEnded else { continue }
                runs[index].advance(to: goal)
                left -= steps * stepCost(of: runs[index])
                if left <= 0 { return }
            }
        }
    }

    /// Whether a program is still to take steps up to this one.
    public func isWaiting(at step: Int) -> Bool {
        runs.contains { $0.isProgram && !$0.hasEnded && $0.trajectory.count <= min(step, scene.steps) }
    }

    /// How many steps are known before they are shown: all of them, unless that would take long.
    public var foreseenSteps: Int { scene.steps * stepCost <= 400_000 ? scene.steps : 0 }

    /// Whether steps are still to be taken that are to be known before they are shown.
    public var isForeseeing: Bool { reached < foreseenSteps }

    /// How long a step of all runs takes, in evaluations of a small formula.
    private var stepCost: Int {
        runs.reduce(0) { $0 + stepCost(of: $1) }
    }

    func stepCost(of run: Run) -> Int { run.optimizer.stepCost(evaluation: surfaces[run.track].cost) }

    /// Takes the steps that are to be known before they are shown.
    ///
    /// - Parameter most: how many at most, in all.
    public mutating func foresee(atMost most: Int = .max) { advance(to: foreseenSteps, spending: most) }

    /// The step up to which every run has been stepped, or has ended before.
    private var reached: Int {
        var reached = scene.steps
        for run in runs where !run.hasEnded && !run.isProgram { reached = min(reached, run.trajectory.count - 1) }
        return reached
    }

    /// The runs of a track, in the scene's order.
    public func runs(on track: Int) -> ArraySlice<Run> { runs[places[track]] }

    /// The run of a row of the table in a track, if it races there.
    public func run(row: Int, track: Int) -> Run? { index(row: row, track: track).map { runs[$0] } }

    /// The same, or the track's first run where the row does not race in it.
    public func run(row: Int, orFirstOf track: Int) -> Run? { index(row: row, orFirstOf: track).map { runs[$0] } }
    public func index(row: Int, orFirstOf track: Int) -> Int? {
        index(row: row, track: track) ?? runs(on: track).indices.first
    }

    /// The place in `runs` of the run of a row in a track, if it races there.
    public func index(row: Int, track: Int) -> Int? { runs(on: track).firstIndex { $0.row == row } }

    /// The place in `runs` of the run of a row: in a track if it races there, else wherever it does.
    public func index(row: Int, near track: Int) -> Int? {
        index(row: row, track: track) ?? runs.firstIndex { $0.row == row }
    }

    // MARK: Tuning

    /// What tuning has made of the race: all that it is beside its scene.
    public var tuning: Tuning {
        get {
            Tuning(
                runs: runs.map { run in
                    let (changes, start) = run.tuned
                    let values = run.hyperparameters(at: max(1, changes.last?.step ?? 1))
                    return Tuning.OfRun(changes: changes, start: start, values: values)
                }, starts: starts, surfaces: surfaces.map(\.values))
        }
        set {
            for track in surfaces.indices where surfaces[track].values != newValue.surfaces[track] {
                for (index, value) in newValue.surfaces[track].enumerated() {
                    surfaces[track] = surfaces[track].setting(index, to: value)
                }
                for index in places[track] { runs[index].setSurface(surfaces[track]) }
            }
            for index in runs.indices {
                runs[index].tune(as: newValue.runs[index].changes, start: newValue.runs[index].start)
            }
            starts = newValue.starts
            revision += 1
        }
    }

    /// Changes a hyperparameter of a row's runs, in one track or in all. Their paths begin again at the start.
    ///
    /// - Parameters:
    ///   - step: from which step on the new value holds; from 1 on it holds for the whole run.
    ///   - seen: the step that somebody looks at: what the value is there, if tuning on the way made it that, is moved.
    /// - Returns: whether any run has that hyperparameter.
    @discardableResult
    public mutating func tune(
        row: Int, track: Int? = nil, hyperparameter name: String, by move: Hyperparameter.Move, from step: Int = 1,
        seenAt seen: Int = 1
    ) -> Bool {
        var isTuned = false
        for index in runs.indices where runs[index].row == row && (track == nil || runs[index].track == track) {
            guard let place = runs[index].optimizer.hyperparameters.firstIndex(where: { $0.name == name }) else {
                continue
            }
            runs[index].tune(place, by: move, from: max(1, step), seenAt: seen)
            isTuned = true
        }
        if isTuned { revision += 1 }
        return isTuned
    }

    /// Changes a parameter of a track's surface. Its runs begin again at the start.
    public mutating func tuneSurface(track: Int, parameter: Int, by move: Hyperparameter.Move) {
        let declaration = surfaces[track].parameters[parameter]
        let value = declaration.moved(surfaces[track].values[parameter], by: move)
        surfaces[track] = surfaces[track].setting(parameter, to: value)
        for index in places[track] { runs[index].setSurface(surfaces[track]) }
        revision += 1
    }

    /// Moves the start of a track's runs. A run with a start of its own keeps its distance to the others.
    public mutating func moveStart(track: Int, to start: Point) {
        let offset = start - starts[track]
        for index in places[track] { runs[index].moveStart(by: offset) }
        starts[track] = start
        revision += 1
    }

    /// Puts the hyperparameters of a row's runs, and starts and surfaces of all, back to what the scene says.
    public mutating func reset(row: Int) {
        for index in runs.indices {
            let track = runs[index].track
            let wanted = scene.tracks[track]
            let isMoved = starts[track] != wanted.start
            if runs[index].row == row || isMoved {
                let start = wanted.runs[index - places[track].lowerBound].start
                if runs[index].row == row {
                    runs[index].reset(to: start)
                } else {
                    runs[index].moveStart(by: wanted.start - starts[track])
                }
            }
        }
        starts = scene.tracks.map(\.start)
        for track in surfaces.indices where surfaces[track].values != scene.tracks[track].surface.values {
            surfaces[track] = scene.tracks[track].surface
            for index in places[track] { runs[index].setSurface(surfaces[track]) }
        }
        revision += 1
    }

    mutating func adoptRate(_ result: RateSweep.Result, _ index: Int, from step: Int) {
        guard let eta = runs[index].rateIndex else { return }
        runs[index].setRate(eta, to: result.rate, from: step)
        runs[index].sweep = result
        revision += 1
    }

    mutating func adoptRate(_ rate: Double, track: Int, from step: Int) {
        for index in places[track] {
            if let eta = runs[index].rateIndex { runs[index].setRate(eta, to: rate, from: step) }
        }
        revision += 1
    }

    /// What tuning has made of the runs' learning rates.
    public struct Rates: Sendable {
        fileprivate let changes: [[TunedSchedules.Change]]
    }

    public var rates: Rates {
        get {
            Rates(changes: runs.map { run in run.tuned.changes.filter { $0.hyperparameter == run.rateIndex } })
        }
        set {
            for (index, own) in zip(runs.indices, newValue.changes) {
                let (changes, start) = runs[index].tuned
                let others = changes.filter { $0.hyperparameter != runs[index].rateIndex }
                runs[index].tune(as: (others + own).sorted { $0.step < $1.step }, start: start)
                runs[index].sweep = nil
            }
            revision += 1
        }
    }

    /// Puts a hyperparameter of a track's run back to what the scene says.
    public mutating func resetTuning(track: Int, run: Int, hyperparameter name: String) {
        let index = places[track].lowerBound + run
        guard let place = runs[index].optimizer.hyperparameters.firstIndex(where: { $0.name == name }) else { return }
        runs[index].resetTuning(place)
        revision += 1
    }

    /// Puts all learning rates back to what they were before they were tuned from a step on; from 1 on to the scene's.
    public mutating func resetRates(from step: Int = 1) {
        for index in runs.indices {
            if let eta = runs[index].rateIndex { runs[index].resetTuning(eta, from: step) }
            runs[index].sweep = nil
        }
        revision += 1
    }

    /// Keeps the paths of a row's runs, or of all, up to a step, to compare with what tuning makes of them.
    public mutating func keepGhosts(row: Int?, upTo step: Int) {
        for index in runs.indices where row == nil || runs[index].row == row {
            runs[index].keepGhost(upTo: step)
        }
    }

    public mutating func forgetGhosts() {
        for index in runs.indices { runs[index].forgetGhost() }
    }

    /// How many steps are kept.
    public var stepCount: Int { runs.reduce(0) { $0 + $1.trajectory.count } }

    /// Forgets all steps, which takes up no room and loses nothing: they are taken again when they are asked for.
    public mutating func forgetSteps() {
        for index in runs.indices { runs[index].forgetSteps() }
        revision += 1
    }

    /// Makes sure that nobody takes this race's past for another's.
    mutating func outdate(_ other: Race) { revision = max(revision, other.revision) + 1 }

    /// Whether there is no step left to be taken.
    public var isComplete: Bool { runs.allSatisfy { $0.hasEnded || $0.trajectory.count > scene.steps } }

    /// Holds the scene's claims against the whole race.
    public mutating func outcomes() -> [(claim: Claim, outcome: Proof.Outcome)] {
        advance(to: scene.steps)
        return scene.claims.indices.map { (scene.claims[$0], outcome(ofClaim: $0)) }
    }

    /// Holds one claim against the race, as far as it has been stepped. The answers of a task that is cancelled are of no
    /// use.
    public func outcome(ofClaim index: Int) -> Proof.Outcome {
        scene.claims[index].proof.outcome { answer($0) }
    }

    /// What a run answers, and the step at which that is known.
    func answer(_ asked: Proof.Asked) -> (value: Double, step: Int) {
        let place = places[asked.track].lowerBound + asked.run
        guard asked.rates.isEmpty else {
            let share = rateSweep(place, rates: asked.rates).share() ?? .nan
            return (share, runs[place].trajectory.count - 1)
        }
        return asked.answer(runs[place], on: surfaces[asked.track])
    }

    /// Has other moments: those of a scene that is the same but for them.
    public mutating func useMoments(of scene: Scene) { self.scene = scene }
}
