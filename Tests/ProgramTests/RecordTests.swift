import Foundation
import Testing

@Suite("record")
struct RecordTests {
    private static let scene =
        "{steps: 40, rate: 10, panels: [bowl, saddle], runs: [{optimizer: sgd, eta: 0.01}, adam]}"

    /// The output events of a cast: when, and what.
    private func events(_ cast: String) throws -> [(time: Double, output: String)] {
        try cast.split(separator: "\n").dropFirst().map { line in
            let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            return (try #require(event[0] as? Double), try #require(event[2] as? String))
        }
    }

    private func record(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(Program.path, ["record", "-", "--size", "80x24"] + arguments, input: Self.scene)
    }

    /// The frames of a recording as text.
    private func pages(_ arguments: [String]) throws -> [String] {
        try Program.withFolder { folder in
            let path = folder.appending(path: "a.txt").path()
            let outcome = try record(arguments + ["-o", path])
            #expect(outcome.status == 0, "\(outcome.error)")
            return try String(contentsOf: URL(filePath: path), encoding: .utf8).components(separatedBy: "\u{C}")
        }
    }

    @Test("a file that is there is replaced only by force", arguments: ["a.cast", "a.gif", "a.txt", "a.svg"])
    func force(name: String) throws {
        try Program.withFolder { folder in
            let path = folder.appending(path: name).path()
            try Data("precious".utf8).write(to: URL(filePath: path))
            let refused = try record(["--steps", "2", "-o", path])
            #expect(refused.status == 1)
            #expect(refused.error == "ravine: '\(path)' is there already; --force replaces it\n")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
            #expect(try record(["--steps", "2", "-o", path, "--force"]).status == 0)
            #expect(try Data(contentsOf: URL(filePath: path)).count > 1000)
        }
        try Program.withFolder { folder in
            let path = folder.appending(path: "still.txt").path()
            let statuses = try [[], [], ["--force"]].map { force in
                try Program.run(Program.path, ["show", "beale", "-o", path] + force).status
            }
            #expect(statuses == [0, 1, 0])
        }
    }

    @Test(
        "some steps are those of the whole",
        arguments: [("10..20", 10, 20), ("30..", 30, 40), ("5", 0, 5), ("..5", 0, 5)])
    func steps(words: String, first: Int, last: Int) throws {
        let all = try pages([])
        #expect(all.count == 41)
        let some = try pages(["--steps", words])
        // The last is paused there, and says so.
        #expect(Array(some.dropLast()) == Array(all[first..<last]))
        #expect(some.last?.contains("step \(last)/40") == true)
    }

    @Test("twice the speed is half the time, and the steps between frames are left out")
    func speed() throws {
        let outcome = try record(["-o", "-", "--speed", "2", "--hold", "0"])
        #expect(abs(try #require(try events(outcome.output).last?.time) - 2) < 1e-6)
        #expect(try pages(["--speed", "2", "--fps", "1"]).map { $0.contains("20/s") } == [true, true, true])
    }

    @Test("steps that are not there, and are none", arguments: ["41", "0..41", "50..", "9..3", "-3", "a", "1...2", ""])
    func beyond(words: String) throws {
        let outcome = try record(["--steps", words, "-o", "-"])
        #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.error.contains("steps"), "\(outcome.error)")
    }

    @Test("bare is without what is there for the keyboard; a panel alone says which run is which")
    func parts() throws {
        let whole = try #require(try pages(["--steps", "3"]).last)
        let bare = try #require(try pages(["--steps", "3", "--bare"]).last)
        #expect(whole.contains("q quit") && !bare.contains("q quit") && !bare.contains("pause"))
        #expect(bare.contains("step 3/40") && bare.contains("Runs") && bare.split(separator: "\n").count == 24)
        for name in ["2", "saddle", "SADDLE"] {
            let panel = try #require(try pages(["--steps", "3", "--panel", name]).last).split(separator: "\n")
            #expect(panel.count == 24 && panel[0].hasPrefix("╭ Saddle point ─"))
            #expect(panel[23].contains("● SGD  ■ Adam") && panel[23].hasSuffix("step 3/40"))
        }
        let missing = try record(["--panel", "sadle", "-o", "-"])
        #expect(missing.status == 2)
        #expect(
            missing.error == "ravine: '<stdin>' has no panel 'sadle'; its panels are 1 bowl, 2 saddle\n",
            "\(missing.error)")
    }

    @Test(
        "what cannot be written to its end is a valid shorter file or none, and status 1",
        arguments: ["a.cast", "a.txt", "a.gif", "a.svg", "a.html"])
    func full(name: String) throws {
        try Program.withFolder { folder in
            let path = folder.appending(path: name).path()
            let outcome = try Program.run(
                "/bin/sh", ["-c", "ulimit -f 60; exec '\(Program.path)' record radford -o '\(path)'"])
            #expect(
                outcome.status == 1 && outcome.error == "ravine: cannot write '\(path)': File too large\n",
                "\(outcome.error)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            guard ["a.cast", "a.txt"].contains(name) else { return #expect(left.isEmpty) }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(left == [name] && text.hasSuffix("\n"))
            if name == "a.cast" {
                #expect(try events(text).count > 1)
            } else {
                #expect(text.components(separatedBy: "\u{C}").allSatisfy { $0.split(separator: "\n").count == 36 })
            }
        }
    }

    @Test("interrupted, it leaves a whole shorter file", arguments: [SIGINT, SIGTERM, SIGHUP])
    func interruption(signal: Int32) throws {
        try Program.withFolder { folder in
            let path = folder.appending(path: "a.cast").path()
            let process = Process()
            process.executableURL = URL(filePath: Program.path)
            process.arguments = ["record", "radford", "--fps", "1000", "-o", path]
            let errors = Pipe()
            process.standardError = errors
            try Program.start(process)
            // It grows while it is recorded.
            while process.isRunning, ((try? Data(contentsOf: URL(filePath: path)))?.count ?? 0) < 10_000 {
                usleep(1000)
            }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            #expect(process.terminationReason == .exit && process.terminationStatus == 1)
            #expect(message.contains("interrupted: '\(path)' has the first ") && message.contains(" frames\n"))
            let last = try #require(try events(try String(contentsOfFile: path, encoding: .utf8)).last)
            #expect(last.output.contains("\u{1B}[?25h"))
        }
    }

    @Test("a closed pipe is said")
    func pipe() throws {
        let outcome = try Program.run(
            "/bin/sh", ["-c", "{ '\(Program.path)' record radford -o -; echo status $? >&2; } | head -c 100"])
        #expect(outcome.error == "ravine: cannot write standard output: Broken pipe\nstatus 1\n", "\(outcome.error)")
    }

    @Test("a run that could not go on is named, and the status says so")
    func failed() throws {
        let outcome = try Program.run(
            Program.path, ["record", "-", "-o", "-"],
            input: "steps: 5\npanels: [bowl]\nruns: [{optimizer: sgd, eta: 1 - t/2}]\n")
        #expect(outcome.status == 1 && outcome.error.hasPrefix("ravine: SGD failed: eta is"))
        #expect(try events(outcome.output).count > 1)
    }

    // MARK: Videos

    /// Runs with a program called ffmpeg that is this script.
    private func encode(with script: String?, _ name: String) throws -> (
        outcome: Program.Outcome, file: Data?, left: [String]
    ) {
        try Program.withFolder { folder in
            let tools = folder.appending(path: "tools")
            try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
            if let script {
                let program = tools.appending(path: "ffmpeg")
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
                chmod(program.path(), 0o755)
            }
            let videos = folder.appending(path: "videos")
            try FileManager.default.createDirectory(at: videos, withIntermediateDirectories: true)
            let file = videos.appending(path: name)
            let outcome = try Program.run(
                Program.path, ["record", "-", "--size", "80x24", "--steps", "6", "--hold", "0.5", "-o", file.path()],
                input: Self.scene, environment: ["PATH": tools.path() + ":/usr/bin:/bin"])
            return (
                outcome, try? Data(contentsOf: file),
                try FileManager.default.contentsOfDirectory(atPath: videos.path())
            )
        }
    }

    @Test(
        "an encoder is sent every pixel of every frame, and the file is there when it is done",
        arguments: ["a.mp4", "a.webm"])
    func video(name: String) throws {
        let (outcome, file, left) = try encode(with: "for last; do :; done; cat > \"$last\"", name)
        #expect(outcome.status == 0 && outcome.error.isEmpty && left == [name], "\(outcome.error)")
        // Six steps at ten a second, and half a second.
        let (frames, pixels) = (6 * 3 + 15, 80 * 8 * 24 * 16)
        #expect(file?.count == frames * 3 * pixels)
    }

    @Test("an encoder that fails has its say, and leaves nothing")
    func failingVideo() throws {
        let (outcome, _, left) = try encode(with: "head -c 1000 > /dev/null; echo 'no such codec' >&2; exit 3", "a.mp4")
        #expect(outcome.status == 1 && left.isEmpty)
        #expect(outcome.error.contains("ffmpeg ended with status 3: no such codec"), "\(outcome.error)")
    }

    @Test("without an encoder it is said how to get one, and what needs none")
    func missingVideo() throws {
        let folder = FileManager.default.temporaryDirectory.path()
        let outcome = try Program.run(
            Program.path, ["record", "beale", "-o", folder + "/ravine-no-encoder.mp4"],
            environment: ["PATH": "/nonexistent"])
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("made by ffmpeg, which is not installed (apt install ffmpeg"))
        #expect(!FileManager.default.fileExists(atPath: folder + "/ravine-no-encoder.mp4"))
    }
}
