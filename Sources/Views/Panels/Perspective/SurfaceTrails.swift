import Basics
import Canvas
import Landscapes
import Racing

/// The paths of a track's runs as they lie on a relief: two dots wide, and hidden where the relief is in front of them.
struct SurfaceTrails: Sendable {
    /// For each cell the runs that are seen in it, one bit each, and those that are behind something.
    private(set) var seen: [UInt64]
    private(set) var hidden: [UInt64]
    private var paths: [Path]
    private var hiddenPaths: [Path]
    private var revision = -1
    private var ghosts: (canvas: DotCanvas, drawn: [Int])?
    private let size: Size
    private let shape: DotShape

    /// How many dots are drawn between two frames at most: a few milliseconds.
    private static let budget = 40_000

    init(size: Size, shape: DotShape, runCount: Int, isXRay: Bool) {
        self.size = size
        self.shape = shape
        paths = Array(repeating: Path(size: size, shape: shape), count: runCount)
        hiddenPaths = isXRay ? paths : []
        seen = Array(repeating: 0, count: size.width * size.height)
        hidden = seen
    }

    /// Brings the paths to a step of the race, or nearer to it.
    ///
    /// - Returns: whether all of it is drawn.
    mutating func update(
        _ race: ArraySlice<Run>, to step: Int, revision: Int, isPatient: Bool, on relief: SeenRelief
    ) -> Bool {
        if self.revision != revision {
            self.revision = revision
            for index in paths.indices { paths[index].removeAll() }
            for index in hiddenPaths.indices { hiddenPaths[index].removeAll() }
            for index in seen.indices { (seen[index], hidden[index]) = (0, 0) }
            ghosts = nil
        }
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in race.enumerated() where index < paths.count {
            let bit: UInt64 = 1 << UInt64(clamping: index)
            let points = run.trajectory.points
            isComplete =
                Self.show(&paths[index], in: &seen, bit, step, points, &budget) { start, end, dots in
                    Self.trace(start, end, on: relief, where: true, shape, &dots)
                } && isComplete
            guard !hiddenPaths.isEmpty else { continue }
            isComplete =
                Self.show(&hiddenPaths[index], in: &hidden, bit, step, points, &budget) { start, end, dots in
                    Self.trace(start, end, on: relief, where: false, shape, &dots)
                } && isComplete
        }
        return updateGhosts(race, &budget, relief) && isComplete
    }

    private static func show(
        _ path: inout Path, in cells: inout [UInt64], _ bit: UInt64, _ step: Int, _ points: [Point],
        _ budget: inout Int, trace: (_ start: Point, _ end: Point, _ dots: inout [Path.Dot]) -> Void
    ) -> Bool {
        path.show(step: step, last: points.count - 1, budget: &budget) { cell, isThere in
            if isThere { cells[cell] |= bit } else { cells[cell] &= ~bit }
        } trace: { step, dots in
            if step > 0 { trace(points[step - 1], points[step], &dots) }
        }
    }

    /// The characters that show a run in a cell that it passes through, or passes through behind something.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar { paths[run].scalar(cell) }
    func hiddenScalar(run: Int, cell: Int) -> Unicode.Scalar { hiddenPaths[run].scalar(cell) }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? {
        guard let mask = ghosts?.canvas.masks[cell], mask != 0 else { return nil }
        return shape.scalar(mask)
    }

    /// Adds the dots of a step from one point of the plane to another, over hill and dale.
    private static func trace(
        _ start: Point, _ end: Point, on relief: SeenRelief, where isSeen: Bool, _ shape: DotShape,
        _ dots: inout [Path.Dot]
    ) {
        // A step may come from afar: only what is over the mesh is followed.
        let ends = (relief.mesh.flat(start), relief.mesh.flat(end))
        guard let (first, last) = DotCanvas.clip(ends.0, ends.1, to: SIMD2(1, 1)) else { return }
        let rise = (relief.mesh.height(over: last) ?? 0) - (relief.mesh.height(over: first) ?? 0)
        let way = Place(last.x - first.x, last.y - first.y, rise)
        let length = (way * way).sum().squareRoot() * relief.projection.scale
        let count = max(1, min(mostPlaces, Int(clamping: length.rounded(.up))))
        // Wide lines are for dots that are small.
        let width = shape == .braille ? 2 : 1
        let dotsPerDot = SIMD2(Double(2 / shape.columns), Double(4 / shape.rows))
        var previous: SIMD2<Double>?
        for index in 0...count {
            let flat = first + (last - first) * (Double(index) / Double(count))
            guard let height = relief.mesh.height(over: flat) else {
                previous = nil
                continue
            }
            let (spot, depth) = relief.projection.dots(Place(flat.x, flat.y, height))
            let stroke = shape == .ascii ? previous.flatMap { Stroke.along(spot - $0) } : nil
            previous = spot
            guard relief.raster.isVisible(spot, depth: depth) == isSeen else { continue }
            let place = spot / dotsPerDot - (width == 2 ? 0.5 : 0)
            let (x, y) = (Int(clamping: place.x.rounded(.down)), Int(clamping: place.y.rounded(.down)))
            guard isSeen, width == 2 else {
                // Dashes: three dots, and as many left out.
                if isSeen || width == 1 || (x + y) / 3 % 2 == 0 { dots.append(Path.Dot(x: x, y: y, stroke: stroke)) }
                continue
            }
            for row in 0..<2 { for column in 0..<2 { dots.append(Path.Dot(x: x + column, y: y + row, stroke: nil)) } }
        }
    }

    /// Into how many places a step is cut at most.
    private static let mostPlaces = 512

    /// - Returns: whether all of them are drawn.
    private mutating func updateGhosts(_ race: ArraySlice<Run>, _ budget: inout Int, _ relief: SeenRelief) -> Bool {
        guard race.contains(where: { $0.ghost != nil }) else {
            ghosts = nil
            return true
        }
        var (canvas, drawn) =
            ghosts ?? (DotCanvas(size: size, shape: shape), Array(repeating: 0, count: race.count))
        ghosts = nil
        var dots: [Path.Dot] = []
        var isComplete = true
        for (index, run) in race.enumerated() {
            guard let (path, last) = run.ghost else { continue }
            while drawn[index] < last, budget > 0 {
                drawn[index] += 1
                budget -= 1
                dots.removeAll(keepingCapacity: true)
                Self.trace(
                    path.points[drawn[index] - 1], path.points[drawn[index]], on: relief, where: true, shape, &dots)
                for dot in dots { canvas.set(x: dot.x, y: dot.y) }
                budget -= dots.count
            }
            isComplete = isComplete && drawn[index] >= last
        }
        ghosts = (canvas, drawn)
        return isComplete
    }
}

/// A relief as a camera sees it.
struct SeenRelief: Sendable {
    let mesh: ReliefMesh
    let projection: Projection
    let raster: DepthRaster
}
