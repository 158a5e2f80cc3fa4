import Basics
import Canvas
import Racing
import Scenes

/// A whole sweep as a picture: a map alone, in as many cells as it has.
public enum SweepPicture {
    /// Larger ones are thinned out to fit.
    private static let most = Size(width: 240, height: 80)

    public static func frame(_ heading: SweepHeading, _ rows: [SweepRow]) -> Frame {
        let every = (
            x: (heading.x.count + most.width - 1) / most.width,
            y: (heading.y.count + 2 * most.height - 1) / (2 * most.height)
        )
        // Small ones have several cells for each.
        let (columns, lines) = (heading.x.count / every.x, heading.y.count / every.y)
        let times = (x: max(1, 100 / columns), y: max(1, 50 / lines))
        let size = Size(width: columns * times.x, height: (lines * times.y + 1) / 2)
        var outcomes: [MapOutcome?] = []
        for row in 0..<(size.height * 2) {
            let y = max(0, lines - 1 - row / times.y) * every.y
            for column in 0..<size.width {
                outcomes.append(rows[y * heading.x.count + column / times.x * every.x].outcome)
            }
        }
        let colors = MapColors(.steps, outcomes, steps: heading.steps)
        let plot = Area(x: Ticks.column + 1, y: 1, width: size.width, height: size.height)
        var painter = Painter(
            size: Size(width: plot.maxX + 2, height: plot.maxY + 3), glyphs: .braille, hiding: nil)
        painter.box(
            Area(painter.frame.size), title: "\(heading.run) · \(heading.title)",
            note: "\(heading.x.symbol) × \(heading.y.symbol)")
        let cells = MapCells(size: size, glyphs: .braille) { column, row in
            colors.look(of: outcomes[row * size.width + column])
        }
        cells.draw(on: &painter, in: plot)
        MapAxes(
            x: MapAxes.Axis(heading.x), y: MapAxes.Axis(heading.y), plot: plot,
            inner: Area(x: 1, y: 1, width: painter.frame.size.width - 2, height: plot.height + 1)
        ).draw(on: &painter)
        MapLegend.draw(
            on: &painter, in: Area(x: 1, y: plot.maxY, width: painter.frame.size.width - 2, height: 1), colors,
            shown: .steps, steps: heading.steps, outcomes, nil)
        return painter.frame
    }
}
