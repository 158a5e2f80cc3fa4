import Hyperparameters
import Racing
import Scenes
import Views

extension Model {
    // MARK: Tuning

    /// The focused row's run in the focused panel, or wherever it races.
    var focusedRun: Run? { race.index(row: state.row, near: track).map { race.runs[$0] } }

    /// What `a` and `A` change: the momentum, or what stands second.
    var secondHyperparameters: [String] {
        let own = tunables.filter { !$0.isSurface }.map(\.declaration.name)
        return ["alpha"] + own.filter { $0 != "eta" && $0 != "alpha" }
    }

    /// What the focused run's sliders move.
    var tunables: [Tunable] { focusedRun.map { race.tunables(of: $0, at: stage.step) } ?? [] }

    /// The chosen slider's place among them, if there is any.
    var chosenSlider: Int? { tunables.firstIndex { $0.id == state.slider } ?? tunables.indices.first }

    mutating func chooseSlider(by count: Int) {
        guard let now = chosenSlider else { return }
        let all = tunables.count
        guard all > 1 else { return }
        state.slider = tunables[(now + count % all + all) % all].id
    }

    mutating func tuneSlider(by move: Hyperparameter.Move) {
        guard let chosen = chosenSlider, let run = focusedRun else { return }
        let tunable = tunables[chosen]
        guard tunable.isSurface else { return tune([tunable.declaration.name], by: move) }
        moveSurface(tunable.declaration.name, track: run.track, by: move)
        replay()
    }

    /// Moves a parameter of a surface, the focused one's unless said otherwise.
    mutating func moveSurface(_ name: String, track: Int? = nil, by move: Hyperparameter.Move) {
        let track = track ?? self.track
        guard let index = race.surfaces[track].parameters.firstIndex(where: { $0.name == name }) else { return }
        keepGhosts(row: nil)
        endFairness(isRate: false)
        race.tuneSurface(track: track, parameter: index, by: move)
        layOut()
    }

    /// Tunes the first of the named hyperparameters that the focused run has: in its panel, or in all that are shown.
    mutating func tune(_ names: [String], by move: Hyperparameter.Move) {
        let hyperparameters = focusedRun?.optimizer.hyperparameters ?? []
        guard let name = names.first(where: { name in hyperparameters.contains { $0.name == name } }) else {
            return report("\(race.label(ofRow: state.row, near: track)) has no \(names[0])")
        }
        state.slider = Tunable.ID(name: name, isSurface: false)
        let step = tuningStep
        // At the end of its range a value stays what it is.
        guard
            race.runs.contains(where: { run in
                guard run.row == state.row, !state.isSolo || run.track == track,
                    let index = run.optimizer.hyperparameters.firstIndex(where: { $0.name == name })
                else { return false }
                let value = run.hyperparameter(index, at: max(step, shownStep))
                return run.isVarying(index) || run.optimizer.hyperparameters[index].moved(value, by: move) != value
            })
        else { return report(Binding.farthest) }
        keepGhosts(row: state.row)
        endFairness(isRate: name == "eta")
        race.tune(
            row: state.row, track: state.isSolo ? track : nil, hyperparameter: name, by: move, from: step,
            seenAt: shownStep)
        replay()
    }

    /// From which step on tuning holds.
    var tuningStep: Int { state.isInFlight ? shownStep : 1 }

    /// The step whose values are on the screen: the one that is taken next.
    var shownStep: Int { stage.step + 1 }

    mutating func reset() {
        keepGhosts(row: nil)
        endFairness(isRate: true)
        race.reset(row: state.row)
        replay()
        layOut()
    }

    /// Shows the paths as they are for a while more. Tuned again in that time, they stay what they were before it all.
    mutating func keepGhosts(row: Int?) {
        if stage.ghostTime <= .zero {
            race.forgetGhosts()
            race.keepGhosts(row: row, upTo: stage.step)
        }
        stage.ghostTime = .seconds(3)
    }

    // MARK: Fairness

    /// The scene's own learning rates, the focused run's for all, or for each its best.
    mutating func nextFairness() {
        let all = Fairness.allCases
        let next = all[((all.firstIndex(of: state.fairness) ?? 0) + 1) % all.count]
        // The rates that are found later are part of the same change.
        let isSearch = next == .best
        changing(isSearch ? "the best learning rates" : nil, gesture: isSearch ? .search : nil) { $0.use(next) }
    }

    mutating func use(_ fairness: Fairness) {
        if state.fairness == .own { stage.ownRates = race.rates }
        state.fairness = fairness
        stopSweeps()
        race.forgetGhosts()
        let step = tuningStep
        let since = step > 1 ? " from this step on" : ""
        switch fairness {
        case .own:
            if let rates = stage.ownRates { race.rates = rates } else { race.resetRates(from: step) }
            stage.ownRates = nil
            report("each run with its own learning rate\(since)")
        case .same:
            race.adoptRates(ofRow: state.row, near: track, from: step, seenAt: shownStep)
            report("all runs with the learning rate of \(race.label(ofRow: state.row, near: track))\(since)")
        case .best:
            race.resetRates(from: step)
            stage.sweeps = Array(race.runs.indices)
            stage.sweepStep = step
            report("seeking the best η\(since): \(RateSweep.criterion)")
        }
        replay()
    }

    /// What was fair is so no more once a value is tuned by hand: the best η is best for the other values, and for the
    /// start and surface, as they were.
    mutating func endFairness(isRate: Bool) {
        guard state.fairness == .best || isRate && state.fairness == .same else { return }
        state.fairness = .own
        stage.ownRates = nil
        stopSweeps()
    }

    /// Takes what a sweep found, and goes on with the next run.
    mutating func adopt(_ result: RateSweep.Result?, run: Int) {
        if let result {
            changing(gesture: .search) { $0.race.adopt(result, run: run, from: $0.stage.sweepStep) }
        }
        stage.sweeps.removeAll { $0 == run }
        if stage.sweeps.isEmpty { report("each run with its best η: \(RateSweep.criterion)") }
        replay()
    }

    mutating func stopSweeps() {
        stage.sweeps = []
        errands.cancel { $0 == .rates }
    }

    // MARK: Sensitivity

    /// A swarm of starts around the focused run's, or no longer.
    mutating func toggleSwarm() {
        guard let run = focusedRun else { return }
        race.toggleSwarm(row: run.row, track: run.track)
        replay()
        guard race.swarm != nil else { return report("no swarm of starts any more") }
        let radius = race.swarmRadius(track: run.track)
        report("\(Swarm.count) starts of \(run.label) within \(Self.coordinate(radius))")
    }
}
