import Basics
import Expressions

/// Losses and gradients at the nodes of a lattice that spans a domain: the lower left corner first, then along x.
public struct Lattice: Sendable {
    public let domain: Domain
    /// How many nodes there are along x, and along y; two at least.
    public let columns: Int
    public let rows: Int
    public let losses: [Double]
    public let slopes: [Point]

    /// The losses that show what a landscape looks like in space: from the lowest one to where most of it is. A wall that
    /// rises many times as high would make a plain of all the rest.
    public static func range(showing losses: [Double]) -> ClosedRange<Double> {
        let sorted = losses.filter { $0.isFinite && abs($0) < 1e100 }.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else { return 0...1 }
        let usual = sorted[sorted.count * 3 / 4]
        let top = min(highest, lowest + 2.5 * (usual - lowest))
        let least = max(1e-9 * max(abs(lowest), abs(top)), 1e-100)
        return top - lowest > least ? lowest...top : (lowest - max(least, 0.5))...(lowest + max(least, 0.5))
    }

    fileprivate static func point(_ domain: Domain, _ columns: Int, _ rows: Int, _ column: Int, _ row: Int) -> Point {
        Point(
            place(domain.x, Double(column) / Double(columns - 1)), place(domain.y, Double(row) / Double(rows - 1)))
    }

    /// The ends are hit exactly.
    private static func place(_ range: ClosedRange<Double>, _ share: Double) -> Double {
        range.lowerBound * (1 - share) + range.upperBound * share
    }
}

extension Surface {
    /// Whether a lattice takes more than a few milliseconds.
    public func isDear(latticeOf nodes: Int) -> Bool { cost * nodes > (isFormula ? 400_000 : 30_000) }

    /// Losses and exact gradients; over very much data the gradients are the differences of the losses.
    ///
    /// - Parameter isDraft: whether a few points and a few rows will do: at once.
    public func lattice(over domain: Domain, columns: Int, rows: Int, isDraft: Bool = false) -> Lattice {
        let (columns, rows) = (max(2, columns), max(2, rows))
        if let program = gradientProgram, !isDraft || !isDear(latticeOf: columns * rows) {
            return lattice(of: program, over: domain, columns: columns, rows: rows)
        }
        guard isDraft || cost * columns * rows > Self.latticeBudget else {
            var objective = Objective(self)
            let points = Self.nodes(domain, columns, rows)
            let slopes = points.map { objective.gradient(at: $0) }
            return Lattice(
                domain: domain, columns: columns, rows: rows, losses: points.map { objective.loss(at: $0) },
                slopes: slopes)
        }
        // A raster has its points in the middle of cells: these are the nodes' own.
        let step = domain.size / Point(Double(columns - 1), Double(rows - 1))
        let cells = Domain(
            x: (domain.x.lowerBound - step.x / 2)...(domain.x.upperBound + step.x / 2),
            y: (domain.y.lowerBound - step.y / 2)...(domain.y.upperBound + step.y / 2))
        let found =
            isDraft
            ? draft(over: cells, columns: columns, rows: rows) : losses(over: cells, columns: columns, rows: rows)
        let losses = (0..<rows).reversed().flatMap { found[($0 * columns)..<(($0 + 1) * columns)] }
        let slopes = (0..<(columns * rows)).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            func slope(_ low: Int, _ high: Int, _ stride: Int, _ step: Double) -> Double {
                (losses[index + high * stride] - losses[index + low * stride]) / (Double(high - low) * step)
            }
            return Point(
                slope(column > 0 ? -1 : 0, column < columns - 1 ? 1 : 0, 1, step.x),
                slope(row > 0 ? -1 : 0, row < rows - 1 ? 1 : 0, columns, step.y))
        }
        return Lattice(domain: domain, columns: columns, rows: rows, losses: Array(losses), slopes: slopes)
    }

    /// How many evaluations of a small formula exact gradients over data may take: some seconds.
    private static let latticeBudget = 10_000_000

    private static func nodes(_ domain: Domain, _ columns: Int, _ rows: Int) -> [Point] {
        (0..<(columns * rows)).map { Lattice.point(domain, columns, rows, $0 % columns, $0 / columns) }
    }

    private func lattice(of program: Program, over domain: Domain, columns: Int, rows: Int) -> Lattice {
        let points = Self.nodes(domain, columns, rows)
        var evaluator = BlockEvaluator(program)
        for (index, value) in values.enumerated() { evaluator.fill(input: 2 + index, with: value) }
        var losses: [Double] = []
        var slopes: [Point] = []
        losses.reserveCapacity(points.count)
        slopes.reserveCapacity(points.count)
        for first in stride(from: 0, to: points.count, by: BlockEvaluator.lanes) {
            let lanes = min(BlockEvaluator.lanes, points.count - first)
            for axis in 0..<2 {
                evaluator.withInput(axis) { input in
                    for lane in 0..<lanes { input[lane] = points[first + lane][axis] }
                }
            }
            evaluator.run()
            evaluator.withOutput(0) { losses += $0.prefix(lanes) }
            evaluator.withOutput(1) { slopes += $0.prefix(lanes).map { Point($0, 0) } }
            evaluator.withOutput(2) { output in for lane in 0..<lanes { slopes[first + lane].y = output[lane] } }
        }
        return Lattice(domain: domain, columns: columns, rows: rows, losses: losses, slopes: slopes)
    }
}
