/// What is worth finding again in a recording, by the step at which it comes: each becomes a mark on the first frame that
/// shows its step.
public struct Moments: Sendable {
    private var waiting: [(step: Int, label: String)]

    /// - Parameter moments: in any order; those of one step keep theirs.
    public init(_ moments: [(step: Int, label: String)]) {
        let order = moments.indices.sorted { (moments[$0].step, $0) < (moments[$1].step, $1) }
        // The first to come is the last, and taken at no cost.
        waiting = order.reversed().map { moments[$0] }
    }

    /// Marks what has come by a step. To be called when its frame has been added: who stops at a mark sees it.
    public mutating func mark(_ recording: inout any RecordingFormat, step: Int, at seconds: Double) {
        while let next = waiting.last, next.step <= step {
            recording.mark(next.label, at: seconds)
            waiting.removeLast()
        }
    }
}
