import Landscapes
import Scenes

/// A value that a run takes which somebody chose by pointing at it.
///
/// It says whose it is: by the time that it is taken another run may be looked at.
public struct ChosenValue: Equatable, Sendable {
    /// The run's row in the table.
    public let row: Int
    public let quantity: MapAxis.Quantity
    public let symbol: String
    public let value: Double

    /// `nil` where nothing goes along an axis.
    public init?(_ axis: ScaledAxis, _ value: Double, row: Int) {
        guard let quantity = axis.quantity else { return nil }
        self.row = row
        self.quantity = quantity
        symbol = axis.symbol
        self.value = value
    }

    /// Whether it is a learning rate.
    public var isRate: Bool { quantity == .hyperparameter("eta") }
}

extension Race {
    /// Gives values to runs on a track for all of their way: hyperparameters to each alone, parameters and start to all of
    /// the track. What a run has not got it is not given.
    public mutating func take(_ values: [ChosenValue], track: Int) {
        var start = starts[track]
        for chosen in values {
            guard let index = index(row: chosen.row, track: track) else { continue }
            switch chosen.quantity {
            case .hyperparameter(let name):
                tune(row: chosen.row, track: track, hyperparameter: name, by: .to(chosen.value))
            case .parameter(let name):
                guard let place = surfaces[track].parameters.firstIndex(where: { $0.name == name }) else { continue }
                tuneSurface(track: track, parameter: place, by: .to(chosen.value))
            case .start(let axis): start[axis] += chosen.value - runs[index].tuned.start[axis]
            }
        }
        if start != starts[track] { moveStart(track: track, to: start) }
    }
}
