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
        try terminal.waitUntil("the momentum's slider") { $0.contains("Momentum   η 0.01") }
        try terminal.type("E")
        try terminal.waitFor("Momentum   η 0.0125")
        try terminal.type("NPage")
        try terminal.waitFor("Behavior on Beale's function")
        try terminal.type("?")
        try terminal.waitFor("any key closes")
        try terminal.type("x", "q")
        let after = try terminal.waitFor("status 0")
        #expect(after.contains("before") && !after.contains("Beale"))
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

    @Test("the mouse sets the start, chooses runs and zooms; letters of its reports are no keys")
    func mouse() throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("\(unset) \(Program.path) beale")
        try terminal.waitFor("Behavior on Beale")
        try terminal.type("Space")
        try terminal.command("send-keys", "-l", "\u{1B}[<0;20;8M")
        try terminal.waitFor("start at (")
        try terminal.command("send-keys", "-l", "\u{1B}[<32;24;9M\u{1B}[<32;26;9M\u{1B}[<0;26;9m")
        let screen = try terminal.waitFor("start at (")
        let row = try #require(
            screen.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { $0.contains("AdaGrad") })
        try terminal.command("send-keys", "-l", "\u{1B}[<0;80;\(row + 1)M\u{1B}[<0;80;\(row + 1)m")
        try terminal.waitFor("AdaGrad   η")
        // Buttons that mean nothing, and a sequence that is none of a mouse.
        try terminal.command("send-keys", "-l", "\u{1B}[<2;8;8M\u{1B}[<65;20;8M\u{1B}[<64;20;8M")
        #expect(try !terminal.screen.contains("hidden"))
        try terminal.type("q")
        try terminal.waitUntil("the shell") { !$0.contains("Behavior on") }
    }

    @Test("w records what is played; show ends on the same cells")
    func liveRecording() throws {
        try Program.withFolder { folder in
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter("cd \(folder.path()); \(unset) \(Program.path) beale")
            try terminal.waitFor("Behavior on Beale")
            try terminal.type("Space", "Home", "w")
            try terminal.waitFor("● ravine-beale.cast")
            for _ in 0..<3 { try terminal.type("Right") }
            try terminal.waitFor("step 3/")
            try terminal.type("w")
            try terminal.waitFor("recorded ravine-beale.cast")
            // A second one does not overwrite the first; leaving ends it.
            try terminal.type("w")
            try terminal.waitFor("● ravine-beale-2.cast")
            try terminal.type("q")
            try terminal.waitFor("recorded ravine-beale-2.cast")
            for name in ["ravine-beale.cast", "ravine-beale-2.cast"] {
                let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
                #expect(lines.count >= 3 && lines[0].contains("\"version\": 2"))
                for line in lines {
                    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
                }
            }
        }
    }

    @Test("the configuration counts, and a mistake in it is said with its place")
    func configuration() throws {
        try Program.withFolder { folder in
            let config = folder.appending(path: "ravine/config.yaml")
            try FileManager.default.createDirectory(
                at: config.deletingLastPathComponent(), withIntermediateDirectories: true)
            try "keys: {quit: X}\ntheem: light\n".write(to: config, atomically: true, encoding: .utf8)
            let terminal = try Tmux(columns: 160, rows: 40)
            try terminal.enter("clear; XDG_CONFIG_HOME=\(folder.path()) \(unset) \(Program.path) beale")
            try terminal.waitFor("config.yaml: there is no setting 'theem'; did you mean 'theme'?")
            try terminal.type("q")
            try terminal.waitFor("no such key")
            try terminal.type("X")
            try terminal.waitFor("config.yaml:2:1: error: there is no setting 'theem'")
        }
    }

    @Test("what is asked for on the command line counts before the configuration")
    func options() throws {
        try Program.withFolder { folder in
            let config = folder.appending(path: "ravine/config.yaml")
            try FileManager.default.createDirectory(
                at: config.deletingLastPathComponent(), withIntermediateDirectories: true)
            try "theme: light\nglyphs: ascii\n".write(to: config, atomically: true, encoding: .utf8)
            for (options, head, ground) in [
                ("", "o SGD", "48;5;231m"), ("--theme contrast --glyphs braille", "● SGD", "48;5;16m"),
            ] {
                let terminal = try Tmux(columns: 100, rows: 30)
                try terminal.enter(
                    "clear; XDG_CONFIG_HOME=\(folder.path()) \(unset) \(Program.path) --color indexed \(options) radford"
                )
                try terminal.waitFor(head)
                #expect(try terminal.command("capture-pane", "-p", "-e").contains(ground))
                try terminal.type("q")
                try terminal.waitUntil("the shell") { !$0.contains("Three landscapes") }
            }
        }
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
        "a type that is not known is played as what it is compatible with, and that is said once it is over",
        arguments: [
            ("xterm-kitty-unheard-of", "xterm-256color", true), ("alacritty-unheard-of", "xterm-256color", true),
            ("st-unheard-of-256color", "xterm-256color", false), ("tmux-unheard-of-direct", "tmux-256color", true),
            ("screen.unheard-of", "screen-256color", false),
        ])
    func standIn(type: String, played: String, isExact: Bool) throws {
        let terminal = try Tmux(columns: 100, rows: 30)
        try terminal.enter("clear; \(unset) TERM=\(type) \(Program.path) radford; echo status $?")
        try terminal.waitFor("Three landscapes")
        #expect(try terminal.command("capture-pane", "-p", "-e").contains("8;2;") == isExact)
        try terminal.type("q")
        let screen = try terminal.waitFor("status 0")
        #expect(screen.hasPrefix("ravine: '\(type)' is not known here; played as \(played)\nstatus 0\n"))
    }

    @Test(
        "without colours and in ASCII it plays too",
        arguments: [
            ("NO_COLOR=1", "●"), ("LC_ALL=C", "o SGD"), ("TERM=vt100", "●"), ("COLORTERM=truecolor", "●"),
            ("TERM=linux", "o SGD"), ("LINES=5", "●"),
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
            let shown = try Program.shown("radford", "--step", "80", "--size", "100x30")
            var output = ""
            for line in try String(contentsOfFile: cast, encoding: .utf8).split(separator: "\n").dropFirst() {
                let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
                if event[1] as? String == "o" { output += try #require(event[2] as? String) }
            }
            let file = folder.appending(path: "output").path()
            try output.write(toFile: file, atomically: true, encoding: .utf8)
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter("cat \(file); sleep 100")
            try terminal.waitUntil("the last frame") { $0 == shown }
        }
    }
}
