import Canvas
import Racing

/// How a run is doing, in words.
extension Condition {
    /// One word and a number.
    var word: String {
        switch self {
        case .running: "running"
        case .converged: "converged"
        case .left(let step): "left at \(step)"
        case .diverged(let step, _): "diverged \(step)"
        case .failed: "failed"
        }
    }

    var sentence: String {
        switch self {
        case .running: return "running"
        case .converged: return "converged"
        case .left(let step): return step == 0 ? "outside the view" : "left the view at step \(step)"
        case .diverged(let step, let cause):
            let text = "diverged at step \(step)"
            switch cause {
            case .overshoot(let product, let limit):
                return text + ": η·λ = \(Format.short(product)) > \(Format.short(limit))"
            case .noFloor: return text + ": the loss has no floor"
            case .undefined: return text + ": no loss there"
            case nil: return text
            }
        case .failed(let reason): return "failed: \(reason)"
        }
    }

    var ink: Ink {
        switch self {
        case .running, .left: .muted
        case .converged: .good
        case .diverged, .failed: .bad
        }
    }

    /// Whether there is no loss to speak of any more.
    var isOver: Bool {
        switch self {
        case .diverged, .failed: true
        case .running, .converged, .left: false
        }
    }
}

/// What a search for the best learning rate found, in words.
extension RateSweep.Result {
    /// The longest first.
    var sentences: [String] {
        guard let steps else { return ["no η gets there"] }
        let width = "\(Format.short(decades)) decades of η"
        return ["\(width), \(Format.steps(steps))", width]
    }
}
