import Foundation
import Testing

@Suite("The program in a terminal", .serialized)
struct TerminalTests {
    private let unset = "env -u COLORTERM -u NO_COLOR"

    @Test("it plays, answers keys, and leaves the terminal as it was")
    func play() throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("stty -a > /dev/null; echo before; \(unset) \(Program.path) radford beale; echo status $?")
        try terminal.waitFor("Three landscapes")
        try terminal.type("Space", "r", "Space")
        try terminal.waitFor("‖ step")
        for _ in 0..<3 { try terminal.type("Right") }
        let step = try terminal.waitFor("‖ step")
        try terminal.type("Left")
        try terminal.waitUntil("a step back") { $0 != step && $0.contains("‖ step") }
        try terminal.type("Tab")
        try terminal.waitUntil("the momentum's slider") { $0.contains("Momentum  η 0.01") }
        try terminal.type("E")
        try terminal.waitFor("Momentum  η 0.0126")
        try terminal.type("NPage")
        try terminal.waitFor("Behavior on Beale's function")
        try terminal.type("?")
        try terminal.waitFor("any key closes")
        try terminal.type("x", "q")
        let after = try terminal.waitFor("status 0")
        #expect(after.contains("before") && !after.contains("Beale"))
    }

    @Test("signals end it with the terminal restored", arguments: ["TERM", "INT", "HUP"])
    func signals(name: String) throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter(
            "stty -g > /tmp/ravine-$$-a; \(unset) \(Program.path) & fg; stty -g | cmp - /tmp/ravine-$$-a && echo same mode"
        )
        try terminal.waitFor("Three landscapes")
        let pane = try terminal.command("display-message", "-p", "#{pane_pid}").trimmingCharacters(
            in: .whitespacesAndNewlines)
        _ = try Program.run("/usr/bin/env", ["pkill", "-\(name)", "-P", pane, "ravine"])
        let after = try terminal.waitFor("same mode")
        #expect(!after.contains("Three landscapes"))
        try terminal.enter("rm /tmp/ravine-$$-a; echo visible")
        try terminal.waitFor("visible")
    }

    @Test("stopped and continued it draws itself anew")
    func stop() throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("set -m; \(unset) \(Program.path) beale")
        try terminal.waitFor("Behavior on Beale")
        try terminal.type("C-z")
        try terminal.waitUntil("the shell") { $0.contains("Stopped") && !$0.contains("Behavior on") }
        try terminal.enter("fg")
        try terminal.waitUntil("the program again") { $0.contains("Behavior on Beale") && $0.contains("Runs") }
        try terminal.type("q")
        try terminal.waitUntil("the shell") { !$0.contains("Behavior on") }
    }

    @Test("it follows the window's size")
    func resize() throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("\(unset) \(Program.path) radford")
        try terminal.waitFor("Three landscapes")
        for (columns, rows) in [(160, 46), (80, 24), (20, 6), (1, 1), (132, 40), (100, 30)] {
            try terminal.resize(columns: columns, rows: rows)
        }
        let screen = try terminal.waitUntil("a screen of 30 lines") {
            $0.contains("╰") && $0.contains("Correlated ellipse ") && $0.contains("quit")
        }
        #expect(screen.split(separator: "\n").allSatisfy { $0.count <= 100 })
        try terminal.type("q")
    }

    @Test(
        "a terminal that it cannot draw on is said in one line",
        arguments: [
            ("foo", "unknown terminal type 'foo'; try TERM=xterm-256color"),
            ("dumb", "a terminal of type 'dumb' cannot move its cursor; 'ravine show' prints a still"),
            ("", "TERM is not set; try TERM=xterm-256color"),
        ])
    func unusable(type: String, message: String) throws {
        let terminal = try Tmux(columns: 120, rows: 20)
        try terminal.enter("clear; TERM=\(type) \(Program.path); echo status $?")
        let screen = try terminal.waitFor("status 2")
        #expect(screen.contains("ravine: cannot play here: \(message)"))
    }

    @Test(
        "without colours and in ASCII it plays too",
        arguments: [
            ("NO_COLOR=1", "●"), ("LC_ALL=C", "o SGD"), ("TERM=vt100", "●"), ("COLORTERM=truecolor", "●"),
        ])
    func manners(setting: String, head: String) throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("env -u COLORTERM \(setting) \(Program.path) radford")
        try terminal.waitFor("Three landscapes")
        try terminal.waitFor(head)
        if setting == "LC_ALL=C" { #expect(try terminal.screen.utf8.allSatisfy { $0 < 0x80 }) }
        if setting == "NO_COLOR=1" { #expect(try !terminal.command("capture-pane", "-p", "-e").contains("[38;")) }
        try terminal.type("q")
        try terminal.waitUntil("the shell") { !$0.contains("Three landscapes") }
    }

    @Test("a recording played in a terminal ends on the cells that show prints")
    func recording() throws {
        try Program.withFolder { folder in
            let cast = folder.appending(path: "radford.cast").path()
            #expect(try Program.run("record", "radford", "--steps", "80", "--size", "100x30", "-o", cast).status == 0)
            let shown = try Program.run("show", "radford", "--step", "80", "--size", "100x30").output
            var output = ""
            for line in try String(contentsOfFile: cast, encoding: .utf8).split(separator: "\n").dropFirst() {
                let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
                output += try #require(event[2] as? String)
            }
            let file = folder.appending(path: "output").path()
            try output.write(toFile: file, atomically: true, encoding: .utf8)
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter("cat \(file); sleep 100")
            try terminal.waitUntil("the last frame") { $0 == shown }
        }
    }
}
