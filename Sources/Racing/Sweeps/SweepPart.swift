import Basics
import Expressions

/// A part of a sweep: its heading, and the cells that it has, one after the other. So is what an interrupted sweep leaves.
public struct SweepPart: Sendable {
    public let heading: SweepHeading
    /// The cells that it is to have.
    public let cells: Range<Int>
    public private(set) var rows: [SweepRow]
    /// How many bytes of the text hold whole rows.
    public private(set) var length = 0

    /// Why parts are not one sweep, or a text is no part.
    public struct Mistake: Error, Equatable, Sendable { public let message: String }

    /// What a part begins with.
    public static func beginning(_ heading: SweepHeading, cells: Range<Int>) -> String {
        (heading.lines + ["# cells\t\(cells.lowerBound)\t\(cells.upperBound)", heading.columns.joined(separator: ",")])
            .joined(separator: "\n") + "\n"
    }

    /// The cells of one of several parts, that are as large as each other.
    public static func cells(shard: Int, of count: Int, in total: Int) -> Range<Int> {
        (total * (shard - 1) / count)..<(total * shard / count)
    }

    /// Reads a part. A last line that is not whole does not count: who wrote it was interrupted.
    public init(_ text: String) throws(Mistake) {
        var rest = Substring(text)
        func line() -> Substring? {
            guard let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[rest.utf8.index(after: end)...] }
            return rest[..<end]
        }
        var lines: [Substring] = []
        while rest.hasPrefix("#"), let next = line() { lines.append(next) }
        let bounds = lines.popLast()?.split(separator: "\t") ?? []
        guard let heading = SweepHeading(lines: lines), bounds.count == 3, bounds[0] == "# cells",
            let first = Int(bounds[1], radix: 10), let end = Int(bounds[2], radix: 10), first >= 0, first <= end,
            end <= heading.cellCount, let names = line(), names == heading.columns.joined(separator: ",")[...]
        else { throw Mistake(message: "it is no part of a sweep") }
        self.heading = heading
        cells = first..<end
        rows = []
        rows.reserveCapacity(cells.count)
        let size = text.utf8.count
        length = size - rest.utf8.count
        while let next = line() {
            guard rows.count < cells.count, let row = SweepRow(csv: next) else {
                throw Mistake(message: "line \(lines.count + 3 + rows.count) is no row of its sweep")
            }
            let values = heading.values(ofCell: first + rows.count)
            guard row.x == values.x, row.y == values.y else {
                throw Mistake(
                    message: "line \(lines.count + 3 + rows.count) is of another cell than the one that is due")
            }
            rows.append(row)
            length = size - rest.utf8.count
        }
    }

    public var isComplete: Bool { rows.count == cells.count }

    /// Puts the parts of one sweep together.
    ///
    /// - Parameter parts: with the names of their files.
    /// - Throws: a ``Mistake``, if they are not all of one sweep, each cell once.
    public static func merged(_ parts: [(name: String, part: SweepPart)]) throws(Mistake) -> (SweepHeading, [SweepRow])
    {
        guard let first = parts.first else { throw Mistake(message: "there are no parts to merge") }
        for (name, part) in parts {
            if let difference = part.heading.difference(to: first.part.heading) {
                throw Mistake(message: "'\(name)' is of another sweep than '\(first.name)': \(difference)")
            }
            guard part.isComplete else {
                throw Mistake(
                    message:
                        "'\(name)' is not finished: it has \(part.rows.count) of \(part.cells.count) cells; --resume goes on"
                )
            }
        }
        let sorted = parts.filter { !$0.part.cells.isEmpty }.sorted {
            $0.part.cells.lowerBound < $1.part.cells.lowerBound
        }
        var next = 0
        var rows: [SweepRow] = []
        for (index, (name, part)) in sorted.enumerated() {
            guard part.cells.lowerBound >= next else {
                throw Mistake(message: "'\(name)' and '\(sorted[index - 1].name)' have cells in common")
            }
            guard part.cells.lowerBound == next else {
                throw Mistake(message: "cells \(next) to \(part.cells.lowerBound - 1) are in no part")
            }
            rows += part.rows
            next = part.cells.upperBound
        }
        guard next == first.part.heading.cellCount else {
            throw Mistake(message: "cells \(next) to \(first.part.heading.cellCount - 1) are in no part")
        }
        return (first.part.heading, rows)
    }
}

extension SweepHeading {
    /// In what another one differs, for people; `nil` if they are the same.
    public func difference(to other: SweepHeading) -> String? {
        if version != other.version { return "of ravine \(version), and not \(other.version)" }
        if scene != other.scene { return "of another scene, or of one that was changed since" }
        if track != other.track { return "of the track '\(track)', and not '\(other.track)'" }
        if run != other.run { return "of '\(run)', and not '\(other.run)'" }
        if steps != other.steps { return "of \(steps) steps, and not \(other.steps)" }
        return self == other ? nil : "with other values on its axes"
    }
}
