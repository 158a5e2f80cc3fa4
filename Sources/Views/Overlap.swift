import Basics

/// Who is seen where several runs pass through one cell.
enum Overlap {
    /// A bit for each of a track's runs that is not hidden.
    static func visible(_ rows: [Int], hidden: Set<Int>) -> UInt64 {
        var visible: UInt64 = 0
        for (index, row) in rows.enumerated() where !hidden.contains(row) { visible |= 1 << UInt64(clamping: index) }
        return visible
    }

    /// They take turns from cell to cell, so that each shows as dashes and none vanishes; the focused run has every
    /// second turn.
    ///
    /// - Parameters:
    ///   - passing: the runs in the cell, a bit each; not 0.
    ///   - focus: the focused run, if it is among the track's.
    static func seen(_ passing: UInt64, x: Int, y: Int, focus: Int?) -> Int {
        let count = passing.nonzeroBitCount
        let turn = x + y
        if count > 1, turn % 2 == 0, let focus, passing & (1 << UInt64(clamping: focus)) != 0 { return focus }
        var left = passing
        for _ in 0..<(turn / 2 % count) { left &= left - 1 }
        return left.trailingZeroBitCount
    }
}
