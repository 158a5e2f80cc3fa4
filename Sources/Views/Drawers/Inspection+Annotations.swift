import Canvas
import Landscapes
import Optimizers

extension Inspection {
    /// What the lines done so far are on the landscape, the lit one's last.
    ///
    /// A sum of directions is drawn as one: its terms tip to tail, instead of what is before it.
    static func annotations(
        _ walk: RuleWalk, _ writer: RuleWriter, _ roles: [RuleRoles.Role], _ step: RuleWalk.Step, lit: Int
    ) -> [Annotation] {
        let line = walk.lines[lit]
        if case .direction(let sign) = roles[lit] {
            let terms = step.terms(of: line).map { sign * $0 }
            let names = writer.terms(line).map { sign < 0 ? opposite($0) : $0 }
            if terms.count(where: { $0 != .zero }) > 1, terms.allSatisfy(\.isFinite) {
                let name = (sign < 0 ? "−" : "") + line.name
                return marks(of: line, step, .mark).filter { if case .point = $0.shape { true } else { false } }
                    + sum(of: terms, named: names, total: name, from: step.start)
            }
        }
        return walk.lines.indices.prefix(lit + 1).flatMap { index in
            marks(of: walk.lines[index], step, index == lit ? .accent : .mark)
                + marks(of: walk.lines[index], roles[index], step, index == lit ? .accent : .mark)
        }
    }

    private static func opposite(_ name: String) -> String {
        name.hasPrefix("−") ? String(name.dropFirst()) : "−" + name
    }

    private static func arrow(from start: Point, along direction: Point, _ label: String, _ ink: Ink) -> [Annotation] {
        guard direction.isFinite, direction != .zero else { return [] }
        return [
            Annotation(
                shape: .arrow(from: start, to: start + direction), ink: ink,
                scale: Annotation.Scale(origin: start, reach: direction), label: label)
        ]
    }

    /// Arrows from tip to tail, and the one from the first's tail to the last's tip.
    private static func sum(of terms: [Point], named names: [String], total: String, from start: Point) -> [Annotation] {
        var tip = Point.zero
        var reach = Point.zero
        var arrows: [(tail: Point, tip: Point, name: String, ink: Ink)] = []
        for (term, name) in zip(terms, names) where term != .zero {
            arrows.append((tip, tip + term, name, .mark))
            tip += term
            if tip.length > reach.length { reach = tip }
        }
        arrows.append((.zero, tip, total, .accent))
        return arrows.map { arrow in
            Annotation(
                shape: .arrow(from: start + arrow.tail, to: start + arrow.tip), ink: arrow.ink,
                scale: Annotation.Scale(origin: start, reach: reach, isNamed: arrow.ink == .accent), label: arrow.name)
        }
    }

    /// Where a line asks for gradients, and where they point.
    private static func marks(of line: RuleWalk.Line, _ step: RuleWalk.Step, _ ink: Ink) -> [Annotation] {
        if line.isGradient { return [] }
        return step.gradients(of: line).flatMap { point, gradient -> [Annotation] in
            guard point.isFinite, point != step.start else { return arrow(from: step.start, along: -gradient, "−g", ink) }
            return [Annotation(shape: .point(point, .crossing), ink: ink, label: "look-ahead")]
                + arrow(from: point, along: -gradient, "−g there", ink)
        }
    }

    /// What a line comes to.
    private static func marks(
        of line: RuleWalk.Line, _ role: RuleRoles.Role, _ step: RuleWalk.Step, _ ink: Ink
    ) -> [Annotation] {
        let value = step.value(of: line).point
        switch role {
        case .gradient: return arrow(from: step.start, along: -value, "−g", ink)
        case .step:
            let start = step.weights(before: line)
            return arrow(from: start, along: value - start, "step", ink)
        case .place: return [Annotation(shape: .point(value, .crossing), ink: ink, label: line.name)]
        case .direction(let sign):
            return arrow(from: step.start, along: sign * value, (sign < 0 ? "−" : "") + line.name, ink)
        case .none: return []
        }
    }
}
