import Basics
import Canvas
import Landscapes
import Racing

/// What theory says of a map, drawn over it: a line at the largest stable learning rate, and a mark where runs are
/// fastest.
struct MapLines: Sendable {
    let best: Point?
    /// Whether any of the line is on the map.
    private(set) var hasLimit = false
    private var canvas: DotCanvas
    private let plan: MapPlan

    /// `nil` where theory has no word.
    init?(_ plan: MapPlan, size: Size, glyphs: GlyphSet) {
        guard let theory = MapTheory(of: plan) else { return nil }
        self.plan = plan
        best = theory.best
        canvas = DotCanvas(size: size, shape: glyphs.dots)
        let count = theory.goesUpwards ? canvas.height : canvas.width
        let (width, height) = (Double(canvas.width), Double(canvas.height))
        var last: SIMD2<Double>?
        for index in 0...count {
            guard let share = theory.place(at: Double(index) / Double(max(count, 1))), abs(share.x) < 1e3,
                abs(share.y) < 1e3
            else {
                last = nil
                continue
            }
            let dot = SIMD2(share.x * width, (1 - share.y) * height)
            if let last {
                DotCanvas.walk(from: last, to: dot, width: canvas.width, height: canvas.height) { x, y in
                    if canvas.set(x: x, y: y) != nil { hasLimit = true }
                }
            }
            last = dot
        }
    }

    func draw(on painter: inout Painter, in plot: Area) {
        for (index, mask) in canvas.masks.enumerated() where mask != 0 {
            let (row, column) = index.quotientAndRemainder(dividingBy: plot.width)
            let under = painter.frame[plot.x + column, plot.y + row]
            painter.frame[plot.x + column, plot.y + row] = Cell(
                canvas.shape.scalar(mask), ink: .mark, on: under.ground, style: .bold)
        }
        if let best {
            let (across, up) = (plan.x.share(of: best.x), plan.y.share(of: best.y))
            guard across >= 0, across < 1, up > 0, up <= 1 else { return }
            painter.put(
                .best, x: plot.x + Int(clamping: across * Double(plot.width)),
                y: plot.y + Int(clamping: (1 - up) * Double(plot.height)), ink: .mark, on: .ground, style: .bold)
        }
    }
}
