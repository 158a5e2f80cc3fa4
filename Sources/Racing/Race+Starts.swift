import Landscapes

extension Race {
    /// Whether any of a track's runs begins at the track's start: else it is nobody's, and there is nothing to be shown.
    public func isStartUsed(track: Int) -> Bool {
        runs(on: track).contains { run in
            (run.trajectory.points[0] - starts[track]).length <= 1e-9 * (1 + starts[track].length)
        }
    }
}
