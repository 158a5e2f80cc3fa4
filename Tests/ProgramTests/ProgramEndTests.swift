import Foundation
import TestSupport
import Testing

@Suite("Programs as optimizers end with the program")
struct ProgramEndTests {
    /// A race with a program that does not end by itself, in a file.
    private func withScene(answers: Bool, _ body: (_ scene: String, StubbornProgram) throws -> Void) throws {
        try Program.withFolder { folder in
            let program = try StubbornProgram(answers: answers)
            defer { try? program.remove() }
            let scene = folder.appending(path: "scene.yaml")
            let text = """
                steps: 40
                optimizers: {theirs: {command: [sh, "\(program.script)"]}}
                panels: [bowl]
                runs: [momentum, theirs]
                """
            try Data(text.utf8).write(to: scene)
            try body(scene.path(), program)
        }
    }

    private func start(_ scene: String) throws -> Process {
        let ravine = Process()
        ravine.executableURL = URL(fileURLWithPath: Program.path)
        ravine.arguments = ["trace", scene, "--allow-programs"]
        ravine.standardOutput = FileHandle.nullDevice
        ravine.standardError = FileHandle.nullDevice
        // Who reports crashes survives those that are only a signal.
        ravine.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        try Program.start(ravine)
        return ravine
    }

    @Test(
        "by whatever signal that ends", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGSEGV, SIGABRT])
    func signals(signal: Int32) throws {
        try withScene(answers: false) { scene, program in
            let ravine = try start(scene)
            let processes = try program.processes()
            defer { StubbornProgram.kill(processes) }
            #expect(try processes.count == 3 && StubbornProgram.areRunning(processes))
            kill(ravine.processIdentifier, signal)
            ravine.waitUntilExit()
            #expect(ravine.terminationReason == .uncaughtSignal && ravine.terminationStatus == signal)
            #expect(try StubbornProgram.areGone(processes))
        }
    }

    @Test("though all that is called as we are is killed, and the programs' keepers are sent all signals but one")
    func keeper() throws {
        try withScene(answers: false) { scene, program in
            let ravine = try start(scene)
            let processes = try program.processes()
            defer { StubbornProgram.kill(processes) }
            #if os(Linux)
                let name = try Program.run("/usr/bin/env", ["ps", "-o", "comm=", "-p", "\(processes[2])"]).output
                #expect(!name.contains("ravine"))
            #endif
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGUSR1, SIGALRM, SIGTSTP] {
                kill(processes[2], signal)
            }
            kill(ravine.processIdentifier, SIGKILL)
            ravine.waitUntilExit()
            #expect(try StubbornProgram.areGone(processes))
        }
    }

    @Test("when it is left with a key, and when its terminal is closed", arguments: ["q", "closed"])
    func player(way: String) throws {
        try withScene(answers: true) { scene, program in
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter("\(Program.path) --allow-programs \(scene); echo status $?")
            let processes = try program.processes()
            defer { StubbornProgram.kill(processes) }
            try terminal.waitFor("theirs")
            #expect(try StubbornProgram.areRunning(processes))
            if way == "q" {
                try terminal.type("q")
                try terminal.waitFor("status 0")
            } else {
                try terminal.command("kill-server")
            }
            #expect(try StubbornProgram.areGone(processes))
        }
    }

    @Test(
        "they are talked with though standard input, output or error are closed",
        arguments: [("<&-", true), (">&-", false), ("2>&-", true), ("<&- 2>&-", true), ("<&- >&- 2>&-", false)])
    func closed(redirection: String, hasOutput: Bool) throws {
        try Program.withFolder { folder in
            let log = folder.appending(path: "log")
            let script = """
                while read line; do echo asked >> '\(log.path())'; echo '{"point": [1, 1]}'; done
                """
            try Data(script.utf8).write(to: folder.appending(path: "program.sh"))
            let scene = folder.appending(path: "scene.yaml")
            try Data("{optimizers: {theirs: {command: [sh, program.sh]}}, panels: [bowl], runs: [theirs]}".utf8)
                .write(to: scene)
            let line = "'\(Program.path)' trace '\(scene.path())' --steps 5 --allow-programs \(redirection)"
            let outcome = try Program.run("/bin/sh", ["-c", line])
            #expect(try String(contentsOf: log, encoding: .utf8) == String(repeating: "asked\n", count: 5))
            #expect(!hasOutput || outcome.status == 0 && outcome.output.split(separator: "\n").count == 1 + 6)
        }
    }
}
