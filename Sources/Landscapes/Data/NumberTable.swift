import Basics

/// A rectangle of numbers in a text, with a line of names above it or none.
///
/// Columns are separated by commas; by semicolons or tabs where the first line has those, as spreadsheets write them in
/// countries whose decimal point is a comma: there `0,5` is one half.
struct NumberTable {
    let names: [String]?
    let rows: [[Double]]

    /// - Parameter mostRows: how many rows it may have.
    init(csv text: String, mostRows: Int = .max) throws(DataSet.Mistake) {
        var names: [String]?
        var rows: [[Double]] = []
        var width: Int?
        var separator: Separator?
        for (index, line) in text.withoutByteOrderMark.lines.enumerated()
        where !line.allSatisfy({ $0.isWhitespace && $0 != "\t" }) {
            // The line that tells spreadsheets how columns are separated.
            if width == nil, line.hasPrefix("sep="), line.count == 5, let given = Separator(line.last!) {
                separator = given
                continue
            }
            let parts = separator ?? Separator(of: line)
            separator = parts
            let fields = line.split(separator: parts.character, omittingEmptySubsequences: false).map(Self.trimmed)
            if let width, fields.count != width {
                var message = "\(fields.count) numbers, where there are \(width) before"
                if fields.count == 2 * width, parts == .comma {
                    message += "; a decimal comma needs columns separated by ';' or tabs"
                }
                throw DataSet.Mistake(message, line: index + 1)
            }
            guard fields.count <= Limits.columns else {
                throw DataSet.Mistake("more than \(Limits.columns) columns", line: index + 1)
            }
            if width == nil, fields.allSatisfy({ parts.number($0) == nil }) {
                if let empty = fields.firstIndex(of: "") {
                    throw DataSet.Mistake("column \(empty + 1) has no name", line: index + 1)
                }
                names = fields
            } else {
                rows.append(try Self.row(fields, parts, line: index + 1))
                guard rows.count <= mostRows else { throw DataSet.Mistake("more than \(mostRows) rows") }
                guard rows.count * fields.count <= Limits.numbers else {
                    throw DataSet.Mistake("more than \(Limits.numbers) numbers")
                }
            }
            width = fields.count
        }
        guard width != nil else { throw DataSet.Mistake("the file is empty") }
        self.names = names
        self.rows = rows
    }

    private static func row(
        _ fields: [String], _ separator: Separator, line: Int
    ) throws(DataSet.Mistake) -> [Double] {
        var row: [Double] = []
        for field in fields {
            guard let number = separator.number(field) else {
                let isAmbiguous = separator != .comma && field.contains(",") && field.contains(".")
                let hint = isAmbiguous ? ": is the comma or the point the decimal sign?" : ""
                throw DataSet.Mistake("'\(field.prefix(20))' is no number" + hint, line: line)
            }
            guard number.isFinite else { throw DataSet.Mistake("\(field) is not a finite number", line: line) }
            row.append(number)
        }
        return row
    }

    /// What stands between two columns.
    private enum Separator {
        case comma, semicolon, tab

        init?(_ character: Character) {
            switch character {
            case ",": self = .comma
            case ";": self = .semicolon
            case "\t": self = .tab
            default: return nil
            }
        }

        /// The separator of a table whose first line this is.
        init(of line: some StringProtocol) {
            self = line.contains("\t") ? .tab : line.contains(";") ? .semicolon : .comma
        }

        var character: Character { self == .comma ? "," : self == .semicolon ? ";" : "\t" }

        func number(_ field: String) -> Double? {
            if let number = Double(field) { return number }
            guard self != .comma, !field.contains("."), field.count(where: { $0 == "," }) == 1 else { return nil }
            return Double(field.replacing(",", with: "."))
        }
    }

    private static func trimmed(_ field: Substring) -> String {
        var field = field.drop(while: \.isWhitespace)
        while field.last?.isWhitespace == true { field.removeLast() }
        if field.count >= 2, field.first == "\"", field.last == "\"" { field = field.dropFirst().dropLast() }
        return String(field)
    }
}
