import Canvas
import Landscapes
import Optimizers

extension Inspection {
    /// What the lines done so far are on the landscape, the lit one's last.
    ///
    /// - Parameters:
    ///   - step: a step that the rule was walked through.
    ///   - lit: the line that is being done.
    static func annotations(_ walk: RuleWalk, _ roles: [RuleRoles.Role], _ step: RuleWalk.Step, lit: Int) -> [Annotation] {
        var annotations: [Annotation] = []
        for (index, line) in walk.lines.enumerated().prefix(lit + 1) {
            let value = step.value(of: line).point
            let ink: Ink = index == lit ? .accent : .mark
            func arrow(from start: Point, along direction: Point, _ label: String) {
                guard direction.isFinite, direction != .zero else { return }
                annotations.append(
                    Annotation(
                        shape: .arrow(from: start, to: start + direction), ink: ink, isScaled: true, label: label))
            }
            if !line.isGradient {
                for (point, gradient) in step.gradients(of: line) where point.isFinite {
                    let isElsewhere = point != step.start
                    if isElsewhere {
                        annotations.append(Annotation(shape: .point(point, .crossing), ink: ink, label: "look-ahead"))
                    }
                    arrow(from: point, along: -gradient, isElsewhere ? "−g there" : "−g")
                }
            }
            switch roles[index] {
            case .gradient: arrow(from: step.start, along: -value, "−g")
            case .step: arrow(from: step.weights(before: line), along: value - step.weights(before: line), "step")
            case .place: annotations.append(Annotation(shape: .point(value, .crossing), ink: ink, label: line.name))
            case .direction(let sign): arrow(from: step.start, along: sign * value, (sign < 0 ? "−" : "") + line.name)
            case .none: break
            }
        }
        return annotations
    }
}
