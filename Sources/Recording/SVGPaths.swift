import Canvas

/// Shapes of a picture, those of one colour in one path.
struct SVGPaths {
    private struct Kind: Hashable, Comparable {
        let stroke: SVGShape.Stroke
        let color: Int

        static func < (left: Self, right: Self) -> Bool { (left.stroke, left.color) < (right.stroke, right.color) }
    }

    private struct Path {
        var data = ""
        /// Where its last dot is.
        var x = 0
        var y = 0
    }

    private var paths: [Kind: Path] = [:]

    /// The shapes among glyphs that stand row by row.
    init(_ glyphs: [CellLives<SVGGlyph>.Life]) {
        var next = 0
        while next < glyphs.count {
            let glyph = glyphs[next]
            next += 1
            let color = glyph.look.color
            switch glyph.look.shape {
            case nil: continue
            case .dots(let mask): addDots(mask, glyph.x, glyph.y, color: color)
            case .path(let stroke, let path): add(path, glyph.x, glyph.y, Kind(stroke: stroke, color: color))
            case .rule(let stroke):
                let count = Self.count(glyphs, from: next - 1)
                next += count - 1
                let path = "m0 \(SVGShape.height / 2)h\(count * SVGShape.width)"
                add(path, glyph.x, glyph.y, Kind(stroke: stroke, color: color))
            }
        }
    }

    /// Grounds, which stand row by row.
    init(_ grounds: [CellLives<Int>.Life]) {
        var next = 0
        while next < grounds.count {
            let ground = grounds[next]
            let count = Self.count(grounds, from: next)
            next += count
            let width = count * SVGShape.width
            let path = "h\(width)v\(SVGShape.height)h-\(width)z"
            add(path, ground.x, ground.y, Kind(stroke: .fill, color: ground.look))
        }
    }

    /// How many cells side by side look the same.
    private static func count<Look>(_ lives: [CellLives<Look>.Life], from first: Int) -> Int {
        var count = 1
        while first + count < lives.count {
            let life = lives[first + count]
            guard life.y == lives[first].y, life.x == lives[first].x + count, life.look == lives[first].look else {
                break
            }
            count += 1
        }
        return count
    }

    private mutating func add(_ path: String, _ x: Int, _ y: Int, _ kind: Kind) {
        paths[kind, default: Path()].data += "M\(x * SVGShape.width) \(y * SVGShape.height)\(path)"
    }

    /// Dots are lines without length, with round ends.
    private mutating func addDots(_ mask: UInt8, _ column: Int, _ row: Int, color: Int) {
        let kind = Kind(stroke: .dots, color: color)
        var path = paths[kind] ?? Path()
        let shape = DotShape.braille
        for dotRow in 0..<shape.rows {
            for dotColumn in 0..<shape.columns where mask & shape.bit(column: dotColumn, row: dotRow) != 0 {
                let x = column * SVGShape.width + 2 * dotColumn + 1
                let y = row * SVGShape.height + 2 * dotRow + 1
                if path.data.isEmpty {
                    path.data = "M\(x) \(y)h0"
                } else {
                    path.data += "m\(x - path.x)\(y < path.y ? "" : " ")\(y - path.y)h0"
                }
                path.x = x
                path.y = y
            }
        }
        paths[kind] = path
    }

    /// The elements, always in the same order.
    var markup: String {
        paths.sorted { $0.key < $1.key }.reduce(into: "") { markup, path in
            markup += "<path class=\"\(path.key.stroke.rawValue) c\(path.key.color)\" d=\"\(path.value.data)\"/>"
        }
    }
}
