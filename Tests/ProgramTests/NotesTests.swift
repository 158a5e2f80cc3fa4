import Foundation
import Testing

@Suite("The speaker's notes, printed and in a second terminal", .serialized)
struct NotesTests {
    private static let unset = "env -u COLORTERM -u NO_COLOR"

    // MARK: Printed

    @Test("the notes of a scene")
    func scene() throws {
        let notes = try Program.run("notes", "momentum")
        #expect(notes.status == 0 && notes.error.isEmpty)
        #expect(notes.output.hasPrefix("How momentum works\nAcross a valley"))
        #expect(notes.output.contains("\n    Ask first: where does the ball go"))
        #expect(notes.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("the notes of a deck, as text and as JSON")
    func deck() throws {
        let text = try Program.run("notes", "lecture").output
        #expect(text.contains("\n\nHow momentum works\n8/42, slides 11 and 12\n"))
        let json = try JSONSerialization.jsonObject(
            with: Data(try Program.run("notes", "lecture", "--json").output.utf8))
        let scenes = try #require(json as? [[String: Any]])
        #expect(scenes.count == 42)
        let momentum = try #require(scenes.first { $0["scene"] as? String == "momentum" })
        #expect(momentum["slides"] as? [Int] == [11, 12] && momentum["place"] as? Int == 8)
        #expect((momentum["notes"] as? [String])?.first?.hasPrefix("Ask first") == true)
        #expect(scenes.last?["next"] is NSNull)
    }

    @Test(
        "wrong usage",
        arguments: [
            (["notes", "--minutes", "45"], "--minutes is for --follow"),
            (["notes", "--follow", "beale"], "name no scenes"), (["notes", "--follow", "--json"], "prints no JSON"),
            (["notes", "--follow", "--minutes", "0"], "--minutes must be above 0"),
            (["notes", "momentun"], "momentum"),
        ])
    func usage(arguments: [String], message: String) throws {
        let outcome = try Program.run(Program.path, arguments)
        #expect(outcome.status == 2 && outcome.error.contains(message))
    }

    // MARK: Followed

    /// A folder for sockets: short, as their paths must be.
    private func withRuntimeFolder(_ body: (String) throws -> Void) throws {
        let path = "/tmp/ravine-test-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func sockets(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/ravine")
    }

    private func enter(_ terminal: Tmux, _ folder: String, _ arguments: String) throws {
        try terminal.enter("clear; XDG_RUNTIME_DIR=\(folder) \(Self.unset) \(Program.path) \(arguments)")
    }

    /// Once the program is over. A shell leaves the rest of a line whose program was interrupted.
    private func expectStatus(_ status: Int32, _ terminal: Tmux) throws {
        try terminal.waitUntil("the shell") { screen in
            screen.split(separator: "\n").last { !$0.allSatisfy { $0 == " " } } == "$"
        }
        try terminal.enter("echo status $?")
        try terminal.waitFor("status \(status)\n")
    }

    @Test("a follower that was there first shows each scene that the player shows, its end, and the next player")
    func follow() throws {
        try withRuntimeFolder { folder in
            let second = try Tmux(columns: 80, rows: 24)
            try enter(second, folder, "notes --follow --minutes 45")
            try second.waitFor("no player runs yet")
            let first = try Tmux(columns: 100, rows: 30)
            try enter(first, folder, "momentum beale")
            let notes = try second.waitFor("How momentum works")
            #expect(notes.contains("1/2") && notes.contains("Ask first: where does the ball go"))
            #expect(
                notes.contains("next  Behavior on Beale") && notes.contains(" left")
                    && notes.contains("since the start"))
            // A paused player waits for ever; followers do not.
            try first.type("Space", "NPage")
            try second.waitUntil("the next scene") { $0.contains("Behavior on Beale") && $0.contains("2/2") }
            try first.type("PPage")
            try second.waitUntil("the scene before") { $0.contains("1/2") && $0.contains("Ask first") }
            let third = try Tmux(columns: 60, rows: 20)
            try enter(third, folder, "notes --follow")
            try third.waitFor("Ask first")
            try first.signal(SIGKILL)
            try second.waitFor("the player has ended")
            try third.waitFor("the player has ended")
            #expect(try sockets(folder).count == 1)
            // A killed one cannot put its terminal back.
            let other = try Tmux(columns: 100, rows: 30)
            try enter(other, folder, "lecture")
            try second.waitFor("1/42, slides 4 and 5")
            #expect(try sockets(folder).count == 1)
            try second.resize(columns: 100, rows: 30)
            try other.type("NPage")
            try second.waitUntil("the second slide") { $0.contains("2/42, slide 6") && $0.contains("next  ") }
            try other.type("q")
            try expectStatus(0, other)
            try second.waitFor("the player has ended")
            #expect(try sockets(folder).isEmpty)
            try second.type("q")
            try expectStatus(0, second)
            #expect(try second.modes == "1 0 0")
            try third.type("C-c")
            try expectStatus(130, third)
            #expect(try third.modes == "1 0 0")
        }
    }

    @Test("a player that a signal ends leaves no socket", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(signal: Int32) throws {
        try withRuntimeFolder { folder in
            let terminal = try Tmux(columns: 100, rows: 30)
            try enter(terminal, folder, "beale")
            try terminal.waitFor("Behavior on Beale")
            #expect(try sockets(folder).count == 1)
            try terminal.signal(signal)
            try expectStatus(128 + signal, terminal)
            #expect(try sockets(folder).isEmpty)
        }
    }

    @Test("where there can be no socket the player plays")
    func none() throws {
        try withRuntimeFolder { folder in
            // Others could enter it; and there is no other folder.
            try FileManager.default.createDirectory(
                atPath: folder + "/ravine", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
            let terminal = try Tmux(columns: 100, rows: 30)
            try enter(terminal, folder, "beale")
            try terminal.waitFor("Behavior on Beale")
            #expect(try sockets(folder).isEmpty)
            try terminal.type("q")
            try expectStatus(0, terminal)
        }
    }

    @Test("where standard output is no terminal each change is lines")
    func plain() throws {
        try withRuntimeFolder { folder in
            let reader = try Tmux(columns: 100, rows: 40)
            try enter(reader, folder, "notes --follow | cat")
            try reader.waitFor("no player runs yet")
            let player = try Tmux(columns: 100, rows: 30)
            try enter(player, folder, "momentum beale")
            try reader.waitFor("    Ask first: where does the ball go")
            try player.type("NPage")
            try reader.waitFor("Behavior on Beale's function\n2/2\n")
            try player.type("q")
            let screen = try reader.waitFor("the player has ended")
            #expect(
                screen.components(separatedBy: "Ask first").count == 2 && screen.contains("next: Behavior on Beale"))
            try reader.type("C-c")
            try expectStatus(130, reader)
        }
    }

    @Test("what plays in no terminal makes no socket")
    func silent() throws {
        try withRuntimeFolder { folder in
            for arguments in [["show", "beale"], ["record", "beale", "--steps", "2", "-o", "-"], ["check", "beale"]] {
                let outcome = try Program.run(
                    Program.path, arguments, environment: ["XDG_RUNTIME_DIR": folder, "TMPDIR": folder])
                #expect(outcome.status == 0)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            }
        }
    }
}
