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
    static let deckHelp: ArgumentHelp = "Scenes and decks: built-in ones, YAML files, or '-' for standard input."

    static func load(_ argument: String, _ options: SceneOptions? = nil) throws -> Scene {
        let (text, origin) = try read(argument)
        guard !DeckFile.isDeck(text) else {
            let entries = try deckFile(text, origin).entries
            throw Failure(
                "'\(argument)' is a deck of \(entries.count) scenes, and one scene is needed here, such as "
                    + "'\(entries[0].scene)'")
        }
        return try scene(text, origin, options)
    }

    private static func scene(_ text: String, _ origin: String, _ options: SceneOptions?) throws -> Scene {
        do throws(Diagnostic) {
            return try Scene(parsing: text, origin: origin, allowsPrograms: options?.allowPrograms ?? false)
        } catch {
            throw Failure(error.rendered(file: origin, source: text), isAboutFile: true)
        }
    }

    /// The scenes to play: those named, those of the decks that are named, or all built-in ones.
    static func deck(_ arguments: [String], _ options: SceneOptions? = nil) throws -> Deck {
        var slides: [Deck.Slide] = []
        for argument in arguments.isEmpty ? SceneLibrary.names : arguments {
            let (text, origin) = try read(argument)
            guard DeckFile.isDeck(text) else {
                slides.append(Deck.Slide(scene: try scene(text, origin, options)))
                continue
            }
            let deck = try deck(text, origin, options)
            if arguments.count == 1 { return deck }
            // Among others its numbers would not say where it is.
            slides += deck.slides.map { Deck.Slide(scene: $0.scene) }
        }
        return Deck(slides.map(\.scene))
    }

    private static func deck(_ text: String, _ origin: String, _ options: SceneOptions?) throws -> Deck {
        let file = try deckFile(text, origin)
        let slides = try file.entries.map { entry in
            guard let path = path(of: entry.scene, inDeck: origin) else {
                let hint = Suggestion.hint(for: entry.scene, among: SceneLibrary.names)
                let mistake = Diagnostic(
                    "no scene '\(entry.scene)', built in or beside the deck" + hint, at: entry.location)
                throw Failure(mistake.rendered(file: origin, source: text), isAboutFile: true)
            }
            return Deck.Slide(scene: try load(path, options), numbers: entry.numbers)
        }
        return Deck(title: file.title, origin: origin, slides: slides)
    }

    /// The argument that means a scene of a deck; `nil` if there is no such scene.
    private static func path(of name: String, inDeck origin: String) -> String? {
        if SceneLibrary.names.contains(name) { return name }
        let folder = origin.lastIndex(of: "/").map { String(origin[...$0]) } ?? ""
        let path = name.hasPrefix("/") ? name : folder + name
        var status = stat()
        return stat(path, &status) == 0 ? path : nil
    }

    private static func deckFile(_ text: String, _ origin: String) throws -> DeckFile {
        do throws(Diagnostic) {
            return try DeckFile(parsing: text, origin: origin)
        } catch {
            throw Failure(error.rendered(file: origin, source: text), isAboutFile: true)
        }
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
                "no scene '\(argument)'"
                    + Suggestion.hint(for: argument, among: SceneLibrary.names + SceneLibrary.decks)
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
