import Foundation
import Testing

@Suite("A talk by keys alone", .serialized)
struct TalkTests {
    /// The program in a terminal of its own, with its own history of commands.
    private static func start(_ folder: URL, _ arguments: String) throws -> Tmux {
        let terminal = try Tmux(columns: 110, rows: 34)
        try terminal.enter(
            "cd \(folder.path()); XDG_STATE_HOME=\(folder.path())/state HOME=\(folder.path()) \(Program.path) \(arguments)"
        )
        return terminal
    }

    private static let minimal = "title: What if   # a talk\npanels: [bowl]\nruns: [sgd]\n"

    /// What a person would have written.
    private static let expected = """
        title: What if   # a talk
        steps: 120
        surfaces:
          loss: {loss: 0.5*(x^2 + k*y^2), parameters: {k: 10}, domain: {x: [-5, 5], y: [-4.03, 4.03]}}
        optimizers:
          own:
            label: Mine
            hyperparameters: {eta: 0.02}
            rule: |
              v = 0.9*v - eta*g
              w = w + v
        panels: [{surface: loss, start: [-2, 1], name: bowl, title: 0.5*(x^2 + k*y^2)}, {surface: saddle}]
        runs: [sgd, {optimizer: adam, eta: 0.1}, {optimizer: own, eta: 0.025}]
        claims:
          - {claim: Mine ends low, track: bowl, holds: "final(mine, loss) < 1"}

        """

    @Test("from an empty scene to a saved one, with a mistake that is mended, undo and redo, and tuning")
    func talk() throws {
        try Program.withFolder { folder in
            try Data(Self.minimal.utf8).write(to: folder.appending(path: "empty.yaml"))
            let terminal = try Self.start(folder, "empty.yaml; echo status $?")
            try terminal.waitFor("What if")
            func give(_ command: String, _ shows: String) throws {
                try terminal.command("send-keys", "-l", ":" + command)
                try terminal.type("Enter")
                try terminal.waitFor(shows)
            }
            try give("loss 0.5*(x^2 + k*y^2); k = 10", "0.5*(x^2")
            try give("run adam eta=0.1", "Adam   η 0.1")
            try give("run v = 0.9*v - eta*g; w = w + v; eta = 0.02; label = Mine", "Mine   η 0.02")
            // What is wrong is said, and mended where it stands.
            try give("start -2 y", "^")
            try terminal.type("BSpace", "1", "Enter")
            try terminal.waitUntil("a start") { !$0.contains(":start") }
            try give("steps 120", "/120")
            try give("claim Mine ends low: final(mine, loss) < 1", "Mine ends low")
            try give("panel saddle", "addle")
            try terminal.type("u")
            try terminal.waitFor("undid :panel saddle")
            try terminal.type("C-r")
            try terminal.waitFor("redid :panel saddle")
            try terminal.type("E")
            try give("write talk.yaml", "wrote talk.yaml")
            try terminal.type("q")
            try terminal.waitFor("status 0")
            let text = try String(contentsOf: folder.appending(path: "talk.yaml"), encoding: .utf8)
            #expect(text == Self.expected)
            let check = try Program.run("check", folder.appending(path: "talk.yaml").path())
            #expect(check.status == 0, "\(check.output)\(check.error)")
            // The next session knows what was typed.
            try terminal.enter("clear; XDG_STATE_HOME=\(folder.path())/state \(Program.path) talk.yaml")
            try terminal.waitFor("Mine ends low")
            try terminal.type(":", "Up", "Up")
            try terminal.waitFor(":panel saddle")
        }
    }

    @Test("a long line that is pasted arrives whole", arguments: ["-p", "-r"])
    func paste(option: String) throws {
        try Program.withFolder { folder in
            try Data(Self.minimal.utf8).write(to: folder.appending(path: "empty.yaml"))
            let terminal = try Self.start(folder, "empty.yaml")
            try terminal.waitFor("What if")
            let sum = (1...80).map { "\($0)*x^2" }.joined(separator: " + ")
            try terminal.command("set-buffer", "loss \(sum) + y^2")
            try terminal.type(":")
            try terminal.command("paste-buffer", option)
            try terminal.type("Enter")
            try terminal.waitFor("1*x^2 + 2*x^2")
            try terminal.command("send-keys", "-l", ":write pasted.yaml")
            try terminal.type("Enter")
            try terminal.waitFor("wrote pasted.yaml")
            let text = try String(contentsOf: folder.appending(path: "pasted.yaml"), encoding: .utf8)
            #expect(text.contains("\(sum) + y^2"))
        }
    }

    @Test("what was changed is kept on leaving, and said, for every scene of the deck; the clipboard has the run")
    func keeping() throws {
        try Program.withFolder { folder in
            for name in ["a", "b", "c"] {
                try Data("title: Scene \(name)\npanels: [bowl]\nruns: [{optimizer: momentum, eta: 0.02}]\n".utf8)
                    .write(to: folder.appending(path: "\(name).yaml"))
            }
            let terminal = try Self.start(folder, "a.yaml b.yaml c.yaml --keep; echo status $?")
            try terminal.command("set-option", "-s", "set-clipboard", "on")
            try terminal.waitFor("Scene a")
            try terminal.type("Y")
            try terminal.waitFor("torch.optim.SGD(params, lr=0.02, momentum=0.9)")
            try terminal.type("Escape", "E", "n")
            try terminal.waitFor("Scene b")
            try terminal.type("n")
            try terminal.waitFor("Scene c")
            try terminal.command("send-keys", "-l", ":rate 7")
            try terminal.type("Enter")
            try terminal.waitFor("7/s")
            try terminal.type("q")
            let screen = try terminal.waitFor("status 0")
            #expect(screen.contains("kept a-2.yaml") && screen.contains("kept c-2.yaml") && !screen.contains("b-2"))
            #expect(
                try String(contentsOf: folder.appending(path: "a-2.yaml"), encoding: .utf8)
                    == "title: Scene a\npanels: [bowl]\nruns: [{optimizer: momentum, eta: 0.025}]\n")
            #expect(
                try terminal.command("show-buffer")
                    == "{optimizer: momentum, eta: 0.02, alpha: 0.9}\ntorch.optim.SGD(params, lr=0.02, momentum=0.9)")
        }
    }

    @Test("round and round, until a key is pressed")
    func looping() throws {
        try Program.withFolder { folder in
            for name in ["a", "b"] {
                try Data("title: Scene \(name)\nsteps: 5\npanels: [bowl]\nruns: [sgd]\n".utf8)
                    .write(to: folder.appending(path: "\(name).yaml"))
            }
            let terminal = try Self.start(folder, "a.yaml b.yaml --loop --for 1")
            try terminal.waitFor("Scene b")
            try terminal.waitFor("Scene a")
            try terminal.type("n")
            try terminal.waitFor("the loop has stopped")
        }
        #expect(try Program.run("play", "--for", "3").error.contains("add --loop"))
        #expect(try Program.run("play", "--loop", "--for", "0").error.contains("from 1 to 86400"))
    }
}
