import Basics
import Canvas

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

    /// The same for a frame: who may be seen in it.
    struct Turns {
        /// The rows of a track's runs.
        let rows: [Int]
        /// The focused run, if it is among them.
        let focus: Int?
        /// Those that are not hidden, a bit each.
        let visible: UInt64
        /// What the runs' marks are drawn with, if they are to be on their trails.
        private let marks: GlyphSet?

        init(_ rows: [Int], _ state: ScreenState, _ glyphs: GlyphSet) {
            self.rows = rows
            marks = state.hasMarks ? glyphs : nil
            focus = rows.firstIndex(of: state.row)
            visible = Overlap.visible(rows, hidden: state.hidden)
        }

        /// A run's own mark, where its trail is to have it: every few cells.
        func mark(_ seen: Int, x: Int, y: Int) -> Unicode.Scalar? {
            marks.flatMap { (x + 2 * y + 3 * seen) % 7 == 0 ? $0.scalar(.head(rows[seen])) : nil }
        }

        /// Who of the runs in a cell is seen there; `nil` if none of them is shown.
        func seen(_ passing: UInt64, x: Int, y: Int) -> Int? {
            let passing = passing & visible
            return passing == 0 ? nil : Overlap.seen(passing, x: x, y: y, focus: focus)
        }
    }
}
