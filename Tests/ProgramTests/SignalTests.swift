import Foundation
import Testing

@Suite("However it ends, the terminal is as it was", .serialized)
struct SignalTests {
    private static let quiet = "env -u COLORTERM -u NO_COLOR SWIFT_BACKTRACE=enable=no"

    /// Starts the program at the shell.
    private func start(_ terminal: Tmux, _ prefix: String = quiet) throws {
        try terminal.enter("clear; stty -g > $MODE; \(prefix) \(Program.path) radford")
        try terminal.waitFor("Three landscapes")
    }

    private func withTerminal(_ body: (Tmux) throws -> Void) throws {
        try Program.withFolder { folder in
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter("ulimit -c 0; MODE=\(folder.appending(path: "mode").path())")
            try body(terminal)
        }
    }

    /// Once the program is over: the terminal must be as it was. - Returns: the screen.
    @discardableResult
    private func expectRestored(_ terminal: Tmux, status: Int32, _ what: String) throws -> String {
        try terminal.waitUntil("the shell after \(what)") { screen in
            screen.split(separator: "\n").last { !$0.allSatisfy { $0 == " " } } == "$"
        }
        try terminal.enter("echo status $?; stty -g | cmp - $MODE && echo same mode")
        let screen = try terminal.waitFor("same mode\n")
        #expect(screen.contains("status \(status)\n") && !screen.contains("Three landscapes"), "after \(what)")
        #expect(try terminal.modes == "1 0 0", "cursor, alternate screen, mouse after \(what)")
        return screen
    }

    /// Those whose default does not end a process, and the one that nobody can catch.
    private static let harmless: Set<Int32> = {
        var harmless = [SIGCHLD, SIGURG, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH, SIGKILL]
        #if canImport(Darwin)
            harmless += [SIGIO, SIGINFO]
        #else
            // The C library's own.
            harmless += [32, 33]
        #endif
        return Set(harmless)
    }()

    #if canImport(Darwin)
        private static let all = Set<Int32>(1...31)
    #else
        private static let all = Set<Int32>(1...64)
    #endif

    @Test("every signal that ends a process")
    func everySignal() throws {
        try withTerminal { terminal in
            for signal in Self.all.subtracting(Self.harmless).sorted() {
                try start(terminal)
                try terminal.signal(signal)
                try expectRestored(terminal, status: 128 + signal, "signal \(signal)")
            }
        }
    }

    @Test("crashes of which a backtrace is asked for", arguments: ["no", "yes"])
    func backtraces(interactive: String) throws {
        try withTerminal { terminal in
            for signal in [SIGSEGV, SIGABRT, SIGILL, SIGBUS] {
                try start(
                    terminal,
                    "env -u COLORTERM -u NO_COLOR SWIFT_BACKTRACE=enable=yes,interactive=\(interactive),limit=4")
                try terminal.signal(signal)
                if interactive == "yes" {
                    let screen = try terminal.waitUntil("a question or the end") {
                        $0.contains("any other key to quit") || $0.contains("\n$\n")
                    }
                    // Not every system has one to ask.
                    if screen.contains("any other key to quit") { try terminal.type("x") }
                }
                try expectRestored(terminal, status: 128 + signal, "signal \(signal) with a backtrace")
            }
        }
    }

    @Test("keys that send signals", arguments: [("C-c", SIGINT), ("C-\\", SIGQUIT)])
    func keys(key: String, signal: Int32) throws {
        try withTerminal { terminal in
            try start(terminal)
            try terminal.type(key)
            try expectRestored(terminal, status: 128 + signal, key)
        }
    }

    @Test(
        "without an alternate screen too what is written next stands on a clean line",
        arguments: ["linux", "vt100", "ansi", "xterm-256color"], [SIGTERM, SIGSEGV])
    func cleanLine(type: String, signal: Int32) throws {
        try withTerminal { terminal in
            try terminal.command("set-option", "-w", "alternate-screen", "off")
            try start(terminal, "\(Self.quiet) TERM=\(type)")
            try terminal.signal(signal)
            let screen = try expectRestored(terminal, status: 128 + signal, "signal \(signal) as \(type)")
            let lines = screen.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
            // What the shell says of the signal; then what was asked of it, its answers, and the prompt.
            #expect(lines.count <= 5 && lines.dropLast(3).last?.hasPrefix("$ echo status") == true, "\(screen)")
            // The whole screen scrolls again.
            try terminal.enter("clear; seq 100")
            let rows = try terminal.waitFor("100").split(separator: "\n")
            #expect(rows.contains("72") && rows.contains("100"))
        }
    }

    @Test("told to end while it is stopped it does not take the terminal again")
    func stopped() throws {
        try withTerminal { terminal in
            try terminal.enter("set -m")
            try start(terminal)
            try terminal.type("C-z")
            try expectRestored(terminal, status: 128 + SIGTSTP, "C-z")
            try terminal.enter("clear; kill %1; kill -CONT %1")
            try terminal.waitUntil("its end") { screen in
                try? terminal.enter("jobs")
                return screen.contains("Terminated")
            }
            try terminal.enter("clear; (exit 7)")
            try expectRestored(terminal, status: 7, "its end")
        }
    }

    @Test("a terminal that is closed ends it")
    func hangUp() throws {
        try Program.withFolder { folder in
            let file = folder.appending(path: "pid")
            for signal in ["", "trap '' HUP; "] {
                let terminal = try Tmux(columns: 100, rows: 30)
                try terminal.enter(
                    "sh -c '\(signal)echo $$ > \(file.path()); exec \(Self.quiet) \(Program.path) radford'")
                try terminal.waitFor("Three landscapes")
                let process = try #require(
                    Int32(try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
                )
                try terminal.command("kill-pane")
                var isOver = false
                for _ in 0..<200 where !isOver {
                    isOver = kill(process, 0) != 0
                    usleep(50_000)
                }
                #expect(isOver)
            }
        }
    }
}
