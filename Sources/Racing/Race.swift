import Landscapes
import Optimizers
import Scenes

/// The runs of a scene, as far as they have been stepped.
///
/// A race is deterministic, so every step that was ever taken can be shown again: going back is only looking back, and
/// tuning is running again from the start.
public struct Race: Sendable {
    public let scene: Scene
    /// All runs, panel by panel.
    public private(set) var runs: [Run]
    /// Where each panel's runs are in `runs`.
    private let places: [Range<Int>]
    /// Counts the changes that made the past another one.
    public private(set) var revision = 0

    public init(_ scene: Scene) {
        self.scene = scene
        var runs: [Run] = []
        var places: [Range<Int>] = []
        for (index, panel) in scene.panels.enumerated() {
            places.append(runs.count..<(runs.count + panel.runs.count))
            for run in panel.runs {
                let row = scene.labels.firstIndex { Scene.isSame($0, run.label) }!
                runs.append(Run(run, surface: panel.surface, row: row, panel: index))
            }
        }
        self.runs = runs
        self.places = places
    }

    /// Steps every run to a step of the race, at most to the scene's last one.
    public mutating func advance(to step: Int) {
        let step = min(step, scene.steps)
        for index in runs.indices { runs[index].advance(to: step) }
    }

    /// The runs of a panel, in the scene's order.
    public func runs(in panel: Int) -> ArraySlice<Run> { runs[places[panel]] }

    /// The run of a row of the table in a panel, if it races there.
    public func run(row: Int, panel: Int) -> Run? { runs(in: panel).first { $0.row == row } }

    /// Changes a hyperparameter of a row's runs, in one panel or in all, and replays them up to a step.
    ///
    /// - Returns: whether any run has that hyperparameter.
    @discardableResult
    public mutating func tune(row: Int, panel: Int? = nil, hyperparameter name: String, presses: Int, upTo step: Int)
        -> Bool
    {
        var isTuned = false
        for index in runs.indices where runs[index].row == row && (panel == nil || runs[index].panel == panel) {
            guard let place = runs[index].optimizer.hyperparameters.firstIndex(where: { $0.name == name }) else {
                continue
            }
            runs[index].tune(place, presses: presses)
            isTuned = true
        }
        if isTuned { replay(upTo: step) }
        return isTuned
    }

    /// Puts a row's hyperparameters back to the scene's and replays up to a step.
    public mutating func resetTuning(row: Int, upTo step: Int) {
        for index in runs.indices where runs[index].row == row { runs[index].resetTuning() }
        replay(upTo: step)
    }

    private mutating func replay(upTo step: Int) {
        revision += 1
        advance(to: step)
    }

    /// Holds the scene's claims against the whole race.
    public mutating func outcomes() -> [(claim: Claim, outcome: Proof.Outcome)] {
        advance(to: scene.steps)
        return scene.claims.map { claim in
            let outcome = claim.proof.outcome { panel, run in
                runs[places[panel].lowerBound + run].trajectory
            } minima: { panel in
                scene.panels[panel].surface.minima
            }
            return (claim, outcome)
        }
    }
}
