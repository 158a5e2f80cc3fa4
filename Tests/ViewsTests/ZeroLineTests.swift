import Canvas
import Expressions
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Lines where formulas are 0")
struct ZeroLineTests {
    private static func text(_ lines: String) -> String {
        """
        steps: 20
        surfaces: {s: {loss: x^2 + y^2, domain: {x: [-2, 2], y: [-2, 2]}, parameters: {b: {default: 1, range: [-9, 9], scale: linear}}}}
        panels:
          - surface: s
            start: [-1, 1]
            runs: [{optimizer: sgd, eta: 0.05}]
            lines: \(lines)

        """
    }

    private static func picture(_ lines: String) throws -> Contours {
        try #require(try Scene(parsing: text(lines), origin: "t").panels[0].picture as? Contours)
    }

    private static let viewports = GlyphSet.allCases.flatMap { glyphs in
        [Size(width: 40, height: 20), Size(width: 24, height: 8)].map {
            Viewport(showing: Domain(x: -2...2, y: -2...2), size: $0, shape: glyphs.dots)
        }
    }

    @Test("a line is where it should be, and nowhere else", arguments: 0..<4)
    func places(index: Int) throws {
        let viewport = Self.viewports[index]
        for (formula, value) in [
            ("w1 + 0.4*w2 - 1.4", { $0.x + 0.4 * $0.y - 1.4 }), ("x^2 + y^2 - 2", { $0.x * $0.x + $0.y * $0.y - 2 }),
            ("y - b*x", { $0.y - 3 * $0.x }),
        ] as [(String, (Point) -> Double)] {
            let lines = ZeroLines(try Self.picture("[\(formula)]").lines, in: viewport, parameters: [3])
            var drawn = 0
            for y in 0..<viewport.size.height {
                for x in 0..<viewport.size.width {
                    let (middle, size) = (viewport.point(x: x, y: y), viewport.cellSize)
                    let corners = [-0.5, 0.5].flatMap { a in
                        [-0.5, 0.5].map { b in value(middle + Point(a, b) * size) }
                    }
                    let isCrossed = corners.min()! < 1e-9 && corners.max()! > -1e-9
                    let hasLine = lines[y * viewport.size.width + x] != nil
                    if hasLine {
                        #expect(isCrossed, "\(formula) \(x) \(y)")
                        drawn += 1
                    }
                    // A line that cuts off a corner only may touch no dot of the cell.
                    if isCrossed, value(middle) * corners.min()! < 0, value(middle) * corners.max()! < 0 {
                        #expect(hasLine)
                    }
                }
            }
            #expect(drawn >= viewport.size.height / 2)
        }
    }

    @Test("where two lines meet both have their dots")
    func crossing() throws {
        let viewport = Self.viewports[0]
        func lines(_ text: String) throws -> ZeroLines {
            ZeroLines(try Self.picture(text).lines, in: viewport, parameters: [1])
        }
        let (one, other) = (try lines("[x + 0.3*y - 0.11]"), try lines("[0.2*x - y + 0.13]"))
        let both = try lines("[x + 0.3*y - 0.11, 0.2*x - y + 0.13]")
        var met = 0
        for cell in 0..<800 {
            let wanted = [one[cell], other[cell]].compactMap { $0?.value }
            #expect(both[cell]?.value == (wanted.isEmpty ? nil : wanted.reduce(0, |)))
            if wanted.count == 2 { met += 1 }
        }
        #expect(met > 0)
    }

    @Test("they are drawn in the landscape, behind the path, and follow a parameter", arguments: GlyphSet.allCases)
    func drawn(glyphs: GlyphSet) throws {
        func frame(_ lines: String, tuned: Int = 0) throws -> Frame {
            var race = Race(try Scene(parsing: Self.text(lines), origin: "t"))
            race.tuneSurface(track: 0, parameter: 0, by: .presses(tuned))
            race.advance(to: 20)
            var state = ScreenState()
            state.step = 20
            var screen = Screen(
                of: race, size: Size(width: 90, height: 30), glyphs: glyphs, hints: [], isPatient: true)
            return screen.frame(race, state)
        }
        func changed(_ one: Frame, _ other: Frame) -> Int {
            one.size.cells.count { one[$0.x, $0.y] != other[$0.x, $0.y] }
        }
        let (without, with) = (try frame("[]"), try frame("[x + b*y]"))
        #expect(changed(without, with) > 10)
        for (x, y) in without.size.cells where without[x, y].ink == .run(0) { #expect(with[x, y] == without[x, y]) }
        #expect(changed(with, try frame("[x + b*y]", tuned: 5)) > 10)
    }

    @Test(
        "mistakes have a place",
        arguments: [
            ("w1 - 1", 7, 12, "'lines' must be a list, not 'w1 - 1'"),
            ("[w3 - 1]", 7, 13, "unknown name 'w3'; there is b, w1, w2, x, y, e, pi"),
            ("[eta - 1]", 7, 13, "unknown name 'eta'; there is b, w1, w2, x, y, e, pi"),
            ("[w1 - 1, [2]]", 7, 21, "a line must be a formula that is 0 there, such as w1 + 0.4*w2 - 1.4, not a list"),
            ("[\(Array(repeating: "x", count: 17).joined(separator: ", "))]", 7, 61, "a panel has at most 16 lines"),
        ] as [(String, Int, Int, String)])
    func mistakes(lines: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { _ = try Scene(parsing: Self.text(lines), origin: "t") }
        #expect(error?.message == message)
        #expect(error?.location?.line == line && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("formulas that take long together are refused")
    func tooLong() {
        let long = (0..<40).map { "sin(\($0)*x + y)" }.joined(separator: " + ")
        let error = #expect(throws: Diagnostic.self) {
            _ = try Scene(
                parsing: Self.text("[\(Array(repeating: long, count: 12).joined(separator: ", "))]"), origin: "t")
        }
        #expect(error?.message.contains("have at most 1000 operations together") == true)
    }
}

extension Size {
    fileprivate var cells: [(x: Int, y: Int)] { (0..<height).flatMap { y in (0..<width).map { ($0, y) } } }
}
