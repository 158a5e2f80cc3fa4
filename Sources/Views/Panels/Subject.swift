import Basics
import Landscapes
import Racing
import Scenes

/// The run that a picture's formulas are of, at a step: the focused one, or the first of a track where that does not race.
struct Subject {
    let run: Run
    let step: Int
    private let parameters: [Double]

    /// `nil` if the run is hidden.
    init?(on track: Int, _ race: Race, _ state: ScreenState) {
        guard let run = race.run(row: state.row, orFirstOf: track),
            !state.hidden.contains(run.row)
        else { return nil }
        self.run = run
        step = state.step
        parameters = race.surfaces[track].values
    }

    private init(_ subject: Subject, step: Int) {
        run = subject.run
        self.step = step
        parameters = subject.parameters
    }

    /// The same run at another step.
    func at(_ step: Int) -> Subject { Subject(self, step: step) }

    /// Where it is.
    var point: Point { run.trajectory.points[min(step, run.trajectory.count - 1)] }

    /// What a name stands for that is the same everywhere; not a number if the run has no such thing.
    func value(of name: PictureName) -> Double {
        switch name {
        case .axis: .nan
        case .weight(let index): point[index]
        case .step: Double(step)
        // As the next step has it: so do sliders show it.
        case .hyperparameter(let name): hyperparameter(name, at: step + 1)
        case .parameter(let index): parameters[index]
        case .number(let number): number
        }
    }

    func hyperparameter(_ name: String, at step: Int) -> Double {
        guard let index = run.optimizer.hyperparameters.firstIndex(where: { $0.name == name }) else { return .nan }
        return run.hyperparameter(index, at: step)
    }
}
