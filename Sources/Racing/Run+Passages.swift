import Landscapes
import Optimizers

// The optimizer's own steps, which are not the race's where that goes by evaluations, and the rows of data that they see.

extension Run {
    /// The rows of its data that the optimizer's next step sees after a step of the race, of so many; `nil` if there is
    /// no such step, or it sees all rows.
    public func rowsSeen(after step: Int, of count: Int) -> [Int]? {
        guard let batches, step < trajectory.count, !(hasEnded && step >= trajectory.count - 1) else { return nil }
        let number = batchStep(after: step)
        guard batches.weights == nil else {
            guard let passage = passage(number) else { return nil }
            var objective = objective
            return objective.rows(of: batches, step: number, at: trajectory.points[passage.start])
        }
        guard batches.size < count else { return nil }
        return batches.rows(at: number, of: count)
    }

    /// The optimizer's step whose batch is looked at after a step of the race: its next one, which is another number in
    /// a race by evaluations; the last one where the race is over.
    public func batchStep(after step: Int) -> Int {
        let next = number(after: step)
        return step < lastStep ? next : max(1, next - 1)
    }

    /// A step of the optimizer by its number; `nil` if it is still unknown where it begins.
    func passage(_ number: Int) -> Passage? {
        guard pace == .evaluations else {
            return number <= trajectory.count ? Passage(number: number, start: number - 1, end: number) : nil
        }
        guard number - 2 < arrivals.count else { return nil }
        let start = number < 2 ? 0 : arrivals[number - 2]
        return Passage(number: number, start: start, end: number <= arrivals.count ? arrivals[number - 1] : start + 1)
    }

    /// The number of the optimizer's step that is under way after a step of the race.
    func number(after step: Int) -> Int {
        (pace == .evaluations ? arrivals.partitioningIndex { $0 > step } : step) + 1
    }
}
