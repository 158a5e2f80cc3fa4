import Basics
import Canvas
import Landscapes

/// Which part of the plane a landscape shows, and where on its dots a point lies.
struct Viewport: Sendable {
    let domain: Domain
    let size: Size
    let shape: DotShape

    /// A cell is taken to be twice as high as wide.
    private static let cellAspect = 2.0
    /// How far a domain may grow so that both axes have the same scale.
    private static let mostGrowth = 2.0

    /// A viewport that shows at least a domain.
    ///
    /// The domain grows in one direction until both axes have the same scale, so that a gradient stands at a right
    /// angle to its contour line; at most to twice its width or height, and is stretched for the rest.
    init(showing domain: Domain, size: Size, shape: DotShape) {
        self.size = size
        self.shape = shape
        let width = domain.x.length
        let height = domain.y.length
        let shown = Double(max(size.width, 1)) / (Double(max(size.height, 1)) * Self.cellAspect)
        let growth = shown / (width / height)
        self.domain = Domain(
            x: Self.grown(domain.x, by: min(max(growth, 1), Self.mostGrowth)),
            y: Self.grown(domain.y, by: min(max(1 / growth, 1), Self.mostGrowth)))
    }

    private static func grown(_ range: ClosedRange<Double>, by factor: Double) -> ClosedRange<Double> {
        guard factor > 1, factor.isFinite else { return range }
        let middle = range.middle
        let half = range.length / 2 * factor
        return (middle - half)...(middle + half)
    }

    /// A point in dots from the upper left corner; far outside it may be any number.
    func dots(_ point: Point) -> SIMD2<Double> {
        let x = domain.x.share(of: point.x)
        let y = (domain.y.upperBound - point.y) / domain.y.length
        return SIMD2(x * Double(size.width * shape.columns), y * Double(size.height * shape.rows))
    }

    /// The point in the middle of a cell.
    func point(x: Int, y: Int) -> Point {
        Point(
            domain.x.lowerBound + (Double(x) + 0.5) * cellSize.x, domain.y.upperBound - (Double(y) + 0.5) * cellSize.y)
    }

    /// How far apart the middles of neighbouring cells are.
    var cellSize: Point {
        domain.size / Point(Double(max(size.width, 1)), Double(max(size.height, 1)))
    }

    /// The cell at the edge nearest to a point outside, with the arrow that points there; `nil` if it is nowhere.
    func edge(towards point: Point) -> (x: Int, y: Int, arrow: Symbol)? {
        guard !point.x.isNaN, !point.y.isNaN else { return nil }
        let dots = dots(point)
        let x = min(max(dots.x / Double(shape.columns), 0), Double(size.width - 1))
        let y = min(max(dots.y / Double(shape.rows), 0), Double(size.height - 1))
        guard !x.isNaN, !y.isNaN else { return nil }
        let isBeside = dots.x < 0 || dots.x >= Double(size.width * shape.columns)
        let arrow: Symbol = isBeside ? (dots.x < 0 ? .leftArrow : .rightArrow) : (dots.y < 0 ? .upArrow : .downArrow)
        return (Int(clamping: x), Int(clamping: y), arrow)
    }

    /// The cell that a point is in, or `nil` if it is outside.
    func cell(_ point: Point) -> (x: Int, y: Int)? {
        let dots = dots(point)
        let x = dots.x / Double(shape.columns)
        let y = dots.y / Double(shape.rows)
        guard x >= 0, y >= 0, x < Double(size.width), y < Double(size.height) else { return nil }
        return (Int(clamping: x), Int(clamping: y))
    }
}
