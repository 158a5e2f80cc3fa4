import Foundation
import Testing

@Suite("A scene's file is edited while it plays", .serialized)
struct ReloadTests {
    @Test("what is saved is shown at once, a mistake over the last good race, until it is mended")
    func edit() throws {
        try Program.withFolder { folder in
            let file = folder.appending(path: "mine.yaml")
            try "title: The first title\nsteps: 500\npanels: [beale]\nruns: [sgd, adam]\n".write(
                to: file, atomically: true, encoding: .utf8)
            let terminal = try Tmux(columns: 80, rows: 24)
            try terminal.enter("cd \(folder.path()); env -u COLORTERM -u NO_COLOR \(Program.path) mine.yaml")
            try terminal.waitFor("The first title")
            try terminal.type("Space", "Right", "Right", "Right")
            let step = try terminal.waitFor("‖ step").split(separator: "\n")[0].suffix(24)
            func edit(_ change: String) throws {
                _ = try Program.run("/usr/bin/env", ["sed", "-i.old", change, file.path()])
            }
            try edit("s/first/second/")
            let screen = try terminal.waitFor("The second title")
            #expect(screen.split(separator: "\n")[0].hasSuffix(step))
            try terminal.waitFor("read mine.yaml anew")
            try edit("s/beale/beele/")
            let wrong = try terminal.waitFor("did you mean 'beale'?")
            #expect(wrong.contains("mine.yaml:3:10") && wrong.contains("│ panels: [beele]") && wrong.contains("^~~~~"))
            #expect(wrong.contains("The second title"))
            try edit("s/beele/beale/")
            try terminal.waitUntil("no mistake") { !$0.contains("did you mean") && $0.contains("SGD") }
            // Written into the file as it is, as other editors do.
            try "title: The third title\npanels: [beale]\nruns: [sgd]\n".write(
                to: file, atomically: false, encoding: .utf8)
            try terminal.waitFor("The third title")
            try terminal.type("u")
            try terminal.waitFor("The second title")
            try terminal.enter(":reload")
            try terminal.waitFor("The third title")
            try FileManager.default.removeItem(at: file)
            try terminal.waitFor("mine.yaml is gone; the scene goes on")
            try terminal.type("q")
            try terminal.waitUntil("the shell") { !$0.contains("The third title") }
        }
    }
}
