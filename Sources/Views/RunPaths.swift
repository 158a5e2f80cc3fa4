import Basics
import Canvas

/// The paths of several runs on the same dots, and who passes through which cell.
struct RunPaths: Sendable {
    private(set) var paths: [Path]
    /// For each cell the runs that pass through it, one bit each.
    private(set) var passing: [UInt64]

    init(size: Size, shape: DotShape, count: Int) {
        paths = Array(repeating: Path(size: size, shape: shape), count: count)
        passing = Array(repeating: 0, count: size.width * size.height)
    }

    mutating func removeAll() {
        for index in paths.indices { paths[index].removeAll() }
        for cell in passing.indices { passing[cell] = 0 }
    }

    /// Brings a run's path to a step; see ``Path/show(step:last:budget:change:place:)``.
    mutating func show(
        _ run: Int, step: Int, last: Int, budget: inout Int, place: (Int) -> SIMD2<Double>?
    ) -> Bool {
        let bit: UInt64 = 1 << UInt64(clamping: run)
        return paths[run].show(step: step, last: last, budget: &budget) { cell, isThere in
            passing[cell] = isThere ? passing[cell] | bit : passing[cell] & ~bit
        } place: {
            place($0)
        }
    }

    /// The same where a step is more than a straight line; see ``Path/show(step:last:budget:change:trace:)``.
    mutating func show(
        _ run: Int, step: Int, last: Int, budget: inout Int, trace: (_ step: Int, _ dots: inout [Path.Dot]) -> Int
    ) -> Bool {
        let bit: UInt64 = 1 << UInt64(clamping: run)
        return paths[run].show(step: step, last: last, budget: &budget) { cell, isThere in
            passing[cell] = isThere ? passing[cell] | bit : passing[cell] & ~bit
        } trace: {
            trace($0, &$1)
        }
    }

    /// Puts the paths on a part of a frame; where several pass through a cell they take turns.
    ///
    /// - Parameter rows: the rows of the runs in the table, in the order of their paths.
    func draw(on painter: inout Painter, in plot: Area, rows: [Int], _ state: ScreenState) {
        let turns = Overlap.Turns(rows, state, painter.glyphs)
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                let cell = row * plot.width + column
                guard let seen = turns.seen(passing[cell], x: column, y: row) else { continue }
                painter.frame[plot.x + column, plot.y + row] = Cell(
                    turns.mark(seen, x: column, y: row) ?? paths[seen].shape.scalar(paths[seen].masks[cell]),
                    ink: .run(turns.rows[seen]), style: seen == turns.focus ? .bold : [])
            }
        }
    }
}
