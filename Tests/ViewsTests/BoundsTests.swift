import Basics
import Canvas
import Foundation
import Racing
import Scenes
import Testing

@testable import Views

/// Numbers may be as long as they like, and names too: neighbours are not written over.
@Suite("A panel stays within its frame")
struct BoundsTests {
    private static let filler = Cell("#", ink: .bad)

    /// A number of any size, as a formula has it.
    private static func number(_ generator: inout SeededRandom) -> Double {
        let size = Double.random(in: 1..<10, using: &generator)
        let exponent = [0, 0, 2, 5, 7, 12, 30, 90].randomElement(using: &generator)!
        let value = pow(10, Double(Bool.random(using: &generator) ? exponent : -exponent)) * size
        return Bool.random(using: &generator) ? value : -value
    }

    /// Losses, quantities and functions of any size, near 0 and far from it, over a plane of any size.
    private static func scene(_ generator: inout SeededRandom) -> String {
        let (a, b, c) = (number(&generator), number(&generator), number(&generator))
        let width = abs(number(&generator))
        let middle = [0, 3 * width, -1e4 * width].randomElement(using: &generator)!
        let range = "[\(middle - width), \(middle + width)]"
        let long = "a_name_that_is_too_long_for_any_panel_of_a_screen_by_far"
        return """
            steps: 6
            data: {d: {columns: [\(long), other_\(long), t], rows: [[\(a), \(b), 0], [\(b), \(c), 1], [\(c), \(a), 2]]}}
            surfaces:
              s: {loss: '(\(a))*((x - (\(middle)))^2 + y^2)/\(width)^2 + (\(b))', domain: {x: \(range), y: \(range)}}
              rows: {loss: (w1*t - w2)^2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}
            start: [\(middle + width / 3), \(middle - width / 2)]
            panels:
              - {surface: s}
              - {chart: loss}
              - {chart: 't*(\(a)) + (\(c))'}
              - {chart: length, against: length}
              - {slice: gradient}
              - {slice: y}
              - {slice: x, one-dimensional: true}
              - {plot: {\(long): \(range), curves: {\(long): '(\(c))*sin(\(long)/\(width)) + (\(a))', b: '\(b)'}}}
              - {kind: perspective}
              - {kind: graph}
              - {surface: rows, kind: data}
            runs: [{optimizer: sgd, eta: 0.1}, {optimizer: adam, eta: 0.5}]
            """
    }

    @Test("whatever it shows, it writes nothing beside it", arguments: UInt64(0)..<60)
    func bounds(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let text = Self.scene(&generator)
        // A plane or data that cannot be shown are refused.
        guard let scene = try? Scene(parsing: text, origin: "test") else { return }
        var race = Race(scene)
        race.advance(to: 6)
        var state = ScreenState()
        state.step = 4
        for (index, panel) in scene.panels.enumerated() {
            let inner = Area(
                x: 12, y: 3, width: .random(in: 6...60, using: &generator),
                height: .random(in: 2...20, using: &generator))
            for glyphs in GlyphSet.allCases {
                let setting = PanelSetting(
                    track: panel.track, surface: race.surfaces[panel.track], runCount: 2, area: inner, glyphs: glyphs,
                    isPatient: true)
                var view = PanelViews.view(of: panel.picture, setting)
                var painter = Painter(
                    size: Size(width: inner.maxX + 12, height: inner.maxY + 3), glyphs: glyphs, hiding: nil)
                painter.frame.fill(Area(painter.frame.size), with: Self.filler)
                painter.frame.fill(inner)
                var board = StatusBoard()
                _ = board.update(race, at: 4, isPatient: true)
                let moment = Moment(race: race, state: state, statuses: board.statuses, isPatient: true)
                view.prepare(moment)
                _ = view.draw(on: &painter, moment)
                let written = (0..<painter.frame.size.height).flatMap { y in
                    (0..<painter.frame.size.width).filter { x in
                        painter.frame[x, y] != Self.filler && !inner.contains(x: x, y: y)
                            && !Self.isOnFrame(x, y, of: inner, painter.frame[x, y], glyphs)
                    }
                }
                #expect(written.isEmpty, "panel \(index) in \(inner.size)\n\(text)\n\(painter.frame)")
            }
        }
    }

    /// Numbers stand in the lower edge of a frame, between its corners, and ticks in the left one.
    private static func isOnFrame(_ x: Int, _ y: Int, of inner: Area, _ cell: Cell, _ glyphs: GlyphSet) -> Bool {
        if y == inner.maxY { return x >= inner.x && x < inner.maxX }
        return x == inner.x - 1 && y >= inner.y && y < inner.maxY && cell.scalar == glyphs.scalar(.leftTick)
    }

    @Test("most of the scenes that are tried can be shown")
    func scenes() {
        let shown = (UInt64(0)..<60).count { seed in
            var generator = SeededRandom(seed: seed)
            return (try? Scene(parsing: Self.scene(&generator), origin: "test")) != nil
        }
        #expect(shown > 30)
    }
}

@Suite("Numbers along an axis")
struct TickTests {
    /// What a text says, with or without powers of ten that people write.
    private static func value(_ text: String) -> Double? { Double(text.replacing("−", with: "-")) }

    @Test("they say what is there, each another number, with a minus sign", arguments: UInt64(0)..<300)
    func texts(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let length = pow(10, Double.random(in: -90...90, using: &generator))
        let low =
            Double.random(in: -1...1, using: &generator) * length * [0, 1, 100, 5000].randomElement(using: &generator)!
        let range = low...(low + length)
        let ticks = Ticks.linear(range, atMost: .random(in: 1...12, using: &generator))
        for (value, text) in ticks {
            let read = try #require(Self.value(text), "\(text)")
            #expect(abs(read - value) <= 1e-6 * length, "\(text) for \(value)")
            #expect(!text.contains("-") && text != "−0")
        }
        #expect(Set(ticks.map(\.text)).count == ticks.count, "\(ticks)")
    }

    @Test("upwards there are some, and not too many", arguments: 6..<60)
    func upwards(rows: Int) {
        var generator = SeededRandom(seed: UInt64(rows))
        for _ in 0..<200 {
            let length = pow(10, Double.random(in: -9...9, using: &generator))
            let low = Double.random(in: -2...2, using: &generator) * length
            let count = Ticks.upwards(low...(low + length), rows: rows).count
            #expect(count >= 2 && count <= max(rows / 3 + 1, 6), "\(count) of \(low) + \(length)")
        }
    }

    @Test("to the right they are as many as have room", arguments: 20..<90)
    func rightwards(columns: Int) {
        var generator = SeededRandom(seed: UInt64(columns))
        for _ in 0..<200 {
            let length = pow(10, Double.random(in: -9...9, using: &generator))
            let low = Double.random(in: -2...2, using: &generator) * length
            let ticks = Ticks.rightwards(low...(low + length), columns: columns)
            #expect(ticks.count <= columns / 4)
            for (first, second) in zip(ticks, ticks.dropFirst()) {
                let apart = (second.value - first.value) / length * Double(columns)
                #expect(apart >= Double(max(first.text.count, second.text.count)) + 1, "\(ticks)")
            }
            // There may have to be five of them, each with a blank on both sides.
            if columns >= 60 { #expect(ticks.count >= 2, "\(low) + \(length) in \(columns): \(ticks)") }
        }
    }

    @Test(
        "near 0 they have a point, far from it a power of ten",
        arguments: [
            (0.0, 1.0, ["0.0", "0.5", "1.0"]), (-0.02, 0.0, ["−0.02", "−0.01", "0.00"]),
            (0, 2e7, ["0", "1e7", "2e7"]), (-2e-7, 0, ["−2e−7", "−1e−7", "0"]),
            (1e6, 1.002e6, ["1000000", "1001000", "1002000"]),
            (1e9, 1.002e9, ["1e9", "1.001e9", "1.002e9"]),
        ])
    func examples(low: Double, high: Double, texts: [String]) {
        #expect(Ticks.linear(low...high, atMost: 2).map(\.text) == texts)
    }
}
