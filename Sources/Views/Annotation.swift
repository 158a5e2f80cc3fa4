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
    /// - Parameter area: where the viewport is on the screen.
    mutating func draw(_ annotations: [Annotation], on viewport: Viewport, in area: Area) {
        for annotation in annotations {
            switch annotation.shape {
            case .arrow(var start, var end):
                let annotation = annotation.scaled(&start, &end, on: viewport)
                draw([start, end], annotation.ink, on: viewport, in: area)
                if let eighth = ArrowField.eighth(end - start, cell: viewport.cellSize) {
                    put(.arrow(eighth), at: end, annotation.ink, on: viewport, in: area)
                }
                label(annotation, at: end, awayFrom: start, on: viewport, in: area)
            case .curve(let points):
                draw(points, annotation.ink, on: viewport, in: area)
                if let end = points.last { label(annotation, at: end, awayFrom: end, on: viewport, in: area) }
            case .point(let point, let symbol):
                put(symbol, at: point, annotation.ink, on: viewport, in: area)
                label(annotation, at: point, awayFrom: point, on: viewport, in: area)
            }
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

    /// Writes a label beside the end of a mark, on the side that it points to.
    private mutating func label(
        _ annotation: Annotation, at end: Point, awayFrom start: Point, on viewport: Viewport, in area: Area
    ) {
        guard !annotation.label.isEmpty, let cell = viewport.cell(end) else { return }
        let width = width(of: annotation.label)
        let isLeft = end.x < start.x
        let wanted = isLeft ? cell.x - 1 - width : cell.x + 2
        let x = min(max(wanted, 0), viewport.size.width - width)
        guard x >= 0 else { return }
        write(
            annotation.label, x: area.x + x, y: area.y + cell.y, ink: annotation.ink,
            on: frame[area.x + x, area.y + cell.y].ground, style: .bold)
    }
}
