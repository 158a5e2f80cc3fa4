import Canvas
import Landscapes
import Testing

@testable import Views

@Suite("Contour lines")
struct ContourLineTests {
    private static let sizes = [(24, 8), (33, 14), (50, 30), (100, 40)].map { Size(width: $0.0, height: $0.1) }

    /// A surface of the catalog in bands, dot by dot.
    private struct Bands {
        let bands: [Int8]
        let width: Int
        let height: Int

        init(of name: String, size: Size, shape: DotShape) throws {
            let surface = try #require(SurfaceCatalog.surface(named: name))
            (width, height) = (size.width * shape.columns, size.height * shape.rows)
            let domain = Viewport(showing: surface.domain, size: size, shape: shape).domain
            let losses = surface.losses(over: domain, columns: width, rows: height)
            let levels = Levels.blended(losses, count: Ink.bandCount - 1)
            bands = losses.map { loss in loss.isFinite ? Int8(clamping: levels.count { loss > $0 }) : -1 }
        }
    }

    @Test(
        "lines of two levels never touch, and each runs along its level", arguments: SurfaceCatalog.names,
        [DotShape.braille, .ascii])
    func apart(name: String, shape: DotShape) throws {
        let clearance = ContourLines.clearance(shape)
        #expect(clearance.x > 0 && clearance.y > 1)
        for size in Self.sizes {
            let field = try Bands(of: name, size: size, shape: shape)
            let lines = ContourLines(between: field.bands, width: field.width, height: field.height, shape: shape)
            func drawn(_ x: Int, _ y: Int) -> Int8 {
                x < 0 || y < 0 || x >= field.width || y >= field.height
                    ? ContourLines.none : lines.levels[y * field.width + x]
            }
            for y in 0..<field.height {
                for x in 0..<field.width where drawn(x, y) != ContourLines.none {
                    let own = drawn(x, y)
                    for nearby in (y...(y + clearance.y)).flatMap({ y in
                        ((x - clearance.x)...(x + clearance.x)).map { drawn($0, y) }
                    }) where nearby != ContourLines.none {
                        #expect(nearby == own, "\(size): \(x) \(y)")
                    }
                    let here = field.bands[y * field.width + x]
                    let right = x + 1 < field.width ? field.bands[y * field.width + x + 1] : here
                    let below = y + 1 < field.height ? field.bands[(y + 1) * field.width + x] : here
                    #expect([right, below].contains { min($0, here) <= own && own < max($0, here) && $0 >= 0 })
                }
            }
        }
    }

    @Test("the lowest line is all there, and a larger panel has no fewer lines", arguments: SurfaceCatalog.names)
    func kept(name: String) throws {
        var before = 0
        for size in Self.sizes {
            let field = try Bands(of: name, size: size, shape: .braille)
            let lines = ContourLines(between: field.bands, width: field.width, height: field.height, shape: .braille)
            let count = Set(lines.levels).count
            #expect(count >= min(before, 3), "\(size)")
            before = count
            for y in 0..<(field.height - 1) {
                for x in 0..<(field.width - 1) {
                    let here = field.bands[y * field.width + x]
                    let beside = [field.bands[y * field.width + x + 1], field.bands[(y + 1) * field.width + x]]
                    guard here >= 0, beside.contains(where: { $0 >= 0 && ($0 == 0) != (here == 0) }) else { continue }
                    #expect(lines.levels[y * field.width + x] == 0)
                }
            }
        }
        #expect(before > 2)
    }

    @Test("nothing, and what has no numbers, has no lines")
    func nothing() {
        #expect(ContourLines(between: [], width: 0, height: 0, shape: .braille).levels.isEmpty)
        #expect(ContourLines(between: [-1, -1], width: 2, height: 1, shape: .ascii).levels == [-1, -1])
        #expect(ContourLines(between: [-1, 3, 5], width: 3, height: 1, shape: .braille).levels == [-1, 4, -1])
    }
}
