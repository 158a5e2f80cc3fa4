import Basics
import Landscapes
import RealModule

/// Chooses the losses at which contour lines run.
enum Levels {
    /// `count` levels of a surface, rising, of its losses where it is shown.
    static func of(_ surface: Surface, _ losses: [Double], count: Int) -> [Double] {
        switch surface.levels {
        case .blended: blended(losses, count: count)
        case .linear: linear(losses, count: count)
        }
    }

    /// `count` levels, rising, as far from one another as from the lowest and the highest loss.
    static func linear(_ losses: [Double], count: Int) -> [Double] {
        let finite = losses.filter(\.isFinite)
        guard let lowest = finite.min(), let highest = finite.max(), highest > lowest, (highest - lowest).isFinite
        else {
            return []
        }
        return (1...count).map { lowest + (highest - lowest) * Double($0) / Double(count + 1) }
    }

    /// `count` levels, rising, that tell apart both a flat floor and steep walls.
    ///
    /// Levels spaced evenly put most of a curved valley into one band; geometric ones waste a rugged surface; quantiles
    /// mean nothing as numbers. The geometric mean of the last two, above the lowest loss, serves all.
    static func blended(_ losses: [Double], count: Int) -> [Double] {
        let sorted = losses.filter(\.isFinite).sorted()
        guard let lowest = sorted.first, let highest = sorted.last, highest > lowest, (highest - lowest).isFinite else {
            return []
        }
        let range = highest - lowest
        func quantile(_ share: Double) -> Double { sorted[Int(clamping: share * Double(sorted.count - 1))] - lowest }
        let floor = max(range * 1e-6, quantile(0.002))
        var levels: [Double] = []
        for index in 1...count {
            let share = Double(index) / Double(count + 1)
            let geometric = floor * Double.pow(range / floor, share)
            let level = lowest + (geometric * max(quantile(share), floor)).squareRoot()
            if level > levels.last ?? lowest { levels.append(level) }
        }
        return levels
    }
}
