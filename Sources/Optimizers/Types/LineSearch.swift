import Landscapes

/// A line search for the strong Wolfe conditions: the loss falls by what the slope promises, and the slope flattens.
///
/// Nocedal and Wright (2006), algorithms 3.5 and 3.6, with cubic interpolation.
struct LineSearch {
    /// The share of the promised decrease that is enough.
    var sufficientDecrease = 1e-4
    /// The share of the slope that may be left.
    var curvature = 0.9
    var mostEvaluations = 25

    /// A place on the line: how far, its loss, and the slope along the line.
    private struct Trial {
        var length: Double
        var loss: Double
        var slope: Double
        var point: Point
        var gradient: Point
    }

    /// How far to go from a point along a direction that falls; where that is, and the gradient there. `nil` if the
    /// direction does not fall or nothing was found.
    func search(
        from point: Point, along direction: Point, first: Double, objective: inout Objective
    ) -> (point: Point, gradient: Point)? {
        var left = mostEvaluations
        func trial(_ length: Double, _ objective: inout Objective) -> Trial {
            left -= 1
            let place = point + length * direction
            let loss = objective.loss(at: place)
            let gradient = objective.gradient(at: place)
            return Trial(
                length: length, loss: loss, slope: (gradient * direction).sum(), point: place, gradient: gradient)
        }
        let start = trial(0, &objective)
        guard start.slope < 0, start.loss.isFinite else { return nil }
        func isEnough(_ trial: Trial) -> Bool {
            trial.loss <= start.loss + sufficientDecrease * trial.length * start.slope
        }
        func isFlat(_ trial: Trial) -> Bool { abs(trial.slope) <= -curvature * start.slope }
        var previous = start
        var length = first
        while left > 0 {
            let now = trial(length, &objective)
            if !now.loss.isFinite {
                length = (previous.length + length) / 2
                continue
            }
            if !isEnough(now) || (now.loss >= previous.loss && previous.length > 0) {
                return zoom(previous, now)
            }
            if isFlat(now) { return (now.point, now.gradient) }
            if now.slope >= 0 { return zoom(now, previous) }
            previous = now
            length *= 2
        }
        return previous.length > 0 ? (previous.point, previous.gradient) : nil

        /// Narrows an interval that holds what is looked for; `low` has the least loss so far.
        func zoom(_ low: Trial, _ high: Trial) -> (point: Point, gradient: Point)? {
            var low = low
            var high = high
            while left > 0 {
                let now = trial(Self.interpolated(low, high), &objective)
                if !isEnough(now) || now.loss >= low.loss || !now.loss.isFinite {
                    high = now
                } else {
                    if isFlat(now) { return (now.point, now.gradient) }
                    if now.slope * (high.length - low.length) >= 0 { high = low }
                    low = now
                }
                if abs(high.length - low.length) < 1e-16 * max(1, abs(low.length)) { break }
            }
            return low.length > 0 ? (low.point, low.gradient) : nil
        }
    }

    /// The minimum of the cubic through two trials, kept away from both ends.
    private static func interpolated(_ a: Trial, _ b: Trial) -> Double {
        let d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.length - b.length)
        let root = d1 * d1 - a.slope * b.slope
        let middle = (a.length + b.length) / 2
        guard root >= 0, root.isFinite else { return middle }
        let d2 = (b.length > a.length ? 1 : -1) * root.squareRoot()
        let length = b.length - (b.length - a.length) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
        let low = min(a.length, b.length)
        let high = max(a.length, b.length)
        let margin = 0.1 * (high - low)
        return length.isFinite && length > low + margin && length < high - margin ? length : middle
    }
}
