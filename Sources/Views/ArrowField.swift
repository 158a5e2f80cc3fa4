import Basics
import Canvas
import Landscapes
import RealModule

/// Arrows on a coarse grid that point where −gradient does, as it is seen on the screen.
struct ArrowField: Sendable {
    /// The arrow in a cell, by the cell's place row by row.
    let symbols: [Int: Symbol]

    /// How far they are apart, in cells.
    private static let spacing = (columns: 6, rows: 3)

    /// Whether it takes more than a few milliseconds.
    static func isDear(_ surface: Surface, on relief: Relief) -> Bool {
        surface.isDear(latticeOf: relief.cells.count / (spacing.columns * spacing.rows))
    }

    init(of surface: Surface, on relief: Relief) {
        let viewport = relief.viewport
        var objective = Objective(surface)
        var symbols: [Int: Symbol] = [:]
        for row in stride(from: Self.spacing.rows / 2, to: viewport.size.height, by: Self.spacing.rows) {
            for column in stride(from: Self.spacing.columns / 2, to: viewport.size.width, by: Self.spacing.columns) {
                guard let cell = Self.free(column, row, relief) else { continue }
                let slope = objective.gradient(at: viewport.point(x: cell.x, y: cell.y))
                guard let eighth = Self.eighth(-slope, cell: viewport.cellSize) else { continue }
                symbols[cell.y * viewport.size.width + cell.x] = .arrow(eighth)
            }
        }
        self.symbols = symbols
    }

    /// The cell, or one beside it, where there is no contour line; `nil` if all have one.
    private static func free(_ column: Int, _ row: Int, _ relief: Relief) -> SIMD2<Int>? {
        let size = relief.viewport.size
        let near: [SIMD2<Int>] = [[0, 0], [1, 0], [-1, 0], [0, -1], [0, 1]]
        return near.map { SIMD2(column, row) &+ $0 }.first { cell in
            cell.x >= 0 && cell.y >= 0 && cell.x < size.width && cell.y < size.height
                && relief.cells[cell.y * size.width + cell.x].scalar == " "
        }
    }

    /// The direction in eighths of a turn, from the right against the clock; `nil` if there is none.
    static func eighth(_ direction: Point, cell: Point) -> Int? {
        let seen = Point(direction.x / cell.x, direction.y / cell.y * 2)
        guard seen.x.isFinite, seen.y.isFinite, seen != .zero else { return nil }
        return (Int(clamping: (Double.atan2(y: seen.y, x: seen.x) / (.pi / 4)).rounded()) + 8) % 8
    }
}
