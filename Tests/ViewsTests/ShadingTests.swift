import Canvas
import Foundation
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Shaded landscapes and arrows along −gradient")
struct ShadingTests {
    private static func relief(_ name: String, _ glyphs: GlyphSet, _ size: Size = Size(width: 60, height: 24)) throws
        -> (Surface, Relief)
    {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        return (surface, Relief(of: surface, view: surface.domain, size: size, glyphs: glyphs))
    }

    /// The light of a lit ink, from −1 in deep shadow to 1.
    private static func light(_ ink: Ink) -> Double {
        let tones = 0..<Ink.toneCount
        for light in 0..<Ink.lightCount where tones.contains(where: { Ink.lit(tone: $0, light: light) == ink }) {
            return Double(light - Ink.plainLight) / Double(Ink.plainLight)
        }
        Issue.record("ink \(ink.rawValue) is not lit")
        return 0
    }

    @Test("a bowl is bright where it faces the upper left, dark on the other side, plain at the bottom")
    func bowl() throws {
        let (surface, relief) = try Self.relief("bowl", .braille)
        let cells = Shading(of: surface, on: relief).cells
        let size = relief.viewport.size
        func light(_ x: Int, _ y: Int) -> Double { Self.light(cells[y * size.width + x].ground) }
        // The wall to the lower right slopes down to the upper left, from where the light comes.
        #expect(light(size.width - 5, size.height - 3) > 0.3 && light(4, 2) < -0.3)
        let bottom = try #require(relief.viewport.cell(surface.minima[0]))
        #expect(abs(light(bottom.x, bottom.y)) < 0.3)
        // Along a contour line there is every light; a tone rises with the loss.
        #expect(Set(cells.map(\.ground)).count > 20)
    }

    @Test(
        "every surface of the catalog has its shades at every size, two to a cell", arguments: SurfaceCatalog.names,
        GlyphSet.allCases)
    func shades(name: String, glyphs: GlyphSet) throws {
        for size in [Size(width: 60, height: 24), Size(width: 2, height: 1), Size(width: 1, height: 1)] {
            let (surface, relief) = try Self.relief(name, glyphs, size)
            let cells = Shading(of: surface, on: relief).cells
            #expect(cells.count == size.width * size.height)
            // Where there is but one point to a side there is no slope.
            let hasSlopes = size.width > 1 && (size.height > 1 || glyphs == .braille)
            for (cell, plain) in zip(cells, relief.cells) where hasSlopes && plain.ground != .undefined {
                if glyphs == .ascii {
                    #expect(cell.scalar == plain.scalar && cell.scalar.isASCII)
                } else if cell.ground != .undefined {
                    #expect(cell.scalar == Cell.upperHalf)
                    _ = Self.light(cell.ink)
                }
                if cell.ground != .undefined { _ = Self.light(cell.ground) }
            }
        }
    }

    @Test(
        "where there are no backgrounds heights are hatched, and no half blocks are left", arguments: GlyphSet.allCases)
    func hatched(glyphs: GlyphSet) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "radford")))
        race.advance(to: 40)
        var screen = Screen(of: race, size: Size(width: 120, height: 36), glyphs: glyphs, hints: [])
        var state = ScreenState()
        state.step = 40
        state.styles = ["contours": ContoursView.styles.firstIndex(of: "shaded")!]
        let frame = screen.frame(race, state)
        #expect(frame.cells.contains { $0.scalar == Cell.upperHalf } == (glyphs == .braille))
        for colors in [ColorLevel.none, .eight, .sixteen] {
            let shown = Set(frame.cells.map { $0.scalar(colors: colors) })
            #expect(!shown.contains(Cell.upperHalf) && shown.isSuperset(of: ["░", "▒"]) == (glyphs == .braille))
        }
        #expect(!frame.text.unicodeScalars.contains(Cell.upperHalf))
        if glyphs == .ascii { #expect(frame.cells.allSatisfy { $0.scalar.isASCII }) }
    }

    @Test("an arrow points where the gradient comes from, as it is seen", arguments: SurfaceCatalog.names)
    func arrows(name: String) throws {
        let (surface, relief) = try Self.relief(name, .braille)
        let field = ArrowField(of: surface, on: relief)
        var objective = Objective(surface)
        #expect(field.symbols.count < relief.cells.count / 12)
        if !["plateau", "easom"].contains(name) { #expect(field.symbols.count > 30) }
        for (cell, symbol) in field.symbols {
            guard case .arrow(let eighth) = symbol else {
                Issue.record("\(symbol)")
                continue
            }
            #expect(relief.cells[cell].scalar == " " && relief.cells[cell].ground != .undefined)
            let viewport = relief.viewport
            let point = viewport.point(x: cell % viewport.size.width, y: cell / viewport.size.width)
            let slope = objective.gradient(at: point)
            // Seen in dots, which are square; half an eighth to either side.
            let way = viewport.dots(point - slope / slope.length * viewport.cellSize.x) - viewport.dots(point)
            let along = (Point(way.x, -way.y) * .unit(Double(eighth) * .pi / 4)).sum() / way.length
            #expect(along > 0.92, "\(point): \(slope) is not \(eighth)")
        }
    }

    @Test("there is no arrow where there is no slope, or no number")
    func nowhere() {
        #expect(ArrowField.eighth([0, 0], cell: [1, 1]) == nil)
        #expect(ArrowField.eighth([.nan, 1], cell: [1, 1]) == nil)
        #expect(ArrowField.eighth([1, .infinity], cell: [1, 1]) == nil)
        #expect((0..<8).map { ArrowField.eighth(.unit(Double($0) * .pi / 4 + 0.3), cell: [1, 2]) } == Array(0..<8))
        // A step of the plane that is as high as wide is seen higher where the view is stretched.
        #expect(ArrowField.eighth([1, 1], cell: [1, 0.4]) == 2)
    }

    @Test("arrows and shades on another core come out as those made at once")
    func orders() throws {
        let text = """
            data: {d: {generate: blobs, rows: 20000}}
            surfaces: {s: {loss: "(w1*x1 + w2*x2 - t)^2", data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            panels: [{surface: s, arrows: gradient}]
            runs: [sgd]
            """
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 5)
        var state = ScreenState()
        state.step = 5
        state.styles = ["contours": ContoursView.styles.firstIndex(of: "shaded")!]
        let size = Size(width: 60, height: 20)
        var patient = Screen(of: race, size: size, glyphs: .braille, hints: [])
        let wanted = patient.frame(race, state)
        var screen = Screen(of: race, size: size, glyphs: .braille, hints: [], isPatient: false)
        var rounds = 0
        repeat {
            _ = screen.frame(race, state)
            for (panel, orders) in screen.orders { orders.forEach { screen.adopt($0.drawn(), panel: panel) } }
            for question in screen.questions { screen.adopt([question.answer()], of: race, at: 5) }
            rounds += 1
            _ = screen.frame(race, state)
        } while !screen.orders.isEmpty && rounds < 10
        #expect(rounds == 3)
        #expect(screen.frame(race, state) == wanted)
    }
}

extension Point {
    fileprivate static func unit(_ angle: Double) -> Point { Point(cos(angle), sin(angle)) }
}
