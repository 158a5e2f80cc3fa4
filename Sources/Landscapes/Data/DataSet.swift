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

    /// Reads comma-separated values whose first line names the columns.
    public init(csv text: String) throws(Mistake) {
        let table = try NumberTable(csv: text)
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

/// A rectangle of numbers in a text of comma-separated values, with a line of names above it or none.
struct NumberTable {
    let names: [String]?
    let rows: [[Double]]

    init(csv text: String) throws(DataSet.Mistake) {
        var names: [String]?
        var rows: [[Double]] = []
        var width: Int?
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
            if let width, fields.count != width {
                throw DataSet.Mistake("\(fields.count) numbers, where there are \(width) before", line: index + 1)
            }
            if width == nil, fields.allSatisfy({ Double($0) == nil }) {
                if let empty = fields.firstIndex(of: "") {
                    throw DataSet.Mistake("column \(empty + 1) has no name", line: index + 1)
                }
                names = fields
            } else {
                var row: [Double] = []
                for field in fields {
                    guard let number = Double(field) else {
                        throw DataSet.Mistake("'\(field.prefix(20))' is no number", line: index + 1)
                    }
                    guard number.isFinite else {
                        throw DataSet.Mistake("\(field) is not a finite number", line: index + 1)
                    }
                    row.append(number)
                }
                rows.append(row)
            }
            width = fields.count
        }
        guard width != nil else { throw DataSet.Mistake("the file is empty") }
        self.names = names
        self.rows = rows
    }

    private static func trimmed(_ field: Substring) -> String {
        var field = field.drop(while: \.isWhitespace)
        while field.last?.isWhitespace == true { field.removeLast() }
        if field.count >= 2, field.first == "\"", field.last == "\"" { field = field.dropFirst().dropLast() }
        return String(field)
    }
}
