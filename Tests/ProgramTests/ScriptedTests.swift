import Foundation
import Testing

@Suite("Scripts, and sessions that become scripts", .serialized)
struct ScriptedTests {
    private let unset = "env -u COLORTERM -u NO_COLOR -u XDG_CONFIG_HOME"

    private static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../examples/past-the-limit.yaml").standardizedFileURL.path()

    private func pages(_ file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\u{C}")
    }

    @Test("the example tunes a learning rate past its limit and back, the same each time")
    func example() throws {
        try Program.withFolder { folder in
            for ending in ["cast", "txt"] {
                let files = ["a", "b"].map { folder.appending(path: "\($0).\(ending)") }
                for file in files {
                    let outcome = try Program.run(
                        "record", "--script", Self.example, "--fps", "4", "-o", file.path())
                    #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
                }
                #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]))
            }
            let pages = try pages(folder.appending(path: "a.txt"))
            let rates = pages.compactMap { page in page.firstMatch(of: /SGD +η ([\d.]+) .*stable </)?.1 }
            var changes: [Substring] = []
            for rate in rates where rate != changes.last { changes.append(rate) }
            // Another panel, another rate; the limit is 0.02.
            #expect(
                changes == ["0.01", "0.018", "0.01", "0.0125", "0.016", "0.02", "0.025", "0.02"], "\(changes)")
            #expect(pages.first?.contains("step 0/174") == true && pages.last?.contains("step 174/174") == true)
            #expect(pages.last?.contains("Saddle point ──") == false)
        }
    }

    @Test("what the command line says goes before what the script says; sizes of pixels have room for all sizes")
    func options() throws {
        try Program.withFolder { folder in
            let script = folder.appending(path: "s.yaml")
            try Data("{size: 90x26, scenes: [beale], keys: {0.5: space, 1: {resize: 120x30}, 2: q}}".utf8)
                .write(to: script)
            func record(_ arguments: String...) throws -> Program.Outcome {
                try Program.run(Program.path, ["record", "--script", script.path(), "--fps", "5"] + arguments)
            }
            #expect(try record("-o", "-").output.contains("\"width\": 90, \"height\": 26"))
            #expect(try record("-o", "-").output.contains("\"r\", \"120x30\""))
            let other = try record("radford", "--size", "80x24", "--theme", "light", "-o", "-").output
            #expect(other.contains("\"width\": 80, \"height\": 24") && other.contains("Three landscapes"))
            let gif = folder.appending(path: "a.gif")
            #expect(try record("-o", gif.path()).status == 0)
            let bytes = [UInt8](try Data(contentsOf: gif))
            #expect(Int(bytes[6]) | Int(bytes[7]) << 8 == 120 * 8 && Int(bytes[8]) | Int(bytes[9]) << 8 == 30 * 16)
        }
    }

    @Test("what is wrong is said before anything is written")
    func mistakes() throws {
        try Program.withFolder { folder in
            let script = folder.appending(path: "s.yaml")
            let output = folder.appending(path: "a.cast").path()
            func error(_ text: String, _ arguments: String...) throws -> (String, Int32) {
                try Data(text.utf8).write(to: script)
                let outcome = try Program.run(
                    Program.path, ["record", "--script", script.path(), "-o", output] + arguments)
                #expect(!FileManager.default.fileExists(atPath: output))
                return (outcome.error, outcome.status)
            }
            let (place, status) = try error("keys:\n- {at: 1, press: e spaec}\n")
            #expect(place.hasPrefix("\(script.path()):2:20: error: there is no key 'spaec'") && status == 2)
            #expect(place.contains("did you mean 'space'?") && place.contains("^~~~~"))
            #expect(
                try error("keys: {1: e}", "--steps", "4").0.contains("--steps is for recordings without a --script"))
            #expect(try error("seconds: 90000").0.contains("90000 seconds, 2700001 frames, more than 100000"))
            #expect(try error("scenes: [raford]").0.contains("did you mean 'radford'?"))
            #expect(try Program.run("record", "--script", "nowhere.yaml", "-o", output).error.contains("nowhere.yaml"))
            try Data("precious".utf8).write(to: script)
            let refused = try Program.run("play", "--save-script", script.path())
            #expect(refused.status == 1 && refused.error.contains("is there already"))
            #expect(try String(contentsOf: script, encoding: .utf8) == "precious")
            // Where nothing can be played nothing is left.
            let unsaved = folder.appending(path: "t.yaml").path()
            #expect(try Program.run("play", "--save-script", unsaved).error.contains("cannot play here"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["s.yaml"])
        }
    }

    @Test(
        "a session is saved, however it ends, and its recording ends where the session did", arguments: ["q", "kill"])
    func saving(end: String) throws {
        try Program.withFolder { folder in
            let terminal = try Tmux(columns: 100, rows: 30)
            let script = folder.appending(path: "s.yaml")
            try terminal.enter(
                "cd \(folder.path()); \(unset) \(Program.path) radford --save-script s.yaml; echo status $?")
            try terminal.waitFor("Three landscapes")
            try terminal.type("Space")
            let paused = try terminal.waitFor("‖ step")
            let step = try #require(paused.firstMatch(of: /step (\d+)\/174/)?.1)
            try terminal.type("E", "E")
            try terminal.waitFor("SGD   η 0.016")
            try terminal.command("send-keys", "-l", "\u{1B}[<0;20;10M\u{1B}[<0;20;10m")
            try terminal.waitFor("start at (")
            try terminal.type("Right", "?", "?")
            if end == "q" { try terminal.type("q") } else { try terminal.signal(SIGTERM) }
            try terminal.waitFor("status \(end == "q" ? 0 : 128 + SIGTERM)")
            let text = try String(contentsOf: script, encoding: .utf8)
            #expect(text.hasPrefix("scenes: [radford]\nsize: 100x30\ntheme: dark\n"), "\(text)")
            #expect(text.contains("press: space") && text.contains("[19, 9]"), "\(text)")
            #expect(text.contains("seconds: ") == (end == "kill"))
            let file = folder.appending(path: "a.txt")
            #expect(try Program.run("record", "--script", script.path(), "-o", file.path()).status == 0)
            let last = try #require(try pages(file).last)
            #expect(last.contains("step \((Int(step) ?? 0) + 1)/174") && last.contains("SGD   η 0.016"), "\(last)")
        }
    }

    @Test(
        "w records into what the configuration says, unless the command line says another",
        arguments: [
            ("", "gif", "GIF89a"), ("--recording svg", "svg", "<svg "), ("--recording html", "html", "<!DOCTYPE html>"),
            ("--recording cast", "cast", "{\"version\": 2"), ("--recording txt", "txt", " ravine"),
        ])
    func recording(option: String, ending: String, beginning: String) throws {
        try Program.withFolder { folder in
            let configuration = folder.appending(path: "ravine")
            try FileManager.default.createDirectory(at: configuration, withIntermediateDirectories: true)
            try Data("recording: gif\n".utf8).write(to: configuration.appending(path: "config.yaml"))
            let terminal = try Tmux(columns: 100, rows: 30)
            try terminal.enter(
                "cd \(folder.path()); env XDG_CONFIG_HOME=\(folder.path()) \(Program.path) beale \(option); echo status $?"
            )
            try terminal.waitFor("Behavior on Beale")
            try terminal.type("w", "t")
            try terminal.waitFor("● ravine-beale.\(ending)")
            try terminal.resize(columns: 90, rows: 28)
            try terminal.type("Space", "w")
            try terminal.waitFor("recorded ravine-beale.\(ending)")
            // A second one is still open when it is told to end.
            try terminal.type("w", "Right")
            try terminal.waitFor("● ravine-beale-2.\(ending)")
            try terminal.signal(SIGTERM)
            try terminal.waitFor("recorded ravine-beale-2.\(ending)")
            try terminal.waitFor("status \(128 + SIGTERM)")
            for name in ["ravine-beale", "ravine-beale-2"] {
                let data = try Data(contentsOf: folder.appending(path: "\(name).\(ending)"))
                #expect(data.starts(with: Data(beginning.utf8)) && data.count > 1000)
                if ending == "gif" { #expect(data.last == 0x3B) }
                if ending == "svg" { #expect(String(decoding: data, as: UTF8.self).hasSuffix("</svg>\n")) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 3)
        }
    }
}
