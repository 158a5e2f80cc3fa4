import Canvas
import Landscapes
import Racing
import RealModule

/// A theory in four lines.
struct TheoryWords {
    let lines: [(text: String, ink: Ink)]

    init(_ theory: Theory) {
        let form = theory.quadratic.form
        var lines: [(text: String, ink: Ink)] = [(Self.curvature(theory.quadratic), .text)]
        if form == .plane || form == .undefined {
            lines.append((Self.progress(theory, nil), .text))
            self.lines = lines
            return
        }
        switch theory.prediction {
        case .linear(let linear):
            lines.append((Self.rates(theory, linear), linear.rate > 1 && form == .bowl ? .bad : .text))
            if let optimum = linear.optimum { lines.append((Self.words(optimum), .muted)) }
            lines.append((Self.progress(theory, form == .bowl || form == .valley ? linear.rate : nil), .text))
        case .notLinear: lines += Self.silence("not linear in g", theory)
        case .changing: lines += Self.silence("another step at every t", theory)
        }
        self.lines = lines
    }

    private static func silence(_ reason: String, _ theory: Theory) -> [(text: String, ink: Ink)] {
        [("\(reason): λ and κ tell neither a best η nor a rate", .muted), (progress(theory, nil), .text)]
    }

    private static func curvature(_ quadratic: LocalQuadratic) -> String {
        let (largest, smallest) = quadratic.curvatures
        func axis(_ axis: Point) -> String {
            // What rounds to 0 has no sign.
            let parts = [axis.x, axis.y].map { Format.fixed(abs($0) < 0.005 ? 0 : $0, decimals: 2) }
            return "(\(parts[0]), \(parts[1]))"
        }
        let (first, second) = (number(largest), number(smallest))
        if quadratic.isOneDimensional {
            return switch quadratic.form {
            case .undefined: "no second derivative here"
            case .plane: "no curvature here: flat or straight, or all of it in a kink"
            case .bowl: "λ \(first)"
            default: "a hill: λ \(first)"
            }
        }
        return switch quadratic.form {
        case .undefined: "no second derivatives here"
        case .plane: "no curvature here: flat or straight, or all of it in kinks"
        case .bowl:
            "λ₁ \(first) along \(axis(quadratic.axes.largest)) · λ₂ \(second) across"
                + " · κ \(number(quadratic.conditionNumber ?? .nan))"
        case .valley: "a flat valley: λ₁ \(first) across it, λ₂ \(second) along \(axis(quadratic.axes.smallest))"
        case .saddle: "a saddle: λ₁ \(first), λ₂ \(second) · the way out: \(axis(quadratic.axes.smallest))"
        case .hill: "a hill: λ₁ \(first), λ₂ \(second) · the way out: \(axis(quadratic.axes.smallest))"
        }
    }

    private static func rates(_ theory: Theory, _ linear: Theory.Linear) -> String {
        let yours = theory.eta.map { number($0) } ?? "none"
        var words: [String] = []
        switch theory.quadratic.form {
        case .saddle, .hill:
            words.append("with η \(yours) the way out grows by \(factor(linear.escape)) a step")
        default:
            if let best = linear.rates?.best {
                let (low, high) = (best.lowerBound, best.upperBound)
                let range = high < 1.001 * low ? number((low + high) / 2) : "\(number(low)) to \(number(high))"
                words.append("best η \(range) (yours \(yours)): \(factor(linear.rates?.rate ?? .nan)) a step")
            } else if let eta = theory.eta {
                words.append("η \(number(eta))")
            }
        }
        if let limit = linear.rates?.limit, !theory.isOfBatches { words.append("diverges above \(number(limit))") }
        return words.joined(separator: " · ")
    }

    private static func words(_ optimum: MomentumOptimum) -> String {
        "\(optimum.isNesterov ? "NAG" : "momentum") at its best: α \(Format.short(optimum.alpha)),"
            + " η \(number(optimum.eta)): \(factor(optimum.rate)) a step"
    }

    private static func progress(_ theory: Theory, _ predicted: Double?) -> String {
        var words = predicted.map { "predicted \(factor($0)) a step, " } ?? ""
        if let measured = theory.measured {
            words += "measured \(factor(measured.rate))\(predicted == nil ? " a step" : "") by |g|"
        } else {
            words += "nothing to measure"
        }
        guard let target = theory.target else { return words }
        let place = target.isKnown ? "the minimum" : "the middle"
        return words + " · −g \(Format.fixed(target.degrees, decimals: 0))° off \(place)"
    }

    /// Three digits; here 0.9999 is as good as 1.
    private static func number(_ value: Double) -> String { Format.narrow(value, width: 9) }

    /// A factor of a step: three digits, and as many as tell it from 1.
    private static func factor(_ value: Double) -> String {
        var decimals = 3
        while decimals < 7, abs(value - 1) < 20 * Double.pow(10, Double(-decimals)), value != 1 { decimals += 1 }
        return value > 1000 ? number(value) : Format.fixed(value, decimals: decimals)
    }
}
