import Basics
import Foundation
import Testing

@testable import Racing

@Suite("The tables of a sweep")
struct SweepTableTests {
    /// Rows with numbers of every kind.
    private static func rows(_ heading: SweepHeading, seed: UInt64) -> [SweepRow] {
        var generator = SeededRandom(seed: seed)
        let odd = [0, -0.0, 5e-324, 1e-310, .greatestFiniteMagnitude, .infinity, -.infinity, .nan, 0.1, 1e22, 123]
        return (0..<heading.cellCount).map { cell in
            let state = MapOutcome.State.allCases.randomElement(using: &generator)!
            let bits = Double(bitPattern: generator.next())
            return SweepRow(
                heading, cell: cell,
                MapOutcome(
                    state: state, steps: Int32.random(in: 0...1_000_000, using: &generator),
                    loss: Bool.random(using: &generator) ? odd.randomElement(using: &generator)! : bits, minimum: -1))
        }
    }

    private static func isSame(_ left: Double, _ right: Double) -> Bool {
        left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
    }

    @Test("csv says every number to the bit, and is read again", arguments: UInt64(0)..<4)
    func csv(seed: UInt64) throws {
        let (_, heading) = try SweepTests.sweep(x: "eta=1e-3..10:31", y: "alpha=0..0.99:17")
        let rows = Self.rows(heading, seed: seed)
        let lines = String(decoding: SweepTable.csv.bytes(heading, rows), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "eta,alpha,steps,loss,state" && lines.last == "" && lines.count == rows.count + 2)
        for (row, line) in zip(rows, lines.dropFirst()) {
            let read = try #require(SweepRow(csv: line))
            #expect(Self.isSame(read.x, row.x) && Self.isSame(read.y, row.y) && Self.isSame(read.loss, row.loss))
            #expect(read.steps == row.steps && read.state == row.state && read == row && read.csv == line)
            #expect((row.steps == nil) == ![.arrived, .diverged].contains(row.state) || row.steps == 0)
        }
        for line in [
            "", "1,2,3,4", "1,2,3,4,arrived,", "1,2,,4,gone", "1,2,x,4,arrived", "a,2,3,4,left", "1,2,3,,left",
            "1,2,-7,4,arrived", "1,2,99999999999999999,4,arrived",
        ] {
            #expect(SweepRow(csv: line) == nil, "\(line)")
        }
    }

    @Test("jsonl is an object a line, and what is not finite a text")
    func jsonl() throws {
        let (_, heading) = try SweepTests.sweep(y: "ϑ=1..500:7")
        let rows = Self.rows(heading, seed: 1)
        let text = String(decoding: SweepTable.jsonl.bytes(heading, rows), as: UTF8.self)
        #expect(text.hasSuffix("}\n"))
        let lines = text.split(separator: "\n")
        #expect(lines.count == rows.count)
        for (row, line) in zip(rows, lines) {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object.count == 5 && object["state"] as? String == row.state.name)
            #expect(object["steps"] as? Int == row.steps)
            // Foundation's reader loses the last digit.
            #expect(line.hasPrefix("{\"eta\": \(row.x.spelled), \"ϑ\": \(row.y.spelled), "))
            if row.loss.isFinite {
                #expect(object["loss"] is Double && line.contains("\"loss\": \(row.loss.spelled), "))
            } else {
                #expect(object["loss"] as? String == row.loss.spelled)
            }
        }
    }

    @Test("npy is what NumPy's format says", arguments: ["alpha=0..0.99:7", "ϑ=1..500:7"])
    func npy(y: String) throws {
        let (_, heading) = try SweepTests.sweep(y: y)
        let rows = Self.rows(heading, seed: 2)
        let bytes = SweepTable.npy.bytes(heading, rows)
        let isASCII = y.hasPrefix("alpha")
        let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [isASCII ? 1 : 3, 0]
        #expect(Array(bytes.prefix(8)) == magic)
        func number<I: FixedWidthInteger>(_ place: Int, as type: I.Type) -> I {
            bytes[place..<(place + MemoryLayout<I>.size)].reversed().reduce(0) { $0 << 8 | I($1) }
        }
        let (start, length) =
            isASCII ? (10, Int(number(8, as: UInt16.self))) : (12, Int(number(8, as: UInt32.self)))
        #expect((start + length) % 64 == 0)
        let header = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
        #expect(
            header.hasSuffix("\n")
                && header.trimmingCharacters(in: .whitespacesAndNewlines) == """
                    {'descr': [('eta', '<f8'), ('\(isASCII ? "alpha" : "ϑ")', '<f8'), ('steps', '<i4'), ('loss', '<f8'), \
                    ('state', '|S8')], 'fortran_order': False, 'shape': (7, 11), }
                    """
        )
        let width = 8 + 8 + 4 + 8 + 8
        #expect(bytes.count == start + length + rows.count * width)
        for (index, row) in rows.enumerated() {
            let place = start + length + index * width
            func double(_ offset: Int) -> Double { Double(bitPattern: number(place + offset, as: UInt64.self)) }
            #expect(double(0) == row.x && double(8) == row.y && Self.isSame(double(20), row.loss))
            #expect(Int32(bitPattern: number(place + 16, as: UInt32.self)) == Int32(row.steps ?? -1))
            let name = bytes[(place + 28)..<(place + 36)].prefix { $0 != 0 }
            #expect(String(decoding: name, as: UTF8.self) == row.state.name)
        }
    }

    @Test("what is on an axis may be called as a column is")
    func names() throws {
        let (plan, heading) = try SweepTests.sweep(x: "state=0.5..2:5", y: "alpha=0..0.9:4")
        #expect(heading.columns == ["state_", "alpha", "steps", "loss", "state"])
        let rows = try SweepTests.rows(plan, heading, 0..<20)
        let part = try SweepPart(SweepTests.text(heading, 0..<20, rows))
        #expect(part.isComplete && part.rows == rows && part.heading == heading)
    }
}
