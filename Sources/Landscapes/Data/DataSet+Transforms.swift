import Basics

extension DataSet {
    /// What can be done with the inputs before learning begins.
    public enum Transform: String, CaseIterable, Sendable {
        /// Subtracts each input's mean.
        case center
        /// Divides each input by its standard deviation.
        case scale
        /// Turns the inputs to their principal axes (PCA), the widest first.
        case decorrelate
        /// Principal axes, each with variance 1.
        case whiten
    }

    /// The data with its inputs transformed. The rows to test with go along: means and axes are those of the others.
    ///
    /// - Parameter inputs: which columns; principal axes are those of two.
    public func applying(_ transform: Transform, to inputs: [Int]) -> DataSet {
        var data = self
        let count = Double(rowCount)
        switch transform {
        case .center:
            for input in inputs {
                let mean = values[input].reduce(0, +) / count
                data.change(input) { $0 - mean }
            }
        case .scale:
            for input in inputs {
                let deviation = covariance(input, input).squareRoot()
                if deviation > 0 { data.change(input) { $0 / deviation } }
            }
        case .decorrelate, .whiten:
            guard inputs.count == 2 else { break }
            let (a, b) = (inputs[0], inputs[1])
            let hessian = Hessian(xx: covariance(a, a), xy: covariance(a, b), yy: covariance(b, b))
            let axis = hessian.largestAxis
            let variances = hessian.eigenvalues
            func size(_ variance: Double) -> Double {
                transform == .whiten && variance > 0 ? variance.squareRoot() : 1
            }
            let (wide, narrow) = (size(variances.largest), size(variances.smallest))
            func turn(_ columns: inout [[Double]]) {
                for row in columns.first?.indices ?? 0..<0 {
                    let (x, y) = (columns[a][row], columns[b][row])
                    columns[a][row] = (x * axis.x + y * axis.y) / wide
                    columns[b][row] = (y * axis.x - x * axis.y) / narrow
                }
            }
            turn(&data.values)
            turn(&data.testValues)
        }
        return data
    }

    private mutating func change(_ column: Int, _ change: (Double) -> Double) {
        values[column] = values[column].map(change)
        if !testValues.isEmpty { testValues[column] = testValues[column].map(change) }
    }

    private func covariance(_ a: Int, _ b: Int) -> Double {
        let count = Double(rowCount)
        let meanA = values[a].reduce(0, +) / count
        let meanB = values[b].reduce(0, +) / count
        return zip(values[a], values[b]).map { ($0 - meanA) * ($1 - meanB) }.reduce(0, +) / count
    }

    /// The rows sorted by a column, or shuffled.
    public func sorted(by column: Int) -> DataSet {
        reordered((0..<rowCount).sorted { (values[column][$0], $0) < (values[column][$1], $1) })
    }

    public func shuffled(seed: UInt64) -> DataSet {
        var random = SeededRandom(seed: seed)
        return reordered(random.permutation(rowCount))
    }
}
