import Landscapes
import Optimizers

/// How the runs of a block are doing, step by step.
struct MapLanes {
    private let targets: [Double]
    private var arrivals: [Int]
    private var losses: [Double]
    private var points: [Point]
    private var divergedAt: [Int?]
    private var hasFailed: [Bool]
    /// The lanes that go on.
    private var going: [Int]

    init(targets: [Double]) {
        self.targets = targets
        arrivals = Array(repeating: 0, count: targets.count)
        losses = Array(repeating: .nan, count: targets.count)
        points = Array(repeating: .zero, count: targets.count)
        divergedAt = Array(repeating: nil, count: targets.count)
        hasFailed = Array(repeating: false, count: targets.count)
        going = Array(targets.indices)
    }

    /// Whether no lane has anything to find out any more.
    var areAllOver: Bool { going.isEmpty }

    /// A lane cannot take a step.
    mutating func fail(_ lane: Int) {
        hasFailed[lane] = true
        going.removeAll { $0 == lane }
    }

    /// Where all lanes are after a step.
    mutating func add(_ block: inout RuleBlock, at step: Int) {
        block.withPoints { add(losses: $2, xs: $0, ys: $1, at: step) }
    }

    private mutating func add(
        losses: UnsafeBufferPointer<Double>, xs: UnsafeBufferPointer<Double>, ys: UnsafeBufferPointer<Double>,
        at step: Int
    ) {
        var hasEnded = false
        for lane in going {
            let loss = losses[lane]
            self.losses[lane] = loss
            points[lane] = Point(xs[lane], ys[lane])
            if !(loss <= targets[lane]) { arrivals[lane] = step + 1 }
            if !loss.isFinite || !points[lane].isFinite {
                divergedAt[lane] = step
                hasEnded = true
            }
        }
        if hasEnded { going.removeAll { divergedAt[$0] != nil } }
    }

    func outcome(_ lane: Int, _ goal: MapGoal) -> MapOutcome {
        var outcome = goal.outcome(
            at: points[lane], loss: losses[lane], arrival: arrivals[lane], divergedAt: divergedAt[lane])
        if hasFailed[lane] { outcome.fail() }
        return outcome
    }
}
