import Basics
import Canvas

/// Writes frames as the escape sequences that terminals understand, changed cells only.
public struct FrameEncoder: Sendable {
    private var theme: Theme
    private let colors: ColorLevel
    private var previous: Frame?
    private var output: [UInt8] = []
    private var appearance: Appearance?
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
        guard left.scalar == " ", right.scalar == " ", left.ground == right.ground else { return false }
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
        if cell.scalar == " ", !wanted.isReverse, let appearance {
            // A blank takes the ink that is set already.
            wanted.foreground = appearance.foreground
            wanted.isBold = appearance.isBold
            wanted.isDim = appearance.isDim
        }
        if wanted != appearance { change(to: wanted) }
        for scalar in cell.scalars { scalar.utf8.forEach { output.append($0) } }
    }

    private mutating func change(to wanted: Appearance) {
        var codes: [String] = []
        var known = appearance
        if known == nil {
            codes.append("0")
            known = Appearance()
        }
        // One code ends bold and dim, and keeps the colours.
        if (known!.isBold && !wanted.isBold) || (known!.isDim && !wanted.isDim) {
            codes.append("22")
            known!.isBold = false
            known!.isDim = false
        }
        if known!.isReverse, !wanted.isReverse { codes.append("27") }
        if wanted.isBold, !known!.isBold { codes.append("1") }
        if wanted.isDim, !known!.isDim { codes.append("2") }
        if wanted.isReverse, !known!.isReverse { codes.append("7") }
        if wanted.foreground != known?.foreground { codes.append(Self.code(wanted.foreground, base: 30)) }
        if wanted.background != known?.background { codes.append(Self.code(wanted.background, base: 40)) }
        if !codes.isEmpty { write("\u{1B}[" + codes.joined(separator: ";") + "m") }
        appearance = wanted
    }

    private static func code(_ color: Appearance.Color?, base: Int) -> String {
        switch color {
        case nil: "\(base + 9)"
        case .exact(let rgb): "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
        case .indexed(let index) where index < 8: "\(base + Int(clamping: index))"
        case .indexed(let index) where index < 16: "\(base + 60 + Int(clamping: index) - 8)"
        case .indexed(let index): "\(base + 8);5;\(index)"
        }
    }

    private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }
}
