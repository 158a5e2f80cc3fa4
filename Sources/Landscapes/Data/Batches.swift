import Basics

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
    /// What rows are drawn by, each step anew, instead of all of them once an epoch; `nil` for those epochs.
    public var weights: RowWeights?

    public init(
        size: Int, isReshuffled: Bool = true, weights: RowWeights? = nil, jitter: Double = 0, dropout: Double = 0,
        seed: UInt64 = 0
    ) {
        self.size = size
        self.isReshuffled = isReshuffled
        self.weights = weights
        self.jitter = jitter
        self.dropout = dropout
        self.seed = seed
    }

    /// The rows that a step sees, the first step being 1; without regard to weights.
    public func rows(at step: Int, of count: Int) -> [Int] {
        let place = place(at: step, of: count)
        guard let order = order(ofEpoch: place.epoch, of: count) else { return Array(place.range) }
        return Array(order[place.range])
    }

    /// Which epoch a step is in, from 0, and which part of its order it sees. The last batch of an epoch may be smaller.
    ///
    /// Depends on the step alone, so that a race can be stepped again and again.
    func place(at step: Int, of count: Int) -> (epoch: Int, range: Range<Int>) {
        let size = min(max(size, 1), count)
        let perEpoch = (count + size - 1) / size
        let (epoch, batch) = (step - 1).quotientAndRemainder(dividingBy: perEpoch)
        return (epoch, (batch * size)..<min(count, (batch + 1) * size))
    }

    /// The order of the rows in an epoch; `nil` is their own.
    func order(ofEpoch epoch: Int, of count: Int) -> [Int]? {
        guard isReshuffled, size < count else { return nil }
        var random = SeededRandom(seed: seed &+ 0x5851_F42D_4C95_7F2D &* UInt64(clamping: epoch + 1))
        return random.permutation(count)
    }

    /// What draws a step's rows. Depends on the step alone, as the weights do on where the step begins.
    func random(forRowsOf step: Int) -> SeededRandom {
        SeededRandom(seed: seed ^ (0xA076_1D64_78BD_642F &* UInt64(clamping: step)))
    }

    /// Whether rows are seen otherwise than they are.
    var isAugmented: Bool { jitter > 0 || dropout > 0 }

    /// Adds noise to a step's inputs and leaves some out.
    func augment(_ columns: inout [[Double]], inputs: [Int], step: Int) {
        var random = SeededRandom(seed: seed ^ (0xD1B5_4A32_D192_ED03 &* UInt64(clamping: step)))
        for input in inputs {
            for row in columns[input].indices {
                if jitter > 0 { columns[input][row] += jitter * random.normal() }
                if dropout > 0 { columns[input][row] *= random.uniform() < dropout ? 0 : 1 / (1 - dropout) }
            }
        }
    }
}
