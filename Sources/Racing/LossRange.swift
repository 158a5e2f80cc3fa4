/// How large the losses of a run, or other values, have been, by powers of two: enough to choose an axis for them, kept as they come, so
/// that no frame need look at all of them.
public struct LossRange: Sendable, Equatable {
    /// The losses of one sign and one exponent.
    private struct Sizes: Sendable, Equatable {
        let isNegative: Bool
        let exponent: Int
        var smallest: Double
        var largest: Double
        var count = 1
    }

    private var sizes: [Sizes] = []
    /// Where the last loss went: the next one mostly goes there too.
    private var recent = 0
    private var hasZero = false

    public init() {}

    public init(_ losses: some Sequence<Double>) {
        for loss in losses { insert(loss) }
    }

    /// Adds a loss; what is not finite has no size.
    mutating func insert(_ loss: Double) {
        guard loss != 0 else {
            hasZero = true
            return
        }
        guard loss.isFinite else { return }
        let size = abs(loss)
        let isNegative = loss < 0
        let exponent = size.exponent
        if !sizes.indices.contains(recent) || sizes[recent].exponent != exponent
            || sizes[recent].isNegative != isNegative
        {
            guard let place = sizes.firstIndex(where: { $0.exponent == exponent && $0.isNegative == isNegative }) else {
                recent = sizes.count
                sizes.append(Sizes(isNegative: isNegative, exponent: exponent, smallest: size, largest: size))
                return
            }
            recent = place
        }
        sizes[recent].count += 1
        if size < sizes[recent].smallest { sizes[recent].smallest = size }
        if size > sizes[recent].largest { sizes[recent].largest = size }
    }

    mutating func removeAll() {
        sizes.removeAll(keepingCapacity: true)
        hasZero = false
    }

    /// The share of several runs' values that are smaller than a size, by powers of two.
    public static func share(of ranges: [LossRange], below size: Double) -> Double {
        let sizes = ranges.flatMap(\.sizes)
        let small = sizes.reduce(0) { $0 + ($1.largest < size ? $1.count : 0) }
        return Double(small) / Double(max(1, sizes.reduce(0) { $0 + $1.count }))
    }

    /// The lowest and the highest loss of several runs, and the smallest size of one that is not 0, among those of a size
    /// of at most `most`; `nil` if there are none.
    public static func extremes(of ranges: [LossRange], upTo most: Double)
        -> (lowest: Double, highest: Double, smallest: Double?)?
    {
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        var smallest: Double?
        for range in ranges {
            if range.hasZero { (lowest, highest) = (min(lowest, 0), max(highest, 0)) }
            for sizes in range.sizes where sizes.smallest <= most {
                let (near, far) = (sizes.smallest, min(sizes.largest, most))
                lowest = min(lowest, sizes.isNegative ? -far : near)
                highest = max(highest, sizes.isNegative ? -near : far)
                smallest = min(smallest ?? near, near)
            }
        }
        return lowest <= highest ? (lowest, highest, smallest) : nil
    }
}
