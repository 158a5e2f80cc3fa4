import Basics

/// An announcement on its way from the player to its followers: a line of JSON.
public struct Message: Hashable, Sendable {
    public let announcement: Announcement
    /// When the player started, in seconds since 1970.
    public let started: Double

    /// Raised when older followers could not understand what is said.
    static let version = 1
    /// Bytes of a line. One that is longer comes from no player.
    static let longestLine = 1 << 20
    /// Bytes of notes, and of any other text. JSON may need six for one.
    private static let longestNotes = 64_000
    private static let longestText = 16_000

    public init(_ announcement: Announcement, started: Double) {
        self.announcement = announcement
        self.started = started
    }

    /// The line, with its end. What is longer than anybody reads is cut off.
    var line: [UInt8] {
        var short = announcement
        short.scene = Self.cut(short.scene)
        short.title = Self.cut(short.title)
        short.about = Self.cut(short.about)
        short.deck = Self.cut(short.deck)
        short.next = short.next.map { Self.cut($0) }
        var room = Self.longestNotes
        short.notes = short.notes.prefix { note in
            room -= note.utf8.count + 4
            return room >= 0
        }
        let members = [("ravine", "\(Self.version)"), ("started", JSON.number(started))] + short.members
        return Array((JSON.object(members) + "\n").utf8)
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= longestText ? text : String(decoding: text.utf8.prefix(longestText), as: UTF8.self)
    }

    /// Why a line is no message.
    enum Mistake: Error, Equatable {
        /// It is one of a player of another version.
        case version
        case nonsense
    }

    /// Reads a line, without its end. Members that are not known are let be.
    init(line: [UInt8]) throws(Mistake) {
        var version: Double?
        var started: Double?
        var announcement = Announcement(scene: "", title: "")
        var seen: Set<String> = []
        var mistake: JSONReader.Mistake?
        do throws(JSONReader.Mistake) {
            var reader = JSONReader(line)
            try reader.object { (reader, key) throws(JSONReader.Mistake) in
                seen.insert(key)
                switch key {
                case "ravine": version = try reader.number()
                case "started": started = try reader.number()
                default: if !(try announcement.read(key, from: &reader)) { try reader.skip() }
                }
            }
            if try reader.next() != .end { throw JSONReader.Mistake("something follows", at: reader.offset) }
        } catch {
            mistake = error
        }
        // Another version may have other members, and other kinds of them.
        if let version, version != Double(Self.version) { throw .version }
        guard mistake == nil, version != nil, let started, started.isFinite, announcement.place <= announcement.count,
            seen.isSuperset(of: ["scene", "title", "place", "count", "notes"])
        else { throw .nonsense }
        self.init(announcement, started: started)
    }
}
