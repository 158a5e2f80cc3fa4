import Basics
import Canvas
import Landscapes
import Scenes

/// The two sides of a boundary, and the line between them on dots.
///
/// The formula is evaluated at the corners of all cells, and at the dots of those cells only that the line goes through.
struct Sides: Sendable {
    /// 1 where the formula is above 0, -1 where it is not, 0 where it is no number; for each cell.
    private(set) var sides: [Int8]
    /// The line's character in each cell that it goes through, and a blank in all others.
    private(set) var line: [Unicode.Scalar]

    private let viewport: Viewport
    private var evaluator: PictureFormula.Evaluator
    /// The corners of all cells, row by row.
    private let corners: (x: [Double], y: [Double])

    init(_ boundary: PictureFormula, in viewport: Viewport) {
        self.viewport = viewport
        evaluator = boundary.evaluator()
        sides = Array(repeating: 0, count: viewport.size.width * viewport.size.height)
        line = Array(repeating: " ", count: sides.count)
        var (x, y): ([Double], [Double]) = ([], [])
        for row in 0...viewport.size.height {
            for column in 0...viewport.size.width {
                let point = Self.point(viewport, Double(column), Double(row))
                x.append(point.x)
                y.append(point.y)
            }
        }
        corners = (x, y)
    }

    /// The point at a place in cells from the upper left corner.
    private static func point(_ viewport: Viewport, _ column: Double, _ row: Double) -> Point {
        let (domain, size) = (viewport.domain, viewport.cellSize)
        return Point(domain.x.lowerBound + column * size.x, domain.y.upperBound - row * size.y)
    }

    private static func side(_ value: Double) -> Int8 { value > 0 ? 1 : value <= 0 ? -1 : 0 }

    /// Finds both sides anew.
    ///
    /// - Parameter value: what a name stands for that is the same everywhere.
    mutating func update(_ value: (PictureName) -> Double) {
        for index in line.indices { line[index] = " " }
        let width = viewport.size.width
        let values = values(corners.x, corners.y, value)
        let signs = values.map(Self.side)
        var crossed: [Int] = []
        for row in 0..<viewport.size.height {
            for column in 0..<width {
                let corner = row * (width + 1) + column
                let (a, b) = (signs[corner], signs[corner + 1])
                let (c, d) = (signs[corner + width + 1], signs[corner + width + 2])
                let cell = row * width + column
                if a == b, c == d, a == c {
                    sides[cell] = a
                } else {
                    sides[cell] = 0
                    if a != 0, b != 0, c != 0, d != 0 { crossed.append(cell) }
                }
            }
        }
        draw(crossed, values, value)
    }

    private mutating func values(
        _ x: [Double], _ y: [Double], _ value: (PictureName) -> Double
    ) -> [Double] {
        evaluator.values(count: x.count) { name in
            if case .axis(let axis) = name { .each(axis == 0 ? x : y) } else { .same(value(name)) }
        }
    }

    /// Draws the line through the cells that it crosses: two dots wide, to be seen from afar.
    private mutating func draw(_ cells: [Int], _ corners: [Double], _ value: (PictureName) -> Double) {
        let shape = viewport.shape
        // The dots of a cell with one more around them.
        let (columns, rows) = (shape.columns + 2, shape.rows + 2)
        var (x, y): ([Double], [Double]) = ([], [])
        x.reserveCapacity(cells.count * columns * rows)
        y.reserveCapacity(cells.count * columns * rows)
        for cell in cells {
            let (row, column) = cell.quotientAndRemainder(dividingBy: viewport.size.width)
            for dotY in 0..<rows {
                for dotX in 0..<columns {
                    let point = Self.point(
                        viewport, Double(column) + (Double(dotX) - 0.5) / Double(shape.columns),
                        Double(row) + (Double(dotY) - 0.5) / Double(shape.rows))
                    x.append(point.x)
                    y.append(point.y)
                }
            }
        }
        let values = values(x, y, value)
        for (index, cell) in cells.enumerated() {
            let first = index * columns * rows
            func side(_ x: Int, _ y: Int) -> Int8 { Self.side(values[first + y * columns + x]) }
            var (mask, above, known): (UInt8, Int, Int) = (0, 0, 0)
            for dotY in 1...shape.rows {
                for dotX in 1...shape.columns {
                    let own = side(dotX, dotY)
                    guard own != 0 else { continue }
                    known += 1
                    if own > 0 { above += 1 }
                    let isEdge =
                        side(dotX - 1, dotY) == -own || side(dotX + 1, dotY) == -own
                        || side(dotX, dotY - 1) == -own || side(dotX, dotY + 1) == -own
                    if isEdge { mask |= shape.bit(column: dotX - 1, row: dotY - 1) }
                }
            }
            sides[cell] = known == 0 ? 0 : 2 * above >= known ? 1 : -1
            guard mask != 0 else { continue }
            line[cell] = shape == .ascii ? along(cell, corners) : shape.scalar(mask)
        }
    }

    /// The ASCII character along the line through a cell: at a right angle to the slope.
    private func along(_ cell: Int, _ corners: [Double]) -> Unicode.Scalar {
        let (row, column) = cell.quotientAndRemainder(dividingBy: viewport.size.width)
        let corner = row * (viewport.size.width + 1) + column
        let below = corner + viewport.size.width + 1
        let across = corners[corner + 1] + corners[below + 1] - corners[corner] - corners[below]
        // A cell is twice as high as wide.
        let down = (corners[below] + corners[below + 1] - corners[corner] - corners[corner + 1]) / 2
        return Stroke.along(SIMD2(down, -across))?.scalar ?? "-"
    }
}
