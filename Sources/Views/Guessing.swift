import Canvas
import Racing
import Scenes

/// A question to the room: which run is it? Until it is told, runs are letters in another order.
public struct Guessing: Sendable, Equatable {
    public enum Phase: Sendable, Equatable {
        case asking
        /// The letters go to their rows: how much of the way, from 0 to 1.
        case revealing(Double)
        case revealed
    }

    /// A run by its row, and what the question comes to for it; infinity if it never is.
    public struct Answer: Sendable, Equatable {
        public let row: Int
        public let value: Double

        public init(row: Int, value: Double) {
            self.row = row
            self.value = value
        }
    }

    public let disguise: Disguise
    /// The track that it was asked of.
    public let track: Int
    /// The formula that is asked; `nil` for the first to arrive.
    public let formula: String?
    /// The key that tells.
    public let key: String
    public var phase = Phase.asking
    /// The least first; `nil` as long as it is not known.
    public var answers: [Answer]?

    public init(disguise: Disguise, track: Int, formula: String?, key: String) {
        self.disguise = disguise
        self.track = track
        self.formula = formula
        self.key = key
    }

    /// Whether nobody is to know yet which run is which.
    public var isHiding: Bool { phase != .revealed }

    /// The question in words, and what more there is to say of it.
    var question: (sentence: String, remark: String) {
        guard let formula else {
            return (
                "Which run arrives first?", "1 % of the way to the lowest known minimum is left, and it stays there"
            )
        }
        if let condition = condition { return ("Which run is the first with \(condition)?", "") }
        return ("Which run has the least \(formula)?", "")
    }

    /// Of `first(run, condition)` the condition.
    private var condition: String? {
        guard let formula, formula.hasSuffix(")"),
            let match = formula.prefixMatch(of: /first\(\s*run\s*,\s*/)
        else { return nil }
        let rest = formula[match.range.upperBound...].dropLast()
        var depth = 0
        for character in rest {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth < 0 { return nil }
        }
        return String(rest)
    }

    /// What its values are, if they are steps.
    private var isOfSteps: Bool { formula == nil || condition != nil }

    /// Who it was, and who came after.
    func result(_ labels: [String]) -> (first: String, others: String) {
        guard let answers else { return ("It is not known before the race has been run", "") }
        let reached = answers.filter { $0.value.isFinite }
        let never = answers.filter { !$0.value.isFinite }.map { labels[$0.row] }
        func number(_ value: Double) -> String { Format.short(value) }
        guard let best = reached.first?.value else { return ("Nobody, in this race", "") }
        let winners = reached.filter { $0.value == best }.map { labels[$0.row] }
        let first = winners.joined(separator: " and ") + (isOfSteps ? ", at step " : ": ") + number(best)
        let others = reached.filter { $0.value != best }.map { "\(labels[$0.row]) \(number($0.value))" }
        let after = others.isEmpty ? [] : ["then " + others.joined(separator: ", ")]
        return (
            first, (after + (never.isEmpty ? [] : ["never \(never.joined(separator: ", "))"])).joined(separator: "; ")
        )
    }
}

extension Guessing {
    /// The question, or who it was, on a plate over the upper edge of the panels.
    func draw(on painter: inout Painter, top: Int, _ race: Race) {
        let size = painter.frame.size
        let (head, rest) = isHiding ? question : result(race.labels)
        let remarks = isHiding ? [rest, "\(key): who is who"] : [rest, "Esc closes this"]
        let room = min(size.width - 8, 100)
        guard room > 8, size.height > 10 else { return }
        let lines =
            Painter.lines(painter.glyphs.spelled(head), width: room).map {
                (text: $0, ink: Ink.accent, style: Cell.Style.bold)
            }
            + remarks.filter { !$0.isEmpty }.flatMap { Painter.lines(painter.glyphs.spelled($0), width: room) }.map {
                (text: $0, ink: Ink.muted, style: [])
            }
        let shown = lines.prefix(size.height - top - 4)
        let width = (shown.map(\.text.columnCount).max() ?? 0) + 6
        let area = Area(x: (size.width - width) / 2, y: top, width: width, height: shown.count + 2)
        painter.frame.fill(area)
        painter.box(area, ink: .accent)
        for (index, line) in shown.enumerated() {
            painter.write(
                line.text, x: area.x + (width - line.text.columnCount) / 2, y: top + 1 + index, ink: line.ink,
                style: line.style)
        }
    }
}
