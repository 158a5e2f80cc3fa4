import Basics
import Expressions

extension Surface {
    /// The losses at the points of a grid: `columns` x `rows`, row by row from the top (large y) to the bottom, each at
    /// the middle of its cell.
    public func losses(over domain: Domain, columns: Int, rows: Int) -> [Double] {
        switch model {
        case .formula(let value, _, _): return losses(of: value, over: domain, columns: columns, rows: rows)
        case .grid(let grid):
            return Self.points(over: domain, columns: columns, rows: rows).map { grid.value(at: $0).loss }
        case .data(let loss):
            return losses(of: loss, over: domain, columns: columns, rows: rows, budget: Self.rasterBudget)
        }
    }

    /// The losses as ``losses(over:columns:rows:)`` has them, from a few points and, over data, a few rows: at once.
    public func draft(over domain: Domain, columns: Int, rows: Int) -> [Double] {
        if case .data(let loss) = model {
            return losses(of: loss, over: domain, columns: columns, rows: rows, budget: Self.draftBudget)
        }
        // A long formula is evaluated at fewer points, each of which stands for those around it.
        let most = max(Self.fewestPoints, Self.draftBudget / cost)
        let step = max(1, Int(clamping: (Double(columns * rows) / Double(most)).squareRoot().rounded(.up)))
        let (width, height) = ((columns + step - 1) / step, (rows + step - 1) / step)
        let found = losses(over: domain, columns: width, rows: height)
        guard step > 1 else { return found }
        return (0..<(columns * rows)).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            return found[row * height / rows * width + column * width / columns]
        }
    }

    /// How long ``losses(over:columns:rows:)`` takes, in evaluations of a small formula.
    public func rasterCost(points: Int) -> Int {
        // In blocks a point takes a tenth, and needs no gradient.
        guard let rows = data?.rowCount else { return points * (cost - 1) / 20 }
        return min(points * rows, Self.rasterBudget) * (cost / (1 + rows / 8)) / 5
    }

    private static func points(over domain: Domain, columns: Int, rows: Int) -> [Point] {
        let dx = domain.x.length / Double(columns)
        let dy = domain.y.length / Double(rows)
        return (0..<(columns * rows)).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            return Point(
                domain.x.lowerBound + (Double(column) + 0.5) * dx, domain.y.upperBound - (Double(row) + 0.5) * dy)
        }
    }

    /// How many rows at how many points are evaluated for a raster: a tenth of a second.
    private static let rasterBudget = 2_000_000

    /// The same for a draft: a few milliseconds.
    private static let draftBudget = 150_000

    /// The fewest points that show a landscape.
    private static let fewestPoints = 256

    /// Over many rows the losses are computed at fewer points, with a smooth surface through them: a mean over rows has
    /// no detail that would be lost. Of very many rows, some at random stand for all.
    private func losses(
        of loss: DataLoss, over domain: Domain, columns: Int, rows: Int, budget: Int
    ) -> [Double] {
        let points = Self.points(over: domain, columns: columns, rows: rows)
        let rowCount = min(loss.data.rowCount, budget / Self.fewestPoints)
        let most = budget / rowCount
        guard points.count > most else {
            return DataEvaluator.losses(loss, parameters: values, at: points, rowCount: rowCount)
        }
        let share = (Double(most) / Double(points.count)).squareRoot()
        let coarse = (
            columns: max(8, Int(clamping: Double(columns) * share)), rows: max(8, Int(clamping: Double(rows) * share))
        )
        let dx = domain.x.length / Double(coarse.columns - 1)
        let dy = domain.y.length / Double(coarse.rows - 1)
        let corners = (0..<(coarse.columns * coarse.rows)).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: coarse.columns)
            return Point(domain.x.lowerBound + Double(column) * dx, domain.y.lowerBound + Double(row) * dy)
        }
        let found = DataEvaluator.losses(loss, parameters: values, at: corners, rowCount: rowCount)
        guard let grid = try? Grid(losses: found, columns: coarse.columns, rows: coarse.rows, domain: domain) else {
            // Somewhere it is not finite: no smooth surface goes through that.
            return DataEvaluator.losses(loss, parameters: values, at: points, rowCount: rowCount)
        }
        return points.map { grid.value(at: $0).loss }
    }

    private func losses(of value: Program, over domain: Domain, columns: Int, rows: Int) -> [Double] {
        let count = columns * rows
        let dx = domain.x.length / Double(columns)
        let dy = domain.y.length / Double(rows)
        let xs = (0..<columns).map { domain.x.lowerBound + (Double($0) + 0.5) * dx }
        var evaluator = BlockEvaluator(value)
        for (index, value) in values.enumerated() { evaluator.fill(input: 2 + index, with: value) }
        return [Double](unsafeUninitializedCapacity: count) { losses, initialized in
            // Blocks run over the ends of rows: each is filled piece by piece.
            for first in stride(from: 0, to: count, by: BlockEvaluator.lanes) {
                let lanes = min(BlockEvaluator.lanes, count - first)
                evaluator.withInput(0) { input in
                    Self.pieces(from: first, lanes: lanes, columns: columns) { lane, column, _, length in
                        xs.withUnsafeBufferPointer {
                            (input.baseAddress! + lane).update(from: $0.baseAddress! + column, count: length)
                        }
                    }
                }
                evaluator.withInput(1) { input in
                    Self.pieces(from: first, lanes: lanes, columns: columns) { lane, _, row, length in
                        let y = domain.y.upperBound - (Double(row) + 0.5) * dy
                        (input.baseAddress! + lane).update(repeating: y, count: length)
                    }
                }
                evaluator.run(lanes: lanes)
                evaluator.withOutput(0) { output in
                    (losses.baseAddress! + first).initialize(from: output.baseAddress!, count: lanes)
                }
            }
            initialized = count
        }
    }

    /// The pieces of rows that a block of a grid's points is made of.
    @inline(__always)
    private static func pieces(
        from first: Int, lanes: Int, columns: Int,
        _ body: (_ lane: Int, _ column: Int, _ row: Int, _ length: Int) -> Void
    ) {
        var (row, column) = first.quotientAndRemainder(dividingBy: columns)
        var lane = 0
        while lane < lanes {
            let length = min(lanes - lane, columns - column)
            body(lane, column, row, length)
            lane += length
            column = 0
            row += 1
        }
    }
}
