import Basics

/// A mark with a meaning, drawn differently by each glyph set.
public enum Symbol: Hashable, Sendable {
    /// The current iterate of a run, by the run's place in the table: each run has a shape of its own.
    case head(Int)
    /// The same while nobody is to know which run it is, by the place where it is shown.
    case letter(Int)
    /// A step of the race at which there is something to be said.
    case moment
    /// Where a run started, and a known minimum.
    case start, minimum
    /// What theory says is best.
    case best
    /// A part of a map where runs diverge, and one where they leave the view.
    case diverging, leaving
    /// Where a run was a short while ago, and where it goes next.
    case visited, next
    case playing, paused, finished
    case holds, falls, open
    case horizontal, vertical, crossing, topLeft, topRight, bottomLeft, bottomRight
    case sliderTrack, sliderFill, sliderKnob
    /// Where theory says that a run becomes unstable.
    case sliderLimit
    /// Marks the current step, and a change in flight.
    case now, change
    /// A tick on a frame's left edge.
    case leftTick
    /// A run that is outside the view; recording.
    case outside, recording
    case ellipsis
    /// Fills the places where a surface has no finite value.
    case hatch
    /// A row of data, by its class; larger where a step sees it.
    case row(Int, isSeen: Bool)
    /// Where a run is that has left the view.
    case upArrow, downArrow, leftArrow, rightArrow
    /// A direction in eighths of a turn, from the right against the clock. ASCII has quarters.
    case arrow(Int)
}

extension GlyphSet {
    /// The character for a mark. All are one column wide.
    public func scalar(_ symbol: Symbol) -> Unicode.Scalar {
        let braille = self == .braille
        switch symbol {
        case .head(let run):
            let heads: [Unicode.Scalar] =
                braille ? ["●", "■", "▲", "◆", "★", "▼", "+"] : ["o", "s", "^", "d", "*", "v", "+"]
            // More runs than colours: letters that are no other mark.
            return run < heads.count ? heads[run] : Self.letters[(run - heads.count) % Self.letters.count]
        case .letter(let place): return Unicode.Scalar(UInt8(clamping: 65 + place % 26))
        case .moment: return braille ? "▴" : "^"
        case .start: return braille ? "○" : "O"
        case .minimum: return braille ? "✕" : "X"
        case .best: return braille ? "✓" : "*"
        case .diverging: return braille ? "╱" : "/"
        case .leaving: return braille ? "·" : ","
        case .visited: return braille ? "•" : "."
        case .next: return braille ? "○" : "@"
        case .playing: return braille ? "▶" : ">"
        case .paused: return braille ? "‖" : "="
        case .finished: return braille ? "■" : "#"
        case .holds: return braille ? "✓" : "v"
        case .falls: return braille ? "✗" : "!"
        case .open: return braille ? "·" : "."
        case .horizontal: return braille ? "─" : "-"
        case .vertical: return braille ? "│" : "|"
        case .crossing: return braille ? "┼" : "+"
        case .topLeft: return braille ? "╭" : "+"
        case .topRight: return braille ? "╮" : "+"
        case .bottomLeft: return braille ? "╰" : "+"
        case .bottomRight: return braille ? "╯" : "+"
        case .sliderTrack: return braille ? "─" : "-"
        case .sliderFill: return braille ? "━" : "="
        case .sliderKnob: return braille ? "●" : "O"
        case .sliderLimit: return braille ? "┃" : "|"
        case .now: return braille ? "┊" : ":"
        case .change: return braille ? "▾" : "v"
        case .leftTick: return braille ? "├" : "+"
        case .outside: return braille ? "»" : ">"
        case .recording: return braille ? "●" : "o"
        case .ellipsis: return braille ? "…" : "~"
        case .hatch: return braille ? "⠔" : "%"
        case .row(let group, let isSeen):
            let seen: [Unicode.Scalar] =
                braille ? ["▲", "●", "■", "◆", "★", "×", "+"] : ["X", "O", "#", "A", "V", "Z", "M"]
            let others: [Unicode.Scalar] =
                braille ? ["▴", "•", "▪", "◆", "★", "×", "+"] : ["x", "o", "+", "a", "v", "z", "m"]
            return (isSeen ? seen : others)[group % seen.count]
        case .upArrow: return braille ? "▴" : "^"
        case .downArrow: return braille ? "▾" : "v"
        case .leftArrow: return braille ? "◂" : "<"
        case .rightArrow: return braille ? "▸" : ">"
        case .arrow(let eighth):
            let arrows: [Unicode.Scalar] =
                braille ? ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"] : [">", "^", "^", "^", "<", "v", "v", "v"]
            return arrows[(eighth % arrows.count + arrows.count) % arrows.count]
        }
    }

    private static let letters = Array("abcefghijklmnpqrtuwyzABCDEFGHIJKLMNPQRSTUVWYZ0123456789".unicodeScalars)

    /// A text in the characters of this glyph set: in ASCII, Greek letters are spelled out.
    public func spelled(_ text: String) -> String {
        guard self == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var spelled = ""
        // Between words it parts them; between factors it is a product.
        for letter in text.replacing(" · ", with: ", ").letters {
            if letter.scalar.isASCII {
                spelled.unicodeScalars.append(letter.scalar)
            } else {
                spelled += Self.spellings[letter.scalar] ?? String(repeating: "?", count: letter.width)
            }
        }
        return spelled
    }

    private static let spellings: [Unicode.Scalar: String] = [
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta", "κ": "kappa",
        "λ": "lambda", "μ": "mu", "ν": "nu", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
        "ω": "omega", "π": "pi", "Δ": "Delta",
        "∇": "grad", "∂": "d", "√": "sqrt", "∞": "inf", "×": "x", "·": "*", "−": "-", "–": "-", "—": "-", "…": "...",
        "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "←": "<-", "↑": "^", "↓": "v", "“": "\"", "”": "\"",
        "‘": "'", "’": "'", "²": "^2", "³": "^3", "⁻": "^-", "⁺": "^+", "₁": "1", "₂": "2", "₃": "3", "✓": "v",
        "✗": "!", "●": "o",
        "°": "", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e",
    ]
}
