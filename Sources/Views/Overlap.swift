import Racing

/// Who is seen where several runs pass through one cell.
enum Overlap {
    /// They take turns from cell to cell, so that each shows as dashes and none vanishes; the focused run has every
    /// second turn.
    ///
    /// - Parameter passing: the runs in the cell, a bit each; not 0.
    static func seen(_ passing: UInt64, x: Int, y: Int, focus: Int, runs: [Run]) -> Int {
        let count = passing.nonzeroBitCount
        let turn = x + y
        if count > 1, turn % 2 == 0, let focused = runs.firstIndex(where: { $0.row == focus }),
            passing & (1 << UInt64(focused)) != 0
        {
            return focused
        }
        var left = passing
        for _ in 0..<(turn / 2 % count) { left &= left - 1 }
        return left.trailingZeroBitCount
    }
}
