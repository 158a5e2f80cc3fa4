import Basics
import Canvas
import Scenes
import Views

/// What is done to a player, and when: a talk that is recorded without a hand on the keyboard.
///
/// A file has all of it, as text (``init(parsing:)``, ``text``).
public struct Script: Sendable {
    /// Something that happens.
    public struct Deed: Hashable, Sendable {
        /// How long the player has lived by then.
        public let at: Duration
        /// A key, the mouse or a size: what a terminal reports of itself is nothing that can be done.
        public let event: Event
    }

    /// The scenes, by name or file; none if that is said elsewhere.
    public var scenes: [String] = []
    /// The size of the screen at first.
    public var size: Size?
    public var theme: Theme?
    public var glyphs: GlyphSet?
    public var trails: TrailWidth?
    /// How far panels that turn do so in a second, by themselves, in degrees.
    public var orbit: Double?
    /// Plays scenes round and round, until the first key.
    public var loop: SceneLoop.Length?
    /// The keys of commands that are not as the table has them.
    public var bindings: [String: [Key]] = [:]
    /// When it ends; `nil` for when nothing moves any more after the last deed.
    public var end: Duration?
    /// In the order in which they happen.
    public private(set) var deeds: [Deed] = []

    public init() {}

    /// The beginning of what is going to be done to a player.
    public init(_ model: Model) {
        scenes = model.deck.origin.map { [$0] } ?? model.scenes.map(\.origin)
        size = model.size
        theme = model.theme
        glyphs = model.glyphs
        trails = model.state.trails
        orbit = model.orbitRate == 0 ? nil : model.orbitRate
        loop = model.loop?.length
        bindings = model.keys.changes
    }

    /// The player to whom all this is done.
    ///
    public func model(_ deck: Deck, parts: ScreenParts = .all, isPatient: Bool = true) -> Model {
        var model = Model(
            deck, size: size ?? .standard, glyphs: glyphs ?? .braille, theme: theme ?? .dark,
            keys: KeyMap(bindings), trails: trails ?? .bold, parts: parts, isPatient: isPatient)
        model.orbitRate = orbit ?? 0
        if let loop { model.play(round: loop) }
        return model
    }

    /// Notes what happens, at a time that is not before the last one.
    public mutating func add(_ event: Event, at time: Duration) {
        deeds.append(Deed(at: max(time, deeds.last?.at ?? .zero), event: event))
    }

    /// Ends what was done to a player.
    ///
    /// - Parameter model: the player at its end.
    public mutating func end(at time: Duration, _ model: Model) {
        // Leaving ends it by itself.
        if !model.isOver { end = max(time, deeds.last?.at ?? .zero) }
        // Most people never leave the first one.
        if !model.hasChangedScene, model.deck.origin == nil { scenes = Array(scenes.prefix(1)) }
        // What came from a pipe is gone.
        if scenes.contains(where: { $0.hasPrefix("<") }) { scenes = [] }
    }

    /// Whether there is no room for anything else: what is done from then on is missing.
    public var isFull: Bool { deeds.count >= Limits.deeds }

    /// The largest width and height that the screen ever has.
    public var largestSize: Size {
        deeds.reduce(size ?? .standard) { largest, deed in
            guard case .resize(let size) = deed.event else { return largest }
            return Size(width: max(largest.width, size.width), height: max(largest.height, size.height))
        }
    }
}

extension Size {
    /// The size of stills and recordings unless they are told another.
    public static let standard = Size(width: 120, height: 36)
}
