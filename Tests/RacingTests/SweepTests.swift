import Basics
import Landscapes
import Scenes
import Testing

@testable import Racing

@Suite("A sweep's parts are the sweep")
struct SweepTests {
    /// A small sweep: its plan and heading.
    static func sweep(
        title: String = "A valley", run: String = "momentum", label: String = "quick", schedule: String = "",
        track: String = "valley",
        steps: Int = 30, x: String = "eta=1e-3..10:11", y: String = "alpha=0..0.99:7", version: String = "1.2.3"
    ) throws -> (plan: MapPlan, heading: SweepHeading) {
        func quoted(_ text: String) -> String { JSON.string(text) }
        let scene = try Scene(
            parsing: """
                title: \(quoted(title))
                steps: 40
                start: [-4, 1]
                surfaces:
                  \(quoted(track)): {loss: 0.5*state*(x^2 + ϑ*y^2), domain: {x: [-4, 4], y: [-2, 2]}, minima: [[0, 0]], parameters: {ϑ: 100, state: 1}}
                runs: [{optimizer: \(run), label: \(quoted(label))\(schedule)}]
                panels: [\(quoted(track))]
                """, origin: "test")
        func axis(_ text: String) throws -> (ScaledAxis, Int) {
            let (axis, count) = try MapAxis.parse(text, on: scene.tracks[0], runs: scene.tracks[0].runs)
            return (try axis.scaled(scene.tracks[0].runs[0], on: scene.tracks[0]), try #require(count))
        }
        let ((first, columns), (second, rows)) = (try axis(x), try axis(y))
        let race = Race(scene)
        let plan = try MapPlan(race, run: 0, x: first, y: second, steps: steps)
        return (plan, SweepHeading(race, plan, columns: columns, rows: rows, version: version))
    }

    static func rows(_ plan: MapPlan, _ heading: SweepHeading, _ cells: Range<Int>) throws -> [SweepRow] {
        let places = cells.map { cell in
            let (x, y) = heading.values(ofCell: cell)
            return Point(x, y)
        }
        return zip(cells, try #require(plan.outcomes(at: places))).map { SweepRow(heading, cell: $0, $1) }
    }

    /// The text of a part, as a sweep writes it.
    static func text(_ heading: SweepHeading, _ cells: Range<Int>, _ rows: some Sequence<SweepRow>) -> String {
        SweepPart.beginning(heading, cells: cells) + rows.map { $0.csv + "\n" }.joined()
    }

    static func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SweepPart.Mistake)?.message ?? "\(error)"
        }
    }

    // MARK: Parts

    @Test("shards are all cells, each once, and as large as each other")
    func shards() {
        for total in [1, 2, 7, 64, 1000, Limits.mapCells] {
            for count in [1, 2, 3, 64, 65, 99_999] {
                var next = 0
                var sizes: Set<Int> = []
                for shard in 1...count {
                    let cells = SweepPart.cells(shard: shard, of: count, in: total)
                    #expect(cells.lowerBound == next)
                    next = cells.upperBound
                    sizes.insert(cells.count)
                }
                #expect(next == total && sizes.max()! - sizes.min()! <= 1)
            }
        }
    }

    @Test("however it is split, its parts merge to the same bytes as one go", arguments: UInt64(0)..<8)
    func splits(seed: UInt64) throws {
        let (plan, heading) = try Self.sweep(y: seed % 2 == 0 ? "alpha=0..0.99:7" : "ϑ=1..500:7")
        let total = heading.cellCount
        let whole = try Self.rows(plan, heading, 0..<total)
        #expect(Set(whole.map(\.state)).count > 2)
        var generator = SeededRandom(seed: seed)
        var cuts = [0, total]
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            cuts.append(Int.random(in: 0...total, using: &generator))
        }
        cuts.sort()
        // Parts are computed by themselves, so that cells have other neighbours, and read from their texts.
        var parts = try zip(cuts, cuts.dropFirst()).map { first, end in
            let text = Self.text(heading, first..<end, try Self.rows(plan, heading, first..<end))
            return (name: "part \(first)", part: try SweepPart(text))
        }
        parts.shuffle(using: &generator)
        let (merged, rows) = try SweepPart.merged(parts)
        #expect(merged == heading)
        for table in SweepTable.allCases {
            #expect(table.bytes(merged, rows) == table.bytes(heading, whole), "\(table) \(cuts)")
        }
    }

    @Test("parts that are not all cells of one sweep, each once, are refused")
    func refusals() throws {
        let (plan, heading) = try Self.sweep()
        let total = heading.cellCount
        func part(_ cells: Range<Int>, without missing: Int = 0) throws -> SweepPart {
            try SweepPart(Self.text(heading, cells, try Self.rows(plan, heading, cells).dropLast(missing)))
        }
        func merging(_ parts: SweepPart...) -> String? {
            Self.message { _ = try SweepPart.merged(zip(["a", "b", "c"], parts).map { (name: $0, part: $1) }) }
        }
        #expect(Self.message { _ = try SweepPart.merged([]) } == "there are no parts to merge")
        #expect(merging(try part(0..<30), try part(30..<total)) == nil)
        #expect(merging(try part(30..<total), try part(0..<30), try part(30..<30)) == nil)
        #expect(merging(try part(0..<30), try part(40..<total)) == "cells 30 to 39 are in no part")
        #expect(merging(try part(1..<total)) == "cells 0 to 0 are in no part")
        #expect(merging(try part(0..<30)) == "cells 30 to 76 are in no part")
        #expect(merging(try part(0..<30), try part(29..<total)) == "'b' and 'a' have cells in common")
        #expect(merging(try part(0..<total), try part(0..<total)) == "'b' and 'a' have cells in common")
        #expect(
            merging(try part(0..<30), try part(30..<total, without: 2))
                == "'b' is not finished: it has 45 of 47 cells; --resume goes on")
        let others: [(SweepHeading, String)] = [
            (try Self.sweep(version: "1.2.4").heading, "of ravine 1.2.4, and not 1.2.3"),
            (try Self.sweep(title: "The valley").heading, "of another scene, or of one that was changed since"),
            (try Self.sweep(steps: 31).heading, "of 31 steps, and not 30"),
            (try Self.sweep(x: "eta=1e-3..11:11").heading, "with other values on its axes"),
            (try Self.sweep(x: "alpha=0..0.99:11", y: "eta=1e-3..10:7").heading, "with other values on its axes"),
            (try Self.sweep(x: "eta=1e-3..10:77", y: "alpha=0..0.99:2").heading, "with other values on its axes"),
        ]
        for (other, difference) in others {
            let foreign = try SweepPart(SweepPart.beginning(other, cells: 30..<30))
            #expect(
                merging(try part(0..<total), foreign) == "'b' is of another sweep than 'a': \(difference)")
        }
    }

    // MARK: What is cut

    @Test("cut at any byte, a part goes on to the same bytes, or is none")
    func cuts() throws {
        let (plan, heading) = try Self.sweep(title: "Ein Tal – δ", x: "eta=1e-3..10:5", y: "alpha=0..0.99:4")
        let cells = 3..<15
        let rows = try Self.rows(plan, heading, cells)
        let whole = Array(Self.text(heading, cells, rows).utf8)
        let beginning = SweepPart.beginning(heading, cells: cells).utf8.count
        for length in 0...whole.count {
            let cut = String(decoding: whole[..<length], as: UTF8.self)
            guard length >= beginning else {
                #expect(Self.message { _ = try SweepPart(cut) } == "it is no part of a sweep")
                continue
            }
            let part = try SweepPart(cut)
            #expect(part.cells == cells && part.isComplete == (length == whole.count))
            #expect(part.length <= length && Array(rows.prefix(part.rows.count)) == part.rows)
            let rest = rows.dropFirst(part.rows.count).map { $0.csv + "\n" }.joined()
            #expect(whole[..<part.length] + Array(rest.utf8) == whole[...])
        }
    }

    @Test("a spoilt part is refused, and never ends the program", arguments: UInt64(0)..<4)
    func spoilt(seed: UInt64) throws {
        let (plan, heading) = try Self.sweep(x: "eta=1e-3..10:5", y: "alpha=0..0.99:4")
        let text = Self.text(heading, 0..<20, try Self.rows(plan, heading, 0..<20))
        func spoiling(_ old: String, _ new: String) -> String? {
            #expect(text.contains(old))
            return Self.message { _ = try SweepPart(text.replacing(old, with: new, maxReplacements: 1)) }
        }
        let first = text.split(separator: "\n")[11]
        #expect(spoiling(first + "\n", "") == "line 12 is of another cell than the one that is due")
        #expect(spoiling(first + "\n", first + "\n" + first + "\n")?.hasPrefix("line 13 is of another cell") == true)
        #expect(spoiling(String(first), "a" + first) == "line 12 is no row of its sweep")
        #expect(spoiling("running\n", "walking\n")?.hasSuffix("is no row of its sweep") == true)
        #expect(Self.message { _ = try SweepPart(text + first + "\n") } == "line 32 is no row of its sweep")
        for (old, new) in [
            ("ravine", "raven"), ("cells\t0\t20", "cells\t0\t21"), ("cells\t0\t20", "cells\t9\t2"), ("\t5\n", "\t1\n"),
            ("\t5\n", "\t99999999999999999999\n"), ("towardOne", "upward"), ("# steps", "# stops"),
            ("eta,alpha,", "eta,beta,"), ("eta\t", "e\u{1B}ta\t"), ("0.001", "-0.001"), ("0.001", "nan"),
        ] { #expect(spoiling(old, new) == "it is no part of a sweep", "\(old) → \(new)") }
        // Whatever becomes of its bytes, it is read or refused.
        var generator = SeededRandom(seed: seed)
        for _ in 0..<300 {
            var bytes = Array(text.utf8)
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes.prefix(place).suffix(7), at: place)
                }
            }
            let part = try? SweepPart(String(decoding: bytes, as: UTF8.self))
            #expect((part?.rows.count ?? 0) <= part?.cells.count ?? 0)
        }
    }

    @Test(
        "a heading is read as it was written, whatever titles are",
        arguments: [
            "", " ", "#", "# cells\t0\t1", "a,b;c", "\"quoted\" 'twice'", "tab\there", "two\nlines", "cr\r\nlf",
            "é\u{301}",
            "\u{301}first", "漢字 и кириллица", "👩‍🔬 science", "nul\u{0}l", "\u{1B}[31mred", "\u{2028}line", "\\",
            String(repeating: "long ", count: 1000),
        ])
    func titles(title: String) throws {
        let (_, heading) = try Self.sweep(title: title, label: title + "l")
        let part = try SweepPart(SweepPart.beginning(heading, cells: 5..<9))
        #expect(part.heading == heading && part.heading.difference(to: heading) == nil && part.cells == 5..<9)
        #expect(part.heading.title == heading.title && part.heading.run == heading.run)
    }

    // MARK: Work

    @Test("on however many cores, and wherever it begins, the same", arguments: [1, 2, 5, Int.max])
    func cores(count: Int) async throws {
        let (plan, heading) = try Self.sweep(x: "eta=1e-3..10:31", y: "ϑ=1..300:29")
        let total = heading.cellCount
        let whole = try Self.rows(plan, heading, 0..<total)
        for cells in [0..<total, 17..<total, 400..<401, 5..<5] {
            let work = SweepWork(plan, heading, cells: cells, cores: count)
            var found: [Int: SweepRow] = [:]
            while true {
                let (pieces, isOver) = work.take()
                for piece in pieces {
                    for (cell, outcome) in zip(piece.first..., piece.outcomes) {
                        #expect(found.updateValue(SweepRow(heading, cell: cell, outcome), forKey: cell) == nil)
                    }
                }
                if isOver { break }
                await Task.yield()
            }
            #expect(found.count == cells.count && cells.allSatisfy { found[$0] == whole[$0] })
        }
    }

    @Test("a cell is what the run does by itself with its two values")
    func alone() throws {
        for run in ["momentum", "adam", "lion"] {
            let (plan, heading) = try Self.sweep(run: run, y: run == "momentum" ? "alpha=0..0.99:7" : "beta1=0..0.99:7")
            var targets = ArrivalTargets(view: plan.view)
            for (cell, row) in zip(0..., try Self.rows(plan, heading, 0..<heading.cellCount)) {
                let (x, y) = heading.values(ofCell: cell)
                let alone = plan.outcome(at: Point(x, y), &targets)
                #expect(SweepRow(heading, cell: cell, alone) == row, "\(run) \(x) \(y)")
            }
        }
    }

    @Test("what has diverged cannot fail any more, whoever its neighbours are")
    func failures() throws {
        let (plan, heading) = try Self.sweep(
            schedule: ", eta: 'if(t < 25, 1e3, -1)'", x: "ϑ=1e-3..1e9:13", y: "alpha=0..0.9:5")
        let rows = try Self.rows(plan, heading, 0..<heading.cellCount)
        #expect(Set(rows.map(\.state)).isSuperset(of: [.diverged, .failed]))
        var targets = ArrivalTargets(view: plan.view)
        for (cell, row) in rows.enumerated() {
            #expect(try Self.rows(plan, heading, cell..<(cell + 1)) == [row])
            let (x, y) = heading.values(ofCell: cell)
            #expect(SweepRow(heading, cell: cell, plan.outcome(at: Point(x, y), &targets)) == row)
        }
    }
}
