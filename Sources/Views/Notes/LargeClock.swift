import Basics
import Canvas

/// A clock in digits that are three columns wide, to be read from a few steps away.
struct LargeClock {
    private let text: String

    /// - Parameter seconds: shown in minutes, without hours.
    init(seconds: Int) {
        let seconds = max(0, seconds)
        text = "\(seconds / 60):\(seconds % 60 / 10)\(seconds % 10)"
    }

    /// Columns between two digits.
    private static let gap = 2

    var width: Int { text.reduce(-Self.gap) { $0 + Self.width(of: $1) + Self.gap } }

    /// How many rows it takes.
    static func height(_ glyphs: GlyphSet) -> Int { glyphs == .braille ? 3 : 5 }

    func draw(on painter: inout Painter, x: Int, y: Int, ink: Ink) {
        var left = x
        for character in text {
            for row in 0..<Self.height(painter.glyphs) {
                for column in 0..<Self.width(of: character) {
                    let scalar = Self.scalar(character, column, row, painter.glyphs)
                    painter.frame[left + column, y + row] = Cell(scalar, ink: ink)
                }
            }
            left += Self.width(of: character) + Self.gap
        }
    }

    /// What stands in a cell: two of five rows of dots, or one where there are no halves of blocks.
    private static func scalar(_ character: Character, _ column: Int, _ row: Int, _ glyphs: GlyphSet) -> Unicode.Scalar
    {
        guard glyphs == .braille else { return isSet(character, column, row) ? "#" : " " }
        switch (isSet(character, column, 2 * row), isSet(character, column, 2 * row + 1)) {
        case (true, true): return "█"
        case (true, false): return "▀"
        case (false, true): return "▄"
        case (false, false): return " "
        }
    }

    // MARK: Dots

    private static func width(of character: Character) -> Int { character == ":" ? 1 : 3 }

    private static func isSet(_ character: Character, _ column: Int, _ row: Int) -> Bool {
        guard row < 5 else { return false }
        guard let digit = character.wholeNumberValue else { return row == 1 || row == 3 }
        return Array(digits[digit].utf8)[4 * row + column] == UInt8(ascii: "#")
    }

    /// Five rows of each.
    private static let digits = [
        "### #.# #.# #.# ###", ".#. ##. .#. .#. ###", "### ..# ### #.. ###", "### ..# ### ..# ###",
        "#.# #.# ### ..# ..#",
        "### #.. ### ..# ###", "### #.. ### #.# ###", "### ..# ..# ..# ..#", "### #.# ### #.# ###",
        "### #.# ### ..# ###",
    ]
}
