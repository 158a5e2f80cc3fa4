import CNcurses
import Canvas

/// Frames through ncurses: it gets the cells that changed, and what it makes of them is collected in memory and written
/// in one go.
@MainActor
final class CursesScreen {
    let colors: ColorLevel
    var theme: Theme { didSet { forgetPairs() } }
    private let output: FrameOutput
    private var shown: Frame?
    /// The pair of each ink on each ground, 0 where it is not known yet.
    private var pairs: [Int32]
    /// The pairs that there are, by the numbers of their colours: inks and grounds may share colours.
    private var pairOfColors: [SIMD2<Int32>: Int32] = [:]
    private var row: [cchar_t] = []
    private var size: Size
    private let hasMouse: Bool
    /// Whether a frame is bracketed so that the terminal shows all of it at once.
    private let isSynchronized: Bool
    /// What puts the terminal back if there is no time to leave in good order.
    let reset: [UInt8]

    /// Starts ncurses.
    init(
        description: TerminalDescription, colors: ColorLevel, theme: Theme, size: Size, device: Device
    ) throws {
        let output = try FrameOutput(terminal: device.output)
        let type = description.type
        // The size of the window, not what the type says or the user's variables: some types, such as linux, say none,
        // and the terminal would scroll no more than the rows that ncurses begins with.
        let lines = ["LINES": "\(max(1, size.height))", "COLUMNS": "\(max(1, size.width))"]
        let started = withEnvironment(lines) {
            Self.start(type, colors: colors, output: output.file, input: device.input)
        }
        guard let colors = started else {
            throw TerminalError(description: "ncurses cannot use the terminal type '\(type.played)'")
        }
        self.colors = colors
        self.theme = theme
        self.output = output
        hasMouse = description.hasMouse
        isSynchronized = colors >= .indexed
        reset = TerminalDescription.reset(hasMouse: hasMouse, isSynchronized: isSynchronized)
        output.endsAttributes = colors > .none
        self.size = size
        pairs = Array(repeating: 0, count: theme.inkCount * theme.inkCount)
        if colors > .none {
            start_color()
            use_default_colors()
        }
        resize(to: size)
        setMouse(isOn: true)
    }

    private func setMouse(isOn: Bool) {
        if hasMouse { fputs(isOn ? MouseReport.enable : MouseReport.disable, output.file) }
    }

    /// Starts ncurses with as many colours as asked for, if they can be had. - Returns: how many there are.
    private static func start(
        _ type: TerminalType, colors: ColorLevel, output: UnsafeMutablePointer<FILE>, input: Int32
    ) -> ColorLevel? {
        if colors == .exact || !type.isInstalled, let direct = type.direct,
            direct.use({ ravine_screen_start($0, output, input) })
        {
            return colors == .none ? ColorLevel.none : .exact
        }
        guard type.isInstalled, ravine_screen_start(type.played, output, input) else { return nil }
        // A number of a colour that ncurses does not have would come out as any other.
        return min(colors, .with(Int(ravine_color_limit())))
    }

    func resize(to size: Size) {
        self.size = size
        resize_term(Int32(max(1, size.height)), Int32(max(1, size.width)))
        repaint()
    }

    /// Makes the next frame draw everything.
    func repaint() {
        shown = nil
        ravine_repaint()
    }

    /// Sends what is not for the screen.
    func send(_ text: String) { output.send(text) }

    /// Shows a frame. - Returns: the bytes written; `nil` if the terminal is gone.
    func show(_ frame: Frame) -> Int? {
        let isWhole = shown?.size != frame.size
        let width = min(frame.size.width, size.width)
        for y in 0..<min(frame.size.height, size.height) {
            var x = 0
            while x < width {
                guard isWhole || frame[x, y] != shown![x, y] else {
                    x += 1
                    continue
                }
                var end = x + 1
                while end < width, isWhole || frame[end, y] != shown![end, y] { end += 1 }
                put(frame, y: y, from: x, to: end)
                x = end
            }
        }
        shown = frame
        ravine_screen_refresh()
        return output.flush(isSynchronized: isSynchronized)
    }

    private func put(_ frame: Frame, y: Int, from start: Int, to end: Int) {
        // Half of a wide character is drawn with the other half.
        let start = frame[start, y].isContinuation ? start - 1 : start
        while row.count < end - start { row.append(cchar_t()) }
        var count = 0
        for x in start..<end where !frame[x, y].isContinuation {
            var cell = frame[x, y]
            cell.scalar = cell.scalar(colors: colors)
            if cell.scalar == " ", !cell.style.contains(.reverse), cell.ground != .selection {
                // A blank in its left neighbour's ink needs no change of colour.
                cell.ink = x > 0 ? frame[x - 1, y].ink : .text
                cell.style = x > 0 ? frame[x - 1, y].style : []
            }
            let appearance = theme.appearance(of: cell, colors: colors)
            ravine_set_cell(
                &row[count], cell.scalar.value, cell.marks.x, cell.marks.y, appearance.isBold, appearance.isDim,
                appearance.isReverse,
                pair(cell, appearance))
            count += 1
        }
        row.withUnsafeBufferPointer { _ = ravine_put_cells(Int32(y), Int32(start), $0.baseAddress, Int32(count)) }
    }

    // MARK: Colours

    private func pair(_ cell: Cell, _ appearance: Appearance) -> Int32 {
        guard colors > .none else { return 0 }
        let count = theme.inkCount
        let place = Int(cell.ink.rawValue) % count * count + Int(cell.ground.rawValue) % count
        if pairs[place] == 0 {
            let colors = SIMD2(Self.number(appearance.foreground), Self.number(appearance.background))
            if pairOfColors[colors] == nil {
                let next = Int32(pairOfColors.count + 1)
                guard next <= ravine_pair_limit() else { return 0 }
                ravine_set_pair(next, colors.x, colors.y)
                pairOfColors[colors] = next
            }
            pairs[place] = pairOfColors[colors]!
        }
        return pairs[place]
    }

    private static func number(_ color: Appearance.Color?) -> Int32 {
        switch color {
        case nil: -1
        case .exact(let rgb): Int32(rgb.hex)
        case .indexed(let index): Int32(index)
        }
    }

    private func forgetPairs() {
        pairs = Array(repeating: 0, count: theme.inkCount * theme.inkCount)
        pairOfColors = [:]
        repaint()
    }

    // MARK: Leaving

    /// Leaves the screen, to come back or for good: what is written next stands on a clean line, whether or not the
    /// screen from before comes back. - Returns: whether the terminal took it.
    @discardableResult
    func leave() -> Bool {
        ravine_screen_clear()
        ravine_screen_refresh()
        endwin()
        setMouse(isOn: false)
        return output.flush(isSynchronized: false, isLast: true) != nil
    }

    /// Comes back after `leave`: the next frame draws everything.
    func comeBack() {
        setMouse(isOn: true)
        repaint()
    }
}
