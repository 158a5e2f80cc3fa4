import Basics
import Canvas
import Optimizers
import Racing

/// The paths before the last tuning, all on one canvas, drawn piece by piece.
struct Ghosts: Sendable {
    private var canvas: DotCanvas
    /// How far each has been drawn.
    private var drawn: [Int] = []

    init(size: Size, shape: DotShape) { canvas = DotCanvas(size: size, shape: shape) }

    mutating func removeAll() {
        guard !drawn.isEmpty else { return }
        drawn = []
        canvas = DotCanvas(size: canvas.size, shape: canvas.shape)
    }

    /// - Parameter draw: draws a step of a path, and says what it took of the budget.
    /// - Returns: whether all of them are drawn.
    mutating func update(
        _ runs: ArraySlice<Run>, budget: inout Int, draw: (Run, Trajectory, _ step: Int, inout DotCanvas) -> Int
    ) -> Bool {
        guard runs.contains(where: { $0.ghost != nil }) else {
            removeAll()
            return true
        }
        if drawn.count != runs.count { drawn = Array(repeating: 0, count: runs.count) }
        var isComplete = true
        for (index, run) in runs.enumerated() {
            guard let (path, last) = run.ghost else { continue }
            while drawn[index] < last, budget > 0 {
                drawn[index] += 1
                budget -= draw(run, path, drawn[index], &canvas)
            }
            isComplete = isComplete && drawn[index] >= last
        }
        return isComplete
    }

    /// The character that shows them in a cell; `nil` where there is none.
    func scalar(cell: Int) -> Unicode.Scalar? {
        let mask = canvas.masks[cell]
        return mask == 0 ? nil : canvas.shape.scalar(mask)
    }
}
