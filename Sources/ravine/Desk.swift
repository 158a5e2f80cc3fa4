import Backstage
import Basics
import Expressions
import Player
import Scenes
import Terminal

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The user's files and terminal, for a player that wants something of them.
struct Desk: Outside {
    let options: SceneOptions
    let environment: [String: String]
    /// Tells who follows the notes; `nil` where that cannot be.
    let announcer: Announcer?
    let watcher: Watcher
    /// Puts a text on the clipboard.
    let clipboard: (String) -> Void

    func write(_ text: String, path: String?, origin: String) throws -> String {
        let path = path.map { $0.contains(".") ? $0 : "\($0).yaml" } ?? Self.freeName(origin)
        do throws(Files.Failure) {
            var file = try OutputFile(path, mayReplace: path == origin)
            do throws(Files.Failure) {
                try file.write(Array(text.utf8))
            } catch {
                file.abandon()
                throw error
            }
            try file.finish()
        } catch {
            throw Failure("cannot write '\(path)': \(error.reason)")
        }
        return path
    }

    /// Writes scenes that were changed next to their files.
    ///
    /// - Returns: what has become of each, in words.
    func keep(_ scenes: [Model.ChangedScene]) -> [String?] {
        scenes.map { scene in
            do {
                let text = try scene.text.get()
                let name = try write(text.text, path: nil, origin: scene.origin)
                return "kept \(name)" + (text.isRewritten ? ", without the comments" : "")
            } catch {
                return "cannot keep '\(scene.origin)': \((error as? Diagnostic)?.message ?? "\(error)")"
            }
        }
    }

    /// A name next to the scene's file, or in the current folder, with a number that is free.
    private static func freeName(_ origin: String) -> String {
        let isFile = origin.hasSuffix(".yaml") || origin.hasSuffix(".yml")
        let base =
            isFile ? String(origin.prefix(upTo: origin.lastIndex(of: ".")!)) : origin.filter { !"<>/".contains($0) }
        var number = 2
        while FileManager.default.fileExists(atPath: "\(base)-\(number).yaml") { number += 1 }
        return "\(base)-\(number).yaml"
    }

    func deck(_ name: String) throws -> Deck { try SceneArgument.deck([name], options) }

    // MARK: The history of commands

    private var historyPath: String? {
        let folder =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { "\($0)/.local/state" }
        return folder.map { "\($0)/ravine/history" }
    }

    /// The commands that were given before.
    func commands() -> CommandHistory {
        guard let historyPath, let bytes = try? Files.bytes(of: historyPath, atMost: Limits.historyBytes),
            let text = String(validating: bytes, as: UTF8.self)
        else { return CommandHistory() }
        return CommandHistory(text.lines.map { String($0).printable }.filter { !$0.isEmpty })
    }

    /// What cannot be kept is lost: a talk goes on without it.
    func remember(_ commands: CommandHistory) {
        guard let historyPath, let slash = historyPath.lastIndex(of: "/") else { return }
        try? FileManager.default.createDirectory(
            atPath: String(historyPath[..<slash]), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard var file = try? OutputFile(historyPath, mayReplace: true) else { return }
        do {
            try file.write(Array(commands.entries.map { $0 + "\n" }.joined().utf8))
            try file.finish()
        } catch {
            file.abandon()
        }
    }

    func watch(_ reading: SceneReading) { watcher.watch(reading) }

    func reload(_ reading: SceneReading, isFresh: Bool) { watcher.readAnew(reading, isFresh: isFresh) }

    func takeReloads() -> [Reload] { watcher.takeReloads() }

    func announce(_ announcement: Announcement) { announcer?.announce(announcement) }

    func copy(_ text: String) { clipboard(text) }
}
