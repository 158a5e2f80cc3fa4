import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("trace prints every step with every digit")
    func trace() throws {
        let outcome = try Program.run("trace", "beale", "--format", "csv")
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.status == 0 && outcome.error.isEmpty)
        #expect(
            lines[0]
                == "track,run,step,x,y,loss,gradient_x,gradient_y,evaluations,eta,lambda,alpha,dampening,epsilon,rho,beta1,beta2"
        )
        #expect(lines[1].hasPrefix("beale,SGD,0,1.0,1.6,"))
        #expect(lines[2].hasPrefix("beale,SGD,1,0.9501683679999999,1.48354144,"))
        #expect(lines.count == 1 + 7 * 199)
        let objects = try Program.run("trace", "beale", "--format", "jsonl", "--steps", "2").output.split(
            separator: "\n")
        #expect(objects.count == 7 * 3)
        let first = try #require(try JSONSerialization.jsonObject(with: Data(objects[1].utf8)) as? [String: Any])
        #expect(
            first["track"] as? String == "beale" && first["step"] as? Int == 1
                && first["x"] as? Double == 0.9501683679999999)
    }

    @Test("check proves the built-in scenes, and says what falls with status 1")
    func check() throws {
        let all = try Program.run("check")
        #expect(all.status == 0 && !all.output.contains("✗"))
        let scene = """
            runs: [sgd]
            panels: [bowl]
            claims: [{claim: SGD is at once there, holds: 'first(sgd, distance < 1e-9) == 1'}]
            """
        let fallen = try Program.run("check", "-", input: scene)
        #expect(fallen.status == 1)
        #expect(fallen.output.contains("✗ SGD is at once there"))
        #expect(fallen.output.contains("first(sgd, distance < 1e-9) = never"))
    }

    @Test("list is for people, and for scripts")
    func list() throws {
        #expect(try Program.run("list", "scenes").output.hasPrefix("radford"))
        #expect(
            try Program.run("list", "decks").output.hasPrefix(
                "lecture  Optimization and tricks of the trade, 42 scenes\n"))
        for kind in ["scenes", "surfaces", "optimizers", "functions", "schedules", "quantities"] {
            let json = try Program.run("list", kind, "--json").output
            let entries = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            #expect(entries.count >= 7 && entries.allSatisfy { $0["name"] is String })
        }
        let json = try Program.run("list", "optimizers", "--json").output
        let entries = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(
            entries?.prefix(3).map { $0["name"] as? String } == ["sgd", "momentum", "nag"])
        #expect(entries.map { $0.count >= 38 } == true)
        let hyperparameters = entries?[1]["hyperparameters"] as? [[String: Any]]
        #expect(hyperparameters?[1]["symbol"] as? String == "α")
    }

    @Test("words of formulas are listed as they are written, with the formulas that may have them")
    func words() throws {
        let functions = try Program.run("list", "functions").output
        #expect(functions.hasPrefix("abs(x) ") && functions.contains("\nhypot(x, y)  "))
        #expect(functions.contains("\ngrad(point) ") && functions.contains(" (in rules)\n"))
        #expect(functions.contains("\nprevious(value) ") && functions.contains(" (in claims)\n"))
        #expect(try Program.run("list", "schedules").output.contains("\nramp(from, to, steps) "))
        #expect(try Program.run("list", "quantities").output.contains(#/\ndistance +how far /#))
        let json = try Program.run("list", "functions", "--json").output
        let entries = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: String]]
        let first = ["name": "abs", "usage": "abs(x)", "help": "the absolute value", "formulas": "all"]
        #expect(entries?.first == first && entries?.contains { $0["name"] == "var" } == true)
    }

    @Test("show prints no escape codes into a pipe unless asked")
    func show() throws {
        let plain = try Program.run("show", "radford", "--step", "60", "--size", "100x30")
        #expect(plain.status == 0 && !plain.output.contains("\u{1B}"))
        #expect(plain.output.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
        #expect(try Program.run("show", "--color", "always").output.contains("\u{1B}[38;"))
        let ascii = try Program.run("show", "--glyphs", "ascii").output
        #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("record writes the same bytes each time, whole or not at all")
    func record() throws {
        try Program.withFolder { folder in
            let files = ["a.cast", "b.cast"].map { folder.appending(path: $0).path() }
            for file in files { #expect(try Program.run("record", "beale", "--steps", "20", "-o", file).status == 0) }
            #expect(try Data(contentsOf: URL(filePath: files[0])) == Data(contentsOf: URL(filePath: files[1])))
            let nowhere = folder.appending(path: "no/such/folder/a.cast").path()
            let failed = try Program.run("record", "beale", "-o", nowhere)
            #expect(
                failed.status == 1 && failed.error == "ravine: cannot write '\(nowhere)': No such file or directory\n")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() == ["a.cast", "b.cast"])
        }
    }

    @Test("a file's name says what it will be, for stills and recordings")
    func files() throws {
        let recordings = [
            "a.gif": "GIF89a", "a.cast": "{\"version\"", "b.svg": "<svg ", "b.svgz": "\u{1F}\u{8B}\u{8}",
            "b.html": "<!DOCTYPE html>", "b.txt": " ravine",
        ]
        let stills = ["a.png": "\u{89}PNG", "a.txt": " ravine", "a.svg": "<svg "]
        try Program.withFolder { folder in
            for (name, beginning) in recordings.merging(stills, uniquingKeysWith: { first, _ in first }) {
                let file = folder.appending(path: name).path()
                let how = stills[name] != nil ? ["show", "--step", "3"] : ["record", "--steps", "3"]
                let outcome = try Program.run(Program.path, how + ["--size", "80x24", "-o", file])
                #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.error.isEmpty)
                let bytes = try Data(contentsOf: URL(filePath: file))
                #expect(bytes.starts(with: beginning.unicodeScalars.map { UInt8($0.value) }), "\(name)")
            }
        }
    }

    @Test("a page has the scene's claims, each with what came of it")
    func claims() throws {
        try Program.withFolder { folder in
            let file = folder.appending(path: "page.html").path()
            _ = try Program.run(Program.path, ["record", "radford", "--steps", "1", "-o", file])
            let page = try String(contentsOf: URL(filePath: file), encoding: .utf8)
            #expect(page.contains("<li>✓ In the valley SGD gets nowhere</li>"))
            #expect(page.matches(of: /<li>✓/).count == 7)
        }
    }

    @Test(
        "what a file cannot be is said",
        arguments: [
            (["show", "-o", "x.bmp"], "'x.bmp' must end in what it is to be: .png, .svg, .txt"),
            (["record", "-o", "x"], "'x' must end in what it is to be: .cast, .gif"),
            (["show", "--scale", "2"], "--font-size and --scale are for what has pixels: .png"),
            (["record", "-o", "x.cast", "--font-size", "24"], "--font-size and --scale are for what has pixels: .gif"),
            (
                ["record", "-o", "x.cast", "--loop", "2"],
                "--loop is for .gif, .svg, .svgz, .html, .htm: others the player repeats"
            ),
            (["record", "-o", "x.gif", "--loop", "0"], "--loop must be from 1 to 65536"),
            (["record", "-o", "x.gif", "--scale", "0"], "--scale must be from 1 to 16"),
            (["show", "-o", "x.png", "--font-size", "17"], "Please provide one of '12', '16' or '24'."),
            (
                ["record", "-o", "x.gif", "--size", "1000x500", "--scale", "16"],
                "128000x128000 pixels, more than 100 million or than 65535 in a row; a smaller --size"
            ),
            (
                ["show", "-o", "x.png", "--size", "1000x1", "--font-size", "24", "--scale", "6"],
                "72000x144 pixels, more than"
            ),
        ] as [([String], String)])
    func unfit(arguments: [String], message: String) throws {
        let outcome = try Program.run(Program.path, arguments)
        #expect(outcome.status != 0 && outcome.error.contains(message), "\(outcome.error)")
    }

    @Test(
        "what goes wrong is one clear line and status 2",
        arguments: [
            (["play"], "ravine: cannot play here: standard output is not a terminal\n"),
            (["show", "radfrod"], "ravine: no scene 'radfrod'; did you mean 'radford'? (or name a file)\n"),
            (["show", "/no/such.yaml"], "ravine: cannot read '/no/such.yaml': No such file or directory\n"),
            (["show", "/tmp"], "ravine: '/tmp' is a folder, not a scene file\n"),
        ] as [([String], String)])
    func failures(arguments: [String], message: String) throws {
        let outcome = try Program.run(Program.path, arguments)
        #expect(outcome.status == 2 && outcome.error == message && outcome.output.isEmpty)
    }

    @Test("a broken scene is shown with its place")
    func brokenScene() throws {
        let outcome = try Program.run("show", "-", input: "runs: [adma]\npanels: [bowl]\n")
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(
            outcome.error
                == "<stdin>:1:8: error: unknown optimizer 'adma'; did you mean 'adam'?\n  1 | runs: [adma]\n    |        ^~~~\n"
        )
        #expect(try Program.run("check", "-", input: "runs: [adma]\npanels: [bowl]\n").status == 1)
    }

    @Test(
        "wrong usage is status 2, help and version are status 0",
        arguments: [
            (["--nonsense"], 2), (["show", "--size", "10"], 2), (["show", "--step", "-1"], 2),
            (["record", "-o", "x.bmp"], 2),
            (["record"], 2), (["--help"], 0), (["--version"], 0), (["record", "--help"], 0), (["help", "trace"], 0),
        ] as [([String], Int32)])
    func usage(arguments: [String], status: Int32) throws {
        let outcome = try Program.run(Program.path, arguments)
        #expect(outcome.status == status)
        #expect(
            status == 0
                ? outcome.error.isEmpty && !outcome.output.isEmpty : !outcome.error.isEmpty && outcome.output.isEmpty)
    }
}
