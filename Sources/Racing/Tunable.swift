import Hyperparameters
import Landscapes

/// What a slider moves: a hyperparameter of a run, or a parameter of the surface that it is on.
public struct Tunable: Sendable {
    public let declaration: Hyperparameter
    /// The value now.
    public let value: Double
    /// The first value of a schedule; `nil` without one.
    public let scheduled: Double?
    /// The place among the run's hyperparameters, or among the surface's parameters.
    public let index: Int
    public let isSurface: Bool

    /// What it is, whatever its place: the same for all runs and surfaces that have it.
    public struct ID: Hashable, Sendable {
        public let name: String
        public let isSurface: Bool

        public init(name: String, isSurface: Bool) {
            self.name = name
            self.isSurface = isSurface
        }
    }

    public var id: ID { ID(name: declaration.name, isSurface: isSurface) }
}

extension Race {
    /// All that can be tuned of a run at a step: its hyperparameters but what is off, then its surface's parameters.
    public func tunables(of run: Run, at step: Int) -> [Tunable] {
        let now = run.hyperparameters(at: step + 1)
        let first = run.hyperparameters(at: 1)
        let own = run.optimizer.hyperparameters.indices.filter { !run.isOff($0) }.map { index in
            Tunable(
                declaration: run.optimizer.hyperparameters[index], value: now[index],
                scheduled: run.isScheduled(index) ? first[index] : nil, index: index, isSurface: false)
        }
        let surface = surfaces[run.track]
        return own
            + surface.parameters.enumerated().map { index, declaration in
                Tunable(
                    declaration: declaration, value: surface.values[index], scheduled: nil, index: index,
                    isSurface: true)
            }
    }
}
