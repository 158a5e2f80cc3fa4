import Basics

extension Grid {
    private static let needsDomain = "a rectangle of losses needs the surface's 'domain'"

    /// Reads comma-separated values: three columns called x, y and loss, in any order of rows; else a rectangle of losses,
    /// the row with the lowest y first.
    ///
    /// - Parameter domain: where the first and last columns and rows of a rectangle are.
    public init(csv text: String, domain: Domain?) throws(DataSet.Mistake) {
        let table = try NumberTable(csv: text)
        if let names = table.names?.map({ $0.lowercased() }), Set(names) == ["x", "y", "loss"] {
            try self.init(
                x: names.firstIndex(of: "x")!, y: names.firstIndex(of: "y")!, loss: names.firstIndex(of: "loss")!,
                rows: table.rows)
            return
        }
        guard let domain else { throw DataSet.Mistake(Self.needsDomain + ", or columns called x, y and loss") }
        try self.init(
            losses: Array(table.rows.joined()), columns: table.rows.first?.count ?? 0, rows: table.rows.count,
            domain: domain)
    }

    private init(x: Int, y: Int, loss: Int, rows: [[Double]]) throws(DataSet.Mistake) {
        let xs = Array(Set(rows.map { $0[x] })).sorted()
        let ys = Array(Set(rows.map { $0[y] })).sorted()
        guard xs.count >= 2, ys.count >= 2 else {
            throw DataSet.Mistake("the points are no grid: \(xs.count) different x and \(ys.count) different y")
        }
        try Self.checkEven(xs, "x")
        try Self.checkEven(ys, "y")
        try Self.findHole(xs, ys, points: Set(rows.map { Point($0[x], $0[y]) }))
        var losses = [Double?](repeating: nil, count: xs.count * ys.count)
        let columns = Dictionary(uniqueKeysWithValues: xs.enumerated().map { ($1, $0) })
        let lines = Dictionary(uniqueKeysWithValues: ys.enumerated().map { ($1, $0) })
        for (index, row) in rows.enumerated() {
            let place = lines[row[y]]! * xs.count + columns[row[x]]!
            guard losses[place] == nil else {
                throw DataSet.Mistake("there are two losses at (\(row[x]), \(row[y]))", line: index + 2)
            }
            losses[place] = row[loss]
        }
        try self.init(
            losses: losses.compactMap(\.self), columns: xs.count, rows: ys.count,
            domain: Domain(x: xs[0]...xs[xs.count - 1], y: ys[0]...ys[ys.count - 1]))
    }

    /// Says which point of a grid there is no loss for, before there is room for the whole grid: scattered points would
    /// need room for the square of their number.
    private static func findHole(_ xs: [Double], _ ys: [Double], points: Set<Point>) throws(DataSet.Mistake) {
        for y in ys {
            for x in xs where !points.contains(Point(x, y)) {
                throw DataSet.Mistake("the points are no grid: there is no loss at (\(x), \(y))")
            }
        }
    }

    private static func checkEven(_ values: [Double], _ name: String) throws(DataSet.Mistake) {
        let step = (values[values.count - 1] - values[0]) / Double(values.count - 1)
        for (index, value) in values.enumerated() where abs(value - values[0] - Double(index) * step) > 1e-3 * step {
            throw DataSet.Mistake("the points are no even grid: \(name) = \(value) is off")
        }
    }

    /// Reads NumPy's format: two dimensions of float64, float32 or integers.
    ///
    /// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    public init(npy bytes: [UInt8], domain: Domain?) throws(DataSet.Mistake) {
        guard bytes.count >= 10, Array(bytes[1..<6]) == Array("NUMPY".utf8), bytes[0] == 0x93 else {
            throw DataSet.Mistake("it is no NumPy file")
        }
        let isLong = bytes[6] >= 2
        let first = isLong ? 12 : 10
        guard bytes.count >= first else { throw DataSet.Mistake("it ends within its header") }
        var length = Int(clamping: bytes[8]) | Int(clamping: bytes[9]) << 8
        if isLong { length |= Int(clamping: bytes[10]) << 16 | Int(clamping: bytes[11]) << 24 }
        guard bytes.count >= first + length else { throw DataSet.Mistake("it ends within its header") }
        let header = String(decoding: bytes[first..<(first + length)], as: UTF8.self)
        let shape = header.firstMatch(of: /'shape':\s*\(\s*(\d+)\s*,\s*(\d+)\s*,?\s*\)/)
        guard let shape, let rows = Int(shape.1, radix: 10), let columns = Int(shape.2, radix: 10) else {
            throw DataSet.Mistake("it has not two dimensions")
        }
        let type = header.firstMatch(of: /'descr':\s*'([^']*)'/).map { String($0.1) } ?? ""
        let sizes = ["<f8": 8, "<f4": 4, "<i8": 8, "<i4": 4]
        guard let size = sizes[type] else {
            throw DataSet.Mistake(
                "its numbers are '\(type)', not one of \(sizes.keys.sorted().joined(separator: ", "))")
        }
        let (count, isTooMany) = rows.multipliedReportingOverflow(by: columns)
        guard !isTooMany, count <= Limits.numbers, bytes.count - first - length >= count * size else {
            throw DataSet.Mistake("it ends before its \(rows) x \(columns) numbers do")
        }
        guard let domain else { throw DataSet.Mistake(Self.needsDomain) }
        let isColumnwise = header.contains(/'fortran_order':\s*True/)
        let losses = (0..<count).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let place = isColumnwise ? column * rows + row : index
            return Self.number(bytes, at: first + length + place * size, type)
        }
        try self.init(losses: losses, columns: columns, rows: rows, domain: domain)
    }

    private static func number(_ bytes: [UInt8], at place: Int, _ type: String) -> Double {
        bytes.withUnsafeBytes { bytes in
            switch type {
            case "<f8":
                Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            case "<f4":
                Double(
                    Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
                )
            case "<i8": Double(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int64.self)))
            default: Double(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int32.self)))
            }
        }
    }
}
