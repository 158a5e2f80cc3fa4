import Foundation
import Testing

struct NeverCame: Error, CustomStringConvertible {
    let description: String
}

/// A real terminal for the real program: a tmux server of its own with one window.
final class Tmux {
    private let socket = "ravine-test-\(UUID().uuidString.prefix(8))"

    private let server = Process()

    init(columns: Int, rows: Int) throws {
        // A server that became a daemon would hold on to what tells of its client's end, which then never comes.
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        server.arguments = ["tmux", "-u", "-L", socket, "-f", "/dev/null", "-D"]
        server.environment = ProcessInfo.processInfo.environment.merging([
            "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
        ]) { $1 }
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try Program.start(server)
        while server.isRunning {
            // Before there is a socket it says otherwise that there is no server.
            let error = try Program.run("/usr/bin/env", ["tmux", "-L", socket, "has-session"]).error
            guard error.contains("no server") || error.contains("error connecting") else { break }
            usleep(10_000)
        }
        try command("-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env PS1='$ ' sh")
        try waitFor("$")
    }

    deinit {
        _ = try? command("kill-server")
        server.terminate()
    }

    @discardableResult
    func command(_ arguments: String...) throws -> String {
        try Program.run(
            "/usr/bin/env", ["tmux", "-u", "-L", socket] + arguments,
            environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
        ).output
    }

    /// Types keys by tmux's names for them.
    func type(_ keys: String...) throws {
        for key in keys { try command("send-keys", key) }
    }

    /// Types a line at the shell.
    func enter(_ line: String) throws {
        try command("send-keys", "-l", line)
        try command("send-keys", "Enter")
    }

    /// Sends a signal to the program that runs at the shell.
    func signal(_ number: Int32) throws {
        let shell = try command("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try Program.run("/usr/bin/env", ["pkill", "-\(number)", "-P", shell, "ravine"])
    }

    /// Whether the cursor is shown, the alternate screen is on, and the mouse is reported: `1 0 0` is a shell's.
    var modes: String {
        get throws {
            try command("display-message", "-p", "#{cursor_flag} #{alternate_on} #{mouse_any_flag}")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    func resize(columns: Int, rows: Int) throws {
        try command("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// What is on the screen.
    var screen: String { get throws { try command("capture-pane", "-p") } }

    /// Waits until the screen is as wanted. How long that takes does not matter, but it must come.
    @discardableResult
    func waitUntil(_ what: String, _ isTrue: (String) -> Bool) throws -> String {
        var screen = ""
        for _ in 0..<200 {
            screen = try self.screen
            if isTrue(screen) { return screen }
            usleep(50_000)
        }
        throw NeverCame(description: "never came: \(what). The screen is\n\(screen)")
    }

    @discardableResult
    func waitFor(_ text: String) throws -> String { try waitUntil(text) { $0.contains(text) } }
}
