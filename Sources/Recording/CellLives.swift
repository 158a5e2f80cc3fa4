import Canvas

/// What stands in the cells of a screen, and since when: what does not change is one life, however many frames it is
/// shown in.
struct CellLives<Look: Hashable & Sendable>: Sendable {
    /// What a cell looks like from one moment on.
    struct Life: Sendable {
        let x: Int
        let y: Int
        let look: Look
        /// The moment it began.
        let start: Int
    }

    private(set) var size = Size(width: 0, height: 0)
    /// Row by row; `nil` is a cell with nothing to see.
    private var cells: [(look: Look, start: Int)?] = []

    /// Begins an empty screen.
    mutating func clear(_ size: Size) {
        self.size = size
        cells = Array(repeating: nil, count: size.width * size.height)
    }

    /// Shows something else in a cell, or nothing.
    ///
    /// - Parameter place: the cell, counted row by row.
    /// - Returns: whether it is something else, and what ends with it.
    mutating func show(_ look: Look?, at place: Int, moment: Int) -> (isOther: Bool, ended: Life?) {
        let cell = cells[place]
        guard cell?.look != look else { return (false, nil) }
        cells[place] = look.map { ($0, moment) }
        return (true, cell.map { life(of: $0, at: place) })
    }

    /// What is there now, row by row.
    var lasting: [Life] {
        cells.enumerated().compactMap { place, cell in cell.map { life(of: $0, at: place) } }
    }

    private func life(of cell: (look: Look, start: Int), at place: Int) -> Life {
        Life(x: place % size.width, y: place / size.width, look: cell.look, start: cell.start)
    }
}
