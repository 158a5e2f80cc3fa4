import Expressions
import Landscapes

/// How a track is shown: a kind of panel with its options.
///
/// A picture is a value. What the user does to a view makes another picture of it.
public protocol Picture: Sendable, Equatable {
    /// What the kind is called, and which keys it has in a scene.
    static var kind: PictureKind { get }

    /// The picture of a track that the kind shows without being asked for more; `nil` if it has none.
    init?(standardFor track: Scene.Track)

    /// What stands over it where the scene gives no title.
    func title(of track: Scene.Track) -> String

    /// What of the track it shows, in few words; empty if that is all of it. A scene's own title holds as long as it is
    /// the same, and it stands for a title that there is no room for.
    var subject: String { get }

    /// Whether it shows the runs over time, so that no chart is needed beside it.
    var isChart: Bool { get }

    /// The same from so many degrees farther around; `nil` if the kind does not turn.
    func turned(by degrees: Double) -> Self?
}

extension Picture {
    public func title(of track: Scene.Track) -> String { track.title }
    public var subject: String { "" }
    public var isChart: Bool { false }
    public func turned(by degrees: Double) -> Self? { nil }

    public func isEqual(_ other: any Picture) -> Bool { (other as? Self) == self }
}

/// The declaration of a kind of panel.
public struct PictureKind: Sendable {
    public let name: String
    /// What it shows, in a line.
    public let about: String
    /// Its keys in a scene, beside those of every panel. A key of the kind's own name implies the kind.
    public let keys: [(name: String, help: String)]

    init(_ name: String, about: String, keys: [(name: String, help: String)] = []) {
        self.name = name
        self.about = about
        self.keys = keys
    }

    /// All kinds, in the order in which a panel goes through them.
    public static var all: [PictureKind] { readable.map { $0.kind } }

    /// The picture of a track that a kind shows without being asked for more; `nil` if it has none.
    public static func picture(of track: Scene.Track, kind: String) -> (any Picture)? {
        readable.first { $0.kind.name == kind }?.init(standardFor: track)
    }

    /// The one place where a kind is made known here; `PanelViews` is the other one.
    static let readable: [any ReadablePicture.Type] = [
        Contours.self, Perspective.self, Slice.self, Chart.self, Plot.self, Scatter.self, ComputationGraph.self,
        Map.self, Sensitivity.self,
    ]
}

/// A picture that can stand in a scene.
protocol ReadablePicture: Picture {
    /// - Throws: a ``Diagnostic`` about what is wrong, or cannot be shown of the track.
    init(_ fields: PictureFields) throws(Diagnostic)
}

/// What a scene says of a picture.
struct PictureFields {
    /// The panel's mapping; empty where it is a name only.
    let record: Field.Record
    /// The panel itself, for messages about what is missing.
    let field: Field?
    let track: Scene.Track
    /// The part of the plane to show.
    let view: Domain
    let reader: SceneReader

    /// The number of a key, within a range.
    func number(_ key: String, in range: ClosedRange<Double>) throws(Diagnostic) -> Double? {
        guard let field = record[key] else { return nil }
        let value = try field.number("'\(key)'")
        guard range.contains(value) else {
            throw field.error("'\(key)' is from \(range.lowerBound.spelledShort) to \(range.upperBound.spelledShort)")
        }
        return value
    }

    /// `true` or `false`.
    func flag(_ key: String) throws(Diagnostic) -> Bool? {
        guard let field = record[key] else { return nil }
        guard let value = ["true": true, "false": false][try field.line("'\(key)'")] else {
            throw field.error("'\(key)' is true or false, not \(field.kind)")
        }
        return value
    }

    /// One of some words.
    func choice(_ key: String, among words: [String]) throws(Diagnostic) -> String? {
        guard let field = record[key] else { return nil }
        let word = try field.line("'\(key)'")
        guard words.contains(word) else {
            throw field.error(
                "'\(key)' is \(words.joined(separator: ", ")), not '\(word)'" + Suggestion.hint(for: word, among: words)
            )
        }
        return word
    }
}
