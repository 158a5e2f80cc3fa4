import Backstage
import Scenes

/// What is done for a player outside of it, in files and at the terminal. What goes wrong is thrown, and shown.
public protocol Outside {
    /// Writes a scene's text into a file.
    ///
    /// - Parameters:
    ///   - path: the file; `nil` for a name that is free, next to the scene's own file.
    ///   - origin: where the scene was read.
    /// - Returns: the file's name.
    func write(_ text: String, path: String?, origin: String) throws -> String

    /// The scenes of a file, or of a built-in scene's or deck's name.
    func deck(_ name: String) throws -> Deck

    /// Looks from now on whether what a scene was read from changes.
    func watch(_ reading: SceneReading)

    /// Reads a scene anew in any case; what comes of it is among what has changed.
    func reload(_ reading: SceneReading, isFresh: Bool) throws

    /// What has changed since this was called last.
    func takeReloads() -> [Reload]

    /// Keeps the commands that were given, for the next time.
    func remember(_ commands: CommandHistory)

    /// Tells the speaker's notes of another scene. Must not wait.
    func announce(_ announcement: Announcement)

    /// Puts a text on the clipboard, if the terminal lets it.
    func copy(_ text: String)
}

extension Outside {
    public func watch(_ reading: SceneReading) {}
    public func takeReloads() -> [Reload] { [] }
}

/// No outside: what is asked for is not done.
public struct Nowhere: Outside {
    public init() {}

    private struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    public func write(_ text: String, path: String?, origin: String) throws -> String {
        throw Refusal(description: "nothing is written here")
    }

    public func reload(_ reading: SceneReading, isFresh: Bool) throws {
        throw Refusal(description: "nothing is read anew here")
    }

    public func deck(_ name: String) throws -> Deck { throw Refusal(description: "nothing is opened here") }
    public func remember(_ commands: CommandHistory) {}
    public func announce(_ announcement: Announcement) {}
    public func copy(_ text: String) {}
}

extension Model {
    /// Has done outside what is to be done there.
    public mutating func carryOutRequests(_ outside: some Outside) {
        for request in takeRequests() {
            do {
                switch request {
                case .write(let text, let path):
                    let name = try outside.write(text, path: path, origin: race.scene.origin)
                    note(text, writtenTo: name)
                    stage.saved = text
                    report("wrote \(name)")
                case .open(let name): play(try outside.deck(name))
                case .reload(let isFresh): try outside.reload(reading, isFresh: isFresh)
                case .remember(let commands): outside.remember(commands)
                case .copy(let text): outside.copy(text)
                }
            } catch {
                report("\(error)".split(separator: "\n").first.map { String($0) } ?? "")
            }
        }
    }
}
