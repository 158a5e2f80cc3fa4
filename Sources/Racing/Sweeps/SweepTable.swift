import Basics

/// The formats of a sweep's table.
public enum SweepTable: String, CaseIterable, Sendable {
    case csv, jsonl, npy

    public func bytes(_ heading: SweepHeading, _ rows: [SweepRow]) -> [UInt8] {
        switch self {
        case .csv:
            var text = Array((heading.columns.joined(separator: ",") + "\n").utf8)
            for row in rows { row.add(to: &text) }
            return text
        case .jsonl:
            var text = ""
            let names = heading.columns
            for row in rows {
                text += JSON.object([
                    (names[0], JSON.number(row.x)), (names[1], JSON.number(row.y)),
                    ("steps", row.steps.map { "\($0)" } ?? "null"),
                    // JSON has no infinity: what is not finite is a text.
                    ("loss", JSON.number(row.loss) { JSON.string($0.spelled) }), ("state", JSON.string(row.state.name)),
                ])
                text += "\n"
            }
            return Array(text.utf8)
        case .npy: return numPy(heading, rows)
        }
    }

    /// NumPy's format: a record for each cell, in rows and columns of the two axes. A missing `steps` is -1.
    private func numPy(_ heading: SweepHeading, _ rows: [SweepRow]) -> [UInt8] {
        let width = SweepRow.stateNames.map(\.count).max()!
        let types = ["<f8", "<f8", "<i4", "<f8", "|S\(width)"]
        let fields = zip(heading.columns, types).map { "('\($0)', '\($1)')" }.joined(separator: ", ")
        var dictionary =
            "{'descr': [\(fields)], 'fortran_order': False, 'shape': (\(heading.y.count), \(heading.x.count)), }"
        // Only version 3.0 has names in other letters than Latin ones; its length has four bytes.
        let isASCII = dictionary.utf8.allSatisfy { $0 < 0x80 }
        // Data begins at a multiple of 64 bytes.
        let padding = (64 - ((isASCII ? 10 : 12) + dictionary.utf8.count + 1) % 64) % 64
        dictionary += String(repeating: " ", count: padding) + "\n"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [isASCII ? 1 : 3, 0]
        if isASCII {
            Self.add(UInt16(clamping: dictionary.utf8.count), to: &bytes)
        } else {
            Self.add(UInt32(clamping: dictionary.utf8.count), to: &bytes)
        }
        bytes += Array(dictionary.utf8)
        bytes.reserveCapacity(bytes.count + rows.count * (28 + width))
        let names = SweepRow.stateNames.map { $0 + Array(repeating: 0, count: width - $0.count) }
        for row in rows {
            Self.add(row.x.bitPattern, to: &bytes)
            Self.add(row.y.bitPattern, to: &bytes)
            Self.add(UInt32(bitPattern: Int32(clamping: row.steps ?? -1)), to: &bytes)
            Self.add(row.loss.bitPattern, to: &bytes)
            bytes += names[Int(clamping: row.state.rawValue)]
        }
        return bytes
    }

    /// Adds a number, its lowest byte first.
    private static func add<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        for place in stride(from: 0, to: Number.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(truncatingIfNeeded: place)))
        }
    }
}
