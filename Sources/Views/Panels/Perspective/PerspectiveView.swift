import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// The landscape as a relief that a camera looks at, with the runs on it.
struct PerspectiveView: PanelView {
    let picture: Perspective
    private let track: Int
    private let inner: Area
    private let glyphs: GlyphSet
    /// What the mesh was made of.
    private let made: Making
    /// What the mesh is a draft of; `nil` where it is finished.
    private(set) var order: PanelOrder?
    private var relief: SeenRelief
    private var trails: SurfaceTrails
    private let runCount: Int
    /// What stands still while the race goes on, and what it is drawn in.
    private var still: Still?

    private struct Still {
        let style: String
        let cells: [Cell]
        let grounds: [Ink]
    }

    /// What a mesh is made of: while that is the same, so is the mesh, wherever the camera stands.
    private struct Making: Equatable {
        let track: Int?
        let values: [Double]
        let view: Domain
        let vertical: ClosedRange<Double>?
        let nodes: Int
    }

    static let styles = ReliefCells.Lines.allCases.map(\.rawValue)

    /// How far below the cube the floor is.
    private static let drop = 0.3

    init(_ picture: Perspective, _ setting: PanelSetting, reusing previous: PerspectiveView?) {
        self.picture = picture
        track = setting.track ?? 0
        inner = setting.area
        glyphs = setting.glyphs
        runCount = setting.runCount
        // Two dots to a quadrangle.
        let nodes = min(max(max(inner.width, 2 * inner.height) + 1, 24), 129)
        made = Making(
            track: setting.track, values: setting.surface.values, view: picture.view, vertical: picture.vertical,
            nodes: nodes)
        let mesh: ReliefMesh
        if let previous, previous.made == made {
            (mesh, order) = (previous.relief.mesh, previous.order)
        } else {
            let (surface, picture) = (setting.surface, picture)
            let isDraft = surface.isDear(latticeOf: nodes * nodes) && !setting.isPatient
            @Sendable func drawn(isDraft: Bool) -> ReliefMesh {
                ReliefMesh(
                    surface.lattice(over: picture.view, columns: nodes, rows: nodes, isDraft: isDraft),
                    of: surface, vertical: picture.vertical)
            }
            order = isDraft ? PanelOrder(about: "\(made)") { drawn(isDraft: false) } : nil
            mesh = drawn(isDraft: isDraft)
        }
        let projection = Projection(picture.camera, size: inner.size, drop: picture.hasFloor ? Self.drop : 0)
        relief = SeenRelief(
            mesh: mesh, projection: projection, raster: DepthRaster(of: mesh, seenBy: projection, size: inner.size))
        trails = SurfaceTrails(
            size: inner.size, shape: glyphs.dots, runCount: runCount, isXRay: picture.isXRay)
    }

    /// Takes the finished mesh in place of the draft.
    mutating func adopt(_ result: any Sendable) {
        guard let mesh = result as? ReliefMesh else { return }
        order = nil
        relief = SeenRelief(
            mesh: mesh, projection: relief.projection,
            raster: DepthRaster(of: mesh, seenBy: relief.projection, size: inner.size))
        trails = SurfaceTrails(size: inner.size, shape: glyphs.dots, runCount: runCount, isXRay: picture.isXRay)
        still = nil
    }

    var domain: Domain? { picture.view }

    func note(_ moment: Moment) -> String {
        let camera = picture.camera
        return "\(Int(clamping: camera.elevation.rounded()))° \(Int(clamping: camera.azimuth.rounded()))°"
            .replacing("-", with: "−")
    }

    // MARK: The camera

    /// How far a press turns the camera, in degrees.
    private static let turn = 5.0

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Perspective? {
        var moved = picture
        switch move {
        case .pan(let direction):
            moved.camera = picture.camera.turned(by: Self.turn * direction.x, raisedBy: Self.turn * direction.y)
        case .drag(let way):
            // The surface follows the mouse: half a turn from edge to edge.
            moved.camera = picture.camera.turned(
                by: -180 * Double(way.x) / Double(max(1, inner.width)),
                raisedBy: 180 * Double(way.y) / Double(max(1, inner.height)))
        case .zoom(let presses, _): moved.camera = picture.camera.moved(away: presses > 0 ? 1 / 1.15 : 1.15)
        case .walk, .step, .arrows, .quantity: return nil
        }
        return moved
    }

    // MARK: Drawing

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let (race, state) = (moment.race, moment.state)
        let runs = race.runs(on: track)
        let isComplete = trails.update(
            runs, to: state.step, revision: race.revision, trails: state.trails, isPatient: moment.isPatient, on: relief
        )
        let still = still(in: state.style(of: picture, among: Self.styles))
        drawReliefAndTrails(on: &painter, still, runs: runs, state: state)
        let shown = state.shown(runs)
        if picture.hasFloor { drawDropLines(of: shown, on: &painter, still, state.step) }
        if let swarm = race.swarm, swarm.track == track { drawSwarm(swarm, on: &painter, still) }
        for minimum in race.surfaces[track].minima { drawMark(.minimum, at: minimum, on: &painter, still) }
        if race.isStartUsed(track: track) { drawMark(.start, at: race.starts[track], on: &painter, still) }
        var names = HeadNames()
        for run in shown {
            guard let place = drawHead(of: run, on: &painter, still, state.step) else { continue }
            names.add(run, x: place.x, y: place.y)
        }
        if moment.parts.contains(.names) { names.draw(on: &painter, in: inner) }
        return isComplete
    }

    /// What stands still, drawn once.
    private mutating func still(in style: String) -> Still {
        if let still, still.style == style { return still }
        let lines = ReliefCells.Lines(rawValue: style) ?? .contours
        let drawn = ReliefCells(relief, size: inner.size, glyphs: glyphs, lines: lines)
        var scratch = Painter(size: inner.size, glyphs: glyphs, hiding: nil)
        let bottom = picture.hasFloor ? -Self.drop : 0
        AxisBox(projection: relief.projection, mesh: relief.mesh, bottom: bottom).draw(on: &scratch)
        if picture.hasFloor { drawFloor(on: &scratch) }
        let cells = zip(drawn.cells, scratch.frame.cells).map { cell, behind in
            guard let cell else { return behind }
            // The edge of a hill does not wipe out what is behind it.
            return cell.scalar == " " && cell.ground == .ground ? behind : cell
        }
        let still = Still(style: style, cells: cells, grounds: drawn.grounds)
        self.still = still
        return still
    }

    private func drawFloor(on painter: inout Painter) {
        guard relief.projection.towards.z > 0 else { return }
        var canvas = DotCanvas(size: inner.size, shape: .braille)
        var bands = Array(repeating: 0, count: inner.width * inner.height)
        ReliefLines.floor(of: relief, height: -Self.drop, on: &canvas) { bands[$0] = $1 }
        // Where lines run together they would be a blot.
        for (place, mask) in canvas.masks.enumerated() where mask != 0 && mask.nonzeroBitCount <= 5 {
            let (row, column) = place.quotientAndRemainder(dividingBy: inner.width)
            let scalar: Unicode.Scalar = glyphs == .braille ? DotShape.braille.scalar(mask) : "."
            painter.frame[column, row] = Cell(scalar, ink: .contour(bands[place]))
        }
    }

    private func drawReliefAndTrails(
        on painter: inout Painter, _ still: Still, runs: ArraySlice<Run>, state: ScreenState
    ) {
        let turns = Overlap.Turns(runs.map(\.row), state, glyphs)
        for row in 0..<inner.height {
            for column in 0..<inner.width {
                let place = row * inner.width + column
                var cell = still.cells[place]
                // Wide lines take longer turns.
                if let run = turns.seen(trails.seen[place], x: (column + row) / 3, y: 0) {
                    cell = Cell(
                        turns.mark(run, x: column, y: row) ?? trails.scalar(run: run, cell: place),
                        ink: .run(turns.rows[run]), on: still.grounds[place], style: .bold)
                } else if let run = turns.seen(trails.hidden[place], x: column, y: row) {
                    cell = Cell(
                        trails.hiddenScalar(run: run, cell: place), ink: .run(turns.rows[run]),
                        on: still.grounds[place])
                } else if let ghost = trails.ghost(cell: place) {
                    cell = Cell(ghost, ink: .muted, on: still.grounds[place])
                }
                painter.frame[inner.x + column, inner.y + row] = cell
            }
        }
    }

    // MARK: Marks

    /// Where a point with a loss is seen, in dots, whether or not it is in the cube.
    func dots(_ point: Point, loss: Double) -> SIMD2<Double> {
        relief.projection.dots(relief.mesh.place(point, loss: loss)).dots
    }

    /// Where a point on the surface is seen: its cell, and whether nothing is in front; `nil` if it is not in the cube,
    /// or outside the panel.
    private func seen(_ point: Point, height: Double?) -> (x: Int, y: Int, isVisible: Bool)? {
        let flat = relief.mesh.flat(point)
        guard let height, flat.x >= 0, flat.y >= 0, flat.x <= 1, flat.y <= 1 else { return nil }
        let (dots, depth) = relief.projection.dots(Place(flat.x, flat.y, height))
        let (x, y) = (dots.x / 2, dots.y / 4)
        guard x >= 0, y >= 0, x < Double(inner.width), y < Double(inner.height) else { return nil }
        return (
            Int(clamping: x), Int(clamping: y), relief.raster.isVisible(dots, depth: depth)
        )
    }

    /// How high a run's point at a step of its trajectory is; `nil` beyond the cut. What has got lower than the mesh knows
    /// lies on the floor.
    private func height(of run: Run, at index: Int) -> Double? {
        let height = relief.mesh.place(run.trajectory.points[index], loss: run.trajectory.losses[index]).z
        guard height <= 1, height >= 0 || picture.vertical == nil else { return nil }
        return max(height, 0)
    }

    private func drawMark(_ symbol: Symbol, at point: Point, on painter: inout Painter, _ still: Still) {
        guard let place = seen(point, height: relief.mesh.height(over: relief.mesh.flat(point))), place.isVisible else {
            return
        }
        painter.put(
            symbol, x: inner.x + place.x, y: inner.y + place.y, ink: .mark,
            on: still.grounds[place.y * inner.width + place.x])
    }

    /// The head of a run; faint behind the surface, and an arrow where it has left the view. - Returns: where it is.
    private func drawHead(
        of run: Run, on painter: inout Painter, _ still: Still, _ step: Int
    ) -> (x: Int, y: Int)? {
        let index = min(step, run.trajectory.count - 1)
        let point = run.trajectory.points[index]
        if let place = seen(point, height: height(of: run, at: index)) {
            painter.put(
                .head(run.row), x: inner.x + place.x, y: inner.y + place.y,
                ink: place.isVisible ? .run(run.row) : .muted, on: still.grounds[place.y * inner.width + place.x],
                style: place.isVisible ? .bold : [])
            return (inner.x + place.x, inner.y + place.y)
        } else if let (place, arrow) = exit(of: run, at: index) {
            painter.put(
                arrow, x: inner.x + place.x, y: inner.y + place.y, ink: place.isVisible ? .run(run.row) : .muted,
                on: still.grounds[place.y * inner.width + place.x], style: place.isVisible ? .bold : [])
            return (inner.x + place.x, inner.y + place.y)
        }
        return nil
    }

    /// Where on the edge of the surface a run has left it, and the arrow that points after it; `nil` if that is not to
    /// be seen.
    private func exit(of run: Run, at index: Int) -> (place: (x: Int, y: Int, isVisible: Bool), arrow: Symbol)? {
        let domain = picture.view
        let point = run.exit(from: domain, at: index) ?? run.trajectory.points[index]
        guard !point.x.isNaN, !point.y.isNaN else { return nil }
        let edge = Point(
            min(max(point.x, domain.x.lowerBound), domain.x.upperBound),
            min(max(point.y, domain.y.lowerBound), domain.y.upperBound))
        guard edge != point, let height = relief.mesh.height(over: relief.mesh.flat(edge)),
            let place = seen(edge, height: height)
        else { return nil }
        // One of the four ways out of the domain, as it goes on the screen.
        let out = Place(
            point.x < edge.x ? -1 : point.x > edge.x ? 1 : 0, point.y < edge.y ? -1 : point.y > edge.y ? 1 : 0, 0)
        let way = SIMD2((relief.projection.right * out).sum(), -(relief.projection.up * out).sum())
        let arrow: Symbol =
            abs(way.x) >= abs(way.y)
            ? (way.x < 0 ? .leftArrow : .rightArrow) : (way.y < 0 ? .upArrow : .downArrow)
        return (place, arrow)
    }

    /// Dots from each head down to the floor, fewer where the surface is in front.
    private func drawDropLines(of runs: [Run], on painter: inout Painter, _ still: Still, _ step: Int) {
        for run in runs {
            let index = min(step, run.trajectory.count - 1)
            let point = run.trajectory.points[index]
            let flat = relief.mesh.flat(point)
            guard let height = height(of: run, at: index), seen(point, height: height) != nil else { continue }
            var canvas = DotCanvas(size: inner.size, shape: glyphs.dots)
            let ends = [height, -Self.drop].map { relief.projection.dots(Place(flat.x, flat.y, $0)).dots.y }
            let count = max(1, Int(clamping: (abs(ends[1] - ends[0]) / 3).rounded()))
            for index in 1...count {
                let z = height + (-Self.drop - height) * Double(index) / Double(count)
                let (dots, depth) = relief.projection.dots(Place(flat.x, flat.y, z))
                guard index % 3 == 0 || relief.raster.isVisible(dots, depth: depth) else { continue }
                set(dots, on: &canvas, &painter, still, ink: .run(run.row))
            }
        }
    }

    /// Where the copies of a run are: a cloud of dots in the colour of text, as no trail is.
    private func drawSwarm(_ swarm: Swarm, on painter: inout Painter, _ still: Still) {
        var canvas = DotCanvas(size: inner.size, shape: glyphs.dots)
        for point in swarm.points {
            let flat = relief.mesh.flat(point)
            guard let height = relief.mesh.height(over: flat) else { continue }
            let (dots, depth) = relief.projection.dots(Place(flat.x, flat.y, height))
            guard relief.raster.isVisible(dots, depth: depth) else { continue }
            set(dots, on: &canvas, &painter, still, ink: .text, style: .bold)
        }
    }

    /// Sets a dot over what stands still.
    private func set(
        _ dots: SIMD2<Double>, on canvas: inout DotCanvas, _ painter: inout Painter, _ still: Still, ink: Ink,
        style: Cell.Style = []
    ) {
        let place = canvas.shape.place(dots)
        guard
            let cell = canvas.set(x: Int(clamping: place.x.rounded(.down)), y: Int(clamping: place.y.rounded(.down)))
        else { return }
        let (row, column) = cell.quotientAndRemainder(dividingBy: inner.width)
        painter.frame[inner.x + column, inner.y + row] = Cell(
            canvas.shape.scalar(canvas.masks[cell]), ink: ink, on: still.grounds[cell], style: style)
    }
}
