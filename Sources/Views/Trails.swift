import Basics
import Canvas
import Landscapes
import Racing

/// The paths of a panel's runs on its dots. Grows with the race; going back or tuning draws them anew.
struct Trails: Sendable {
    private let viewport: Viewport
    private var canvases: [DotCanvas]
    /// In ASCII, for each run the character along its path in each cell.
    private var strokes: [[Unicode.Scalar]]
    /// For each cell the runs that pass through it, one bit each.
    private(set) var runs: [UInt64]
    private var drawn: (step: Int, revision: Int)?
    /// The paths before the last tuning, all on one canvas, and the revision that it belongs to.
    private var ghosts: DotCanvas?
    private var ghostRevision = -1

    init(viewport: Viewport, runCount: Int) {
        self.viewport = viewport
        let canvas = DotCanvas(size: viewport.size, shape: viewport.shape)
        canvases = Array(repeating: canvas, count: runCount)
        let count = viewport.size.width * viewport.size.height
        strokes = viewport.shape == .ascii ? Array(repeating: Array(repeating: " ", count: count), count: runCount) : []
        runs = Array(repeating: 0, count: count)
    }

    /// Brings the paths to a step of the race.
    mutating func update(_ race: ArraySlice<Run>, to step: Int, revision: Int) {
        if let drawn, drawn.revision == revision, drawn.step <= step {
            draw(race, from: drawn.step, to: step)
        } else {
            for index in canvases.indices { canvases[index].removeAll() }
            for index in runs.indices { runs[index] = 0 }
            draw(race, from: 0, to: step)
        }
        drawn = (step, revision)
        updateGhosts(race, revision: revision)
    }

    /// The character that shows a run in a cell that it passes through.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar {
        strokes.isEmpty ? viewport.shape.scalar(canvases[run].masks[cell]) : strokes[run][cell]
    }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? {
        guard let mask = ghosts?.masks[cell], mask != 0 else { return nil }
        return viewport.shape.scalar(mask)
    }

    private mutating func draw(_ race: ArraySlice<Run>, from: Int, to: Int) {
        for (index, run) in race.enumerated() where index < canvases.count {
            let points = run.trajectory.points
            let bit: UInt64 = 1 << UInt64(clamping: index)
            let last = min(to, points.count - 1)
            guard from < last else { continue }
            var previous = viewport.dots(points[from])
            for step in (from + 1)...last {
                let next = viewport.dots(points[step])
                let stroke = Stroke.along(next - previous)
                canvases[index].line(from: previous, to: next) { cell in
                    // Where a run hardly moves, the way that it came in by stays.
                    if !strokes.isEmpty, let stroke, runs[cell] & bit == 0 || stroke.isLong {
                        strokes[index][cell] = stroke.scalar
                    }
                    runs[cell] |= bit
                }
                previous = next
            }
        }
    }

    private mutating func updateGhosts(_ race: ArraySlice<Run>, revision: Int) {
        guard race.contains(where: { $0.ghost != nil }) else {
            ghosts = nil
            ghostRevision = -1
            return
        }
        guard ghostRevision != revision else { return }
        ghostRevision = revision
        var canvas = DotCanvas(size: viewport.size, shape: viewport.shape)
        for ghost in race.compactMap(\.ghost) {
            var previous = viewport.dots(ghost.points[0])
            for point in ghost.points.dropFirst() {
                let next = viewport.dots(point)
                canvas.line(from: previous, to: next)
                previous = next
            }
        }
        ghosts = canvas
    }
}

/// A direction as an ASCII character.
struct Stroke {
    let scalar: Unicode.Scalar
    /// Whether it crosses most of a cell.
    let isLong: Bool

    /// The character along a movement in square dots, rows growing downwards; `nil` if it has no direction.
    static func along(_ delta: SIMD2<Double>) -> Stroke? {
        let (across, down) = (delta.x, delta.y)
        guard across.isFinite, down.isFinite, delta != .zero else { return nil }
        let isLong = abs(across) >= 0.7 || abs(down) >= 1.4
        // tan 22.5°: which of four directions it is nearest to.
        if abs(down) > 2.414 * abs(across) { return Stroke(scalar: "|", isLong: isLong) }
        if abs(across) > 2.414 * abs(down) { return Stroke(scalar: "-", isLong: isLong) }
        return Stroke(scalar: (across > 0) == (down > 0) ? "\\" : "/", isLong: isLong)
    }
}
