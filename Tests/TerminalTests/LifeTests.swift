import CNcurses
import Canvas
import Foundation
import Testing

@testable import Terminal

/// One at a time: signals, the locale and ncurses' present terminal belong to the whole process.
@Suite("A terminal from taking it to giving it back", .serialized)
@MainActor
struct LifeTests {
    private func terminal(
        _ pseudo: Pseudoterminal, type: String = "xterm-256color", colors: ColorLevel? = nil,
        isKnown: (String) -> Bool = TerminalDescription.isKnown
    ) throws -> Terminal {
        try Terminal(
            theme: .dark, colors: colors, environment: ["TERM": type], device: pseudo.device, isKnown: isKnown)
    }

    private func frame(_ terminal: Terminal, _ text: String) -> Frame {
        var frame = Frame(size: terminal.size)
        frame.write(text, x: 3, y: 2)
        return frame
    }

    /// The types of Debian's ncurses-base, or a few that are everywhere.
    nonisolated private static let types: [String] = {
        let base = URL(filePath: "/lib/terminfo")
        let folders = (try? FileManager.default.contentsOfDirectory(at: base, includingPropertiesForKeys: nil)) ?? []
        let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path())) ?? [] }
        return names.isEmpty ? ["xterm-256color", "xterm", "vt100", "vt52", "linux", "ansi", "dumb"] : names.sorted()
    }()

    @Test("every type that can move its cursor shows a frame and is left as it was", arguments: types)
    func everyType(type: String) throws {
        let pseudo = try Pseudoterminal()
        let mode = pseudo.mode
        let terminal: Terminal
        do {
            terminal = try self.terminal(pseudo, type: type)
        } catch let error as TerminalError {
            #expect(error.description.contains("of type '\(type)' cannot move its cursor"))
            #expect(pseudo.mode == mode && pseudo.output().isEmpty)
            return
        }
        #expect(terminal.remark == nil)
        #expect(pseudo.mode != mode)
        terminal.show(frame(terminal, "Hexagon"))
        let shown = pseudo.output()
        #expect(shown.contains("Hexagon"))
        // The region that scrolls is all of the screen.
        let region = /\[1;([0-9]+)r/
        for match in shown.matches(of: region) { #expect(match.1 == "30") }
        #expect(terminal.restore())
        #expect(pseudo.mode == mode)
        let left = pseudo.output()
        for (taken, given) in [("civis", "cnorm"), ("smcup", "rmcup"), ("smkx", "rmkx")] {
            guard let taken = string(taken), let given = string(given), shown.contains(taken) else { continue }
            #expect(left.contains(given), "\(given.debugDescription) in \(left.debugDescription)")
        }
        #expect(shown.contains(MouseReport.enable) == left.contains(MouseReport.disable))
        // Nothing of ours stays where the screen from before does not come back.
        let plain = left.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(string("clear").map(plain.contains) != false, "\(plain.debugDescription)")
        #expect(terminal.restore() && pseudo.output().isEmpty)
    }

    private func string(_ capability: String) -> String? {
        ravine_terminal_string(capability).map { TerminalDescription.withoutDelays(String(cString: $0)) }
    }

    @Test("without any description the one of our own is used", arguments: ["xterm-kitty", "tmux-direct", "screen-x"])
    func bare(type: String) throws {
        for (colors, level) in [(nil, ColorLevel.exact), (.indexed, .exact), (ColorLevel.none, .none)] {
            let pseudo = try Pseudoterminal()
            let terminal = try terminal(pseudo, type: type, colors: colors) { _ in false }
            defer { terminal.restore() }
            #expect(terminal.colors == level)
            terminal.show(frame(terminal, "Hexagon"))
            let shown = pseudo.output()
            #expect(shown.contains("Hexagon") && shown.contains("8;2;") == (level == .exact))
        }
    }

    @Test("what an unknown type promises of colours is kept as far as its stand-in goes")
    func promises() throws {
        let expected: [(String, ColorLevel)] = [
            ("xterm-kitty", .exact), ("st-256color", .indexed), ("xterm-16color", .sixteen), ("xterm-mono", .none),
            ("xterm-italic", .indexed),
        ]
        for (type, level) in expected {
            let pseudo = try Pseudoterminal()
            let terminal = try terminal(pseudo, type: type) { $0 == "xterm-256color" }
            #expect(terminal.colors == level && terminal.remark != nil)
            terminal.restore()
        }
    }

    @Test("the user's own LINES and COLUMNS count for nothing and stay")
    func variables() throws {
        setenv("LINES", "7", 1)
        defer { unsetenv("LINES") }
        let pseudo = try Pseudoterminal(columns: 90, rows: 40)
        let terminal = try terminal(pseudo)
        #expect(terminal.size == Size(width: 90, height: 40) && String(cString: getenv("LINES")) == "7")
        terminal.show(frame(terminal, "Hexagon"))
        #expect(pseudo.output().contains("[1;40r"))
        terminal.restore()
    }

    @Test(
        "a window of any size can be started with",
        arguments: [(0, 0), (1, 1), (65535, 1), (1, 65535), (32768, 3), (1000, 1000)])
    func sizes(columns: Int, rows: Int) throws {
        let pseudo = try Pseudoterminal(columns: columns, rows: rows)
        let terminal = try terminal(pseudo)
        #expect(terminal.size.width <= 1000 && terminal.size.height <= 1000)
        terminal.restore()
    }

    @Test("wake ends the waiting, from any thread; several are one; none is lost")
    func wake() throws {
        let pseudo = try Pseudoterminal()
        let terminal = try terminal(pseudo)
        defer { terminal.restore() }
        Thread.detachNewThread {
            usleep(20_000)
            terminal.wake()
        }
        #expect(terminal.nextEvent(within: nil) == .wake)
        #expect(terminal.nextEvent(within: 0) == nil)
        terminal.wake()
        #expect(terminal.nextEvent(within: nil) == .wake)
        for _ in 0..<100_000 { terminal.wake() }
        pseudo.type("x")
        #expect(terminal.nextEvent(within: nil) == .wake)
        #expect(terminal.nextEvent(within: nil) == .key(.character("x")))
        #expect(terminal.nextEvent(within: 0) == nil)
    }

    @Test("signals arrive however often it was woken, and keep what arrived with them")
    func signals() throws {
        let pseudo = try Pseudoterminal()
        let terminal = try terminal(pseudo)
        defer { terminal.restore() }
        for _ in 0..<100_000 { terminal.wake() }
        for signal in [SIGWINCH, SIGTERM, SIGUSR1] { kill(getpid(), signal) }
        // Another thread may be the one that takes them.
        var missing: Set<Event> = [.terminate(SIGTERM), .terminate(SIGUSR1), .resize(terminal.size), .wake]
        while !missing.isEmpty { missing.remove(try #require(terminal.nextEvent(within: 60))) }
        #expect(terminal.nextEvent(within: 0) == nil)
    }

    @Test("what was ignored before stays ignored")
    func ignored() throws {
        let before = signal(SIGUSR2, SIG_IGN)
        defer { _ = signal(SIGUSR2, before) }
        let pseudo = try Pseudoterminal()
        let terminal = try terminal(pseudo)
        kill(getpid(), SIGUSR2)
        #expect(terminal.nextEvent(within: 0) == nil)
        terminal.restore()
    }

    @Test("a terminal that takes nothing holds up neither a signal nor leaving")
    func stuck() throws {
        let pseudo = try Pseudoterminal()
        let mode = pseudo.mode
        let terminal = try terminal(pseudo)
        try pseudo.fill()
        Thread.detachNewThread {
            usleep(20_000)
            kill(getpid(), SIGTERM)
        }
        terminal.show(frame(terminal, "Hexagon"))
        #expect(terminal.nextEvent(within: nil) == .terminate(SIGTERM))
        #expect(!terminal.restore())
        #expect(pseudo.mode == mode)
    }

    @Test("a terminal that is gone is reported, and left without waiting")
    func hungUp() throws {
        let pseudo = try Pseudoterminal()
        let terminal = try terminal(pseudo)
        terminal.show(frame(terminal, "Hexagon"))
        pseudo.hangUp()
        #expect(terminal.nextEvent(within: nil) == .lost)
        terminal.show(frame(terminal, "Octagon"))
        #expect(!terminal.restore())
    }

    @Test("a thread that used up its stack has another to put the terminal back")
    func spareStack() throws {
        let pseudo = try Pseudoterminal()
        let terminal = try terminal(pseudo)
        defer { terminal.restore() }
        var stack = stack_t()
        #expect(sigaltstack(nil, &stack) == 0 && stack.ss_flags & Int32(SS_DISABLE) == 0)
    }
}
