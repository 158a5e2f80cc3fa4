/// Rows of numbers with named columns: what a loss is a mean over.
public struct DataSet: Sendable, Equatable {
    public let columns: [String]
    /// The numbers, column by column.
    public internal(set) var values: [[Double]]

    public var rowCount: Int { values.first?.count ?? 0 }

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

    /// The rows in an order.
    func reordered(_ order: [Int]) -> DataSet {
        var data = self
        data.values = values.map { column in order.map { column[$0] } }
        return data
    }
}
