import CNcurses
import Canvas

/// The terminal that the program runs in: shows frames, reports keys, and is put back as it was found.
///
/// The only module that knows ncurses.
@MainActor
public final class Terminal {
    /// How many colours are in use.
    public var colors: ColorLevel { screen.colors }
    public private(set) var size: Size
    /// The bytes that the last frame took.
    public private(set) var lastFrameBytes = 0

    public var theme: Theme {
        get { screen.theme }
        set { screen.theme = newValue }
    }

    private let screen: Screen
    private let keyboard: Keyboard
    private let signals: Int32
    private let modeBefore: termios
    private var isActive = true
    private var isLost = false

    /// Takes over the terminal.
    ///
    /// - Parameter colors: how many colours to use; `nil` for as many as the terminal has.
    /// - Throws: a ``TerminalError`` if standard input or output is no terminal, or one that cannot be drawn on.
    public init(theme: Theme, colors: ColorLevel? = nil, environment: [String: String]) throws {
        guard isatty(STDOUT_FILENO) == 1 else { throw TerminalError(description: "standard output is not a terminal") }
        guard isatty(STDIN_FILENO) == 1 else { throw TerminalError(description: "standard input is not a terminal") }
        let type = environment["TERM"] ?? ""
        let reset = try Self.examine(type)
        let hasMouse = ravine_terminal_string("kmous") != nil
        let isDirect = ravine_terminal_has("RGB") || ravine_terminal_has("Tc")
        let level =
            colors
            ?? .detect(
                environment: environment,
                terminfoColors: isDirect ? 1 << 24 : Int(ravine_terminal_number("colors")))
        ravine_terminal_forget()
        Self.setLocale(environment: environment)

        var mode = termios()
        guard tcgetattr(STDIN_FILENO, &mode) == 0 else {
            throw TerminalError(description: "the terminal does not tell its mode")
        }
        modeBefore = mode
        size = Self.windowSize ?? Size(width: 80, height: 24)
        let output = try FrameOutput(terminal: STDOUT_FILENO)
        signals = ravine_signals_catch()
        ravine_crash_guard(STDOUT_FILENO, reset, strlen(reset), &mode)
        do {
            screen = try Screen(type: type, colors: level, theme: theme, size: size, hasMouse: hasMouse, output: output)
            keyboard = try Keyboard()
        } catch {
            ravine_crash_unguard()
            ravine_signals_release()
            throw error
        }
        enterRawMode()
    }

    /// Checks that a terminal type can be drawn on. - Returns: what puts such a terminal back after a crash.
    private static func examine(_ type: String) throws -> String {
        guard !type.isEmpty else {
            throw TerminalError(description: "TERM is not set; try TERM=xterm-256color")
        }
        guard ravine_terminal_lookup(type) == 1 else {
            throw TerminalError(description: "unknown terminal type '\(type)'; try TERM=xterm-256color")
        }
        guard ravine_terminal_string("cup") != nil else {
            throw TerminalError(
                description: "a terminal of type '\(type)' cannot move its cursor; 'ravine show' prints a still")
        }
        let names: [String] = ["sgr0", "cnorm", "rmkx", "rmcup"]
        let reset = names.compactMap { name in ravine_terminal_string(name).map { String(cString: $0) } }
        return "\u{1B}[?2026l" + (ravine_terminal_string("kmous") == nil ? "" : MouseReport.disable) + reset.joined()
    }

    /// Without any locale C.UTF-8 shows what nearly every terminal can; ncurses draws blanks for what the locale lacks.
    private static func setLocale(environment: [String: String]) {
        let isSet = ["LC_ALL", "LC_CTYPE", "LANG"].contains { environment[$0]?.isEmpty == false }
        if !isSet || setlocale(LC_ALL, "") == nil { setlocale(LC_ALL, "C.UTF-8") }
        setlocale(LC_NUMERIC, "C")
    }

    // MARK: Frames

    /// Shows a frame: what changed, in one write.
    public func show(_ frame: Frame) {
        guard isActive else { return }
        if let bytes = screen.show(frame) { lastFrameBytes = bytes } else { isLost = true }
    }

    // MARK: Events

    /// Waits for something to happen.
    ///
    /// - Parameter seconds: how long at most; `nil` waits for ever, at no cost.
    /// - Returns: what happened; `nil` if nothing did.
    public func nextEvent(within seconds: Double?) -> Event? {
        let deadline = seconds.map { Self.now + max(0, $0) }
        while true {
            if isLost { return .lost }
            if let event = keyboard.next() { return event }
            let wait = deadline.map { min(max(0, ($0 - Self.now) * 1000).rounded(.up), 1e6) }
            var sources = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&sources, 2, wait.map { Int32($0) } ?? -1)
            if count == 0 { return nil }
            if count < 0, errno != EINTR { return .lost }
            if sources[1].revents != 0, let event = eventFromSignals() { return event }
            if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { isLost = true }
            if sources[0].revents & Int16(POLLIN) != 0, !hasInput { isLost = true }
        }
    }

    /// Readable without anything to read is the end of the terminal.
    private var hasInput: Bool {
        var count: Int32 = 0
        return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0 && count > 0
    }

    private func eventFromSignals() -> Event? {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(signals, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let arrived = Set(bytes.prefix(count).map { Int32($0) })
        for signal in [SIGTERM, SIGHUP, SIGINT] where arrived.contains(signal) { return .terminate(signal) }
        if arrived.contains(SIGTSTP) {
            stop()
            return .resize(size)
        }
        if arrived.contains(SIGCONT) {
            // Somebody may have changed the mode while the process was stopped from outside.
            enterRawMode()
            screen.repaint()
        }
        guard arrived.contains(SIGWINCH) || arrived.contains(SIGCONT) else { return nil }
        adoptWindowSize()
        return .resize(size)
    }

    private func adoptWindowSize() {
        size = Self.windowSize ?? size
        screen.resize(to: size)
    }

    private static var windowSize: Size? {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return nil
        }
        return Size(width: Int(window.ws_col), height: Int(window.ws_row))
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    // MARK: Coming and going

    /// Keys at once and unseen, signals as ever, output untouched.
    private func enterRawMode() {
        var mode = modeBefore
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        mode.c_lflag |= tcflag_t(ISIG)
        mode.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
        mode.c_oflag &= ~tcflag_t(OPOST)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    }

    private func leaveRawMode() {
        var mode = modeBefore
        tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    }

    /// Ctrl-Z: gives the terminal back, stops, and takes it again when the shell says so.
    private func stop() {
        screen.leave()
        leaveRawMode()
        ravine_signals_stop()
        enterRawMode()
        screen.comeBack()
        adoptWindowSize()
    }

    /// Puts the terminal back as it was found. Safe to call twice.
    public func restore() {
        guard isActive else { return }
        isActive = false
        screen.leave()
        leaveRawMode()
        ravine_crash_unguard()
        ravine_signals_release()
    }

    /// Ends the process as a signal does when nobody handles it, so that the shell knows.
    public static func die(of signal: Int32) -> Never {
        ravine_signal_default(signal)
        raise(signal)
        exit(128 + signal)
    }
}
