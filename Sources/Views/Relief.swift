import Basics
import Canvas
import Landscapes

/// What a relief is drawn of. A relief may take long: another core can draw it.
struct ReliefOrder: Sendable {
    let surface: Surface
    let view: Domain
    let size: Size
    let glyphs: GlyphSet
    let hasAllLines: Bool

    func drawn(isDraft: Bool = false) -> Relief {
        Relief(of: surface, view: view, size: size, glyphs: glyphs, hasAllLines: hasAllLines, isDraft: isDraft)
    }

    /// Whether it takes more than a few milliseconds.
    var isDear: Bool { cost > 6_000_000 }

    /// Nanoseconds, about, as they were measured.
    private var cost: Int {
        let dots = size.width * size.height * glyphs.dots.columns * glyphs.dots.rows
        return 70 * dots + 100 * surface.rasterCost(points: dots)
    }
}

/// A landscape drawn: elevation bands as backgrounds, contour lines over them. Drawn once for a size and a view.
struct Relief: Sendable {
    let viewport: Viewport
    /// The finished cells, row by row.
    let cells: [Cell]
    /// The losses at which the contour lines run.
    let levels: [Double]

    /// Draws a landscape.
    ///
    /// - Parameters:
    ///   - hasAllLines: whether a line runs at each level, instead of every third.
    ///   - isDraft: whether a few points will do, a cell each at most: without lines, at once.
    init(
        of surface: Surface, view: Domain, size: Size, glyphs: GlyphSet, hasAllLines: Bool = true, isDraft: Bool = false
    ) {
        let viewport = Viewport(showing: view, size: size, shape: glyphs.dots)
        self.viewport = viewport
        if isDraft {
            let losses = surface.draft(over: viewport.domain, columns: size.width, rows: size.height)
            levels = Levels.of(surface, losses, count: Ink.bandCount - 1)
            cells = losses.map { [levels] loss in
                let band = Self.band(of: loss, levels)
                return band == Self.undefined
                    ? Cell(glyphs.scalar(.hatch), ink: .rule, on: .undefined) : Cell(on: .band(Int(clamping: band)))
            }
            return
        }
        let field = Field(of: surface, in: viewport)
        levels = Levels.of(surface, field.losses, count: Ink.bandCount - 1)
        let bands = field.losses.map { [levels] loss in Self.band(of: loss, levels) }
        let lined = hasAllLines ? bands : bands.map { $0 == Self.undefined ? $0 : $0 / 3 }
        let lines = ContourLines(between: lined, width: field.width, height: field.height, shape: field.shape)
        var cells: [Cell] = []
        cells.reserveCapacity(size.width * size.height)
        for row in 0..<size.height {
            for column in 0..<size.width {
                cells.append(Self.cell(column, row, field: field, bands: bands, lines: lines, glyphs: glyphs))
            }
        }
        self.cells = cells
    }

    /// No band: the surface has no finite value there.
    private static let undefined: Int8 = -1

    private static func band(of loss: Double, _ levels: [Double]) -> Int8 {
        guard loss.isFinite else { return undefined }
        var band: Int8 = 0
        for level in levels where loss > level { band += 1 }
        return band
    }

    private static func cell(
        _ column: Int, _ row: Int, field: Field, bands: [Int8], lines: ContourLines, glyphs: GlyphSet
    ) -> Cell {
        let shape = field.shape
        var mask: UInt8 = 0
        var sum = 0
        for y in 0..<shape.rows {
            for x in 0..<shape.columns {
                let place = (row * shape.rows + y) * field.width + column * shape.columns + x
                guard bands[place] != undefined else {
                    return Cell(glyphs.scalar(.hatch), ink: .rule, on: .undefined)
                }
                sum += Int(clamping: bands[place])
                if lines.levels[place] != ContourLines.none { mask |= shape.bit(column: x, row: y) }
            }
        }
        let dotCount = shape.columns * shape.rows
        let level = (sum + dotCount / 2) / dotCount
        let ground = Ink.band(level)
        // Where a line fills a cell it is no line.
        guard mask != 0, mask.nonzeroBitCount <= dotCount / 2 + 1 else { return Cell(" ", ink: .text, on: ground) }
        let scalar = glyphs == .braille ? shape.scalar(mask) : field.direction(column, row)
        return Cell(scalar, ink: .contour(level), on: ground)
    }
}

/// The losses at every dot of a viewport.
private struct Field {
    let losses: [Double]
    let shape: DotShape
    let width: Int
    let height: Int

    init(of surface: Surface, in viewport: Viewport) {
        shape = viewport.shape
        width = viewport.size.width * shape.columns
        height = viewport.size.height * shape.rows
        losses = surface.losses(over: viewport.domain, columns: width, rows: height)
    }

    /// The ASCII character that runs along the contour line through a cell: at a right angle to the slope.
    func direction(_ column: Int, _ row: Int) -> Unicode.Scalar {
        func loss(_ x: Int, _ y: Int) -> Double {
            losses[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
        }
        let y = row * shape.rows
        let across = loss(column + 1, y) - loss(column - 1, y)
        // Both differences over as many cells; a cell is twice as high as wide.
        let down = (loss(column, y + shape.rows) - loss(column, y - shape.rows)) / 2
        return Stroke.along(SIMD2(down, -across))?.scalar ?? "-"
    }
}
