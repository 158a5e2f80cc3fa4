import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// A curve of losses drawn on dots.
struct Curve: Sendable {
    let result: SliceResult
    /// The losses at the lower and the upper edge.
    let heights: ClosedRange<Double>
    private var canvas: DotCanvas

    var order: SliceOrder { result.order }
    private var losses: [Double] { result.losses }
    var masks: [UInt8] { canvas.masks }

    init(_ result: SliceResult, heights: ClosedRange<Double>, size: Size, shape: DotShape) {
        self.result = result
        self.heights = heights
        canvas = DotCanvas(size: size, shape: shape)
        let losses = result.losses
        for column in losses.indices.dropFirst() {
            canvas.line(from: dot(column - 1, losses[column - 1]), to: dot(column, losses[column]))
        }
    }

    private func dot(_ column: Int, _ loss: Double) -> SIMD2<Double> { SIMD2(Double(column) + 0.5, height(loss)) }

    /// Where a loss is, in dots from the top.
    private func height(_ loss: Double) -> Double {
        let share = (heights.upperBound - loss) / heights.length
        return share * Double(canvas.height - 1) + 0.5
    }

    /// Where a place of the line with a loss is, in dots.
    func dots(_ place: Double, _ loss: Double) -> SIMD2<Double> {
        let range = order.line.range
        let share = range.share(of: place)
        return SIMD2(share * Double(canvas.width), height(loss))
    }

    /// The row of a loss; it may be outside.
    func row(_ loss: Double) -> Int {
        Int(clamping: (height(loss) / Double(canvas.shape.rows)).rounded(.down))
    }

    /// The cell of a place with a loss; `nil` outside.
    func cell(_ place: Double, _ loss: Double) -> (x: Int, y: Int)? {
        let dots = dots(place, loss)
        guard dots.x >= 0, dots.y >= 0, dots.x < Double(canvas.width), dots.y < Double(canvas.height) else {
            return nil
        }
        return (
            Int(clamping: dots.x) / canvas.shape.columns, Int(clamping: dots.y) / canvas.shape.rows
        )
    }

    /// The loss at a place, between those of the columns beside it; `nil` outside.
    func loss(at place: Double) -> Double? {
        let column = dots(place, 0).x - 0.5
        guard column > -1, column < Double(losses.count) else { return nil }
        let first = min(max(Int(clamping: column.rounded(.down)), 0), losses.count - 2)
        return losses[first] + (column - Double(first)) * (losses[first + 1] - losses[first])
    }

    /// The parabola that loss, slope and curvature at a point make, in dashes.
    func parabola(_ tangent: Tangent, at point: Point) -> DotCanvas {
        var canvas = DotCanvas(size: canvas.size, shape: canvas.shape)
        let (slope, curvature) = (
            tangent.slope(along: order.line.direction), tangent.curvature(along: order.line.direction)
        )
        let here = order.line.place(of: point)
        func dot(_ column: Int) -> SIMD2<Double> {
            let way = order.place(column) - here
            return self.dot(column, tangent.loss + way * (slope + way * curvature / 2))
        }
        // Dashes of the same length on the screen, however steep it is.
        var length = 0.0
        for column in losses.indices.dropFirst() {
            let (from, to) = (dot(column - 1), dot(column))
            if Int(clamping: length / 4) % 2 == 0 { canvas.line(from: from, to: to) }
            length += max(abs(to.x - from.x), min(abs(to.y - from.y), 8))
        }
        return canvas
    }
}

/// The steps of runs on a curve: straight from one place to the next. Kept as ``Path`` keeps them.
struct Hops: Sendable {
    private var paths: RunPaths
    private var drawnFor: Drawing?

    /// What they are drawn for: the whole curve is another one wherever its loss depends on the other weight too.
    private struct Drawing: Equatable {
        let range: ClosedRange<Double>
        let heights: ClosedRange<Double>
        let revision: Int
    }

    /// How many steps are drawn between two frames at most: a few milliseconds.
    private static let budget = 60_000

    init(size: Size, shape: DotShape, count: Int) {
        paths = RunPaths(size: size, shape: shape, count: count)
    }

    /// - Returns: whether all steps are drawn.
    mutating func update(
        _ runs: ArraySlice<Run>, on curve: Curve, to step: Int, revision: Int, isPatient: Bool
    ) -> Bool {
        let wanted = Drawing(range: curve.order.line.range, heights: curve.heights, revision: revision)
        if drawnFor != wanted {
            drawnFor = wanted
            paths.removeAll()
        }
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in runs.enumerated() where index < paths.paths.count {
            let trajectory = run.trajectory
            let isShown = paths.show(index, step: step, last: trajectory.count - 1, budget: &budget) {
                curve.dots(curve.order.line.place(of: trajectory.points[$0]), trajectory.losses[$0])
            }
            isComplete = isComplete && isShown
        }
        return isComplete
    }

    /// What is seen in a cell of the runs that pass through it, with the curve's own dots; `nil` where there is none.
    func cell(_ cell: Int, x: Int, y: Int, _ turns: Overlap.Turns, over mask: UInt8) -> Cell? {
        guard let seen = turns.seen(paths.passing[cell], x: x, y: y) else { return nil }
        let path = paths.paths[seen]
        let scalar = path.shape == .braille ? path.shape.scalar(path.masks[cell] | mask) : path.scalar(cell)
        return Cell(
            turns.mark(seen, x: x, y: y) ?? scalar, ink: .run(turns.rows[seen]), style: seen == turns.focus ? .bold : []
        )
    }
}
