import Canvas
import Landscapes
import Racing

/// The paths of a track's runs on its dots, and the ghosts of those before the last tuning.
struct Trails: Sendable {
    private let viewport: Viewport
    private var paths: [Path]
    /// How each is drawn, and the dots of its cells when it is.
    private var brushes: [Brush]
    private var strokes: [[UInt8]]
    /// For each cell the runs that pass through it, one bit each.
    private var passing: [UInt64]
    /// The same, and those whose strokes only reach into it.
    private var covering: [UInt64]
    private var revision = -1
    private var ghosts: Ghosts
    private var changed: ChangedCells

    /// How many steps are drawn between two frames at most: a few milliseconds.
    private static let budget = 60_000

    init(viewport: Viewport, runCount: Int) {
        self.viewport = viewport
        let nothing: [UInt8] = Array(repeating: 0, count: viewport.size.width * viewport.size.height)
        paths = Array(repeating: Path(size: viewport.size, shape: viewport.shape), count: runCount)
        brushes = Array(repeating: .fine, count: runCount)
        strokes = Array(repeating: nothing, count: runCount)
        passing = Array(repeating: 0, count: nothing.count)
        covering = passing
        ghosts = Ghosts(size: viewport.size, shape: viewport.shape)
        changed = ChangedCells(count: nothing.count)
    }

    /// Brings the paths to a step of the race, or nearer to it.
    ///
    /// - Parameters:
    ///   - isPatient: whether all of it is to be drawn, however long it takes.
    ///   - brush: how a run is drawn, by its row in the table.
    /// - Returns: whether all of it is drawn.
    mutating func update(
        _ race: ArraySlice<Run>, to step: Int, revision: Int, isPatient: Bool, brush: (Int) -> Brush
    ) -> Bool {
        if self.revision != revision {
            self.revision = revision
            removePaths()
            ghosts.removeAll()
        }
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in race.enumerated() where index < paths.count {
            let points = run.trajectory.points
            let isShown = paths[index].show(step: step, last: points.count - 1, budget: &budget) { cell, _ in
                changed.insert(cell)
            } isLeftOut: { step in
                run.isOutside(viewport.domain, from: points[step - 1], to: points[step])
            } place: {
                viewport.dots(points[$0])
            }
            isComplete = isComplete && isShown
            let wanted = brush(run.row)
            if brushes[index] == wanted {
                for cell in changed.cells { stroke(index, around: cell) }
            } else {
                brushes[index] = wanted
                for cell in passing.indices { stroke(index, cell) }
            }
            changed.removeAll()
        }
        let areGhostsDrawn = ghosts.update(race, budget: &budget) { run, path, step, canvas in
            let (start, end) = (path.points[step - 1], path.points[step])
            guard !run.isOutside(viewport.domain, from: start, to: end) else { return 1 }
            canvas.line(from: viewport.dots(start), to: viewport.dots(end))
            return 1
        }
        return areGhostsDrawn && isComplete
    }

    /// Which cells have changed, each once.
    private struct ChangedCells {
        private(set) var cells: [Int] = []
        private var isChanged: [Bool]

        init(count: Int) { isChanged = Array(repeating: false, count: count) }

        mutating func insert(_ cell: Int) {
            guard !isChanged[cell] else { return }
            isChanged[cell] = true
            cells.append(cell)
        }

        mutating func removeAll() {
            for cell in cells { isChanged[cell] = false }
            cells.removeAll(keepingCapacity: true)
        }
    }

    private mutating func removePaths() {
        for index in paths.indices {
            paths[index].removeAll()
            for cell in passing.indices { strokes[index][cell] = 0 }
        }
        for cell in passing.indices { (passing[cell], covering[cell]) = (0, 0) }
    }

    /// Draws the cells that a change in one reaches.
    private mutating func stroke(_ index: Int, around cell: Int) {
        guard brushes[index] != .fine else { return stroke(index, cell) }
        let size = viewport.size
        let (row, column) = cell.quotientAndRemainder(dividingBy: size.width)
        for y in max(0, row - 1)...min(size.height - 1, row + 1) {
            for x in max(0, column - 1)...min(size.width - 1, column + 1) { stroke(index, y * size.width + x) }
        }
    }

    private mutating func stroke(_ index: Int, _ cell: Int) {
        let (row, column) = cell.quotientAndRemainder(dividingBy: viewport.size.width)
        let mask = brushes[index].mask(column, row, of: paths[index].masks, size: viewport.size)
        strokes[index][cell] = mask
        let bit: UInt64 = 1 << UInt64(clamping: index)
        passing[cell] = paths[index].masks[cell] == 0 ? passing[cell] & ~bit : passing[cell] | bit
        covering[cell] = mask == 0 ? covering[cell] & ~bit : covering[cell] | bit
    }

    /// The run that is seen in a cell; `nil` where there is none. Those that pass through it take turns; where strokes only
    /// reach into it, one stays.
    func seen(x: Int, y: Int, _ turns: Overlap.Turns) -> Int? {
        let cell = y * viewport.size.width + x
        if let seen = turns.seen(passing[cell], x: x, y: y) { return seen }
        let covering = covering[cell] & turns.visible
        if let focus = turns.focus, covering & (1 << UInt64(clamping: focus)) != 0 { return focus }
        return covering == 0 ? nil : covering.trailingZeroBitCount
    }

    /// The character that shows a run in a cell that it is seen in.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar {
        brushes[run] == .fine ? paths[run].scalar(cell) : viewport.shape.scalar(strokes[run][cell])
    }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? { ghosts.scalar(cell: cell) }
}
