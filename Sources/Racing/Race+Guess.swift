import Landscapes
import Scenes

extension Race {
    /// The places in ``runs`` of those that the room is asked about: all of the focused track, or all that there are where
    /// each has a track of its own.
    public func guessed(on track: Int) -> [Int] {
        runs.indices.filter { runs.count == scene.labels.count || runs[$0].track == track }
    }

    /// What the room is asked, of some runs of a race that is complete: for each of them its row, and what the scene's
    /// formula comes to, the least first. Without a formula it is the step from which on the run is at the ``RateSweep``'s
    /// target.
    ///
    /// - Returns: `nil` if the task was cancelled.
    public func guesses(of indices: [Int]) -> [(row: Int, value: Double)]? {
        var values: [(row: Int, value: Double)] = []
        for index in indices {
            if Task.isCancelled { return nil }
            let value = scene.guess?.proofs.isEmpty == false ? answer(of: index) : arrival(of: index)
            values.append((runs[index].row, value.isNaN ? .infinity : value))
        }
        return values.sorted { ($0.value, $0.row) < ($1.value, $1.row) }
    }

    private func answer(of index: Int) -> Double {
        guard let guess = scene.guess, guess.proofs.indices.contains(index) else { return .nan }
        return guess.proofs[index].outcome { self.answer($0) }.value
    }

    private func arrival(of index: Int) -> Double {
        let run = runs[index]
        let target = RateSweep.target(
            of: surfaces[run.track], view: scene.tracks[run.track].view, start: run.tuned.start)
        var trial = RateSweep.Trial()
        for (step, loss) in run.trajectory.losses.enumerated() {
            trial.add(loss, isPlaceFinite: run.trajectory.points[step].isFinite, at: step, target: target)
        }
        return trial.arrives(at: target) ? Double(trial.arrival) : .infinity
    }
}
