import Basics
import Expressions

/// How much more often one row of data is drawn than another: a formula of the row, and of its loss where the run is.
public struct RowWeights: Sendable, Equatable {
    public let formula: String
    let program: DataLoss.RowProgram
    /// Whether the weights are others where the run is elsewhere.
    let isMoving: Bool

    public static func == (left: RowWeights, right: RowWeights) -> Bool { left.formula == right.formula }

    /// Draws rows, the same one perhaps several times, with chances proportional to the weights.
    ///
    /// - Parameter weights: one for each row, numbers from 0 up, not all of them 0.
    static func draw(_ count: Int, weights: [Double], random: inout SeededRandom) throws(Mistake) -> [Int] {
        var total = 0.0
        var sums: [Double] = []
        sums.reserveCapacity(weights.count)
        for (row, weight) in weights.enumerated() {
            guard weight >= 0, weight.isFinite else { throw .weight(weight, row: row) }
            total += weight
            sums.append(total)
        }
        guard total > 0 else { throw .allZero }
        guard total.isFinite else { throw .tooLarge }
        return (0..<count).map { _ in
            // A product may be rounded up to the whole.
            let place = min(random.uniform() * total, total.nextDown)
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > place { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// Why no row can be drawn.
    enum Mistake: Error, CustomStringConvertible {
        case weight(Double, row: Int)
        case allZero
        case tooLarge

        var description: String {
            switch self {
            case .weight(let weight, let row):
                "the weight of row \(row + 1) is \(weight.isNaN ? "not a number" : "\(weight)"), and must be a number from 0 up"
            case .allZero: "the weights of all rows are 0, so that none can be drawn"
            case .tooLarge: "the weights of all rows add up to more than numbers are"
            }
        }
    }
}

extension Surface {
    /// Weights to draw rows of the data by.
    ///
    /// - Parameter formula: of the columns, the weights and the surface's parameters, and of `loss`, that of the row.
    /// - Returns: `nil` for a surface without data.
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    public func rowWeights(_ formula: String) throws(Diagnostic) -> RowWeights? {
        guard case .data(let loss) = model else { return nil }
        let builder = try DataLossBuilder(
            syntax: try Syntax(parsing: self.formula), columns: loss.data.columns, parameters: parameters)
        let (program, isMoving) = try builder.weights(formula)
        return RowWeights(formula: formula, program: program, isMoving: isMoving)
    }
}
