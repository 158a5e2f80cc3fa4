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

    /// What the user should know when the terminal is the shell's again.
    public let remark: String?

    private let screen: CursesScreen
    private let keyboard: Keyboard
    private let device: Device
    private let signals: Int32
    /// Whether the terminal is ours, not yet or again the shell's.
    private var isActive = false
    private var isLost = false

    /// Takes over the terminal.
    ///
    /// - Parameter colors: how many colours to use; `nil` for as many as the terminal has.
    /// - Throws: a ``TerminalError`` if standard input or output is no terminal, or one that cannot be drawn on.
    public convenience init(theme: Theme, colors: ColorLevel? = nil, environment: [String: String]) throws {
        try self.init(
            theme: theme, colors: colors, environment: environment,
            device: Device(input: STDIN_FILENO, output: STDOUT_FILENO))
    }

    init(
        theme: Theme, colors: ColorLevel?, environment: [String: String], device: Device,
        isKnown: (String) -> Bool = TerminalDescription.isKnown
    ) throws {
        let description = try TerminalDescription(environment["TERM"] ?? "", isKnown: isKnown)
        remark = description.type.remark
        self.device = device
        Self.setLocale(environment: environment)
        size = device.size ?? Size(width: 80, height: 24)
        signals = ravine_signals_catch()
        do {
            screen = try CursesScreen(
                description: description,
                colors: colors ?? .detect(environment: environment, terminfoColors: description.colors),
                theme: theme, size: size, device: device)
            keyboard = try Keyboard(input: device.input)
        } catch {
            ravine_signals_release()
            throw error
        }
        take()
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
        if let bytes = screen.show(frame) {
            lastFrameBytes = bytes
        } else {
            // One that is to end does not wait until a frame is out.
            isLost = ravine_signals_end() == 0
        }
    }

    /// Puts a text on the clipboard, where the terminal lets programs do that (OSC 52): no terminal says whether.
    ///
    /// - Parameter base64: the text's bytes so encoded.
    public func copy(base64: String) {
        if isActive { screen.send("\u{1B}]52;c;\(base64)\u{7}") }
    }

    // MARK: Events

    /// Waits for something to happen.
    ///
    /// - Parameter seconds: how long at most; `nil` waits for ever, at no cost.
    /// - Returns: what happened; `nil` if nothing did.
    public func nextEvent(within seconds: Double?) -> Event? { nextEvent(within: seconds, orReadable: -1) }

    /// The same, which also returns ``Event/wake`` when something can be read from a descriptor; from -1 nothing ever can.
    public func nextEvent(within seconds: Double?, orReadable descriptor: Int32) -> Event? {
        let deadline = seconds.map { Self.now + max(0, $0) }
        while true {
            // Signals first, lest keys without end keep them waiting.
            if let event = eventFromSignals() { return event }
            if isLost { return .lost }
            if let event = keyboard.next() { return event }
            let wait = deadline.map { min(max(0, ($0 - Self.now) * 1000).rounded(.up), 1e6) }
            var sources = [
                pollfd(fd: device.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&sources, 3, wait.map { Int32($0) } ?? -1)
            if count == 0 { return nil }
            if count < 0, errno != EINTR { return .lost }
            if sources[1].revents != 0 { ravine_signals_drain() }
            if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { isLost = true }
            if sources[0].revents & Int16(POLLIN) != 0, !device.hasInput { isLost = true }
            if sources[2].revents != 0, sources[0].revents == 0, sources[1].revents == 0 { return .wake }
        }
    }

    /// Makes a `nextEvent` that waits, or else the next one, return ``Event/wake`` at once. Several before that may be
    /// one. Safe in any thread.
    public nonisolated func wake() { ravine_wake() }

    private func eventFromSignals() -> Event? {
        let end = ravine_signals_end()
        if end != 0, ravine_signal_take(end) { return .terminate(end) }
        if ravine_signal_take(SIGTSTP) {
            stop()
            return .resize(size)
        }
        let isContinued = ravine_signal_take(SIGCONT)
        if isContinued, isActive {
            // Somebody may have changed the mode while the process was stopped from outside.
            device.enterRawMode()
            screen.repaint()
        }
        if ravine_signal_take(SIGWINCH) || isContinued {
            adoptWindowSize()
            return .resize(size)
        }
        return ravine_signal_take(0) ? .wake : nil
    }

    private func adoptWindowSize() {
        size = device.size ?? size
        screen.resize(to: size)
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    // MARK: Coming and going

    private func take() {
        isActive = true
        device.guardAgainstCrashes(reset: screen.reset)
        device.enterRawMode()
    }

    /// - Returns: whether the terminal took what puts it back.
    private func giveBack() -> Bool {
        guard isActive else { return !isLost }
        isActive = false
        if !screen.leave() { isLost = true }
        device.leaveRawMode()
        ravine_crash_unguard()
        return !isLost
    }

    /// Ctrl-Z: gives the terminal back, stops, and takes it again when the shell says so.
    private func stop() {
        guard giveBack() else { return }
        ravine_signals_stop()
        // Told to end meanwhile, it need not come back: another job may have the terminal.
        guard ravine_signals_end() == 0 else { return }
        take()
        screen.comeBack()
        adoptWindowSize()
    }

    /// Puts the terminal back as it was found. Safe to call twice. Waits no longer than a second for a terminal that
    /// takes nothing.
    ///
    /// - Returns: whether there is still a terminal that takes something.
    @discardableResult
    public func restore() -> Bool {
        defer { ravine_signals_release() }
        return giveBack()
    }

    /// Ends the process as a signal does when nobody handles it, so that the shell knows.
    public static func die(of signal: Int32) -> Never {
        ravine_die(signal)
        exit(128 + signal)
    }
}
