/// Moments one after the other, as many as a power of two, which begin at a multiple of it.
///
/// Any stretch of moments is a few of these, and there are only twice as many as moments. So what is shown at the same
/// time moves as one, though everything comes and goes at times of its own.
struct SVGSpan: Hashable, Comparable {
    let start: Int
    let count: Int

    var end: Int { start + count }

    /// The fewest spans that make up a stretch of moments, in order.
    static func spans(of moments: Range<Int>) -> [SVGSpan] {
        var spans: [SVGSpan] = []
        var start = moments.lowerBound
        while start < moments.upperBound {
            var count = 1
            while start.isMultiple(of: 2 * count), start + 2 * count <= moments.upperBound { count *= 2 }
            spans.append(SVGSpan(start: start, count: count))
            start += count
        }
        return spans
    }

    /// By their starts, longer ones first.
    static func < (left: Self, right: Self) -> Bool { (left.start, right.count) < (right.start, left.count) }
}
