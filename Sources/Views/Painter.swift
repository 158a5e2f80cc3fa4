import Basics
import Canvas

/// Draws on a frame in the characters that the terminal has.
struct Painter {
    var frame: Frame
    let glyphs: GlyphSet
    /// What nothing that is written may tell; letters are the heads of runs then.
    var secrets: Secrets?
    /// Where the heads of runs were put last, by their rows.
    var heads: [Int: SIMD2<Int>] = [:]

    init(size: Size, glyphs: GlyphSet, hiding secrets: Secrets?) {
        frame = Frame(size: size)
        self.glyphs = glyphs
        self.secrets = secrets
    }

    /// Writes text, spelled in the glyph set; what does not fit in `width` ends in an ellipsis.
    ///
    /// - Returns: the column after the text.
    @discardableResult
    mutating func write(
        _ text: String, x: Int, y: Int, ink: Ink = .text, on ground: Ink? = nil, style: Cell.Style = [],
        width: Int = .max
    ) -> Int {
        let room = min(width, frame.size.width - x)
        guard room > 0 else { return x }
        return frame.write(fitted(text, width: room), x: x, y: y, ink: ink, on: ground, style: style)
    }

    /// A text spelled in the glyph set; what does not fit ends in an ellipsis.
    func fitted(_ text: String, width: Int) -> String {
        guard width > 0, secrets?.isTold(by: text) != true else { return "" }
        let spelled = glyphs.spelled(text)
        guard spelled.columnCount > width else { return spelled }
        return Self.split(spelled, width: width - 1).first + String(glyphs.scalar(.ellipsis))
    }

    /// A text, or a shorter one where it would not fit.
    func fitted(_ text: String, or short: String?, width: Int) -> String {
        fitted(self.width(of: text) > width ? short ?? text : text, width: width)
    }

    /// Writes text in lines broken between words.
    mutating func writeLines(_ text: String, in area: Area, ink: Ink) {
        guard secrets?.isTold(by: text) != true else { return }
        let lines = Self.lines(glyphs.spelled(text), width: area.width)
        for (index, line) in lines.prefix(area.height).enumerated() {
            // What does not fit goes on behind the last line, and is cut off there.
            let isCut = index == area.height - 1 && lines.count > area.height
            write(
                isCut ? line + " " + lines[index + 1] : line, x: area.x, y: area.y + index, ink: ink, width: area.width)
        }
    }

    /// A text in lines of at most `width` columns, broken between words; a word that is longer, as in languages that
    /// write none, is broken anywhere.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.columnCount + 1 + word.columnCount <= width {
                lines[lines.count - 1] += " " + word
                continue
            }
            var rest = String(word)
            while rest.columnCount > max(2, width) {
                let (first, second) = split(rest, width: max(2, width))
                lines.append(first)
                rest = second
            }
            lines.append(rest)
        }
        return lines
    }

    /// What of a text fits into some columns, and the rest.
    private static func split(_ text: String, width: Int) -> (first: String, rest: String) {
        var (first, column) = (text.startIndex, 0)
        for index in text.indices {
            column += String(text[index]).columnCount
            guard column <= width else { break }
            first = text.index(after: index)
        }
        return (String(text[..<first]), String(text[first...]))
    }

    /// Writes text that ends just before column `right`, within the `width` columns before it: so it never runs over what
    /// is to its left.
    mutating func write(
        _ text: String, right: Int, width: Int, y: Int, ink: Ink = .text, on ground: Ink? = nil,
        style: Cell.Style = []
    ) {
        let text = fitted(text, width: width)
        write(text, x: right - text.columnCount, y: y, ink: ink, on: ground, style: style)
    }

    func width(of text: String) -> Int { glyphs.spelled(text).columnCount }

    mutating func put(_ symbol: Symbol, x: Int, y: Int, ink: Ink, on ground: Ink? = nil, style: Cell.Style = []) {
        if case .head(let row) = symbol { heads[row] = SIMD2(x, y) }
        var symbol = symbol
        if secrets != nil, case .head(let place) = symbol { symbol = .letter(place) }
        frame[x, y] = Cell(glyphs.scalar(symbol), ink: ink, on: ground ?? frame[x, y].ground, style: style)
    }

    /// A frame alone.
    mutating func box(_ area: Area, ink: Ink, on ground: Ink? = nil) {
        guard area.width >= 2, area.height >= 2 else { return }
        for column in (area.x + 1)..<max(area.x + 1, area.maxX - 1) {
            put(.horizontal, x: column, y: area.y, ink: ink, on: ground)
            put(.horizontal, x: column, y: area.maxY - 1, ink: ink, on: ground)
        }
        for row in (area.y + 1)..<max(area.y + 1, area.maxY - 1) {
            put(.vertical, x: area.x, y: row, ink: ink, on: ground)
            put(.vertical, x: area.maxX - 1, y: row, ink: ink, on: ground)
        }
        put(.topLeft, x: area.x, y: area.y, ink: ink, on: ground)
        put(.topRight, x: area.maxX - 1, y: area.y, ink: ink, on: ground)
        put(.bottomLeft, x: area.x, y: area.maxY - 1, ink: ink, on: ground)
        put(.bottomRight, x: area.maxX - 1, y: area.maxY - 1, ink: ink, on: ground)
    }

    /// A frame with a title, or a shorter one where room is scarce, set into its upper edge, and a note at that edge's
    /// right end if it fits.
    mutating func box(_ area: Area, title: String, short: String? = nil, note: String = "", isFocused: Bool = false) {
        guard area.width >= 2, area.height >= 2 else { return }
        box(area, ink: .rule)
        let room = area.width - 4
        guard room > 2 else { return }
        // What a panel is called says more than its note.
        let title = width(of: title) >= room ? short ?? title : title
        if !title.isEmpty {
            write(" \(title) ", x: area.x + 1, y: area.y, ink: .text, style: isFocused ? .bold : [], width: room + 1)
        }
        if !note.isEmpty, width(of: title) + width(of: note) + 6 <= room {
            write(" \(note) ", right: area.maxX - 1, width: room, y: area.y, ink: .muted)
        }
    }

    /// Says that the window is too small for anything else.
    mutating func askForRoom() {
        let size = frame.size
        let lines = Painter.lines(
            "ravine needs \(Layout.least) cells; this window has \(size)", width: max(1, size.width))
        let top = max(0, (size.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            write(line, x: max(0, (size.width - line.columnCount) / 2), y: top + index, ink: .text)
        }
    }
}
