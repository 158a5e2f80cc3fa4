import Basics
import Landscapes
import Scenes

/// A map in the making: cells from coarse to fine, a piece of them at a time.
public struct MapGrid: Sendable {
    public private(set) var plan: MapPlan
    public let columns: Int
    public let rows: Int
    /// Row by row from the top; `nil` where nothing is known yet.
    public private(set) var outcomes: [MapOutcome?]
    /// The cells in the order in which they are found out.
    private let order: [Int]
    /// Where in the order each piece ends; the first one is all of the coarsest map, unless runs are dear.
    private let ends: [Int]
    /// The pieces that are done, and those before which all are.
    private var done: Set<Int> = []
    private var first = 0

    /// At first every eighth cell in both directions is found out, then every fourth, every second, and all.
    private static let strides = [8, 4, 2, 1]
    /// About 15 ms, in evaluations of a small formula.
    private static let pieceCost = 150_000

    public init(_ plan: MapPlan, columns: Int, rows: Int) {
        self.plan = plan
        self.columns = columns
        self.rows = rows
        outcomes = Array(repeating: nil, count: columns * rows)
        var order: [Int] = []
        order.reserveCapacity(outcomes.count)
        var ends: [Int] = []
        let size = max(1, Self.pieceCost / plan.cost)
        // Blocks are full, but for the last one.
        let piece = plan.isInBlocks ? max(1, size / MapPlan.blockSize) * MapPlan.blockSize : size
        for (level, stride) in Self.strides.enumerated() {
            for row in Swift.stride(from: 0, to: rows, by: stride) {
                for column in Swift.stride(from: 0, to: columns, by: stride)
                where level == 0 || column % (2 * stride) != 0 || row % (2 * stride) != 0 {
                    order.append(row * columns + column)
                }
            }
            let start = ends.last ?? 0
            ends += Swift.stride(from: start + piece, to: order.count, by: piece)
            if order.count > ends.last ?? 0 { ends.append(order.count) }
        }
        self.order = order
        self.ends = ends
    }

    /// Goes on for a plan that asks the same, of which the run itself may be at another place by now.
    ///
    /// - Returns: whether it does ask the same; else nothing is changed.
    public mutating func goOn(for plan: MapPlan) -> Bool {
        guard plan.asksTheSame(as: self.plan) else { return false }
        self.plan = plan
        return true
    }

    /// How many pieces are to be worked on at once: one more than there are cores, so that none waits for the next one; where a
    /// piece is a single dear run, a core is left for others.
    public var pieceLimit: Int {
        plan.cost > Self.pieceCost ? max(1, CoreCount.current - 1) : CoreCount.current + 1
    }

    public var isComplete: Bool { first == ends.count }

    /// The share of the cells that are known.
    public var progress: Double { ends.isEmpty ? 1 : Double(done.count + first) / Double(ends.count) }

    /// The values of a cell, in the middle of it.
    public func place(ofCell cell: Int) -> Point { plan.place(ofCell: cell, columns: columns, rows: rows) }

    /// What is known of a cell: of itself, or of the nearest one to its upper left.
    public func outcome(column: Int, row: Int) -> MapOutcome? {
        for stride in Self.strides.reversed() {
            if let known = outcomes[(row - row % stride) * columns + column - column % stride] { return known }
        }
        return nil
    }

    /// The cell with the fewest steps or the lowest loss, and what is known of it; `nil` of a formula, which has no better.
    public func best(_ shown: Map.Value) -> (cell: Int, outcome: MapOutcome)? {
        if case .formula = shown { return nil }
        var best: (cell: Int, outcome: MapOutcome, value: Double)?
        for (cell, outcome) in outcomes.enumerated() {
            guard let outcome, let value = outcome.value(shown), value < best?.value ?? .infinity else { continue }
            best = (cell, outcome, value)
        }
        return best.map { ($0.cell, $0.outcome) }
    }

    // MARK: Pieces

    /// A part of the cells that are to be found out: it may be done on another core.
    public struct Piece: Sendable {
        public let number: Int
        let plan: MapPlan
        let columns: Int
        let rows: Int
        let cells: ArraySlice<Int>

        /// `nil` if the task was cancelled meanwhile.
        public func done() -> Done? {
            plan.outcomes(at: cells.map { plan.place(ofCell: $0, columns: columns, rows: rows) }).map {
                Done(plan: plan, number: number, outcomes: $0)
            }
        }
    }

    /// What came of a piece.
    public struct Done: Sendable {
        let plan: MapPlan
        let number: Int
        let outcomes: [MapOutcome]
    }

    /// The next pieces, so many at most.
    public func pieces(atMost count: Int) -> [Piece] {
        // The coarsest map is seen before anything else is begun.
        let last = first == 0 ? 1 : ends.count
        return (first..<max(first, last)).lazy.filter { !done.contains($0) }.prefix(count).map { number in
            let cells = order[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
            return Piece(number: number, plan: plan, columns: columns, rows: rows, cells: cells)
        }
    }

    /// Finds out all that is not known yet, at once. - Returns: whether that was anything.
    public mutating func finish() -> Bool {
        let wasComplete = isComplete
        while let piece = pieces(atMost: 1).first, let done = piece.done() { adopt(done) }
        return !wasComplete
    }

    /// Takes what came of a piece, unless it is of another map.
    public mutating func adopt(_ piece: Done) {
        guard piece.plan.asksTheSame(as: plan), piece.number >= first, piece.number < ends.count,
            !done.contains(piece.number)
        else { return }
        let start = piece.number == 0 ? 0 : ends[piece.number - 1]
        guard piece.outcomes.count == ends[piece.number] - start else { return }
        for (cell, outcome) in zip(order[start...], piece.outcomes) { outcomes[cell] = outcome }
        done.insert(piece.number)
        while done.remove(first) != nil { first += 1 }
    }
}
