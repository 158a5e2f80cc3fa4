import Basics
import Canvas
import Scenes

/// Which curve is which: in the corner that has the fewest dots of them.
enum PlotLegend {
    /// Draws the legend on a frame of the size of the plot.
    static func draw(on painter: inout Painter, _ picture: Plot, _ curves: PlotCurves) {
        // One curve has its label over it.
        guard picture.curves.count > 1 else { return }
        let size = painter.frame.size
        let labels = picture.curves.map(\.label)
        let sample = painter.glyphs == .ascii ? 1 : 5
        let widest = labels.map { painter.width(of: $0) }.max() ?? 0
        // With a blank on both sides, if there is room for that.
        let width = min(size.width, sample + 1 + widest + 1)
        let left = min(1, size.width - width)
        let height = min(labels.count, size.height)
        guard width > sample + 3, height > 0 else { return }
        let right = size.width - width
        let bottom = size.height - height
        let corners = [
            (left, 0), (right, 0), (left, bottom), (right, bottom), (left, bottom / 2), (right, bottom / 2),
            (right / 2, 0),
            (right / 2, bottom),
        ]
        func covered(_ corner: (Int, Int)) -> Int {
            var count = 0
            for row in corner.1..<(corner.1 + height) {
                for column in corner.0..<min(size.width, corner.0 + width)
                where curves.passing[row * size.width + column] != 0 {
                    count += 1
                }
            }
            return count
        }
        let corner = corners.min { covered($0) < covered($1) }!
        for (index, label) in labels.prefix(height).enumerated() {
            let y = corner.1 + index
            if painter.glyphs == .ascii {
                // A curve's, not a run's: it is the same while runs are letters.
                painter.frame[corner.0, y] = Cell(
                    painter.glyphs.scalar(.head(index)), ink: .run(index), style: .bold)
            } else {
                drawSample(on: &painter, index, x: corner.0, y: y, width: sample)
            }
            // What is not drawn anywhere is said more quietly.
            let bit: UInt64 = 1 << UInt64(clamping: index)
            let isThere = curves.passing.contains { $0 & bit != 0 }
            let end = painter.write(
                " \(label)", x: corner.0 + sample, y: y, ink: isThere ? .run(index) : .muted, style: .bold,
                width: width - sample)
            painter.write(" ", x: end, y: y)
        }
    }

    private static func drawSample(on painter: inout Painter, _ curve: Int, x: Int, y: Int, width: Int) {
        let shape = painter.glyphs.dots
        var canvas = DotCanvas(size: Size(width: width, height: 1), shape: shape)
        var pen = Pen(curve: curve, shape: shape)
        for column in 0..<canvas.width where pen.writes(column, 1) {
            for row in 1...2 { canvas.set(x: column, y: row) }
        }
        for column in 0..<width {
            painter.frame[x + column, y] = Cell(shape.scalar(canvas.masks[column]), ink: .run(curve), style: .bold)
        }
    }
}
