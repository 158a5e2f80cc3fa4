import Basics
import Canvas
import Hyperparameters
import Racing
import Scenes

/// The numbers beside and below a map, and what its axes are.
struct MapAxes {
    struct Axis {
        let symbol: String
        let scale: Hyperparameter.Scale
        let range: ClosedRange<Double>

        init(_ axis: ScaledAxis) { (symbol, scale, range) = (axis.symbol, axis.scale, axis.range) }
        init(_ axis: SweepHeading.Axis) { (symbol, scale, range) = (axis.symbol, axis.scale, axis.range) }
    }

    let x: Axis
    let y: Axis
    /// Where the cells are.
    let plot: Area
    /// The room within the panel's frame.
    let inner: Area

    func draw(on painter: inout Painter) {
        let hasSuperscripts = painter.glyphs == .braille
        if plot.x > inner.x {
            let ticks = MapAxisTicks(y, atMost: plot.height / 3, hasSuperscripts: hasSuperscripts).ticks
            painter.drawNumbers(
                ticks.compactMap { tick in
                    let row = min(Int(clamping: (1 - tick.share) * Double(plot.height)), plot.height - 1)
                    return row > 0 ? (row, tick.text) : nil
                }, leftOf: plot)
            painter.write(y.symbol, right: plot.x - 1, width: Ticks.width, y: plot.y, ink: .text)
        }
        x.drawBelow(plot, in: inner, on: &painter)
    }
}

extension MapAxes.Axis {
    /// The numbers below a plot, with what goes to the right at their end.
    func drawBelow(_ plot: Area, in inner: Area, on painter: inout Painter) {
        let name = " \(symbol) "
        let end = inner.maxX - painter.width(of: name)
        let ticks = MapAxisTicks(self, atMost: plot.width / 10, hasSuperscripts: painter.glyphs == .braille).ticks
        for tick in ticks {
            let column = Int(clamping: tick.share * Double(plot.width))
            let width = painter.width(of: tick.text)
            let left = plot.x + column - width / 2
            guard left > inner.x, left + width < end else { continue }
            painter.write(" \(tick.text) ", x: left - 1, y: inner.maxY, ink: .muted)
        }
        painter.write(name, right: inner.maxX, width: inner.width, y: inner.maxY, ink: .text)
    }
}
