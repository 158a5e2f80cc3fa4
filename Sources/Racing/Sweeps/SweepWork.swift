import Landscapes
import Synchronization

/// A sweep at work on several cores: pieces come out as they are done, in no order, and always the same.
public final class SweepWork: Sendable {
    /// What came of some cells that lie together.
    public struct Piece: Sendable {
        public let first: Int
        public let outcomes: [MapOutcome]
    }

    private struct State {
        var pieces: [Piece] = []
        var isOver = false
    }

    private let state = Mutex(State())
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

    /// About a tenth of a second, in evaluations of a small formula.
    private static let pieceCost = 1_000_000

    /// - Parameters:
    ///   - cells: those that are to be found out.
    ///   - cores: on how many of them.
    public init(_ plan: MapPlan, _ heading: SweepHeading, cells: Range<Int>, cores: Int) {
        let size = max(1, Self.pieceCost / plan.cost)
        let length = plan.isInBlocks ? max(1, size / MapPlan.blockSize) * MapPlan.blockSize : size
        let starts = Array(stride(from: cells.lowerBound, to: cells.upperBound, by: length))
        let begun = Task.detached { [self] in
            await withTaskGroup(of: Piece?.self) { group in
                var next = starts.makeIterator()
                func begin() {
                    guard let first = next.next() else { return }
                    let end = min(first + length, cells.upperBound)
                    group.addTask {
                        let places = (first..<end).map { cell in
                            let (x, y) = heading.values(ofCell: cell)
                            return Point(x, y)
                        }
                        return plan.outcomes(at: places).map { Piece(first: first, outcomes: $0) }
                    }
                }
                for _ in 0..<min(max(1, cores), starts.count) { begin() }
                for await piece in group {
                    if let piece { state.withLock { $0.pieces.append(piece) } }
                    if !Task.isCancelled { begin() }
                }
            }
            state.withLock { $0.isOver = true }
        }
        task.withLock { $0 = begun }
    }

    /// What has come since this was called last, and whether that is all.
    public func take() -> (pieces: [Piece], isOver: Bool) {
        state.withLock { state in
            defer { state.pieces = [] }
            return (state.pieces, state.isOver)
        }
    }

    /// Begins no further piece, and ends those under way.
    public func cancel() { task.withLock { $0?.cancel() } }
}
