import Foundation
import Testing

@Suite("What cannot be written, and what never ends")
struct EndlessTests {
    /// What a shell makes of a command; `$RAVINE` is the program.
    private func shell(_ command: String) throws -> Program.Outcome {
        try Program.run("/bin/sh", ["-c", command], environment: ["RAVINE": Program.path])
    }

    @Test(
        "a full disk or a closed output is an error and status 1",
        arguments: [
            "list", "list optimizers --json", "show beale", "trace beale", "check ellipse", "--help", "--version",
            "record ellipse -o -", "--generate-completion-script bash",
        ])
    func full(arguments: String) throws {
        if FileManager.default.fileExists(atPath: "/dev/full") {
            let full = try shell("\"$RAVINE\" \(arguments) > /dev/full")
            #expect(full.status == 1)
            #expect(full.error == "ravine: cannot write standard output: No space left on device\n")
        }
        let closed = try shell("\"$RAVINE\" \(arguments) >&-")
        #expect(closed.status == 1 && closed.error == "ravine: cannot write standard output: Bad file descriptor\n")
        #expect(try shell("\"$RAVINE\" \(arguments) > /dev/null 2>&-").status == 0)
    }

    @Test("standard input without an end, a device and a pipe are read to the limit")
    func endless() throws {
        for command in ["check - < /dev/zero", "check /dev/zero", "yes 'title: x' | \"$RAVINE\" show -"] {
            let outcome = try shell(command.contains("$RAVINE") ? command : "\"$RAVINE\" \(command)")
            #expect(outcome.status != 0 && outcome.error.contains("it is larger than 1 MB"), "\(outcome.error)")
        }
        let piped = try shell("printf 'panels: [bowl]\\nruns: [sgd]\\n' | \"$RAVINE\" check /dev/stdin")
        #expect(piped.status == 0 && piped.output == "/dev/stdin: valid, no claims\n")
    }

    @Test("a named pipe is a scene as any other file")
    func namedPipe() throws {
        try Program.withFolder { folder in
            let pipe = folder.appending(path: "scene.yaml").path()
            let outcome = try shell(
                "mkfifo '\(pipe)'; printf 'panels: [bowl]\\nruns: [sgd]\\n' > '\(pipe)' & \"$RAVINE\" check '\(pipe)'")
            #expect(outcome.status == 0 && outcome.output == "\(pipe): valid, no claims\n")
        }
    }

    @Test("a recording is no longer than its limit, and goes nowhere that it cannot go")
    func recordings() throws {
        try Program.withFolder { folder in
            let scene = folder.appending(path: "slow.yaml")
            try Data("{rate: 0.001, panels: [bowl], runs: [sgd]}".utf8).write(to: scene)
            let slow = try Program.run("record", scene.path(), "-o", "-")
            #expect(slow.status == 2 && slow.error.contains("6000001 frames, more than 100000"), "\(slow.error)")
            let taken = folder.appending(path: "folder.cast")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
            let failed = try Program.run("record", "bowl.yaml", "-o", taken.path())
            #expect(failed.status == 2)
            let directory = try Program.run("record", "ellipse", "--steps", "3", "-o", taken.path())
            #expect(directory.status == 1)
            #expect(directory.error == "ravine: cannot write '\(taken.path())': Is a directory\n", "\(directory.error)")
        }
        let large = try Program.run("show", "--size", "2000x20")
        #expect(large.status == 2 && large.error.contains("--size is at most 1000x500"))
    }

    @Test("a run that cannot go on makes check fail, and trace say why")
    func failed() throws {
        let scene = "steps: 5\npanels: [bowl]\nruns: [{optimizer: sgd, eta: 1 - t/2}]\n"
        let checked = try Program.run("check", "-", input: scene)
        #expect(checked.status == 1)
        #expect(checked.output.contains("SGD failed: eta is -0.5, out of range at step 3; eta is at least 0.0"))
        let traced = try Program.run("trace", "-", input: scene)
        #expect(traced.status == 1 && traced.output.split(separator: "\n").count == 4)
        let nan = try Program.run(
            "trace", "-", "--steps", "1",
            input: "{surfaces: {s: {loss: sqrt(x), domain: {x: [-1, 1], y: [0, 1]}}}, start: [-1, 0], runs: [sgd]}")
        #expect(nan.output.contains(",nan,") && !nan.output.contains("-nan"))
    }
}
