import Foundation
import Testing

@Suite("Recordings in a terminal", .serialized)
struct PlaybackTests {
    /// A recording of a scene of a few steps.
    private func record(_ scene: String, to folder: URL, _ name: String, _ options: String...) throws -> String {
        let file = folder.appending(path: name).path()
        let arguments = ["record", scene, "--steps", "20", "--size", "80x23", "-o", file] + options
        #expect(try Program.run(Program.path, arguments).status == 0)
        return file
    }

    @Test("a recording is played, paused, sought in and left, and the terminal is as it was", arguments: ["2", "3"])
    func play(version: String) throws {
        try Program.withFolder { folder in
            let cast = try record("beale", to: folder, "a.cast", "--cast-version", version)
            let shown = try Program.shown("beale", "--step", "20", "--size", "80x23")
            let terminal = try Tmux(columns: 80, rows: 24)
            try terminal.enter("stty -g > \(folder.path())/before; \(Program.path) play \(cast); echo status $?")
            try terminal.waitFor("Behavior on Beale")
            try terminal.type("Space")
            try terminal.waitFor("‖")
            try terminal.type("Home")
            try terminal.waitFor("step 0/")
            try terminal.type(".")
            try terminal.waitFor("0:00.0/0:02.8")
            try terminal.type("End")
            // The last picture is the scene's, and the bar is below it.
            try terminal.waitUntil("the last picture") { $0.hasPrefix(shown) && $0.contains("■ 0:02.8/0:02.8") }
            try terminal.type("[")
            try terminal.waitFor("step 0/")
            try terminal.resize(columns: 60, rows: 12)
            try terminal.waitFor("upper left of 80x23")
            try terminal.type("q")
            try terminal.waitFor("status 0")
            #expect(try terminal.modes == "1 0 0")
            try terminal.enter("clear; stty -g | diff - \(folder.path())/before && echo same")
            try terminal.waitFor("same")
        }
    }

    @Test("frames as text are played")
    func text() throws {
        try Program.withFolder { folder in
            let text = try record("beale", to: folder, "a.txt", "--glyphs", "ascii")
            let terminal = try Tmux(columns: 80, rows: 24)
            try terminal.enter("\(Program.path) \(text)")
            try terminal.waitFor("step 20/")
            try terminal.type("r", "q")
            try terminal.waitUntil("the shell") { !$0.contains("Beale") }
        }
    }

    @Test("a signal ends it, and leaves the terminal as it was")
    func signal() throws {
        try Program.withFolder { folder in
            let cast = try record("beale", to: folder, "a.cast")
            let terminal = try Tmux(columns: 80, rows: 24)
            try terminal.enter("\(Program.path) play \(cast); echo status $?")
            try terminal.waitFor("Behavior on Beale")
            try terminal.signal(SIGTERM)
            try terminal.waitFor("status 143")
            #expect(try terminal.modes == "1 0 0")
        }
    }

    @Test("what cannot be played is said before the terminal is taken, and where it is wrong")
    func mistakes() throws {
        try Program.withFolder { folder in
            let files = [
                (
                    "a.cast", "{\"version\": 2, \"width\": 80, \"height\": 24}\n[1, \"o\", \"\"]\n[0.5, \"o\", \"\"]\n",
                    ":3:2: error: events"
                ),
                ("b.cast", "title: scene\n", ":1:1: error: this is no asciicast"),
                ("c.cast", "{\"version\": 9}\n", "there are 1, 2 and 3"),
            ]
            for (name, text, message) in files {
                let file = folder.appending(path: name)
                try Data(text.utf8).write(to: file)
                let outcome = try Program.run("play", file.path())
                #expect(
                    outcome.status == 2 && outcome.output.isEmpty && outcome.error.contains(message), "\(outcome.error)"
                )
                #expect(outcome.error.hasPrefix(file.path()) || name == "c.cast")
            }
            let missing = try Program.run("play", folder.appending(path: "no.cast").path())
            #expect(
                missing.status == 2 && missing.error.contains("cannot read") && missing.error.contains("No such file"))
            let two = try Program.run("play", "beale", folder.appending(path: "a.cast").path())
            #expect(two.status == 2 && two.error.contains("is played alone"))
            let whole = folder.appending(path: "d.cast")
            try Data("{\"version\": 2, \"width\": 80, \"height\": 24}\n".utf8).write(to: whole)
            let pipe = try Program.run("play", whole.path())
            #expect(pipe.status == 2 && pipe.error.contains("cannot play here"))
        }
    }
}
