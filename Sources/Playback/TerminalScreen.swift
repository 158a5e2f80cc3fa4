import Basics
import Canvas

/// A terminal as a value: takes what programs write, and has it as cells.
///
/// Rows are arrays of their own: screens that were kept share the rows that did not change since.
struct TerminalScreen: Sendable {
    private(set) var size: Size
    let colors: RecordedColors
    /// Each is as wide as the screen. A continuation always stands right of a character that is two columns wide, and
    /// behind no such character there is anything else.
    private(set) var rows: [[Cell]]
    var cursor = Cursor()
    var saved = Cursor()
    /// The lines that scroll.
    var margins: Range<Int>
    /// What is under the alternate screen, while that is shown.
    private var main: [[Cell]]?
    private var lastPrinted: Unicode.Scalar?
    private var parser = OutputParser()
    /// How much has been done, in bytes and cells: what is done at once is counted by it.
    private(set) var work = 0
    /// The row that was written to last. Another one may share its cells, and be copied first, which takes time.
    private var touched: Int?

    /// Where and how the next character is written.
    struct Cursor: Sendable {
        var x = 0
        var y = 0
        /// Whether the last column was written to: the next character begins the next line.
        var isBehindEdge = false
        var pen = Pen()
        /// A cell as the pen writes it; set with it.
        var cell: Cell?
        /// For each of the two sets of characters whether it is the one of lines and corners; and which is used.
        var hasLines = [false, false]
        var set = 0
    }

    init(size: Size, colors: RecordedColors) {
        self.size = Size(width: max(1, size.width), height: max(1, size.height))
        self.colors = colors
        rows = []
        margins = 0..<self.size.height
        clear(0..<self.size.height)
    }

    /// What is on the screen, as a frame draws it.
    func draw(on frame: inout Frame, area: Area) {
        for (y, row) in rows.prefix(area.height).enumerated() {
            for (x, cell) in row.prefix(area.width).enumerated() { frame[area.x + x, area.y + y] = cell }
            // Half of a character would reach beyond the area.
            if area.width < row.count, row[area.width].isContinuation {
                frame[area.x + area.width - 1, area.y + y].scalar = " "
            }
        }
    }

    /// Takes bytes until there are no more, or enough has been done.
    ///
    /// - Returns: where it stopped.
    mutating func feed(_ output: [UInt8], from start: Int, to end: Int, most: Int = .max) -> Int {
        let limit = work.addingReportingOverflow(most)
        var index = start
        while index < end, limit.overflow || work < limit.partialValue {
            work += 1
            if let action = parser.next(output[index]) { perform(action) }
            index += 1
        }
        return index
    }

    private mutating func perform(_ action: OutputParser.Action) {
        switch action {
        case .print(let scalar): print(scalar)
        case .execute(let control): execute(control)
        case .escape(let between, let final): escape(between, final)
        case .control(let final): control(final, parser.parameters)
        }
    }

    // MARK: Characters

    /// The pen's cell with a blank in it.
    var blank: Cell {
        mutating get {
            if let cell = cursor.cell { return cell }
            let (text, ground) = cursor.pen.colors(colors.palette)
            let cell = Cell(" ", ink: colors.ink(text), on: colors.ink(ground), style: cursor.pen.style)
            // Looking for two colours.
            work += 100
            cursor.cell = cell
            return cell
        }
    }

    /// What is left where something was erased: the pen's ground.
    private var erased: Cell {
        mutating get {
            var cell = blank
            cell.style = []
            return cell
        }
    }

    mutating func print(_ scalar: Unicode.Scalar) {
        guard !scalar.isShapeless else { return }
        let scalar = cursor.hasLines[cursor.set] ? Self.line(scalar) : scalar
        var cell = blank
        var width = Letter.width(of: scalar)
        if width == 0 { return mark(scalar) }
        cell.scalar = width == nil || width! > size.width ? "\u{FFFD}" : scalar
        width = cell.scalar == scalar ? width : 1
        let columns = width ?? 1
        if cursor.isBehindEdge || cursor.x + columns > size.width {
            cursor.x = 0
            cursor.isBehindEdge = false
            lineFeed()
        }
        let (x, y) = (cursor.x, cursor.y)
        touch(y)
        cut(y, at: x)
        cut(y, at: x + columns)
        rows[y][x] = cell
        if columns == 2 {
            cell.scalar = Cell.continuation
            rows[y][x + 1] = cell
        }
        cursor.x += columns
        if cursor.x >= size.width {
            cursor.x = size.width - 1
            cursor.isBehindEdge = true
        }
        lastPrinted = scalar
    }

    /// Puts a mark over or under the character before.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        var x = cursor.isBehindEdge ? cursor.x : cursor.x - 1
        guard x >= 0 else { return }
        touch(cursor.y)
        if rows[cursor.y][x].isContinuation { x -= 1 }
        if rows[cursor.y][x].marks.x == 0 {
            rows[cursor.y][x].marks.x = scalar.value
        } else if rows[cursor.y][x].marks.y == 0 {
            rows[cursor.y][x].marks.y = scalar.value
        }
    }

    /// Writes the last character again.
    mutating func repeatLast(_ count: Int) {
        guard let lastPrinted else { return }
        let count = min(count, size.width)
        work += count
        for _ in 0..<count { print(lastPrinted) }
    }

    /// To be called before a row is written to.
    private mutating func touch(_ y: Int) {
        guard touched != y else { return }
        touched = y
        work += size.width / 16
    }

    /// Makes blanks of a character whose halves would be parted at a column.
    private mutating func cut(_ y: Int, at x: Int) {
        guard x > 0, x < size.width, rows[y][x].isContinuation else { return }
        for x in [x - 1, x] {
            rows[y][x].scalar = " "
            rows[y][x].marks = .zero
        }
    }

    /// What stands for a letter in the set of lines and corners that terminals have since the VT100.
    private static func line(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x60..<0x7F).contains(scalar.value) else { return scalar }
        return lines[Int(clamping: scalar.value) - 0x60]
    }

    private static let lines = Array("◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)

    // MARK: Moving

    /// Moves the cursor, at most to the edge.
    mutating func move(x: Int? = nil, y: Int? = nil) {
        cursor.x = min(max(x ?? cursor.x, 0), size.width - 1)
        cursor.y = min(max(y ?? cursor.y, 0), size.height - 1)
        cursor.isBehindEdge = false
    }

    /// Goes up or down by lines, not out of the margins that it is within.
    mutating func moveDown(_ lines: Int) {
        let isWithin = margins.contains(cursor.y)
        let (top, bottom) = isWithin ? (margins.lowerBound, margins.upperBound - 1) : (0, size.height - 1)
        move(y: min(max(cursor.y + lines, top), bottom))
    }

    mutating func lineFeed() {
        if cursor.y == margins.upperBound - 1 {
            scroll(margins, by: 1)
        } else {
            cursor.y = min(cursor.y + 1, size.height - 1)
        }
        cursor.isBehindEdge = false
    }

    mutating func reverseLineFeed() {
        if cursor.y == margins.lowerBound {
            scroll(margins, by: -1)
        } else {
            cursor.y = max(cursor.y - 1, 0)
        }
        cursor.isBehindEdge = false
    }

    /// Moves lines up, or down where the count is below 0; those that come in are blank.
    mutating func scroll(_ lines: Range<Int>, by count: Int) {
        guard !lines.isEmpty else { return }
        let moved = min(abs(count), lines.count)
        work += lines.count + moved * size.width / 16
        touched = nil
        let blanks = Array(repeating: Array(repeating: erased, count: size.width), count: moved)
        let kept = count > 0 ? rows[lines].dropFirst(moved) : rows[lines].dropLast(moved)
        rows.replaceSubrange(lines, with: count > 0 ? Array(kept) + blanks : blanks + Array(kept))
    }

    // MARK: Erasing

    mutating func clear(_ lines: Range<Int>) {
        let row = Array(repeating: erased, count: size.width)
        work += lines.count + size.width / 16
        touched = nil
        if rows.isEmpty { rows = Array(repeating: row, count: size.height) }
        for y in lines { rows[y] = row }
    }

    /// Erases columns of the cursor's line.
    mutating func erase(_ columns: Range<Int>) {
        let columns = columns.clamped(to: 0..<size.width)
        guard !columns.isEmpty else { return }
        work += size.width / 8
        cut(cursor.y, at: columns.lowerBound)
        cut(cursor.y, at: columns.upperBound)
        let cell = erased
        for x in columns { rows[cursor.y][x] = cell }
    }

    /// Moves what is right of the cursor to the right, or to the left where the count is below 0.
    mutating func shift(by count: Int) {
        let (x, y) = (cursor.x, cursor.y)
        let moved = min(abs(count), size.width - x)
        work += size.width / 8
        let blanks = Array(repeating: erased, count: moved)
        cut(y, at: x)
        if count > 0 {
            cut(y, at: size.width - moved)
            rows[y].removeLast(moved)
            rows[y].insert(contentsOf: blanks, at: x)
        } else {
            cut(y, at: x + moved)
            rows[y].removeSubrange(x..<(x + moved))
            rows[y] += blanks
        }
        cursor.isBehindEdge = false
    }

    // MARK: Screens

    /// Shows the alternate screen, blank, or the main one as it was.
    mutating func setAlternate(_ isAlternate: Bool) {
        guard isAlternate != (main != nil) else { return }
        if let main {
            rows = main
            self.main = nil
            fit()
        } else {
            main = rows
            clear(0..<size.height)
        }
    }

    /// Everything as in the beginning, but for the size.
    mutating func reset() {
        (cursor, saved, margins, main, lastPrinted) = (Cursor(), Cursor(), 0..<size.height, nil, nil)
        clear(0..<size.height)
    }

    mutating func resize(to size: Size) {
        self.size = Size(width: max(1, size.width), height: max(1, size.height))
        margins = 0..<self.size.height
        fit()
        move()
        (saved.x, saved.y) = (min(saved.x, self.size.width - 1), min(saved.y, self.size.height - 1))
    }

    /// Makes the rows as many and as wide as the screen has.
    private mutating func fit() {
        let cell = erased
        work += 10 + size.height * size.width / 8
        rows = rows.prefix(size.height).map { row in
            var fitted = Array(row.prefix(size.width))
            if row.count > size.width, row[size.width].isContinuation { fitted[size.width - 1].scalar = " " }
            return fitted + Array(repeating: cell, count: size.width - fitted.count)
        }
        let blank = Array(repeating: cell, count: size.width)
        rows += Array(repeating: blank, count: size.height - rows.count)
    }
}
