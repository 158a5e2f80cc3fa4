import Canvas

/// How wide the trails of runs are.
public enum TrailWidth: String, CaseIterable, Hashable, Sendable {
    /// One dot.
    case fine
    /// Two dots, and three for the focused run, in panels that have the room; where characters stand for dots, one.
    case bold
}

/// Makes a line of dots wider: what the dots of a cell and of those around it cover in the cell.
///
/// As the wide line is made of the fine one's dots alone, it knows nothing of steps: whatever shows or clears dots shows
/// and clears what is around them too.
struct Brush: Equatable, Sendable {
    /// How many dots wide it is.
    let width: Int
    /// For each cell from which dots reach into one: where it is, and what each of its masks covers.
    private let reaching: [(cell: SIMD2<Int>, covers: [UInt8])]

    static func == (left: Brush, right: Brush) -> Bool { left.width == right.width }

    static let fine = Brush(width: 1)
    static let bold = Brush(width: 2)
    static let focused = Brush(width: 3)

    private init(width: Int) {
        self.width = width
        let shape = DotShape.braille
        let pen = -((width - 1) / 2)...(width / 2)
        var reaching: [(cell: SIMD2<Int>, covers: [UInt8])] = []
        for cellY in -1...1 {
            for cellX in -1...1 {
                let covers = (0...UInt8.max).map { mask in
                    var covered: UInt8 = 0
                    for row in 0..<shape.rows {
                        for column in 0..<shape.columns where mask & shape.bit(column: column, row: row) != 0 {
                            for y in pen {
                                for x in pen {
                                    let place = SIMD2(
                                        cellX * shape.columns + column + x, cellY * shape.rows + row + y)
                                    guard (0..<shape.columns).contains(place.x), (0..<shape.rows).contains(place.y)
                                    else { continue }
                                    covered |= shape.bit(column: place.x, row: place.y)
                                }
                            }
                        }
                    }
                    return covered
                }
                if covers.contains(where: { $0 != 0 }) { reaching.append((SIMD2(cellX, cellY), covers)) }
            }
        }
        self.reaching = reaching
    }

    /// The dots of a cell of a line drawn with this brush.
    ///
    /// - Parameter masks: the fine line's cells, row by row.
    func mask(_ x: Int, _ y: Int, of masks: [UInt8], size: Size) -> UInt8 {
        guard width > 1 else { return masks[y * size.width + x] }
        var mask: UInt8 = 0
        for (offset, covers) in reaching {
            let cell = SIMD2(x, y) &+ offset
            guard cell.x >= 0, cell.y >= 0, cell.x < size.width, cell.y < size.height else { continue }
            mask |= covers[Int(clamping: masks[cell.y * size.width + cell.x])]
        }
        return mask
    }
}
