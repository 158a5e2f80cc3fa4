import Basics

/// What came of one cell of a sweep, as a line of its table.
public struct SweepRow: Equatable, Sendable {
    public let x: Double
    public let y: Double
    /// From which step on it is there, or the first that was not finite; `nil` where there is no such step.
    public let steps: Int?
    public let loss: Double
    public let state: MapOutcome.State

    public init(_ heading: SweepHeading, cell: Int, _ outcome: MapOutcome) {
        (x, y) = heading.values(ofCell: cell)
        steps =
            outcome.state == .arrived || outcome.state == .diverged && outcome.steps > 0
            ? Int(clamping: outcome.steps) : nil
        loss = outcome.loss
        state = outcome.state
    }

    /// What came of the cell, as far as the table says it.
    public var outcome: MapOutcome {
        MapOutcome(state: state, steps: Int32(clamping: steps ?? 0), loss: loss, minimum: -1)
    }

    /// The states' names, which are found by reflection, once.
    static let stateNames = MapOutcome.State.allCases.map { Array($0.name.utf8) }

    /// Adds the row as a line to a text, numbers with every digit.
    public func add(to text: inout [UInt8]) {
        let comma = UInt8(ascii: ",")
        text += x.spelled.utf8
        text.append(comma)
        text += y.spelled.utf8
        text.append(comma)
        if let steps { text += "\(steps)".utf8 }
        text.append(comma)
        text += loss.spelled.utf8
        text.append(comma)
        text += Self.stateNames[Int(clamping: state.rawValue)]
        text.append(UInt8(ascii: "\n"))
    }

    /// The line without its end.
    public var csv: String {
        var text: [UInt8] = []
        add(to: &text)
        return String(decoding: text.dropLast(), as: UTF8.self)
    }

    /// `nil` if the line is none of a sweep.
    init?(csv line: some StringProtocol) {
        let parts = line.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 5, let x = Double(parts[0]), let y = Double(parts[1]), let loss = Double(parts[3]),
            let state = MapOutcome.State.allCases.first(where: { $0.name == parts[4] })
        else { return nil }
        let steps = Int(parts[2], radix: 10)
        guard steps.map({ (0...Limits.steps).contains($0) }) ?? parts[2].isEmpty else { return nil }
        (self.x, self.y, self.steps, self.loss, self.state) = (x, y, steps, loss, state)
    }

    public static func == (left: SweepRow, right: SweepRow) -> Bool { left.csv == right.csv }
}

extension SweepHeading {
    /// What the columns of its table are called. An axis whose name is taken gets an underscore.
    public var columns: [String] {
        func free(_ name: String, _ taken: [String]) -> String {
            taken.contains(name) ? free(name + "_", taken) : name
        }
        let results = ["steps", "loss", "state"]
        let x = free(x.name, results)
        return [x, free(y.name, results + [x])] + results
    }
}
