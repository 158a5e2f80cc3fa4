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
    /// The paths before the last tuning, all on one canvas, and how far each has been drawn.
    private var ghosts: (canvas: DotCanvas, drawn: [Int])?

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
            for index in paths.indices { removePath(index) }
            ghosts = nil
        }
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        var changed = ChangedCells(count: passing.count)
        for (index, run) in race.enumerated() where index < paths.count {
            let points = run.trajectory.points
            let isShown = paths[index].show(step: step, last: points.count - 1, budget: &budget) { cell, _ in
                changed.insert(cell)
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
        return updateGhosts(race, &budget) && isComplete
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

    private mutating func removePath(_ index: Int) {
        paths[index].removeAll()
        for cell in passing.indices { stroke(index, cell) }
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
    ///
    /// - Parameters:
    ///   - visible: the runs that are not hidden, a bit each.
    ///   - focus: the focused run, if it is among the track's.
    func seen(x: Int, y: Int, among visible: UInt64, focus: Int?) -> Int? {
        let cell = y * viewport.size.width + x
        let passing = passing[cell] & visible
        guard passing == 0 else { return Overlap.seen(passing, x: x, y: y, focus: focus) }
        let covering = covering[cell] & visible
        if let focus, covering & (1 << UInt64(clamping: focus)) != 0 { return focus }
        return covering == 0 ? nil : covering.trailingZeroBitCount
    }

    /// The character that shows a run in a cell that it is seen in.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar {
        brushes[run] == .fine ? paths[run].scalar(cell) : viewport.shape.scalar(strokes[run][cell])
    }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? {
        guard let mask = ghosts?.canvas.masks[cell], mask != 0 else { return nil }
        return viewport.shape.scalar(mask)
    }

    /// - Returns: whether all of them are drawn.
    private mutating func updateGhosts(_ race: ArraySlice<Run>, _ budget: inout Int) -> Bool {
        guard race.contains(where: { $0.ghost != nil }) else {
            ghosts = nil
            return true
        }
        var (canvas, drawn) =
            ghosts
            ?? (DotCanvas(size: viewport.size, shape: viewport.shape), Array(repeating: 0, count: race.count))
        ghosts = nil
        var isComplete = true
        for (index, run) in race.enumerated() {
            guard let (path, last) = run.ghost else { continue }
            guard drawn[index] < last else { continue }
            let end = drawn[index] + min(last - drawn[index], max(0, budget))
            isComplete = isComplete && end == last
            guard drawn[index] < end else { continue }
            var previous = viewport.dots(path.points[drawn[index]])
            for step in (drawn[index] + 1)...end {
                let next = viewport.dots(path.points[step])
                canvas.line(from: previous, to: next)
                previous = next
            }
            budget -= end - drawn[index]
            drawn[index] = end
        }
        ghosts = (canvas, drawn)
        return isComplete
    }
}
