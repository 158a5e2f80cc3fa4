import Basics
import Canvas

/// The cells of a relief that a camera sees: light and elevation as colours, lines on it as dots.
///
/// A cell that the relief fills shows two colours, one above the other; at the relief's edge it shows which quarters of
/// it are relief. Where there are no colours for grounds, characters hatch the light.
struct ReliefCells {
    /// The finished cells, row by row; `nil` where there is no relief.
    private(set) var cells: [Cell?]
    /// What a run over a cell has for its ground: the band in a light that is nearer to the plain one, on which every
    /// run stands out.
    private(set) var grounds: [Ink]

    /// The ways to draw lines on it.
    enum Lines: String, CaseIterable {
        case contours = "contour lines"
        case mesh
        case none = "no lines"
    }

    private let raster: DepthRaster
    private let size: Size

    init(_ relief: SeenRelief, size: Size, glyphs: GlyphSet, lines: Lines) {
        raster = relief.raster
        self.size = size
        cells = Array(repeating: nil, count: size.width * size.height)
        grounds = Array(repeating: .ground, count: cells.count)
        let mesh = lines == .mesh ? ReliefLines.mesh(on: relief, size: size) : nil
        for row in 0..<size.height {
            for column in 0..<size.width {
                let place = row * size.width + column
                let whole = part(column, row, 0..<2, 0..<4)
                guard whole.count > 0 else { continue }
                grounds[place] = .relief(band: whole.band, light: whole.muted)
                let mask = mesh?.masks[place] ?? (lines == .contours ? contourMask(column, row, glyphs) : 0)
                cells[place] =
                    glyphs == .braille
                    ? brailleCell(column, row, whole, mask) : asciiCell(column, row, whole, hasLine: mask != 0)
            }
        }
    }

    /// What is seen in some dots of a cell, in the middle.
    private struct Part {
        var count = 0
        var elevation = 0.0
        var light = 0.0

        var band: Int { Int(clamping: (elevation / Double(max(1, count))).rounded(.down)) }
        var step: Int { Int(clamping: (light / Double(max(1, count)) * Double(Ink.reliefLightCount)).rounded(.down)) }
        /// Nearer to the middle of all lights.
        var muted: Int { (step + Ink.reliefLightCount / 2) / 2 }
        var ink: Ink { .relief(band: band, light: step) }
    }

    private func part(_ column: Int, _ row: Int, _ columns: Range<Int>, _ rows: Range<Int>) -> Part {
        var part = Part()
        for y in rows {
            for x in columns {
                let place = (4 * row + y) * raster.width + 2 * column + x
                guard raster.depths[place] < .infinity else { continue }
                part.count += 1
                part.elevation += raster.elevations[place]
                part.light += raster.lights[place]
            }
        }
        return part
    }

    // MARK: Cells

    private func brailleCell(_ column: Int, _ row: Int, _ whole: Part, _ mask: UInt8) -> Cell {
        if whole.count == 8 {
            if mask != 0 {
                return Cell(
                    DotShape.braille.scalar(mask), ink: .reliefLine(band: whole.band, light: whole.step),
                    on: whole.ink)
            }
            let (upper, lower) = (part(column, row, 0..<2, 0..<2), part(column, row, 0..<2, 2..<4))
            return Cell("▀", ink: upper.ink, on: lower.ink)
        }
        var quarters = 0
        for quarter in 0..<4 {
            let (x, y) = (quarter % 2, quarter / 2 * 2)
            // A quarter is two dots: the upper one tells, so that the edge stays where it is.
            if part(column, row, x..<(x + 1), y..<(y + 2)).count == 2 { quarters |= 1 << quarter }
        }
        guard quarters != 0 else { return Cell(" ", ink: .rule) }
        return Cell(Self.quarters[quarters], ink: whole.ink, on: .ground)
    }

    /// The characters that fill quarters of a cell, a bit each: upper left, upper right, lower left, lower right.
    private static let quarters: [Unicode.Scalar] = [
        " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]

    private func asciiCell(_ column: Int, _ row: Int, _ whole: Part, hasLine: Bool) -> Cell? {
        guard whole.count >= 4 else { return nil }
        if hasLine {
            func elevation(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
                let part = part(column, row, columns, rows)
                return part.elevation / Double(max(1, part.count))
            }
            let across = elevation(1..<2, 0..<4) - elevation(0..<1, 0..<4)
            let down = (elevation(0..<2, 2..<4) - elevation(0..<2, 0..<2)) / 2
            // At a right angle to the slope.
            return Cell(
                Stroke.along(SIMD2(down, -across))?.scalar ?? "-",
                ink: .reliefLine(band: whole.band, light: whole.step), on: whole.ink)
        }
        // Ink on its own colour: what is not to be seen with colours is the hatching without them.
        return Cell(whole.ink.hatch(.ascii), ink: whole.ink, on: whole.ink)
    }

    // MARK: Contour lines

    /// The dots of a cell between which and their right or lower neighbours a level runs; on steep walls only every
    /// second or fourth.
    private func contourMask(_ column: Int, _ row: Int, _ glyphs: GlyphSet) -> UInt8 {
        let shape = DotShape.braille
        var (lowest, highest) = (Int.max, Int.min)
        for y in 0..<4 {
            for x in 0..<2 {
                guard let band = band(2 * column + x, 4 * row + y) else { return 0 }
                (lowest, highest) = (min(lowest, band), max(highest, band))
            }
        }
        let finest = glyphs == .ascii ? 2 : 1
        let spacing = max(finest, highest - lowest <= 1 ? 1 : highest - lowest == 2 ? 2 : 4)
        var (mask, count): (UInt8, Int) = (0, 0)
        for y in 0..<4 {
            for x in 0..<2 {
                let (left, top) = (2 * column + x, 4 * row + y)
                guard let own = band(left, top) else { continue }
                let depth = raster.depths[top * raster.width + left]
                let isCrossed = [(left + 1, top), (left, top + 1)].contains { x, y in
                    guard let other = band(x, y), other != own else { return false }
                    // Another hill behind this one is no line.
                    guard abs(raster.depths[y * raster.width + x] - depth) < 0.08 else { return false }
                    return (min(own, other)..<max(own, other)).contains { $0 % spacing == 0 }
                }
                guard isCrossed else { continue }
                mask |= shape.bit(column: x, row: y)
                count += 1
            }
        }
        return count <= 5 ? mask : 0
    }

    private func band(_ x: Int, _ y: Int) -> Int? {
        guard raster.isCovered(x, y) else { return nil }
        return Int(clamping: raster.elevations[y * raster.width + x].rounded(.down))
    }
}

/// Lines that are drawn on dots.
enum ReliefLines {
    /// How many lines a mesh has along either axis, without the edges.
    private static let meshLines = 16

    /// The lines of a mesh, where they are seen.
    static func mesh(on relief: SeenRelief, size: Size) -> DotCanvas {
        var canvas = DotCanvas(size: size, shape: .braille)
        let steps = max(relief.mesh.columns, relief.mesh.rows)
        for line in 0...meshLines {
            let share = Double(line) / Double(meshLines)
            for isAlongX in [true, false] {
                var previous: SIMD2<Double>?
                for step in 0...steps {
                    let way = Double(step) / Double(steps)
                    let flat = isAlongX ? SIMD2(way, share) : SIMD2(share, way)
                    guard let height = relief.mesh.height(over: flat) else {
                        previous = nil
                        continue
                    }
                    let (dots, depth) = relief.projection.dots(Place(flat.x, flat.y, height))
                    let isSeen = relief.raster.isVisible(dots, depth: depth)
                    if isSeen, let previous { canvas.line(from: previous, to: dots) }
                    previous = isSeen ? dots : nil
                }
            }
        }
        return canvas
    }

    /// The contour lines on a plane below, each reported with its cells.
    static func floor(
        of relief: SeenRelief, height: Double, on canvas: inout DotCanvas, touch: (_ cell: Int, _ band: Int) -> Void
    ) {
        let mesh = relief.mesh
        func corner(_ index: Int) -> (flat: SIMD2<Double>, elevation: Double)? {
            let node = mesh.nodes[index]
            guard node.place.z >= 0, node.place.z <= 1 else { return nil }
            return (SIMD2(node.place.x, node.place.y), node.elevation)
        }
        for row in 0..<(mesh.rows - 1) {
            for column in 0..<(mesh.columns - 1) {
                let index = row * mesh.columns + column
                for (second, third) in [
                    (index + 1, index + mesh.columns + 1), (index + mesh.columns + 1, index + mesh.columns),
                ] {
                    // Most triangles have no line: nothing is allocated for them.
                    let elevations = (
                        mesh.nodes[index].elevation, mesh.nodes[second].elevation, mesh.nodes[third].elevation
                    )
                    let low = min(elevations.0, elevations.1, elevations.2)
                    let high = max(elevations.0, elevations.1, elevations.2)
                    let (first, last) = (Int(clamping: low.rounded(.up)), Int(clamping: high.rounded(.down)))
                    guard first <= last else { continue }
                    let corners = [index, second, third].compactMap(corner)
                    guard corners.count == 3 else { continue }
                    for level in max(1, first)...max(1, last) where Double(level) >= low && Double(level) <= high {
                        let ends = (0..<3).compactMap { side -> SIMD2<Double>? in
                            let (a, b) = (corners[side], corners[(side + 1) % 3])
                            guard (a.elevation < Double(level)) != (b.elevation < Double(level)) else { return nil }
                            let share = (Double(level) - a.elevation) / (b.elevation - a.elevation)
                            return relief.projection.dots(
                                Place(
                                    a.flat.x + share * (b.flat.x - a.flat.x), a.flat.y + share * (b.flat.y - a.flat.y),
                                    height)
                            ).dots
                        }
                        guard ends.count == 2 else { continue }
                        canvas.line(from: ends[0], to: ends[1]) { touch($0, level) }
                    }
                }
            }
        }
    }
}
