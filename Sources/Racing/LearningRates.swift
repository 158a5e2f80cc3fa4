import RealModule

/// What learning rates do on a quadratic: the best of them, and the largest with which a run does not diverge.
public struct LearningRates: Equatable, Sendable {
    /// The best one; from the least to the largest where many are as good.
    public let best: ClosedRange<Double>?
    /// The factor of a step with the best one.
    public let rate: Double
    /// With more the weights go further away at every step.
    public let limit: Double?

    /// Searches the rates about one for the best, and for the limit.
    ///
    /// - Parameters:
    ///   - scale: the middle of eight decades.
    ///   - factor: the factor of a step with a rate: it falls, and then rises.
    init(scale: Double, _ factor: (Double) -> Double) {
        let places = (-40...40).map { Double($0) / 10 }
        func at(_ place: Double) -> Double { factor(scale * Double.exp10(place)) }
        let factors = places.map(at)
        let lowest = factors.indices.min { factors[$0] < factors[$1] }!

        // Where it rises past a bound for good, by halving.
        func edge(_ inner: Double, _ outer: Double, where isInside: (Double) -> Bool) -> Double {
            var (inner, outer) = (inner, outer)
            for _ in 0..<36 {
                let middle = (inner + outer) / 2
                if isInside(middle) { inner = middle } else { outer = middle }
            }
            return inner
        }
        func isStable(_ value: Double) -> Bool { value <= 1 + 1e-9 }
        let unstable = factors.indices.first { $0 > lowest && !isStable(factors[$0]) }
        limit = unstable.flatMap { index in
            guard isStable(factors[lowest]) else { return nil }
            let place = edge(places[index - 1], places[index]) { isStable(at($0)) }
            return scale * Double.exp10(place)
        }

        var (low, high) = (places[max(0, lowest - 1)], places[min(places.count - 1, lowest + 1)])
        let golden = (5.0.squareRoot() - 1) / 2
        var (left, right) = (high - golden * (high - low), low + golden * (high - low))
        var (atLeft, atRight) = (at(left), at(right))
        for _ in 0..<40 {
            if atLeft < atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - golden * (high - low)
                atLeft = at(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + golden * (high - low)
                atRight = at(right)
            }
        }
        let middle = [(low + high) / 2, places[lowest]].min { at($0) < at($1) }!
        rate = at(middle)
        guard rate < 1 - 1e-9 else {
            best = nil
            return
        }
        let most = rate + 1e-6 * (1 - rate)
        func isBest(_ place: Double) -> Bool { at(place) <= most }
        // Where the factor stays as low over more than a step of the search, its ends are looked for from there.
        func end(_ step: Int) -> Double {
            var inner = middle
            while abs(inner) < 4, isBest(inner + Double(step) / 10) { inner += Double(step) / 10 }
            return edge(inner, inner + Double(step) / 10, where: isBest)
        }
        best = (scale * Double.exp10(end(-1)))...(scale * Double.exp10(end(1)))
    }
}

/// The learning rate and the momentum that are best together on a quadratic, and what comes of them.
public struct MomentumOptimum: Equatable, Sendable {
    public let isNesterov: Bool
    public let eta: Double
    public let alpha: Double
    /// The factor of a step in the long run.
    public let rate: Double

    /// Polyak (1964).
    ///
    /// - Parameters:
    ///   - largest: the largest curvature.
    ///   - condition: κ, the ratio of the largest to the smallest.
    static func heavyBall(largest: Double, condition: Double) -> MomentumOptimum {
        let root = condition.squareRoot()
        let rate = (root - 1) / (root + 1)
        let sum = largest.squareRoot() * (1 + 1 / root)
        return MomentumOptimum(isNesterov: false, eta: 4 / (sum * sum), alpha: rate * rate, rate: rate)
    }

    /// Lessard, Recht and Packard (2016), table 1.
    static func nesterov(largest: Double, condition: Double) -> MomentumOptimum {
        let root = (3 * condition + 1).squareRoot()
        return MomentumOptimum(
            isNesterov: true, eta: 4 / (largest * (3 + 1 / condition)), alpha: (root - 2) / (root + 2),
            rate: 1 - 2 / root)
    }
}
