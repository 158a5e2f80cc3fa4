import Canvas
import Racing
import Scenes

/// The cells of a map on a terminal: two shades in each where there are halves of cells.
struct MapCells {
    let size: Size
    private let glyphs: GlyphSet
    /// Row by row.
    private(set) var cells: [Cell]

    /// How many rows of a map go into one of the screen.
    static func halves(_ glyphs: GlyphSet) -> Int { glyphs == .braille ? 2 : 1 }

    init(_ grid: MapGrid, _ colors: MapColors, size: Size, glyphs: GlyphSet, shown: Map.Value) {
        self.init(
            size: size, glyphs: glyphs,
            minimum: { column, row in
                shown == .minimum ? grid.outcome(column: column, row: row)?.minimum : nil
            }
        ) { column, row in colors.look(of: grid.outcome(column: column, row: row)) }
    }

    /// - Parameters:
    ///   - minimum: the place of the minimum in a cell of the map, where there are no halves; `nil` for none.
    ///   - look: what a cell of the map looks like.
    init(
        size: Size, glyphs: GlyphSet, minimum: (Int, Int) -> Int8? = { _, _ in nil },
        look: (Int, Int) -> MapColors.Look
    ) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: size.width * size.height)
        let halves = Self.halves(glyphs)
        for row in 0..<size.height {
            for column in 0..<size.width {
                cells[row * size.width + column] =
                    halves == 2
                    ? cell(look(column, row * 2), look(column, row * 2 + 1))
                    : cell(look(column, row), minimum: minimum(column, row))
            }
        }
    }

    func draw(on painter: inout Painter, in plot: Area) {
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                painter.frame[plot.x + column, plot.y + row] = cells[row * plot.width + column]
            }
        }
    }

    private func cell(_ upper: MapColors.Look, _ lower: MapColors.Look) -> Cell {
        if case .mark(let mark) = upper, upper == lower {
            return Cell(glyphs.scalar(mark), ink: .muted, on: .undefined)
        }
        let (above, below) = (ground(upper), ground(lower))
        // One shade is the block's too, so that it is hatched where there are no colours.
        if above == below, case .shade = upper { return Cell(Cell.upperHalf, ink: above, on: above) }
        return above == below ? Cell(" ", on: above) : Cell(Cell.upperHalf, ink: above, on: below)
    }

    /// In ASCII a whole cell: the number of a minimum, or the shade as a character too, as colours may be missing.
    private func cell(_ look: MapColors.Look, minimum: Int8?) -> Cell {
        guard case .shade(let ink) = look else {
            if case .mark(let mark) = look { return Cell(glyphs.scalar(mark), ink: .muted, on: .undefined) }
            return Cell(" ", on: ground(look))
        }
        if let minimum, minimum >= 0 {
            return Cell(Unicode.Scalar(UInt8(clamping: 49 + Int(clamping: minimum) % 9)), ink: .mark, on: ink)
        }
        return Cell(ink.hatch(.ascii), ink: ink, on: ink)
    }

    private func ground(_ look: MapColors.Look) -> Ink {
        switch look {
        case .shade(let ink): ink
        case .mark: .undefined
        case .plain: .selection
        case .unknown: .ground
        }
    }
}
