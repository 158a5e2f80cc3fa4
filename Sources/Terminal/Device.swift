import CNcurses
import Canvas

/// The terminal as the system knows it: what leads to it, its size and its mode.
struct Device {
    let input: Int32
    /// A way of our own, which does not block.
    let output: Int32
    /// The mode in which it was found.
    private let modeBefore: termios

    /// - Throws: a ``TerminalError`` if one of the descriptors leads to no terminal.
    init(input: Int32, output: Int32) throws {
        guard isatty(output) == 1 else { throw TerminalError(description: "standard output is not a terminal") }
        guard isatty(input) == 1 else { throw TerminalError(description: "standard input is not a terminal") }
        var mode = termios()
        guard tcgetattr(input, &mode) == 0 else {
            throw TerminalError(description: "the terminal does not tell its mode")
        }
        modeBefore = mode
        self.input = input
        self.output = ravine_terminal_open(output)
    }

    /// The size of the window, `nil` if there is none. No window has more than a thousand rows or columns, whatever a
    /// terminal is told that it has, and ncurses counts in 16 bits.
    var size: Size? {
        var window = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
        return Size(width: min(Int(window.ws_col), 1000), height: min(Int(window.ws_row), 1000))
    }

    /// Readable without anything to read is the end of the terminal.
    var hasInput: Bool {
        var count: Int32 = 0
        return ioctl(input, UInt(FIONREAD), &count) == 0 && count > 0
    }

    /// Keys at once and unseen, signals as ever, output untouched.
    func enterRawMode() {
        var mode = modeBefore
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        mode.c_lflag |= tcflag_t(ISIG)
        mode.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
        mode.c_oflag &= ~tcflag_t(OPOST)
        tcsetattr(input, TCSANOW, &mode)
    }

    func leaveRawMode() {
        var mode = modeBefore
        ravine_terminal_give_mode(input, &mode)
    }

    /// From now on a crash writes these bytes and leaves raw mode.
    func guardAgainstCrashes(reset: [UInt8]) {
        var mode = modeBefore
        ravine_crash_guard(output, reset, reset.count, input, &mode)
    }
}
