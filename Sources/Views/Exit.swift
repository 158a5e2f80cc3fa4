import Basics
import Canvas
import Landscapes
import Racing

// What is thrown from one side of a picture to the other, farther at each step, would draw a line across all others every
// time. It is an arrow where it left.

extension Run {
    /// Whether a step lies between two places that are neither in the scene's view nor in what a panel shows: then it is not
    /// drawn, even if it crosses the panel.
    func isOutside(_ shown: Domain, from start: Point, to end: Point) -> Bool {
        [start, end].allSatisfy { !view.contains($0) && !shown.contains($0) }
    }

    /// A point just outside of what a panel shows, where the run last left the scene's view and then the panel; `nil` where
    /// it has not, or a step went beyond all numbers.
    func exit(from shown: Domain, at step: Int) -> Point? {
        guard let left = leftAt(step), left > 0 else { return nil }
        let points = trajectory.points
        // Who dawdles beside the view is where it is.
        let last = min(step, left + Self.dawdling)
        guard let out = (left...last).first(where: { shown.contains(points[$0 - 1]) && !shown.contains(points[$0]) })
        else {
            return nil
        }
        func share(_ point: Point) -> Point { Point(shown.x.share(of: point.x), shown.y.share(of: point.y)) }
        let (start, end) = (share(points[out - 1]), share(points[out]))
        guard let edge = DotCanvas.clip(start, end, to: Point(1, 1))?.1 else { return nil }
        let beyond = edge + (end - start) / (end - start).length * 1e-3
        return Point(shown.x.value(at: beyond.x), shown.y.value(at: beyond.y))
    }

    /// For how many steps after it left the scene's view it is looked for where it left the panel.
    private static let dawdling = 64
}
