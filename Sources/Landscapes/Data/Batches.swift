/// Which rows a run sees at each step.
public struct Batches: Sendable, Equatable {
    /// How many rows a step sees.
    public var size: Int
    /// Whether each epoch has an order of its own.
    public var isReshuffled: Bool
    /// The standard deviation of noise that is added to the inputs whenever they are seen.
    public var jitter: Double
    /// The share of inputs that are left out whenever they are seen; the others are scaled up.
    public var dropout: Double
    public var seed: UInt64

    public init(size: Int, isReshuffled: Bool = true, jitter: Double = 0, dropout: Double = 0, seed: UInt64 = 0) {
        self.size = size
        self.isReshuffled = isReshuffled
        self.jitter = jitter
        self.dropout = dropout
        self.seed = seed
    }

    /// The rows of a step, from 1. The last batch of an epoch may be smaller.
    ///
    /// Depends on the step alone, so that a race can be stepped again and again.
    func rows(at step: Int, of count: Int) -> [Int] {
        let size = min(max(size, 1), count)
        let perEpoch = (count + size - 1) / size
        let (epoch, batch) = (step - 1).quotientAndRemainder(dividingBy: perEpoch)
        let range = (batch * size)..<min(count, (batch + 1) * size)
        guard isReshuffled, size < count else { return Array(range) }
        var random = SeededRandom(seed: seed &+ 0x5851_F42D_4C95_7F2D &* UInt64(epoch + 1))
        return Array(random.permutation(count)[range])
    }

    /// The columns that a step sees.
    func columns(at step: Int, of data: DataSet, inputs: [Int]) -> [[Double]] {
        let rows = rows(at: step, of: data.rowCount)
        var columns = data.values.map { column in rows.map { column[$0] } }
        guard jitter > 0 || dropout > 0 else { return columns }
        var random = SeededRandom(seed: seed ^ (0xD1B5_4A32_D192_ED03 &* UInt64(step)))
        for input in inputs {
            for row in columns[input].indices {
                if jitter > 0 { columns[input][row] += jitter * random.normal() }
                if dropout > 0 { columns[input][row] *= random.uniform() < dropout ? 0 : 1 / (1 - dropout) }
            }
        }
        return columns
    }
}
