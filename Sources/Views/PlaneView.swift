import Basics
import Canvas
import Landscapes

// What all pictures of a plane have in common.

extension Viewport {
    /// The view of a picture after a move; the same one where it goes no farther.
    ///
    /// - Parameters:
    ///   - view: what was asked to be shown; the viewport may show more.
    ///   - area: where the viewport is on the screen.
    ///   - anchor: what stays where it is when no cell is pointed at.
    ///   - own: the scene's own view.
    func moved(_ view: Domain, by move: ViewMove, from area: Area, about anchor: Point, own: Domain) -> Domain {
        switch move {
        case .pan(let direction):
            let width = Point(domain.x.upperBound - domain.x.lowerBound, domain.y.upperBound - domain.y.lowerBound)
            return view.stretched(by: 1, movedBy: direction * width / 8) ?? view
        case .drag(let cells):
            let way = Point(-Double(cells.x), Double(cells.y)) * cellSize
            return view.stretched(by: 1, movedBy: way) ?? view
        case .zoom(let presses, let cell):
            let anchor = cell.map { point(x: $0.x - area.x, y: $0.y - area.y) } ?? anchor
            guard let scaled = view.stretched(by: presses > 0 ? 1 / 1.5 : 1.5, about: anchor) else { return view }
            let ratio = (scaled.x.upperBound - scaled.x.lowerBound) / (own.x.upperBound - own.x.lowerBound)
            // Closer, the digits of a double would end; farther, there is nothing to be seen.
            return ratio > 1e-9 && ratio < 1e4 ? scaled : view
        case .walk, .step, .arrows, .quantity: return view
        }
    }
}

extension Painter {
    /// Numbers along the lower edge and, over the picture, the left one.
    mutating func drawTicks(of viewport: Viewport, in inner: Area) {
        if inner.width >= 24 { drawTicks(along: viewport.domain.x, below: inner) }
        if inner.width >= 40, inner.height >= 10 {
            for tick in Ticks.linear(viewport.domain.y, atMost: inner.height / 4) {
                let row = Int(clamping: viewport.dots([0, tick.value]).y / Double(viewport.shape.rows))
                guard row > 0, row < inner.height - 1 else { continue }
                put(.leftTick, x: inner.x - 1, y: inner.y + row, ink: .rule)
                write(tick.text, x: inner.x, y: inner.y + row, ink: .muted)
            }
        }
    }

    /// Numbers in the frame below an area.
    mutating func drawTicks(along range: ClosedRange<Double>, below inner: Area) {
        for tick in Ticks.linear(range, atMost: inner.width / 10) {
            let share = (tick.value - range.lowerBound) / (range.upperBound - range.lowerBound)
            let column = Int(clamping: share * Double(inner.width))
            let width = width(of: tick.text)
            let left = inner.x + column - width / 2
            guard left > inner.x, left + width < inner.maxX - 1 else { continue }
            write(" \(tick.text) ", x: left - 1, y: inner.maxY, ink: .muted)
        }
    }
}
