import Canvas
import Testing

/// What a frame's text does not tell, as planes of one character to a cell: inks, and grounds with what is bold.
enum Planes {
    /// The letters of the inks and grounds that are neither runs, contour lines nor bands.
    private static let letters: [(ink: Ink, letter: Character, name: String)] = [
        (.ground, " ", "ground"), (.text, "t", "text"), (.muted, "m", "muted"), (.rule, "-", "rule"),
        (.accent, "a", "accent"), (.good, "g", "good"), (.bad, "b", "bad"), (.selection, "s", "selection"),
        (.mark, "x", "mark"), (.undefined, "u", "undefined"),
    ]

    // By number, not by the functions that choose them: those are what is looked at.
    private static let bands: Range<UInt16> = 16..<25
    private static let contours: Range<UInt16> = 32..<41
    private static let runs: Range<UInt16> = 48..<55

    static let inkLegend =
        "Inks: 1-7 runs, A-I contour lines from the lowest, "
        + letters.filter { $0.ink != .ground }.map { "\($0.letter) \($0.name)" }.joined(separator: ", ")
    static let groundLegend =
        "Grounds: 0-8 bands from the lowest, s selection, u undefined; bold: A-I bands, S, U, + the plain ground"

    /// The ink of every cell that shows one: a blank has none to be seen.
    static func inks(_ frame: Frame) -> String {
        plane(frame) { $0.scalar == " " || $0.isContinuation ? " " : letter(of: $0.ink) }
    }

    /// The ground of every cell, and whether it is bold.
    static func grounds(_ frame: Frame) -> String {
        plane(frame) { cell in
            #expect(cell.style.subtracting(.bold).isEmpty, "the planes have no letter for that style")
            let isBold = cell.style.contains(.bold) && cell.scalar != " "
            if bands.contains(cell.ground.rawValue) {
                return character(isBold ? "A" : "0", cell.ground.rawValue - bands.lowerBound)
            }
            let letter = letter(of: cell.ground)
            return isBold ? (letter == " " ? "+" : Character(letter.uppercased())) : letter
        }
    }

    private static func letter(of ink: Ink) -> Character {
        if let known = letters.first(where: { $0.ink == ink }) { return known.letter }
        if runs.contains(ink.rawValue) { return character("1", ink.rawValue - runs.lowerBound) }
        if contours.contains(ink.rawValue) { return character("A", ink.rawValue - contours.lowerBound) }
        Issue.record("the planes have no letter for ink \(ink.rawValue)")
        return "?"
    }

    private static func character(_ first: Unicode.Scalar, _ offset: UInt16) -> Character {
        Character(Unicode.Scalar(UInt8(first.value) + UInt8(offset)))
    }

    private static func plane(_ frame: Frame, _ letter: (Cell) -> Character) -> String {
        (0..<frame.size.height).map { row in
            var line = String((0..<frame.size.width).map { letter(frame[$0, row]) })
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
