import Canvas
import Landscapes
import Optimizers

extension Inspection {
    /// What the lit line is on the landscape, and before it what it is made of.
    ///
    /// A sum of directions is drawn as one: its terms tip to tail.
    static func annotations(
        _ walk: RuleWalk, _ writer: RuleWriter, _ roles: [RuleRoles.Role], _ step: RuleWalk.Step, lit: Int
    ) -> [Annotation] {
        let line = walk.lines[lit]
        let before = walk.sources(of: lit).flatMap { marks(of: walk.lines[$0], roles[$0], step, .mark) }
        if case .direction(let sign) = roles[lit] {
            let terms = step.terms(of: line).map { sign * $0 }
            let names = writer.terms(line).map { sign < 0 ? opposite($0) : $0 }
            if terms.count(where: { $0 != .zero }) > 1, terms.allSatisfy(\.isFinite) {
                let name = (sign < 0 ? "−" : "") + line.name
                let known = before.filter(\.isPlace)
                let arrows = sum(of: terms, named: names, total: name, from: step.start)
                // What is looked at on the way is stretched with it.
                return (known + places(of: line, step, besides: known)).map { place in
                    var place = place
                    place.scale = arrows.first?.scale
                    return place
                } + arrows
            }
        }
        return before + gradients(of: line, step, besides: before) + marks(of: line, roles[lit], step, .accent)
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

    /// A longer label hides more than it tells.
    private static let longestName = 16

    /// Arrows from tip to tail, and the one from the first's tail to the last's tip.
    private static func sum(of terms: [Point], named names: [String], total: String, from start: Point) -> [Annotation]
    {
        var tip = Point.zero
        var reach = Point.zero
        var arrows: [(tail: Point, tip: Point, name: String, ink: Ink)] = []
        for (term, name) in zip(terms, names) where term != .zero {
            let name = name.count > longestName ? "" : name
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
    private static func gradients(
        of line: RuleWalk.Line, _ step: RuleWalk.Step, besides known: [Annotation]
    ) -> [Annotation] {
        if line.isGradient { return [] }
        return places(of: line, step, besides: known)
            + step.gradients(of: line).flatMap { point, gradient in
                arrow(from: point, along: -gradient, point == step.start ? "−g" : "−g there", .mark)
            }
    }

    /// Where a line asks for gradients, if that is not where the run is.
    ///
    /// - Parameter known: marks that are there already.
    private static func places(
        of line: RuleWalk.Line, _ step: RuleWalk.Step, besides known: [Annotation]
    ) -> [Annotation] {
        step.gradients(of: line).map(\.point).filter { $0 != step.start && $0.isFinite }.map {
            Annotation(shape: .point($0, .crossing), ink: .mark, label: "look-ahead")
        }.filter { place in !known.contains { $0.shape == place.shape } }
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

extension Annotation {
    fileprivate var isPlace: Bool { if case .point = shape { true } else { false } }
}
