import Landscapes
import Scenes

/// A value that a run takes which somebody chose by pointing at it.
public struct ChosenValue: Equatable, Sendable {
    public let place: ScaledAxis.Place
    public let symbol: String
    public let value: Double

    public init(_ axis: ScaledAxis, _ value: Double) {
        place = axis.place
        symbol = axis.symbol
        self.value = value
    }
}

extension Race {
    /// Gives values to a run, by its place in `runs`, for all of its way: hyperparameters to it alone, parameters and start
    /// to all of its track.
    public mutating func take(_ values: [ChosenValue], run index: Int) {
        let track = runs[index].track
        var start = starts[track]
        for chosen in values {
            switch chosen.place {
            case .hyperparameter(let place):
                let (row, name) = (runs[index].row, runs[index].optimizer.hyperparameters[place].name)
                tune(row: row, track: track, hyperparameter: name, by: .to(chosen.value))
            case .parameter(let place): tuneSurface(track: track, parameter: place, by: .to(chosen.value))
            case .start(let axis): start[axis] += chosen.value - runs[index].tuned.start[axis]
            case .nothing: break
            }
        }
        if start != starts[track] { moveStart(track: track, to: start) }
    }
}
