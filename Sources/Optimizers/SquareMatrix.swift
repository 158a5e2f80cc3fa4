import RealModule

/// A small matrix, row by row.
struct SquareMatrix {
    let size: Int
    private(set) var entries: [Double]

    init(size: Int, entries: [Double]) {
        self.size = size
        self.entries = entries
    }

    subscript(row: Int, column: Int) -> Double { entries[row * size + column] }

    /// Some rows, and the same columns.
    func block(_ places: [Int]) -> SquareMatrix {
        SquareMatrix(size: places.count, entries: places.flatMap { row in places.map { self[row, $0] } })
    }

    /// The largest absolute value of an eigenvalue, to eight digits or more: how much powers of the matrix grow in the
    /// long run, ‖Aⁿ‖^(1/n), by Gelfand's formula (1941) at n = 2³⁰.
    var spectralRadius: Double {
        var power = self
        var logarithm = 0.0
        var exponent = 1.0
        for _ in 0..<30 {
            // What is taken out of a power counts for the root of it.
            let norm = power.entries.reduce(0) { max($0, abs($1)) }
            guard norm > 0 else { return 0 }
            guard norm.isFinite else { return .nan }
            logarithm += Double.log(norm) / exponent
            power = SquareMatrix(size: size, entries: power.entries.map { $0 / norm }).squared
            exponent *= 2
        }
        let norm = power.entries.reduce(0) { max($0, abs($1)) }
        return norm > 0 ? Double.exp(logarithm + Double.log(norm) / exponent) : 0
    }

    private var squared: SquareMatrix {
        var square = [Double](repeating: 0, count: entries.count)
        for row in 0..<size {
            for middle in 0..<size where self[row, middle] != 0 {
                let factor = self[row, middle]
                for column in 0..<size { square[row * size + column] += factor * self[middle, column] }
            }
        }
        return SquareMatrix(size: size, entries: square)
    }

    /// The places from which a walk along entries that are not 0 leads to some places, and to which one leads from them.
    func connected(to roots: [Int]) -> [Int] {
        func reached(_ leads: (_ from: Int, _ to: Int) -> Bool) -> Set<Int> {
            var reached = Set(roots)
            var open = roots
            while let from = open.popLast() {
                for to in 0..<size where leads(from, to) && reached.insert(to).inserted { open.append(to) }
            }
            return reached
        }
        return reached { self[$1, $0] != 0 }.intersection(reached { self[$0, $1] != 0 }).sorted()
    }
}
