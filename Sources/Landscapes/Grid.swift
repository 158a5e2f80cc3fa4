import Basics

/// Losses at the points of a rectangular grid, with a smooth surface through them.
///
/// Bicubic after Catmull and Rom: it goes through every number, and its gradient is continuous.
public struct Grid: Sendable, Equatable {
    /// Row by row from the lowest y, each row from the lowest x.
    public let losses: [Double]
    public let columns: Int
    public let rows: Int
    /// Where the first and last columns and rows are.
    public let domain: Domain

    /// - Throws: a ``DataSet/Mistake`` if there are fewer than two columns or rows, or not so many numbers.
    public init(losses: [Double], columns: Int, rows: Int, domain: Domain) throws(DataSet.Mistake) {
        guard columns >= 2, rows >= 2 else {
            throw DataSet.Mistake("a grid has at least 2 columns and 2 rows, not \(columns) and \(rows)")
        }
        guard losses.count == columns * rows else {
            throw DataSet.Mistake("\(losses.count) numbers do not fill \(columns) columns and \(rows) rows")
        }
        guard domain.isShowable else { throw DataSet.Mistake("its x or y are too large, or next to nothing apart") }
        guard losses.allSatisfy(\.isFinite) else { throw DataSet.Mistake("a loss is not a finite number") }
        self.losses = losses
        self.columns = columns
        self.rows = rows
        self.domain = domain
    }

    /// Loss, gradient and curvature; not a number outside of the grid.
    func value(at point: Point) -> (loss: Double, gradient: Point, hessian: Hessian) {
        let dx = domain.x.length / Double(columns - 1)
        let dy = domain.y.length / Double(rows - 1)
        let x = (point.x - domain.x.lowerBound) / dx
        let y = (point.y - domain.y.lowerBound) / dy
        // A last digit beyond the edge is on it.
        let slack = 1e-9
        guard x >= -slack, y >= -slack, x <= Double(columns - 1) + slack, y <= Double(rows - 1) + slack else {
            return (.nan, Point(.nan, .nan), Hessian(xx: .nan, xy: .nan, yy: .nan))
        }
        let column = min(max(Int(clamping: x), 0), columns - 2)
        let row = min(max(Int(clamping: y), 0), rows - 2)
        let u = Self.weights(x - Double(column))
        let v = Self.weights(y - Double(row))
        var sums = [Double](repeating: 0, count: 6)
        for j in 0..<4 {
            for i in 0..<4 {
                let loss = self[column + i - 1, row + j - 1]
                sums[0] += u.value[i] * v.value[j] * loss
                sums[1] += u.slope[i] * v.value[j] * loss
                sums[2] += u.value[i] * v.slope[j] * loss
                sums[3] += u.curvature[i] * v.value[j] * loss
                sums[4] += u.slope[i] * v.slope[j] * loss
                sums[5] += u.value[i] * v.curvature[j] * loss
            }
        }
        return (
            sums[0], Point(sums[1] / dx, sums[2] / dy),
            Hessian(xx: sums[3] / (dx * dx), xy: sums[4] / (dx * dy), yy: sums[5] / (dy * dy))
        )
    }

    /// A loss of the grid; beyond its edge the line through the last two goes on.
    private subscript(column: Int, row: Int) -> Double {
        if column < 0 { return 2 * self[0, row] - self[1, row] }
        if column >= columns { return 2 * self[columns - 1, row] - self[columns - 2, row] }
        if row < 0 { return 2 * losses[column] - losses[columns + column] }
        if row >= rows { return 2 * losses[(rows - 1) * columns + column] - losses[(rows - 2) * columns + column] }
        return losses[row * columns + column]
    }

    /// What the four neighbours count at a place between the middle two.
    private static func weights(
        _ t: Double
    ) -> (value: SIMD4<Double>, slope: SIMD4<Double>, curvature: SIMD4<Double>) {
        let (t2, t3) = (t * t, t * t * t)
        return (
            SIMD4(-t + 2 * t2 - t3, 2 - 5 * t2 + 3 * t3, t + 4 * t2 - 3 * t3, t3 - t2) / 2,
            SIMD4(-1 + 4 * t - 3 * t2, -10 * t + 9 * t2, 1 + 8 * t - 9 * t2, 3 * t2 - 2 * t) / 2,
            SIMD4(4 - 6 * t, -10 + 18 * t, 8 - 18 * t, 6 * t - 2) / 2
        )
    }
}
