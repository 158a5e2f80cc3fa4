import Landscapes
import Optimizers

/// How the runs of a block are doing, step by step.
///
/// What every step needs is done for eight lanes at once; what ends a run, which happens once to each, is not.
struct MapLanes {
    private typealias Eight = SIMD8<Double>

    private let count: Int
    private let targets: [Eight]
    /// From which step on a lane's loss has been at its target.
    private var arrivals: [Eight]
    private var losses: [Eight]
    /// Not 0 for lanes that have ended, and for those that nobody needs.
    private var closed: [Eight]
    private var ends: [End?]
    /// Those whose loss was no finite number near the view, where the run may go on: they are to be stepped alone.
    private(set) var odd: Set<Int> = []
    private var openCount: Int

    /// How a run ended before its last step.
    private struct End {
        /// `nil` where a hyperparameter was out of its range.
        let divergedAt: Int?
        let point: Point
        let loss: Double
        /// Its last loss that was a number.
        let before: Double
    }

    private let bounds: Bounds

    /// - Parameter targets: one for each lane.
    init(targets: [Double], bounds: Bounds) {
        self.bounds = bounds
        count = targets.count
        openCount = count
        let width = (count + 7) / 8
        func eights(_ value: (Int) -> Double) -> [Eight] {
            (0..<width).map { index in
                var eight = Eight()
                for lane in 0..<8 { eight[lane] = value(8 * index + lane) }
                return eight
            }
        }
        self.targets = eights { $0 < targets.count ? targets[$0] : .infinity }
        arrivals = eights { _ in 0 }
        losses = eights { _ in .nan }
        closed = eights { $0 < targets.count ? 0 : 1 }
        ends = Array(repeating: nil, count: count)
    }

    /// Whether no lane has anything to find out any more.
    var areAllOver: Bool { openCount == 0 }

    private mutating func close(_ lane: Int, _ end: End) {
        guard ends[lane] == nil else { return }
        ends[lane] = end
        closed[lane / 8][lane % 8] = 1
        openCount -= 1
    }

    /// A lane cannot take a step. One that has ended was not to take it.
    mutating func fail(_ lane: Int) {
        let loss = losses[lane / 8][lane % 8]
        close(lane, End(divergedAt: nil, point: .zero, loss: loss, before: loss))
    }

    /// Where all lanes are after a step.
    mutating func add(_ block: inout RuleBlock, at step: Int) {
        block.withPoints { xs, ys, losses in
            add(losses: UnsafeRawPointer(losses.baseAddress!), xs: xs, ys: ys, at: step)
        }
    }

    private mutating func add(
        losses new: UnsafeRawPointer, xs: UnsafeBufferPointer<Double>, ys: UnsafeBufferPointer<Double>, at step: Int
    ) {
        let (first, second) = (UnsafeRawPointer(xs.baseAddress!), UnsafeRawPointer(ys.baseAddress!))
        let size = MemoryLayout<Eight>.size
        let next = Eight(repeating: Double(step + 1))
        for index in targets.indices {
            let loss = new.loadUnaligned(fromByteOffset: index * size, as: Eight.self)
            let x = first.loadUnaligned(fromByteOffset: index * size, as: Eight.self)
            let y = second.loadUnaligned(fromByteOffset: index * size, as: Eight.self)
            // What is finite is 0 less itself.
            let rest = (loss - loss) + (x - x) + (y - y)
            let hasEnded = (rest .!= 0) .& (closed[index] .== 0)
            if any(hasEnded) {
                for lane in (8 * index)..<min(8 * index + 8, count) where hasEnded[lane % 8] {
                    let point = Point(xs[lane], ys[lane])
                    if !bounds.isFar(point) { odd.insert(lane) }
                    close(
                        lane,
                        End(divergedAt: step, point: point, loss: loss[lane % 8], before: losses[index][lane % 8]))
                }
            }
            arrivals[index].replace(with: next, where: .!(loss .<= targets[index]))
            losses[index] = loss
        }
    }

    /// What came of a lane.
    ///
    /// - Parameter isPastLimit: whether theory says that its run goes on farther out.
    func outcome(
        _ lane: Int, _ goal: MapGoal, _ block: inout RuleBlock, isPastLimit: @autoclosure () -> Bool
    ) -> MapOutcome {
        guard let end = ends[lane] else {
            return goal.outcome(
                at: block.point(lane), loss: losses[lane / 8][lane % 8],
                arrival: Int(clamping: arrivals[lane / 8][lane % 8]), isPastLimit: isPastLimit())
        }
        guard let step = end.divergedAt else {
            var outcome = MapOutcome(state: .failed, steps: 0, loss: end.loss, minimum: -1)
            outcome.fail()
            return outcome
        }
        return goal.outcome(endingAt: end.point, loss: end.loss, after: end.before, step: step)
    }
}
