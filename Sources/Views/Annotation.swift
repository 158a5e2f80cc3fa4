import Canvas
import Landscapes

/// A mark on a landscape that explains something: an open drawer puts it on the focused panel.
public struct Annotation: Sendable, Equatable {
    enum Shape: Sendable, Equatable {
        case arrow(from: Point, to: Point)
        /// A line through some points.
        case curve([Point])
        case point(Point, Symbol)
    }

    /// What a picture of arrows is stretched by about a point, so that the way from there can be read.
    struct Scale: Sendable, Equatable {
        let origin: Point
        let reach: Point
        /// Whether the label says by how much.
        var isNamed = true
    }

    let shape: Shape
    let ink: Ink
    /// How its length is chosen; `nil` leaves it as it is.
    var scale: Scale?
    /// What stands at its end, if there is room; a word or a letter.
    var label = ""
}

extension Annotation {
    /// Stretches an arrow by its scale, if it has one.
    ///
    /// - Returns: the same with a label that says by how much.
    fileprivate func scaled(_ start: inout Point, _ end: inout Point, on viewport: Viewport) -> Annotation {
        guard let scale else { return self }
        // In rows of cells, which are twice as high as wide.
        let seen = (scale.reach / viewport.cellSize / Point(2, 1)).length
        let (least, most) = (2.5, max(3, 0.3 * Double(min(viewport.size.height, viewport.size.width / 2))))
        guard seen.isFinite, seen > 0, viewport.cell(scale.origin) != nil else { return self }
        let factor = min(max(seen, least), most) / seen
        guard factor.isFinite, factor != 1 else { return self }
        start = scale.origin + factor * (start - scale.origin)
        end = scale.origin + factor * (end - scale.origin)
        guard scale.isNamed, !label.isEmpty else { return self }
        var named = self
        named.label += factor > 1 ? " ×\(Format.factor(factor))" : " /\(Format.factor(1 / factor))"
        return named
    }
}

extension Painter {
    /// Draws annotations on a landscape.
    ///
    /// - Parameters:
    ///   - area: where the viewport is on the screen.
    ///   - marks: what no label may hide.
    mutating func draw(_ annotations: [Annotation], on viewport: Viewport, in area: Area, around marks: [Point] = []) {
        guard !annotations.isEmpty else { return }
        var labels = LabelPlaces(size: viewport.size, taken: marks.compactMap(viewport.cell))
        var ends: [(annotation: Annotation, start: Point, end: Point)] = []
        for annotation in annotations {
            switch annotation.shape {
            case .arrow(var start, var end):
                let annotation = annotation.scaled(&start, &end, on: viewport)
                draw([start, end], annotation.ink, on: viewport, in: area)
                if let eighth = ArrowField.eighth(end - start, cell: viewport.cellSize) {
                    put(.arrow(eighth), at: end, annotation.ink, on: viewport, in: area)
                }
                ends.append((annotation, start, end))
            case .curve(let points):
                draw(points, annotation.ink, on: viewport, in: area)
                if let end = points.last { ends.append((annotation, end, end)) }
            case .point(var point, let symbol):
                var (start, annotation) = (point, annotation)
                annotation = annotation.scaled(&start, &point, on: viewport)
                put(symbol, at: point, annotation.ink, on: viewport, in: area)
                ends.append((annotation, point, point))
            }
        }
        for end in ends { viewport.cell(end.end).map { labels.take($0, width: 1) } }
        // The last one counts most.
        for (place, (annotation, start, end)) in ends.enumerated().reversed() where !annotation.label.isEmpty {
            guard let cell = viewport.cell(end) else { continue }
            let width = width(of: annotation.label)
            guard
                let found = labels.place(
                    beside: cell, width: width, isLeft: end.x < start.x, isNeeded: place == ends.count - 1)
            else { continue }
            let (x, y) = (area.x + found.x, area.y + found.y)
            write(annotation.label, x: x, y: y, ink: annotation.ink, on: frame[x, y].ground, style: .bold)
        }
    }

    private mutating func put(_ symbol: Symbol, at point: Point, _ ink: Ink, on viewport: Viewport, in area: Area) {
        guard let cell = viewport.cell(point) else { return }
        put(symbol, x: area.x + cell.x, y: area.y + cell.y, ink: ink, style: .bold)
    }

    /// A line through points, on dots.
    private mutating func draw(_ points: [Point], _ ink: Ink, on viewport: Viewport, in area: Area) {
        var canvas = DotCanvas(size: viewport.size, shape: viewport.shape)
        var cells: [(cell: Int, stroke: Stroke?)] = []
        for (start, end) in zip(points, points.dropFirst()) {
            let (start, end) = (viewport.dots(start), viewport.dots(end))
            canvas.line(from: start, to: end) { cell in
                if cells.last?.cell != cell { cells.append((cell, Stroke.along(end - start))) }
            }
        }
        for (cell, stroke) in cells {
            let (row, column) = cell.quotientAndRemainder(dividingBy: viewport.size.width)
            let (x, y) = (area.x + column, area.y + row)
            let dots = viewport.shape == .ascii ? stroke?.scalar ?? "." : viewport.shape.scalar(canvas.masks[cell])
            frame[x, y] = Cell(dots, ink: ink, on: frame[x, y].under(dots).ground, style: .bold)
        }
    }
}

/// Finds places for labels, where they hide no mark and no other label.
private struct LabelPlaces {
    private let size: Size
    private var taken: Set<SIMD2<Int>> = []

    init(size: Size, taken cells: [(x: Int, y: Int)]) {
        self.size = size
        for cell in cells { take(cell, width: 1) }
    }

    mutating func take(_ cell: (x: Int, y: Int), width: Int) {
        for x in cell.x..<(cell.x + width) { taken.insert(SIMD2(x, cell.y)) }
    }

    /// A place beside the end of a mark, on the side that it points to if there is room, and takes it.
    ///
    /// - Parameter isNeeded: whether it is rather there over others than nowhere.
    mutating func place(
        beside cell: (x: Int, y: Int), width: Int, isLeft: Bool, isNeeded: Bool
    ) -> (x: Int, y: Int)? {
        guard width <= size.width else { return nil }
        let sides = [isLeft ? cell.x - 1 - width : cell.x + 2, isLeft ? cell.x + 2 : cell.x - 1 - width]
        let rows = [cell.y, cell.y - 1, cell.y + 1]
        let beside = rows.flatMap { y in sides.map { x in (x: x, y: y) } }
        let places = beside + rows.dropFirst().map { y in (x: cell.x, y: y) }
        let inside = places.filter { $0.x >= 0 && $0.x + width <= size.width && (0..<size.height).contains($0.y) }
        let free = inside.first { place in
            (place.x..<(place.x + width)).allSatisfy { !taken.contains(SIMD2($0, place.y)) }
        }
        let found = free ?? (isNeeded ? inside.first ?? (min(max(sides[0], 0), size.width - width), cell.y) : nil)
        if let found { take(found, width: width) }
        return found
    }
}
