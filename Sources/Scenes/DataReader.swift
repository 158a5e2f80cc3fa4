import Basics
import Expressions
import Landscapes

/// Reads the data that a scene brings along.
///
///     data:
///       moons: {generate: moons, rows: 200, noise: 0.3, seed: 1}
///       iris: {file: iris.csv, inputs: [length, width], transform: [center, scale], order: shuffled}
///       four: {columns: [x1, x2, t], rows: [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]}
struct DataReader {
    let files: SceneFiles
    let seed: UInt64

    /// Data with the columns that are inputs: all but the last, unless the scene names them.
    struct Named {
        let name: String
        let data: DataSet
        let inputs: [Int]
    }

    func read(_ name: String, _ field: Field) throws(Diagnostic) -> Named {
        let record = try field.record(
            "data '\(name)'", keys: Keys.data)
        var data = try source(name, field, record)
        let places = try record["columns"]?.list("'columns'", ofWords: true)
        var taken: Set<String> = []
        for (index, column) in data.columns.enumerated() {
            let place = places?[index] ?? record["file"] ?? field
            try TakenNames.ofColumns.check(column, of: "a column", at: place)
            guard taken.insert(column).inserted else { throw place.error("there is a column '\(column)' already") }
        }
        var inputs = Array(data.columns.indices.dropLast())
        if let field = record["inputs"] {
            inputs = []
            for item in try field.list("'inputs'", ofWords: true) { inputs.append(try column(item, of: data)) }
        }
        if let field = record["split"] { data = try split(data, field) }
        for item in try record["transform"]?.list("'transform'", ofWords: true) ?? [] {
            data = data.applying(try transform(item, inputs: inputs.count), to: inputs)
        }
        if let order = record["order"] {
            let text = try order.line("'order'")
            if text == "shuffled" {
                data = data.shuffled(seed: seed)
            } else if text.hasPrefix("by "), let index = data.columns.firstIndex(of: String(text.dropFirst(3))) {
                data = data.sorted(by: index)
            } else {
                throw order.error("'order' is 'shuffled', or 'by' and a column, as in 'by \(data.columns.last ?? "t")'")
            }
        }
        return Named(name: name, data: data, inputs: inputs)
    }

    private func source(_ name: String, _ field: Field, _ record: Field.Record) throws(Diagnostic) -> DataSet {
        let given = ["file", "generate", "columns"].filter { record[$0] != nil }
        guard given.count == 1 else {
            throw field.error("data '\(name)' needs one of 'file', 'generate' and 'columns'")
        }
        if let file = record["file"] {
            let text = try files.text(file)
            do throws(DataSet.Mistake) {
                return try DataSet(csv: text, mostRows: Limits.rows)
            } catch {
                throw SceneFiles.located(error, file)
            }
        }
        if let generate = record["generate"] { return try generated(generate, record) }
        return try inline(record)
    }

    private func generated(_ field: Field, _ record: Field.Record) throws(Diagnostic) -> DataSet {
        let name = try field.line("'generate'")
        guard let generator = DataSet.Generator(rawValue: name) else {
            let known = DataSet.Generator.allCases.map(\.rawValue)
            throw field.error("there is no generator '\(name)'" + Suggestion.hint(for: name, among: known))
        }
        let correlation = try record["correlation"]?.number("'correlation'") ?? 0.9
        guard abs(correlation) <= 1 else { throw record["correlation"]!.error("a correlation is from -1 to 1") }
        let own = try record["seed"]?.integer("'seed'", in: 0...Int(clamping: Int32.max)).magnitude
        return DataSet(
            generator, rows: try record["rows"]?.integer("'rows'", in: 1...Limits.rows) ?? 200,
            noise: try record["noise"]?.number("'noise'") ?? 0.2, correlation: correlation,
            seed: own.map(UInt64.init) ?? seed)
    }

    private func inline(_ record: Field.Record) throws(Diagnostic) -> DataSet {
        let field = record["columns"]!
        var columns: [String] = []
        for item in try field.list("'columns'", ofWords: true) { columns.append(try item.line("a column's name")) }
        guard columns.count <= Limits.columns else { throw field.error("more than \(Limits.columns) columns") }
        guard !columns.isEmpty, let rows = record["rows"] else { throw field.error("'columns' need 'rows' of numbers") }
        var values = Array(repeating: [Double](), count: columns.count)
        let lines = try rows.list("'rows'")
        guard lines.count <= Limits.rows else { throw rows.error("more than \(Limits.rows) rows") }
        for row in lines {
            let numbers = try row.list("a row")
            guard numbers.count == columns.count else {
                throw row.error("\(numbers.count) numbers, where there are \(columns.count) columns")
            }
            for (index, number) in numbers.enumerated() { values[index].append(try number.number("a number")) }
        }
        guard !values[0].isEmpty else { throw rows.error("there is no row of numbers") }
        return DataSet(columns: columns, values: values)
    }

    private func split(_ data: DataSet, _ field: Field) throws(Diagnostic) -> DataSet {
        let share = try field.number("'split'")
        guard share > 0, share < 1 else {
            let percent = share > 1 && share < 100 ? "; write \((share / 100).spelledShort)" : ""
            throw field.error("'split' is the share of rows that train, over 0 and below 1, as in 0.7" + percent)
        }
        guard let split = data.split(share: share, seed: seed) else {
            let least = share < 0.5 ? "train" : "test"
            let rows = data.rowCount == 1 ? "1 row" : "\(data.rowCount) rows"
            throw field.error("of \(rows) a 'split' of \(share.spelledShort) leaves none to \(least)")
        }
        return split
    }

    private func column(_ field: Field, of data: DataSet) throws(Diagnostic) -> Int {
        let name = try field.line("a column's name")
        guard let index = data.columns.firstIndex(of: name) else {
            throw field.error("there is no column '\(name)'" + Suggestion.hint(for: name, among: data.columns))
        }
        return index
    }

    private func transform(_ field: Field, inputs: Int) throws(Diagnostic) -> DataSet.Transform {
        let name = try field.line("a transformation")
        guard let transform = DataSet.Transform(rawValue: name) else {
            let known = DataSet.Transform.allCases.map(\.rawValue)
            throw field.error("there is no transformation '\(name)'" + Suggestion.hint(for: name, among: known))
        }
        if [.decorrelate, .whiten].contains(transform), inputs != 2 {
            throw field.error("'\(name)' needs two inputs, and there \(inputs == 1 ? "is 1" : "are \(inputs)")")
        }
        return transform
    }
}
