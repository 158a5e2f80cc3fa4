import Landscapes

/// The classes that rows of data are of: the values of a column, or, where those are too many to be classes, below its
/// mean and from it on.
struct DataGroups: Sendable {
    /// The class of each row, from 0.
    let groups: [UInt8]
    /// The same of the rows that test.
    let testGroups: [UInt8]
    /// What the classes are called.
    let labels: [String]

    /// More values than this are no classes.
    static let most = 7

    /// - Parameter column: `nil` if all rows are of one class.
    init(_ data: DataSet, by column: Int?) {
        guard let column else {
            groups = Array(repeating: 0, count: data.rowCount)
            testGroups = Array(repeating: 0, count: data.testRowCount)
            labels = []
            return
        }
        let (name, numbers) = (data.columns[column], data.values[column])
        let tests = data.testValues.isEmpty ? [] : data.testValues[column]
        var values: [Double] = []
        for number in numbers + tests where !values.contains(number) {
            values.append(number)
            if values.count > Self.most { break }
        }
        if values.count <= Self.most {
            values.sort()
            let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, UInt8(clamping: $0)) })
            groups = numbers.map { places[$0] ?? 0 }
            testGroups = tests.map { places[$0] ?? 0 }
            labels = values.map { "\(name) = \(Format.short($0))" }
        } else {
            let mean = numbers.reduce(0, +) / Double(numbers.count)
            groups = numbers.map { $0 < mean ? 0 : 1 }
            testGroups = tests.map { $0 < mean ? 0 : 1 }
            labels = ["\(name) < \(Format.short(mean))", "\(name) ≥ \(Format.short(mean))"]
        }
    }
}
