import Canvas
import Landscapes
import Racing

/// The paths of a panel's runs on its dots. Grows with the race; going back or tuning draws them anew.
struct Trails: Sendable {
    private let viewport: Viewport
    private var canvases: [DotCanvas]
    /// For each cell the runs that pass through it, one bit each.
    private(set) var runs: [UInt64]
    private var drawn: (step: Int, revision: Int)?

    init(viewport: Viewport, runCount: Int) {
        self.viewport = viewport
        let canvas = DotCanvas(size: viewport.size, shape: viewport.shape)
        canvases = Array(repeating: canvas, count: runCount)
        runs = Array(repeating: 0, count: viewport.size.width * viewport.size.height)
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
    }

    /// The dots of one run in a cell.
    func mask(run: Int, cell: Int) -> UInt8 { canvases[run].masks[cell] }

    private mutating func draw(_ race: ArraySlice<Run>, from: Int, to: Int) {
        for (index, run) in race.enumerated() where index < canvases.count {
            let points = run.trajectory.points
            let bit: UInt64 = 1 << UInt64(index)
            let last = min(to, points.count - 1)
            guard from < last else { continue }
            var previous = viewport.dots(points[from])
            for step in (from + 1)...last {
                let next = viewport.dots(points[step])
                canvases[index].line(from: previous, to: next) { runs[$0] |= bit }
                previous = next
            }
        }
    }
}
