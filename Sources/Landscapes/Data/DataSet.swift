import Basics

/// Rows of numbers with named columns: what a loss is a mean over.
public struct DataSet: Sendable, Equatable {
    public let columns: [String]
    /// The numbers, column by column.
    public internal(set) var values: [[Double]]

    /// The rows that are kept to test with, column by column; empty if there are none.
    public internal(set) var testValues: [[Double]] = []

    public var rowCount: Int { values.first?.count ?? 0 }

    public var testRowCount: Int { testValues.first?.count ?? 0 }

    /// - Parameter values: column by column, all of the same length.
    public init(columns: [String], values: [[Double]]) {
        precondition(columns.count == values.count && values.allSatisfy { $0.count == values[0].count })
        self.columns = columns
        self.values = values
    }

    /// What is wrong with a file of numbers.
    public struct Mistake: Error, CustomStringConvertible {
        /// The line, from 1; `nil` if it is the whole file.
        public let line: Int?
        public let message: String

        public init(_ message: String, line: Int? = nil) {
            self.message = message
            self.line = line
        }

        public var description: String { line.map { "line \($0): \(message)" } ?? message }
    }

    /// Reads values separated by commas, semicolons or tabs, whose first line names the columns.
    public init(csv text: String, mostRows: Int = .max) throws(Mistake) {
        let table = try NumberTable(csv: text, mostRows: mostRows)
        guard let names = table.names else {
            throw Mistake("the first line must name the columns", line: 1)
        }
        guard !table.rows.isEmpty else { throw Mistake("there is no row of numbers") }
        self.init(columns: names, values: names.indices.map { column in table.rows.map { $0[column] } })
    }

    /// Keeps a share of the rows, and the others to test with; all in their order.
    ///
    /// - Returns: `nil` if one of both would have no row.
    public func split(share: Double, seed: UInt64) -> DataSet? {
        let kept = Int(clamping: (share * Double(rowCount)).rounded())
        guard kept > 0, kept < rowCount else { return nil }
        var random = SeededRandom(seed: seed)
        let order = random.permutation(rowCount)
        var data = reordered(order.prefix(kept).sorted())
        data.testValues = reordered(order.dropFirst(kept).sorted()).values
        return data
    }

    /// The rows in an order; those to test with stay as they are.
    func reordered(_ order: [Int]) -> DataSet {
        var data = self
        data.values = values.map { column in order.map { column[$0] } }
        return data
    }
}
