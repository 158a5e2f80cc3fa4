import Basics
import RealModule

extension DataSet {
    /// Data made from a seed.
    public enum Generator: String, CaseIterable, Sendable {
        /// Two interleaved half circles of the classes t = 0 and t = 1, as scikit-learn's.
        case moons
        /// Two round clouds of the classes t = 1 and t = 0.
        case blobs
        /// A noisy line t = 0.5 + 1.5 x1.
        case line
        /// Two correlated inputs and a target that is linear in them.
        case correlated
    }

    /// - Parameters:
    ///   - rows: how many; classes have as many each.
    ///   - noise: the standard deviation of what is added.
    ///   - correlation: of the inputs, where they are correlated.
    public init(_ generator: Generator, rows: Int, noise: Double, correlation: Double = 0.9, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var x1: [Double] = []
        var x2: [Double] = []
        var t: [Double] = []
        for row in 0..<rows {
            let isFirst = row % 2 == 0
            switch generator {
            case .moons:
                let angle = Double.pi * random.uniform()
                let (c, s) = (Double.cos(angle), Double.sin(angle))
                x1.append((isFirst ? c : 1 - c) + noise * random.normal())
                x2.append((isFirst ? s : 0.5 - s) + noise * random.normal())
                t.append(isFirst ? 0 : 1)
            case .blobs:
                x1.append((isFirst ? 1 : -1) + noise * random.normal())
                x2.append((isFirst ? 1 : -1) + noise * random.normal())
                t.append(isFirst ? 1 : 0)
            case .line:
                let x = 4 * random.uniform() - 2
                x1.append(x)
                t.append(0.5 + 1.5 * x + noise * random.normal())
            case .correlated:
                let (a, b) = (random.normal(), random.normal())
                x1.append(a)
                x2.append(correlation * a + (1 - correlation * correlation).squareRoot() * b)
                t.append(x1[row] - x2[row] + noise * random.normal())
            }
        }
        if generator == .line {
            self.init(columns: ["x1", "t"], values: [x1, t])
        } else {
            self.init(columns: ["x1", "x2", "t"], values: [x1, x2, t])
        }
    }
}
