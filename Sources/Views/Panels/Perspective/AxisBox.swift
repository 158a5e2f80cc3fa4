import Basics
import Canvas

/// The edges of the cube behind a relief, with numbers along three of them, and a compass.
struct AxisBox {
    let projection: Projection
    let mesh: ReliefMesh
    /// The height of the plane that the box stands on, in the cube.
    let bottom: Double

    /// Lower panels have no numbers.
    static let leastHeight = 12

    /// Seen from below, the box stands on its head.
    private var floor: Double { projection.towards.z >= 0 ? bottom : 1 }
    private var ceiling: Double { projection.towards.z >= 0 ? 1 : bottom }

    /// Where the axis x is seen best: on the edge nearer to the eye; the same for y.
    private var nearY: Double { projection.towards.y < 0 ? 0 : 1 }
    private var nearX: Double { projection.towards.x < 0 ? 0 : 1 }

    func draw(on painter: inout Painter) {
        drawEdges(on: &painter)
        let width = painter.frame.size.width
        guard width >= 30, painter.frame.size.height >= Self.leastHeight else { return }
        drawAxis("x", mesh.domain.x, on: &painter) { Place($0, nearY, floor) }
        drawAxis("y", mesh.domain.y, on: &painter) { Place(nearX, $0, floor) }
        // The upright edge at the left: at a corner of the floor.
        let corners = [Place(0, 0, 0), Place(1, 0, 0), Place(0, 1, 0), Place(1, 1, 0)]
        let left = corners.min { projection.dots($0).dots.x < projection.dots($1).dots.x }!
        if abs(projection.towards.z) < 0.98 {
            drawAxis("loss", mesh.range, on: &painter) { Place(left.x, left.y, $0) }
        }
        if width >= 44, painter.frame.size.height >= 16 { drawCompass(on: &painter) }
    }

    private func drawEdges(on painter: inout Painter) {
        let shape = painter.glyphs.dots
        var canvas = DotCanvas(size: painter.frame.size, shape: shape)
        let corners = [SIMD2(0.0, 0.0), SIMD2(1, 0), SIMD2(1, 1), SIMD2(0, 1)]
        let nearest = SIMD2(nearX, nearY)
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % 4]
            line(Place(corner.x, corner.y, floor), Place(next.x, next.y, floor), on: &canvas)
            if corner != nearest {
                line(Place(corner.x, corner.y, floor), Place(corner.x, corner.y, ceiling), on: &canvas)
            }
        }
        for (place, mask) in canvas.masks.enumerated() where mask != 0 {
            let (row, column) = place.quotientAndRemainder(dividingBy: painter.frame.size.width)
            painter.frame[column, row] = Cell(shape.scalar(mask), ink: .rule)
        }
    }

    /// A dotted line.
    private func line(_ start: Place, _ end: Place, on canvas: inout DotCanvas) {
        let (first, last) = (projection.dots(start).dots, projection.dots(end).dots)
        let way = last - first
        let spacing = canvas.shape == .braille ? 3.0 : 4.0
        let count = max(1, min(2000, Int(clamping: ((way * way).sum().squareRoot() / spacing).rounded())))
        for index in 0...count {
            let dots = first + way * (Double(index) / Double(count))
            let place = canvas.shape.place(dots)
            canvas.set(x: Int(clamping: place.x.rounded(.down)), y: Int(clamping: place.y.rounded(.down)))
        }
    }

    // MARK: Numbers

    private func drawAxis(
        _ name: String, _ range: ClosedRange<Double>, on painter: inout Painter, place: (Double) -> Place
    ) {
        let (first, last) = (cell(place(0)), cell(place(1)))
        let way = last - first
        // A number needs six columns, or two rows.
        let room = max(abs(way.x) / 7, abs(way.y) / 3)
        guard room >= 1.5 else { return }
        // Away from the middle of the box.
        let middle = cell(Place(0.5, 0.5, (floor + ceiling) / 2))
        let outwards = (first + last) / 2 - middle
        let isRight = outwards.x > 0
        let ticks = Ticks.linear(range, atMost: min(6, Int(clamping: room)))
        for tick in ticks {
            let share = range.share(of: tick.value)
            write(tick.text, beside: cell(place(share)), isRight: isRight, on: &painter, ink: .muted)
        }
        // The name where no number is.
        let shares = ticks.map { range.share(of: $0.value) }
        let candidates = stride(from: 0.04, through: 0.96, by: 0.02)
        let free = candidates.max { left, right in
            func room(_ share: Double) -> Double {
                (shares.map { abs($0 - share) }.min() ?? 1) - 0.1 * abs(share - 0.5)
            }
            return room(left) < room(right)
        }
        if let free {
            write(name, beside: cell(place(free)), isRight: isRight, on: &painter, ink: .text, distance: 3)
        }
    }

    private func write(
        _ text: String, beside cell: SIMD2<Double>, isRight: Bool, on painter: inout Painter, ink: Ink,
        distance: Double = 2
    ) {
        let width = painter.width(of: text)
        let x = Int(clamping: (isRight ? cell.x + distance : cell.x - distance - Double(width) + 1).rounded(.down))
        let y = Int(clamping: cell.y.rounded(.down))
        guard x >= 0, x + width <= painter.frame.size.width, y >= 0, y < painter.frame.size.height else { return }
        // Two numbers in one place would be a third one.
        let isFree = (x - 1...x + width).allSatisfy { column in
            let cell = painter.frame[column, y]
            return cell.scalar == " " || cell.ink == .rule
        }
        if isFree { painter.write(text, x: x, y: y, ink: ink) }
    }

    /// Where a place is seen, in cells.
    private func cell(_ place: Place) -> SIMD2<Double> { projection.dots(place).dots / SIMD2(2, 4) }

    // MARK: The compass

    /// Three arms in a corner where no number is: which way the axes go.
    private func drawCompass(on painter: inout Painter) {
        let size = painter.frame.size
        let (width, height) = (13, 7)
        let corners = [
            (size.width - width, size.height - height), (0, size.height - height), (size.width - width, 0), (0, 0),
        ]
        let free = corners.first { x, y in
            (y..<(y + height)).allSatisfy { row in
                (x..<(x + width)).allSatisfy {
                    painter.frame[$0, row].scalar == " " || painter.frame[$0, row].ink == .rule
                }
            }
        }
        guard let free else { return }
        let shape = painter.glyphs.dots
        var canvas = DotCanvas(size: size, shape: shape)
        let middle = SIMD2(Double(2 * free.0 + 13), Double(4 * free.1 + 15))
        let axes: [(String, Place)] = [("x", Place(1, 0, 0)), ("y", Place(0, 1, 0)), ("loss", Place(0, 0, 1))]
        var names: [(String, SIMD2<Double>)] = []
        for (name, axis) in axes {
            let arm = SIMD2((projection.right * axis).sum(), -(projection.up * axis).sum())
            canvas.line(from: shape.place(middle), to: shape.place(middle + 7 * arm))
            let length = (arm * arm).sum().squareRoot()
            if length > 0.3 { names.append((name, (middle + arm * (7 + 3.5 / length)) / SIMD2(2, 4))) }
        }
        for (place, mask) in canvas.masks.enumerated() where mask != 0 {
            let (row, column) = place.quotientAndRemainder(dividingBy: size.width)
            painter.frame[column, row] = Cell(shape.scalar(mask), ink: .muted)
        }
        for (name, cell) in names {
            painter.write(
                name, x: Int(clamping: cell.x.rounded(.down)) - name.count / 2, y: Int(clamping: cell.y.rounded(.down)),
                ink: .text)
        }
    }
}
