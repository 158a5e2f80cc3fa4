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
        var start: Int
    }

    private(set) var size = Size(width: 0, height: 0)
    /// Row by row; `nil` is a cell with nothing to see.
    private var cells: [(look: Look, start: Int)?] = []
    /// What was there for a while and is no more, by the spans in which it was.
    private(set) var past: [SVGSpan: [Life]] = [:]

    /// Ends everything and begins an empty screen.
    mutating func clear(_ size: Size, at moment: Int) {
        for life in lasting { end(life, at: moment) }
        self.size = size
        cells = Array(repeating: nil, count: size.width * size.height)
    }

    /// Shows something else in a cell, or nothing.
    ///
    /// - Parameter place: the cell, counted row by row.
    /// - Returns: whether it is something else.
    mutating func show(_ look: Look?, at place: Int, moment: Int) -> Bool {
        let cell = cells[place]
        guard cell?.look != look else { return false }
        if let cell { end(life(of: cell, at: place), at: moment) }
        cells[place] = look.map { ($0, moment) }
        return true
    }

    /// What is there now, row by row.
    var lasting: [Life] {
        cells.enumerated().compactMap { place, cell in cell.map { life(of: $0, at: place) } }
    }

    /// Ends as a recording does at its last moment: what is there then and was not from the beginning begins there anew,
    /// and what was there before is past.
    mutating func end(at last: Int) {
        for life in lasting where life.start > 0 && life.start < last {
            end(life, at: last)
            cells[life.y * size.width + life.x]!.start = last
        }
    }

    private mutating func end(_ life: Life, at moment: Int) {
        for span in SVGSpan.spans(of: life.start..<moment) { past[span, default: []].append(life) }
    }

    private func life(of cell: (look: Look, start: Int), at place: Int) -> Life {
        Life(x: place % size.width, y: place / size.width, look: cell.look, start: cell.start)
    }
}
