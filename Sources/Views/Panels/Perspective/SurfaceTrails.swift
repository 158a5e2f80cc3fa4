import Basics
import Canvas
import Landscapes
import Racing

/// The paths of a track's runs as they lie on a relief, hidden where the relief is in front of them.
struct SurfaceTrails: Sendable {
    private var paths: RunPaths
    /// The paths where they are behind something; none if those are not shown.
    private var hiddenPaths: RunPaths
    private var revision = -1
    private var trails = TrailWidth.fine
    private var ghosts: Ghosts
    private let shape: DotShape

    /// At how many places is looked between two frames at most: a few milliseconds.
    private static let budget = 30_000

    init(size: Size, shape: DotShape, runCount: Int, isXRay: Bool) {
        self.shape = shape
        ghosts = Ghosts(size: size, shape: shape)
        paths = RunPaths(size: size, shape: shape, count: runCount)
        hiddenPaths = RunPaths(size: size, shape: shape, count: isXRay ? runCount : 0)
    }

    /// Brings the paths to a step of the race, or nearer to it.
    ///
    /// - Returns: whether all of it is drawn.
    mutating func update(
        _ race: ArraySlice<Run>, to step: Int, revision: Int, trails: TrailWidth, isPatient: Bool, on relief: SeenRelief
    ) -> Bool {
        if self.revision != revision || self.trails != trails {
            self.revision = revision
            self.trails = trails
            paths.removeAll()
            hiddenPaths.removeAll()
            ghosts.removeAll()
        }
        // Wide lines are for dots that are small.
        let width = shape == .braille && trails == .bold ? 2 : 1
        var budget = isPatient ? .max : Self.budget
        var isComplete = true
        for (index, run) in race.enumerated() where index < paths.paths.count {
            let shown = relief.mesh.domain
            // A share for each, so that all of them are there while a camera turns.
            var share = budget / (race.count - index)
            budget -= share
            isComplete =
                Self.show(&paths, index, step, run, in: shown, &share) { start, end, dots in
                    Self.trace(start, end, on: relief, where: true, shape, width: width, &dots)
                } && isComplete
            if !hiddenPaths.paths.isEmpty {
                isComplete =
                    Self.show(&hiddenPaths, index, step, run, in: shown, &share) { start, end, dots in
                        Self.trace(start, end, on: relief, where: false, shape, width: 1, &dots)
                    } && isComplete
            }
            budget += max(0, share)
        }
        var dots: [Path.Dot] = []
        let areGhostsDrawn = ghosts.update(race, budget: &budget) { run, path, step, canvas in
            dots.removeAll(keepingCapacity: true)
            let (start, end) = (path.points[step - 1], path.points[step])
            if run.isOutside(relief.mesh.domain, from: start, to: end) { return 1 }
            let places = Self.trace(start, end, on: relief, where: true, shape, width: width, &dots)
            for dot in dots { canvas.set(x: dot.x, y: dot.y) }
            return 1 + places
        }
        return areGhostsDrawn && isComplete
    }

    private static func show(
        _ paths: inout RunPaths, _ index: Int, _ step: Int, _ run: Run, in shown: Domain, _ budget: inout Int,
        trace: (_ start: Point, _ end: Point, _ dots: inout [Path.Dot]) -> Int
    ) -> Bool {
        let points = run.trajectory.points
        return paths.show(index, step: step, last: points.count - 1, budget: &budget) { step, dots in
            guard step > 0, !run.isOutside(shown, from: points[step - 1], to: points[step]) else { return 0 }
            return trace(points[step - 1], points[step], &dots)
        }
    }

    /// For each cell the runs that are seen in it, one bit each, and those that are behind something.
    var seen: [UInt64] { paths.passing }
    var hidden: [UInt64] { hiddenPaths.passing }

    /// The characters that show a run in a cell that it passes through, or passes through behind something.
    func scalar(run: Int, cell: Int) -> Unicode.Scalar { paths.paths[run].scalar(cell) }
    func hiddenScalar(run: Int, cell: Int) -> Unicode.Scalar { hiddenPaths.paths[run].scalar(cell) }

    /// The character of the ghosts in a cell; `nil` where there is none.
    func ghost(cell: Int) -> Unicode.Scalar? { ghosts.scalar(cell: cell) }

    /// Adds the dots of a step from one point of the plane to another, over hill and dale.
    ///
    /// - Returns: at how many places was looked.
    private static func trace(
        _ start: Point, _ end: Point, on relief: SeenRelief, where isSeen: Bool, _ shape: DotShape, width: Int,
        _ dots: inout [Path.Dot]
    ) -> Int {
        // A step may come from afar: only what is over the mesh is followed.
        let ends = (relief.mesh.flat(start), relief.mesh.flat(end))
        guard let (first, last) = DotCanvas.clip(ends.0, ends.1, to: SIMD2(1, 1)) else { return 0 }
        let rise = (relief.mesh.height(over: last) ?? 0) - (relief.mesh.height(over: first) ?? 0)
        let way = Place(last.x - first.x, last.y - first.y, rise)
        let length = (way * way).sum().squareRoot() * relief.projection.scale
        let count = max(1, min(mostPlaces, Int(clamping: length.rounded(.up))))
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
            let place = shape.place(spot) - (isSeen && width == 2 ? 0.5 : 0)
            let (x, y) = (Int(clamping: place.x.rounded(.down)), Int(clamping: place.y.rounded(.down)))
            // Dashes where it is behind something: three dots, and as many left out.
            guard isSeen || shape == .ascii || (x + y) / 3 % 2 == 0 else { continue }
            for row in 0..<width {
                for column in 0..<width { dots.append(Path.Dot(x: x + column, y: y + row, stroke: stroke)) }
            }
        }
        return count + 1
    }

    /// Into how many places a step is cut at most.
    private static let mostPlaces = 512
}

/// A relief as a camera sees it.
struct SeenRelief: Sendable {
    let mesh: ReliefMesh
    let projection: Projection
    let raster: DepthRaster
}
