import Basics

/// A whole screen as a value: what is shown, recorded and compared.
public struct Frame: Equatable, Sendable, CustomStringConvertible {
    public let size: Size
    /// The cells row by row, `size.width` to a row.
    public private(set) var cells: [Cell]

    public init(size: Size, filledWith cell: Cell = .blank) {
        self.size = size
        cells = Array(repeating: cell, count: size.width * size.height)
    }

    /// The cell at a place. Reading outside the frame gives a blank; writing there does nothing. Writing over half of a
    /// character that is two columns wide leaves a blank in place of the other half.
    public subscript(x: Int, y: Int) -> Cell {
        get {
            guard x >= 0, x < size.width, y >= 0, y < size.height else { return .blank }
            return cells[y * size.width + x]
        }
        set {
            guard x >= 0, x < size.width, y >= 0, y < size.height else { return }
            let place = y * size.width + x
            if cells[place].isContinuation { cells[place - 1].scalar = " " }
            if x + 1 < size.width, cells[place + 1].isContinuation { cells[place + 1].scalar = " " }
            cells[place] = newValue
        }
    }

    public mutating func fill(_ area: Area, with cell: Cell = .blank) {
        for row in area.y..<area.maxY {
            for column in area.x..<area.maxX { self[column, row] = cell }
        }
    }

    /// Writes one line of text, cut off at `width` columns (by default at the frame's edge). Control characters are �.
    ///
    /// - Parameter ground: the background; `nil` keeps the one that is there, so that a label may lie on a landscape.
    /// - Returns: the column after the last character written.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, x: Int, y: Int, ink: Ink = .text, on ground: Ink? = nil,
        style: Cell.Style = [], width: Int = .max
    ) -> Int {
        var column = x
        let end = width < size.width - x ? x + width : size.width
        for letter in text.letters {
            guard column + letter.width <= end else { break }
            var cell = Cell(letter.scalar, ink: ink, on: ground ?? self[column, y].ground, style: style)
            cell.marks = letter.marks
            self[column, y] = cell
            // Half of it outside would be a character that is not there.
            if letter.width == 2, column >= 0, y >= 0, y < size.height {
                let place = y * size.width + column + 1
                if column + 2 < size.width, cells[place + 1].isContinuation { cells[place + 1].scalar = " " }
                cell.scalar = Cell.continuation
                cell.marks = .zero
                cells[place] = cell
            }
            column += letter.width
        }
        return column
    }

    /// What is seen, rather than thousands of cells: that is what a failed test prints.
    public var description: String { "\(size)\n\(text)" }

    /// The characters alone, a line to a row, without blanks at line ends.
    public var text: String {
        var lines: [UInt8] = []
        lines.reserveCapacity(3 * cells.count)
        for row in 0..<size.height {
            let start = lines.count
            for cell in cells[(row * size.width)..<((row + 1) * size.width)] where !cell.isContinuation {
                let own = cell.scalar(colors: .none)
                if cell.marks == .zero {
                    lines += UTF8.encode(own)!
                } else {
                    for scalar in cell.scalars() { lines += UTF8.encode(scalar)! }
                }
            }
            while lines.count > start, lines.last == UInt8(ascii: " ") { lines.removeLast() }
            lines.append(UInt8(ascii: "\n"))
        }
        return String(decoding: lines, as: UTF8.self)
    }
}
