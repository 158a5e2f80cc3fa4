import Foundation
import Testing

/// `docs/first-scene.md`, followed word for word: what it says to write is written, what it says to enter is entered.
@Suite("A first scene in five minutes", .serialized)
struct FirstSceneTests {
    /// A fenced block, by what stands behind its fence.
    private struct Listing {
        let kind: String
        let text: String
    }

    private static func listings() throws -> [Listing] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/first-scene.md")
        return try String(contentsOf: file, encoding: .utf8).matches(of: /```(.+)\n((?s).*?)```/).map {
            Listing(kind: String($0.1), text: String($0.2))
        }
    }

    @Test("every listing does what the text says")
    func listings() throws {
        let listings = try Self.listings()
        #expect(listings.map(\.kind) == ["yaml", "console", "yaml", "yaml add", "console", "text", "console"])
        try Program.withFolder { folder in
            let scene = folder.appending(path: "first.yaml")
            var text = ""
            for listing in listings {
                switch listing.kind {
                case "yaml", "yaml add":
                    text = listing.kind == "yaml" ? listing.text : text + listing.text
                    try text.write(to: scene, atomically: true, encoding: .utf8)
                case "console": try enter(listing.text, in: folder)
                default:
                    // What there would be, had the author written it wrong.
                    let wrong = text.replacing("optimizer: sgd", with: "optimiser: sgd")
                    try wrong.write(to: scene, atomically: true, encoding: .utf8)
                    let outcome = try run("ravine check first.yaml", in: folder)
                    #expect(outcome.status == 1 && outcome.error.hasPrefix(listing.text))
                    try text.write(to: scene, atomically: true, encoding: .utf8)
                }
            }
            let cast = try String(contentsOf: folder.appending(path: "first.cast"), encoding: .utf8)
            #expect(cast.contains("Rolling through dips") && cast.split(separator: "\n").count > 300)
        }
    }

    @Test("what the text claims in the end holds from its first listing on")
    func claims() throws {
        let listings = try Self.listings()
        let claims = try #require(listings.first { $0.kind == "yaml add" }).text
        for scene in listings where scene.kind == "yaml" {
            let outcome = try Program.run("check", "-", input: scene.text + claims)
            #expect(outcome.status == 0 && outcome.output.contains("2 claims proven"), "\(outcome.output)")
        }
    }

    @Test("both races play as the text says, the second with a slider")
    func play() throws {
        let scenes = try Self.listings().filter { $0.kind == "yaml" }
        for (index, scene) in scenes.enumerated() {
            try Program.withFolder { folder in
                try scene.text.write(to: folder.appending(path: "first.yaml"), atomically: true, encoding: .utf8)
                let terminal = try Tmux(columns: 130, rows: 36)
                try terminal.enter(
                    "cd \(folder.path()); PATH=\(Self.folder):$PATH; clear; ravine first.yaml; echo status $?")
                try terminal.waitFor("washboard")
                try terminal.type("Space", "End")
                let end = try terminal.waitFor("step 300/300")
                #expect(end.contains("SGD") && end.contains("Momentum"))
                if index == 1 {
                    #expect(end.contains("depth 1 "))
                    try terminal.type("l", "Up")
                    try terminal.waitFor("depth 1.1")
                }
                try terminal.type("q")
                try terminal.waitFor("status 0")
            }
        }
    }

    /// Where the program is, for the shell.
    private static let folder = URL(filePath: Program.path).deletingLastPathComponent().path()

    /// Enters the lines behind `$`, and expects those below each.
    private func enter(_ console: String, in folder: URL) throws {
        for part in console.components(separatedBy: "$ ").dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            // What is played needs a terminal.
            let command = lines[0] == "ravine first.yaml" ? "ravine show first.yaml > /dev/null" : String(lines[0])
            let outcome = try run(command, in: folder)
            #expect(outcome.status == 0 && outcome.error.isEmpty, "\(command): \(outcome.error)")
            #expect(outcome.output == (lines.count > 1 ? lines[1] : ""), "\(command)")
        }
    }

    private func run(_ command: String, in folder: URL) throws -> Program.Outcome {
        try Program.run(
            "/bin/sh", ["-c", "cd \(folder.path()) && PATH=\(Self.folder):$PATH && \(command)"])
    }
}
