import Canvas
import Landscapes
import Racing

/// The paths of a track's runs on its dots, and the ghosts of those before the last tuning.
struct Trails: Sendable {
    private let viewport: Viewport
    private var paths: [Path]
    /// For each cell the runs that pass through it, one bit each.
    private(set) var runs: [UInt64]
    private var revision = -1
    /// The paths before the last tuning, all on one canvas, and how far each has been drawn.
    private var ghosts: (canvas: DotCanvas, drawn: [Int])?

    /// How many steps are drawn between two frames at most: a few milliseconds.
    private static let budget = 60_000

    init(viewport: Viewport, runCount: Int) {
        self.viewport = viewport
        paths = Array(repeating: Path(size: viewport.size, shape: viewport.shape), count: runCount)
        runs = Array(repeating: 0, count: viewport.size.width * viewport.size.height)
    }

    /// Brings the paths to a step of the race, or nearer to it.
    ///
    /// - Parameter isPatient: whether all of it is to be drawn, however long it takes.
    /// - Returns: whether all of it is drawn.
    mutating func update(_ race: ArraySlice<Run>, to step: Int, revision: Int, isPatient: Bool) -> Bool {
        if self.revision != revision {
            self.revision = revision
            for index in paths.indices { paths[index].removeAll() }
            for index in runs.indices { runs[index] = 0 }
            ghosts = nil
        }
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in race.enumerated() where index < paths.count {
            let bit: UInt64 = 1 << UInt64(clamping: index)
            let points = run.trajectory.points
            let isShown = paths[index].show(step: step, last: points.count - 1, budget: &budget) { cell, isThere in
                if isThere { runs[cell] |= bit } else { runs[cell] &= ~bit }
            } place: {
                viewport.dots(points[$0])
            }
            isComplete = isComplete && isShown
        }
        return updateGhosts(race, &budget) && isComplete
    }

    /// The character that shows a run in a cell that it passes through.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar { paths[run].scalar(cell) }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? {
        guard let mask = ghosts?.canvas.masks[cell], mask != 0 else { return nil }
        return viewport.shape.scalar(mask)
    }

    /// - Returns: whether all of them are drawn.
    private mutating func updateGhosts(_ race: ArraySlice<Run>, _ budget: inout Int) -> Bool {
        guard race.contains(where: { $0.ghost != nil }) else {
            ghosts = nil
            return true
        }
        var (canvas, drawn) =
            ghosts
            ?? (DotCanvas(size: viewport.size, shape: viewport.shape), Array(repeating: 0, count: race.count))
        ghosts = nil
        var isComplete = true
        for (index, run) in race.enumerated() {
            guard let (path, last) = run.ghost else { continue }
            guard drawn[index] < last else { continue }
            let end = drawn[index] + min(last - drawn[index], max(0, budget))
            isComplete = isComplete && end == last
            guard drawn[index] < end else { continue }
            var previous = viewport.dots(path.points[drawn[index]])
            for step in (drawn[index] + 1)...end {
                let next = viewport.dots(path.points[step])
                canvas.line(from: previous, to: next)
                previous = next
            }
            budget -= end - drawn[index]
            drawn[index] = end
        }
        ghosts = (canvas, drawn)
        return isComplete
    }
}
