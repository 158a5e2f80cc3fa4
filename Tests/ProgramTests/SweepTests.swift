import Foundation
import Testing

@Suite("sweep", .serialized)
struct SweepTests {
    private static let scene = """
        {title: "A <banana> & \\"more\\"", steps: 300, panels: [rosenbrock], runs: [{optimizer: momentum, label: "α & β"}, sgd, adam]}
        """
    private static let axes = ["--x", "eta=1e-5..0.1:60", "--y", "alpha=0..0.99:100"]

    /// A folder with a scene of that text.
    private func withScene(_ body: (Folder) throws -> Void) throws {
        try Program.withFolder { folder in
            let folder = Folder(url: folder)
            try Self.scene.write(to: folder.url.appending(path: "scene.yaml"), atomically: true, encoding: .utf8)
            try body(folder)
        }
    }

    private struct Folder {
        let url: URL

        func path(_ name: String) -> String { url.appending(path: name).path() }

        func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

        var names: [String] {
            get throws { try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted() }
        }

        /// Runs `ravine sweep` there.
        func sweep(_ arguments: [String]) throws -> Program.Outcome {
            try Program.run(
                "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", url.path(), Program.path, "sweep"] + arguments)
        }

        func succeed(_ arguments: [String]) throws {
            let outcome = try sweep(arguments)
            #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.error.isEmpty, "\(outcome)")
        }

        /// Begins a sweep, and ends it once so many bytes of it are there.
        func interrupt(_ arguments: [String], signal: Int32, _ name: String, after bytes: Int) throws -> (
            status: Int32, error: String
        ) {
            let process = Process()
            process.executableURL = URL(filePath: Program.path)
            process.currentDirectoryURL = url
            process.arguments = ["sweep"] + arguments
            let errors = Pipe()
            process.standardError = errors
            try Program.start(process)
            while process.isRunning, ((try? self.bytes(name + ".unfinished"))?.count ?? 0) < bytes { usleep(500) }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            #expect(process.terminationReason == .exit || signal == SIGKILL)
            let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            return (process.terminationStatus, message)
        }
    }

    @Test(
        "in parts or at once, on one core or all, to a file or to standard output, the same",
        arguments: ["csv", "npy", "svg"])
    func formats(ending: String) throws {
        try withScene { folder in
            let sweep = ["scene.yaml", "--x", "eta=1e-5..0.1:60", "--y", "alpha=0..0.99:40", "--steps", "5"]
            try folder.succeed(sweep + ["-o", "whole.\(ending)", "--cores", "1"])
            for shard in 1...3 { try folder.succeed(sweep + ["--shard", "\(shard)/3", "-o", "\(shard).csv"]) }
            try folder.succeed(["--merge", "1.csv", "2.csv", "3.csv", "-o", "merged.\(ending)"])
            #expect(try folder.bytes("merged.\(ending)") == folder.bytes("whole.\(ending)"))
            for arguments in ending == "csv" ? [sweep, ["--merge", "3.csv", "1.csv", "2.csv"]] : [] {
                let outcome = try folder.sweep(arguments)
                #expect(outcome.status == 0 && outcome.error.isEmpty)
                #expect(Data(outcome.output.utf8) == (try folder.bytes("whole.csv")))
            }
        }
    }

    @Test("in shards, on one core, interrupted and killed again and again, the same bytes")
    func sameBytes() throws {
        try withScene { folder in
            let sweep = ["scene.yaml"] + Self.axes
            try folder.succeed(sweep + ["-o", "whole.csv"])
            let whole = try folder.bytes("whole.csv")
            #expect(String(decoding: whole, as: UTF8.self).hasPrefix("eta,alpha,steps,loss,state\n1e-05,0.0,"))
            #expect(whole.filter { $0 == UInt8(ascii: "\n") }.count == 6001)
            // Interrupted, with what was there before untouched, and gone on with.
            try Data("precious".utf8).write(to: URL(filePath: folder.path("cut.csv")))
            for (signal, force) in [(SIGINT, ["--force"]), (SIGTERM, ["--force", "--resume"])] {
                let length = (try? folder.bytes("cut.csv.unfinished"))?.count ?? 0
                let (status, error) = try folder.interrupt(
                    sweep + force + ["--cores", "1", "-o", "cut.csv"], signal: signal, "cut.csv", after: length + 400)
                #expect(status == 130, "\(error)")
                #expect(error.contains(/^ravine: interrupted at \d+ %; the same command with --resume goes on\n$/))
                #expect(try folder.bytes("cut.csv") == Data("precious".utf8))
            }
            // A process that was killed may leave half a line.
            let journal = try folder.bytes("cut.csv.unfinished")
            try journal.dropLast(7).write(to: URL(filePath: folder.path("cut.csv.unfinished")))
            try folder.succeed(sweep + ["-o", "cut.csv", "--resume", "--force"])
            #expect(try folder.bytes("cut.csv") == whole)
            // Shards, one of them killed and begun again.
            for shard in 1...3 {
                let arguments = sweep + ["--shard", "\(shard)/3", "-o", "part-\(shard).csv", "--resume"]
                if shard == 2 {
                    _ = try folder.interrupt(arguments, signal: SIGKILL, "part-2.csv", after: 500)
                }
                try folder.succeed(arguments)
                let part = try folder.bytes("part-\(shard).csv")
                // One that is done stays as it is.
                try folder.succeed(arguments)
                #expect(try folder.bytes("part-\(shard).csv") == part)
            }
            let parts = ["part-3.csv", "part-1.csv", "part-2.csv"]
            try folder.succeed(["--merge"] + parts + ["-o", "merged.csv"])
            #expect(try folder.bytes("merged.csv") == whole)
            for ending in ["npy", "jsonl", "png", "svg"] {
                try folder.succeed(["--merge"] + parts + ["-o", "merged.\(ending)"])
            }
            try expectPNG(folder.bytes("merged.png"))
            try expectSVG(folder.bytes("merged.svg"))
            #expect(try !folder.names.contains { $0.hasSuffix(".unfinished") || $0.hasSuffix(".part") })
        }
    }

    /// Its chunks are whole, and there is nothing else.
    private func expectPNG(_ data: Data) throws {
        let bytes = Array(data)
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func number(_ place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        var (place, names) = (8, [String]())
        while place < bytes.count {
            let length = number(place)
            let end = place + 8 + length
            try #require(end + 4 <= bytes.count)
            var check: UInt32 = .max
            for byte in bytes[(place + 4)..<end] {
                check ^= UInt32(byte)
                for _ in 0..<8 { check = check >> 1 ^ (check & 1 == 1 ? 0xEDB8_8320 : 0) }
            }
            #expect(Int(~check) == number(end))
            names.append(String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self))
            place = end + 4
        }
        #expect(names.first == "IHDR" && names.contains("IDAT") && names.last == "IEND")
    }

    /// Its elements are closed, and its texts those of the scene.
    private func expectSVG(_ data: Data) throws {
        let text = String(decoding: data, as: UTF8.self)
        var open: [Substring] = []
        for match in text.matches(of: /<(\/?)([A-Za-z]+)[^>]*?(\/?)>/) {
            if !match.1.isEmpty {
                #expect(open.popLast() == match.2)
            } else if match.3.isEmpty {
                open.append(match.2)
            }
        }
        #expect(open.isEmpty && text.hasPrefix("<") && text.contains("<svg") && text.hasSuffix("</svg>\n"))
        #expect(text.contains("&lt;banana") && text.contains("&amp;") && !text.contains("<banana"))
    }

    @Test("what is there is never replaced unasked, and what is of another sweep is not gone on with")
    func refusals() throws {
        try withScene { folder in
            func sweep(_ steps: Int = 5, run: String = "momentum", y: String = "alpha=0..0.9:3") -> [String] {
                ["scene.yaml", "--run", run, "--x", "eta=1e-5..0.1:4", "--y", y, "--steps", "\(steps)"]
            }
            func refuse(_ arguments: [String], _ error: String, status: Int32 = 1) throws {
                let outcome = try folder.sweep(arguments)
                #expect(
                    outcome.status == status && outcome.output.isEmpty && outcome.error == "ravine: \(error)\n",
                    "\(outcome)")
            }
            for shard in 1...2 { try folder.succeed(sweep() + ["--shard", "\(shard)/2", "-o", "\(shard).csv"]) }
            let before = try folder.bytes("1.csv")
            let there = "is there already; --force replaces it"
            // What cannot be written is known before anything is begun, and leaves nothing.
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: "folder.csv"), withIntermediateDirectories: false)
            let asked = try folder.sweep(Self.axes + ["scene.yaml", "-o", "folder.csv", "--force"])
            #expect(asked.status == 1 && asked.error == "ravine: 'folder.csv' is a folder\n")
            #expect(try !folder.names.contains { $0.hasSuffix("unfinished") })
            try FileManager.default.removeItem(at: folder.url.appending(path: "folder.csv"))
            try refuse(sweep() + ["-o", "1.csv"], "'1.csv' \(there)")
            try refuse(sweep() + ["-o", "1.csv", "--resume"], "'1.csv' \(there)")
            try refuse(sweep() + ["-o", "1.csv", "--shard", "1/2"], "'1.csv' \(there)")
            try refuse(["--merge", "1.csv", "2.csv", "-o", "1.csv"], "'1.csv' \(there)")
            try refuse(["scene.yaml", "--fair", "-o", "1.csv"], "'1.csv' \(there)")
            let resume = ["--resume", "-o", "1.csv", "--shard", "1/2"]
            let other = "'1.csv' is there already, and is of another sweep: of"
            try refuse(sweep(6) + resume, "\(other) 5 steps, and not 6; --force replaces it")
            try refuse(
                sweep(run: "adam", y: "beta1=0..0.9:3") + resume,
                "\(other) 'α & β', and not 'Adam'; --force replaces it")
            try refuse(
                sweep() + resume.dropLast() + ["2/2"],
                "'1.csv' is there already, and is of other cells; --force replaces it")
            #expect(try folder.bytes("1.csv") == before)
            // What an interrupted sweep has left is not begun anew unasked either, and not gone on with as another one.
            try before.write(to: URL(filePath: folder.path("a.csv.unfinished")))
            let left = "'a.csv.unfinished'"
            try refuse(
                sweep() + ["-o", "a.csv", "--shard", "1/2"],
                "\(left) is what an interrupted sweep has left; --resume goes on with it, --force begins anew")
            try refuse(
                sweep() + ["-o", "a.csv", "--resume"],
                "cannot go on with \(left): it is of other cells; --force begins anew")
            try refuse(
                sweep(7) + ["-o", "a.csv", "--resume", "--shard", "1/2"],
                "cannot go on with \(left): it is of another sweep: of 5 steps, and not 7; --force begins anew")
            #expect(try folder.bytes("a.csv.unfinished") == before)
            try folder.succeed(sweep() + ["-o", "a.csv", "--resume", "--shard", "1/2"])
            #expect(try folder.bytes("a.csv") == before)
            try Data("x".utf8).write(to: URL(filePath: folder.path("b.csv.unfinished")))
            try refuse(
                sweep() + ["-o", "b.csv", "--resume"],
                "cannot go on with 'b.csv.unfinished': it is no part of a sweep; --force begins anew")
            try folder.succeed(sweep() + ["-o", "b.csv", "--force"])
            // Merging.
            try refuse(["--merge", "1.csv"], "cells 6 to 11 are in no part")
            try refuse(["--merge", "1.csv", "a.csv"], "'a.csv' and '1.csv' have cells in common")
            try refuse(["--merge", "1.csv", "b.csv"], "'b.csv': it is no part of a sweep")
            try refuse(["--merge", "1.csv", "c.csv"], "cannot read 'c.csv': No such file or directory", status: 2)
            #expect(try folder.names == ["1.csv", "2.csv", "a.csv", "b.csv", "scene.yaml"])
        }
    }

    @Test("two at once do not write into each other's file")
    func twoAtOnce() throws {
        try withScene { folder in
            let sweep = ["scene.yaml", "--cores", "1", "-o", "a.csv", "--resume"] + Self.axes
            let process = Process()
            process.executableURL = URL(filePath: Program.path)
            process.currentDirectoryURL = folder.url
            process.arguments = ["sweep"] + sweep
            try Program.start(process)
            while process.isRunning, ((try? folder.bytes("a.csv.unfinished"))?.count ?? 0) < 400 { usleep(500) }
            // It stands still while the other one looks.
            kill(process.processIdentifier, SIGSTOP)
            let other = try folder.sweep(sweep)
            kill(process.processIdentifier, SIGCONT)
            process.waitUntilExit()
            #expect(other.status == 1 && other.error == "ravine: another ravine is at work on 'a.csv.unfinished'\n")
            #expect(process.terminationStatus == 0)
        }
    }

    @Test(
        "wrong options are explained",
        arguments: [
            ("--x eta", "a sweep needs --x and --y"), ("--x eta --y nothing=0..1", "there is no 'nothing'"),
            ("--x eta --y alpha=0..2", "--y:"), ("--x eta=0..1 --y alpha", "--x:"),
            ("--x eta --y eta", "two different ones"),
            ("--x eta=1e-3..1:1 --y alpha", "from 2 to 10000"), ("--x eta=1..0.1 --y alpha", "smaller number"),
            ("--x eta:5000 --y alpha:5000", "there is no 'eta:5000'"),
            ("--x eta=0.1..1:5000 --y alpha=0..0.9:5000", "at most 4000000 cells"),
            ("--x eta --y alpha --steps 301", "300 at most"), ("--x eta --y alpha --steps 0", "from 1 on"),
            ("--x eta --y alpha --cores 0", "from 1 on"), ("--x eta --y alpha --run adan", "no run is called 'adan'"),
            ("--x eta --y alpha --track beale", "there is no track 'beale'"),
            ("--x eta --y alpha --resume", "--resume needs a file"),
            ("--x eta --y alpha --shard 1/2", "--shard needs a file"),
            ("--x eta --y alpha --shard 3/2 -o a.csv", "3/2"), ("--x eta --y alpha --shard 0/2 -o a.csv", "0/2"),
            ("--x eta --y alpha --shard 1/2 -o a.npy", "parts are written as .csv"),
            ("--x eta --y alpha -o a.gif", ".csv, .jsonl, .npy, .png, .svg"), ("--x eta --y alpha -o a", "must end in"),
            ("--x eta --y alpha -o no/where.csv", "cannot write 'no/where.csv.unfinished': No such file or directory"),
            ("beale --x eta --y alpha", "one scene is swept at a time"), ("--merge --x eta", "the parts know"),
            ("--merge --steps 5", "the parts know"), ("--merge --shard 1/2 -o a.csv", "of one sweep"),
            ("--merge --fair", "two commands"), ("--fair --run adam", "of all runs"),
            ("--fair -o a.png", "must end in .csv"),
        ])
    func options(words: String, message: String) throws {
        try withScene { folder in
            let outcome = try folder.sweep(["scene.yaml"] + words.split(separator: " ").map(String.init))
            let status: Int32 = message.hasPrefix("cannot write") ? 1 : 2
            #expect(outcome.status == status && outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.error.contains(message), "\(outcome.error)")
            #expect(try folder.names == ["scene.yaml"])
        }
    }

    @Test("fair is a row for each run, with the best learning rate and how many decades will do")
    func fair() throws {
        try withScene { folder in
            try folder.succeed(["scene.yaml", "--fair", "-o", "fair.csv"])
            let rows = String(decoding: try folder.bytes("fair.csv"), as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(rows[0] == ["track", "run", "decades", "best_eta", "steps"])
            #expect(rows.dropFirst().map { $0[1] } == ["α & β", "SGD", "Adam"])
            #expect(rows.dropFirst().allSatisfy { $0.count == 5 && Double($0[2])! >= 0 && Double($0[3])! > 0 })
            let table = try folder.sweep(["scene.yaml", "--fair"])
            #expect(table.status == 0 && table.output.hasPrefix("track") && table.output.contains("decades of η"))
            #expect(table.output.split(separator: "\n").count == 4)
        }
    }

    @Test("what cannot be written to its end is gone on with once there is room")
    func full() throws {
        try withScene { folder in
            let sweep = ["scene.yaml", "--x", "eta=1e-5..0.1:60", "--y", "alpha=0..0.99:40", "--steps", "9"]
            try folder.succeed(sweep + ["-o", "whole.csv"])
            let limited = try Program.run(
                "/bin/sh",
                ["-c", "cd \"$0\" && ulimit -f 40 && exec \"$@\"", folder.url.path(), Program.path, "sweep"] + sweep
                    + ["-o", "a.csv"])
            #expect(
                limited.status == 1 && limited.error == "ravine: cannot write 'a.csv.unfinished': File too large\n",
                "\(limited)")
            try folder.succeed(sweep + ["-o", "a.csv", "--resume"])
            #expect(try folder.bytes("a.csv") == folder.bytes("whole.csv"))
        }
    }
}
