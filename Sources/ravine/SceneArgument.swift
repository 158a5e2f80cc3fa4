import ArgumentParser
import Basics
import Expressions
import Player
import Scenes
import Terminal

/// What the user lets scenes do.
struct SceneOptions: ParsableArguments {
    @Flag(help: "Start the programs that scenes bring along as optimizers. Only for scenes that you trust.")
    var allowPrograms = false
}

/// Finds the scene that an argument means.
enum SceneArgument {
    static let help: ArgumentHelp = "A built-in scene's name, a YAML file, or '-' for standard input."

    static func load(_ argument: String, _ options: SceneOptions? = nil) throws -> Scene {
        let (text, origin) = try read(argument)
        do throws(Diagnostic) {
            return try Scene(parsing: text, origin: origin, allowsPrograms: options?.allowPrograms ?? false)
        } catch {
            throw Failure(error.rendered(file: origin, source: text), isAboutFile: true)
        }
    }

    /// The scenes to play: those named, or all built-in ones.
    static func loadAll(_ arguments: [String], _ options: SceneOptions) throws -> [Scene] {
        try (arguments.isEmpty ? SceneLibrary.names : arguments).map { try load($0, options) }
    }

    private static func read(_ argument: String) throws -> (text: String, origin: String) {
        if argument == "-" {
            return (
                try text("standard input") { () throws(Files.Failure) in
                    try Files.bytes(from: STDIN_FILENO, atMost: Limits.sceneBytes)
                }, "<stdin>"
            )
        }
        if let text = SceneLibrary.text(named: argument) { return (text, argument) }
        var status = stat()
        let exists = stat(argument, &status) == 0
        guard exists || argument.contains("/") || argument.hasSuffix(".yaml") || argument.hasSuffix(".yml") else {
            throw Failure(
                "no scene '\(argument)'" + Suggestion.hint(for: argument, among: SceneLibrary.names)
                    + " (or name a file)")
        }
        guard !exists || status.st_mode & mode_t(S_IFMT) != mode_t(S_IFDIR) else {
            throw Failure("'\(argument)' is a folder, not a scene file")
        }
        return (
            try text("'\(argument)'") { () throws(Files.Failure) in
                try Files.bytes(of: argument, atMost: Limits.sceneBytes)
            }, argument
        )
    }

    /// Reads a script for a recording.
    static func script(_ path: String) throws -> Script {
        let text =
            path == "-"
            ? try text("standard input") { () throws(Files.Failure) in
                try Files.bytes(from: STDIN_FILENO, atMost: Limits.sceneBytes)
            }
            : try text("'\(path)'") { () throws(Files.Failure) in
                try Files.bytes(of: path, atMost: Limits.sceneBytes)
            }
        do throws(Diagnostic) {
            return try Script(parsing: text)
        } catch {
            throw Failure(error.rendered(file: path == "-" ? "<stdin>" : path, source: text), isAboutFile: true)
        }
    }

    private static func text(_ name: String, _ read: () throws(Files.Failure) -> [UInt8]) throws -> String {
        do throws(Files.Failure) {
            let bytes = try read()
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Files.Failure(reason: "it is not text in UTF-8")
            }
            return text
        } catch {
            throw Failure("cannot read \(name): \(error.reason)")
        }
    }
}
