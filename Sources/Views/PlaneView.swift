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
            let width = domain.size
            return view.stretched(by: 1, movedBy: direction * width / 8) ?? view
        case .drag(let cells):
            let way = Point(-Double(cells.x), Double(cells.y)) * cellSize
            return view.stretched(by: 1, movedBy: way) ?? view
        case .zoom(let presses, let cell):
            let anchor = cell.map { point(x: $0.x - area.x, y: $0.y - area.y) } ?? anchor
            guard let scaled = view.stretched(by: presses > 0 ? 1 / 1.5 : 1.5, about: anchor) else { return view }
            let ratio = scaled.x.length / own.x.length
            // Closer, the digits of a double would end; farther, there is nothing to be seen.
            return ratio > 1e-9 && ratio < 1e4 ? scaled : view
        case .walk, .step, .arrows, .quantity: return view
        }
    }
}

extension Area {
    /// The part of a panel's room that has curves: right of the numbers at its left edge, above those along its lower one.
    var plot: Area {
        let (_, rest) = split(left: Ticks.column)
        return Area(x: rest.x, y: y, width: rest.width - 1, height: height - 1)
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

    /// Numbers in the columns left of a plot, each in a row of it; see ``Area/plot``. One that has no room there is left
    /// out: cut off, it would be another number.
    mutating func drawNumbers(_ numbers: [(row: Int, text: String)], leftOf plot: Area) {
        for (row, text) in numbers where row >= 0 && row < plot.height && width(of: text) <= Ticks.width {
            write(text, right: plot.x - 1, width: Ticks.width, y: plot.y + row, ink: .muted)
        }
    }

    /// Numbers in the frame below an area.
    ///
    /// - Parameter end: the column where something else stands; the frame's corner, if nothing does.
    mutating func drawTicks(along range: ClosedRange<Double>, below inner: Area, before end: Int? = nil) {
        // A number at the very end would stand on the frame's corner.
        guard inner.width >= 8 else { return }
        let share = 2.5 / Double(inner.width)
        let shown = range.value(at: share)...range.value(at: 1 - share)
        for tick in Ticks.rightwards(shown, columns: inner.width) {
            let share = range.share(of: tick.value)
            let column = Int(clamping: share * Double(inner.width))
            let width = width(of: tick.text)
            let left = inner.x + column - width / 2
            guard left > inner.x, left + width < min(end ?? .max, inner.maxX - 1) else { continue }
            write(" \(tick.text) ", x: left - 1, y: inner.maxY, ink: .muted)
        }
    }
}
