import Basics
import Canvas
import Racing
import RealModule
import Scenes

/// What each outcome of a map looks like: a shade for what arrives, more striking for fewer steps or a lower loss; hatching
/// for what diverges.
struct MapColors: Sendable {
    /// The shade of an outcome, or the mark of what has none.
    enum Look: Equatable {
        case shade(Ink)
        case mark(Symbol)
        /// Not there at the end, and nothing wrong.
        case plain
        /// Nothing is known yet.
        case unknown
    }

    private let shown: Map.Value
    /// From the best to the worst; `nil` where nothing has a value.
    let range: (best: Double, worst: Double)?
    private let isLogarithmic: Bool

    /// - Parameter steps: how many a run of the map takes.
    init(_ shown: Map.Value, _ outcomes: [MapOutcome?], steps: Int) {
        self.shown = shown
        var values: [Double] = []
        for outcome in outcomes {
            if let value = outcome?.value(shown), value.isFinite { values.append(value) }
        }
        values.sort()
        guard let least = values.first, let greatest = values.last else {
            (range, isLogarithmic) = (nil, false)
            return
        }
        switch shown {
        case .steps, .minimum:
            range = (max(least, 1), Double(max(steps, 2)))
            isLogarithmic = true
        case .loss:
            // What is far off takes no shades from the others.
            let high = values[Int(clamping: 0.95 * Double(values.count - 1))]
            isLogarithmic = least > 0
            range = (isLogarithmic ? max(least, high * 1e-12) : least, max(high, least))
        case .formula:
            isLogarithmic = false
            range = (least, greatest)
        }
    }

    func look(of outcome: MapOutcome?) -> Look {
        guard let outcome else { return .unknown }
        if let value = outcome.value(shown), let range {
            let kind = shown == .minimum ? Int(clamping: outcome.minimum) : nil
            return .shade(.map(level(of: value, range), kind: kind.map { max(0, $0) }))
        }
        switch outcome.state {
        case .diverged, .failed: return .mark(.diverging)
        case .left: return .mark(.leaving)
        case .arrived, .running: return .plain
        }
    }

    private func level(of value: Double, _ range: (best: Double, worst: Double)) -> Int {
        let count = Double(Ink.mapLevelCount)
        let share =
            isLogarithmic
            ? Double.log(max(value, range.best) / range.best) / Double.log(range.worst / range.best)
            : (value - range.best) / (range.worst - range.best)
        return share.isNaN ? 0 : Int(clamping: min(share * count, count - 1))
    }
}
