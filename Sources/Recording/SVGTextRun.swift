import Basics
import Canvas

/// Characters of one row and one look that are written as one text, each at its own place, so that columns stay
/// columns in any font.
struct SVGTextRun {
    let x: Int
    let y: Int
    let look: SVGGlyph
    let start: Int
    /// The text, escaped.
    private(set) var text = ""
    /// The places of its characters, from left to right.
    private(set) var places: String
    private var end: Int

    private init(_ life: CellLives<SVGGlyph>.Life) {
        x = life.x
        y = life.y
        look = life.look
        start = life.start
        places = "\(life.x * SVGShape.width)"
        end = life.x
        write(life.look)
    }

    /// The texts among glyphs that stand row by row.
    static func runs(_ lives: [CellLives<SVGGlyph>.Life]) -> [SVGTextRun] {
        var runs: [SVGTextRun] = []
        for life in lives where life.look.shape == nil {
            if runs.isEmpty || !runs[runs.count - 1].add(life) { runs.append(SVGTextRun(life)) }
        }
        return runs
    }

    /// Adds what follows, or comes after one blank, in the same look. - Returns: whether it did.
    private mutating func add(_ life: CellLives<SVGGlyph>.Life) -> Bool {
        let gap = life.x - end
        guard life.y == y, life.start == start, gap == 0 || gap == 1, look.isPlain, life.look.isPlain,
            life.look.color == look.color, life.look.isBold == look.isBold
        else { return false }
        if gap == 1 {
            text += " "
            places += " \(end * SVGShape.width)"
        }
        places += " \(life.x * SVGShape.width)"
        end = life.x
        write(life.look)
        return true
    }

    private mutating func write(_ glyph: SVGGlyph) {
        for scalar in glyph.scalars { Markup.append(scalar, to: &text) }
        end += Letter.width(of: glyph.scalar) ?? 1
    }

    /// What stands row by row, each text an element of its own.
    static func markup(_ lives: [CellLives<SVGGlyph>.Life]) -> String {
        runs(lives).reduce(into: "") { markup, run in
            markup += "<text y=\"\(run.baseline)\" \(run.attributes())>\(run.text)</text>"
        }
    }

    /// The same, each row an element, in the order in which it is read.
    ///
    /// - Parameter lastClass: the class of what was not there from the beginning.
    static func lines(_ lives: [CellLives<SVGGlyph>.Life], lastClass: String) -> String {
        var markup = ""
        var row: Int?
        var end = 0
        for run in runs(lives) {
            if run.y != row {
                markup += (row == nil ? "" : "</text>\n") + "<text y=\"\(run.baseline)\">"
                row = run.y
            } else if run.x > end {
                markup += " "
            }
            end = run.end
            markup += "<tspan \(run.attributes(run.start > 0 ? lastClass : ""))>\(run.text)</tspan>"
        }
        return row == nil ? "" : markup + "</text>\n"
    }

    /// Where the letters stand.
    private var baseline: Int { y * SVGShape.height + 6 }

    private func attributes(_ className: String = "") -> String {
        let names = ["c\(look.color)", look.isBold ? "s" : "", className].filter { !$0.isEmpty }
        return "x=\"\(places)\" class=\"\(names.joined(separator: " "))\""
    }
}
