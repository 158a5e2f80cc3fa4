import Basics
import Canvas

/// Writes frames as the escape sequences that terminals understand, changed cells only.
public struct FrameEncoder: Sendable {
    private var theme: Theme
    private let colors: ColorLevel
    private var previous: Frame?
    private var output: [UInt8] = []
    /// What the terminal is set to; `nil` if that is not certain.
    private var appearance: Appearance? { didSet { if appearance == nil { rendition = nil } } }
    private var rendition: Rendition?
    /// Where the terminal's cursor is; `nil` if that is not certain.
    private var cursor: (x: Int, y: Int)?

    public init(theme: Theme, colors: ColorLevel) {
        self.theme = theme
        self.colors = colors
    }

    /// Uses other colours: the next frame is drawn anew.
    public mutating func use(_ theme: Theme) {
        guard theme.name != self.theme.name else { return }
        self.theme = theme
        previous = nil
    }

    /// What turns the screen from the last frame into this one. The first frame, and one of another size, begin by
    /// clearing the screen.
    public mutating func encode(_ frame: Frame) -> String {
        output.removeAll(keepingCapacity: true)
        if previous?.size != frame.size {
            write("\u{1B}[0m\u{1B}[2J\u{1B}[?25l")
            appearance = nil
            cursor = nil
            previous = nil
        }
        for y in 0..<frame.size.height {
            for x in 0..<frame.size.width {
                let place = y * frame.size.width + x
                let cell = frame.cells[place]
                if let previous, isSame(previous.cells[place], cell) { continue }
                // Both halves of a wide character are written with its left one.
                if cell.isContinuation { continue }
                move(x, y)
                put(cell)
                let end = x + (x + 1 < frame.size.width && frame.cells[place + 1].isContinuation ? 2 : 1)
                // Behind the last column the cursor's place is up to the terminal.
                cursor = end < frame.size.width ? (end, y) : nil
            }
        }
        previous = frame
        return String(decoding: output, as: UTF8.self)
    }

    /// A frame as lines of text that can be printed anywhere, each with its colours and a reset at its end.
    public static func lines(_ frame: Frame, theme: Theme, colors: ColorLevel?) -> String {
        guard let colors else { return frame.text }
        var encoder = FrameEncoder(theme: theme, colors: colors)
        for y in 0..<frame.size.height {
            encoder.appearance = nil
            for x in 0..<frame.size.width where !frame[x, y].isContinuation { encoder.put(frame[x, y]) }
            encoder.write("\u{1B}[0m\n")
        }
        return String(decoding: encoder.output, as: UTF8.self)
    }

    /// Whether two cells look the same: a blank has no visible ink, unless it is reversed.
    private func isSame(_ left: Cell, _ right: Cell) -> Bool {
        if left == right { return true }
        guard left.ground == right.ground, left.scalar(colors: colors) == " ", right.scalar(colors: colors) == " "
        else {
            return false
        }
        return !theme.appearance(of: left, colors: colors).isReverse
            && !theme.appearance(of: right, colors: colors).isReverse
    }

    private mutating func move(_ x: Int, _ y: Int) {
        if let cursor, cursor == (x, y) { return }
        if let cursor, cursor.y == y, cursor.x < x {
            write(x - cursor.x == 1 ? "\u{1B}[C" : "\u{1B}[\(x - cursor.x)C")
        } else {
            write("\u{1B}[\(y + 1);\(x + 1)H")
        }
    }

    private mutating func put(_ cell: Cell) {
        var wanted = theme.appearance(of: cell, colors: colors)
        if cell.scalar(colors: colors) == " ", !wanted.isReverse, let appearance {
            // A blank takes the ink that is set already.
            wanted.foreground = appearance.foreground
            wanted.isBold = appearance.isBold
            wanted.isDim = appearance.isDim
        }
        if wanted != appearance { change(to: wanted) }
        for scalar in cell.scalars(colors: colors) { scalar.utf8.forEach { output.append($0) } }
    }

    private mutating func change(to wanted: Appearance) {
        let next = Rendition(wanted)
        output += next.sequence(after: rendition)
        rendition = next
        appearance = wanted
    }

    private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }
}
