import Basics
import Canvas
import Landscapes
import RealModule

/// A landscape in smooth colours, lit by its exact gradient from the upper left: a shade for each half of a cell.
///
/// In ASCII, where there are no halves, a shade for each cell, under the contour lines.
struct Shading: Sendable {
    /// The finished cells, row by row.
    let cells: [Cell]

    /// Whether it takes more than a few milliseconds.
    static func isDear(_ surface: Surface, on relief: Relief) -> Bool {
        surface.isDear(latticeOf: relief.cells.count * halves(relief))
    }

    private static func halves(_ relief: Relief) -> Int { relief.viewport.shape == .braille ? 2 : 1 }

    init(of surface: Surface, on relief: Relief) {
        let viewport = relief.viewport
        let halves = Self.halves(relief)
        let (columns, rows) = (viewport.size.width, viewport.size.height * halves)
        guard columns > 1, rows > 1 else {
            cells = relief.cells
            return
        }
        let half = Point(viewport.cellSize.x, viewport.cellSize.y / Double(halves)) / 2
        let (x, y) = (viewport.domain.x, viewport.domain.y)
        let lattice = surface.lattice(
            over: Domain(
                x: (x.lowerBound + half.x)...(x.upperBound - half.x),
                y: (y.lowerBound + half.y)...(y.upperBound - half.y)), columns: columns, rows: rows)
        let tones = Self.tones(lattice.losses, levels: relief.levels)
        let lights = Self.lights(lattice.slopes, cell: viewport.cellSize)
        func shade(_ column: Int, _ row: Int) -> Ink? {
            let place = (rows - 1 - row) * columns + column
            return tones[place].map { .lit(tone: $0, light: lights[place]) }
        }
        cells = relief.cells.enumerated().map { place, cell in
            let (row, column) = place.quotientAndRemainder(dividingBy: columns)
            // Where a dot of the relief has no loss, its hatching stays.
            guard cell.ground != .undefined, let upper = shade(column, row * halves),
                let lower = shade(column, row * halves + halves - 1)
            else { return cell }
            return halves == 2
                ? Cell(Cell.upperHalf, ink: upper, on: lower) : Cell(cell.scalar, ink: cell.ink, on: lower)
        }
    }

    /// How far from plain light the steepest slopes are: farther, trails and numbers would be hard to see.
    private static let strongest = 0.75 * Double(Ink.plainLight)

    /// The tone of each loss: its height between the contour lines; `nil` where there is none.
    private static func tones(_ losses: [Double], levels: [Double]) -> [Int?] {
        let finite = losses.lazy.filter(\.isFinite)
        guard let lowest = finite.min(), let highest = finite.max() else { return losses.map { _ in nil } }
        return losses.map { loss in
            guard loss.isFinite else { return nil }
            let band = levels.firstIndex { loss <= $0 } ?? levels.count
            let floor = band == 0 ? lowest : levels[band - 1]
            let roof = band == levels.count ? highest : levels[band]
            let share = roof > floor ? min(max((loss - floor) / (roof - floor), 0), 1) : 0.5
            // A band's own tone is that of its middle.
            return Int(clamping: (2 * (Double(band) + share - 0.5)).rounded())
        }
    }

    /// How each slope stands to the light. A slope of the usual steepness shows half of it; so flat floors and steep
    /// walls both have their light and shadow.
    private static func lights(_ slopes: [Point], cell: Point) -> [Int] {
        // As they are seen: per width of a cell, on a screen whose cells are twice as high as wide.
        let seen = slopes.map { Point($0.x * cell.x, $0.y * cell.y / 2) }
        let steepness = seen.map(\.length).filter { $0.isFinite && $0 > 0 }.sorted()
        guard !steepness.isEmpty else { return slopes.map { _ in Ink.plainLight } }
        let usual = steepness[steepness.count / 2]
        return seen.map { slope in
            let facing = (slope.x - slope.y) * 0.5.squareRoot() / (slope.length + usual)
            return Ink.plainLight + Int(clamping: (strongest * facing).rounded())
        }
    }
}

extension Cell {
    /// The cell under the dots of a trail: its ground is the shade of the half that is covered less.
    func under(_ dots: Unicode.Scalar) -> Cell {
        guard scalar == Self.upperHalf else { return self }
        let mask = UInt8(truncatingIfNeeded: dots.value)
        let isInLowerHalf = (mask & 0xE4).nonzeroBitCount > (mask & 0x1B).nonzeroBitCount
        return Cell(" ", ink: ink, on: isInLowerHalf ? ink : ground)
    }
}
