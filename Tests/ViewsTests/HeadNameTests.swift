import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Names beside heads")
struct HeadNameTests {
    @Test(
        "every name stands whole near its head, in its colour, and none over a head or another name",
        arguments: [[], [SIMD2(0, 0)], [SIMD2(5, 5), SIMD2(5, 5), SIMD2(6, 5)], [SIMD2(29, 9), SIMD2(29, 9)]])
    func places(heads: [SIMD2<Int>]) throws {
        let names = ["SGD", "Momentum", "κ = 3"]
        let runs = names.map { "{optimizer: sgd, label: '\($0)'}" }.joined(separator: ", ")
        let race = Race(try Scene(parsing: "{panels: [bowl], runs: [\(runs)]}", origin: "test"))
        var painter = Painter(size: Size(width: 30, height: 10), glyphs: .braille, hiding: nil)
        var labels = HeadNames()
        for (run, head) in zip(race.runs, heads) {
            painter.put(.head(run.row), x: head.x, y: head.y, ink: .run(run.row))
            labels.add(run, x: head.x, y: head.y)
        }
        let before = painter.frame
        labels.draw(on: &painter, in: Area(x: 0, y: 0, width: 30, height: 10))
        let text = painter.frame.text
        for (index, name) in names.enumerated() { #expect(text.contains(name) == (index < heads.count)) }
        for head in heads { #expect(painter.frame[head.x, head.y] == before[head.x, head.y]) }
    }

    @Test("what has no room is left out")
    func room() throws {
        let race = Race(try Scene(parsing: "{panels: [bowl], runs: [{optimizer: sgd, label: long}]}", origin: "test"))
        var painter = Painter(size: Size(width: 5, height: 1), glyphs: .ascii, hiding: nil)
        var labels = HeadNames()
        labels.add(race.runs[0], x: 2, y: 0)
        labels.draw(on: &painter, in: Area(x: 0, y: 0, width: 5, height: 1))
        #expect(painter.frame == Frame(size: Size(width: 5, height: 1)))
    }
}
