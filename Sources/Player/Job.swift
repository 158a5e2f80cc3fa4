import Canvas
import Racing
import Views

/// Work that is too dear to be done between two frames: done on another core, while the player goes on.
public struct Job: Sendable {
    /// What it is for. A job takes the place of an earlier one of the same key, which is then cancelled.
    public enum Key: Hashable, Sendable {
        case rates, statuses, claims, guess, thumbnail
        case picture(panel: Int, order: Int = 0)
    }

    public let key: Key
    /// Tells this job from others of its key.
    let ticket: Int
    /// Does the work; `nil` if its task was cancelled meanwhile.
    private let work: @Sendable () -> Result?

    /// What comes of it, for ``Model/receive(_:)``.
    public struct Outcome: Sendable {
        let key: Key
        let ticket: Int
        let result: Result
    }

    enum Result: Sendable {
        /// The best learning rate of a run, by its place in the race; no rate if it has none.
        case rate(run: Int, RateSweep.Result?)
        case statuses([Status], step: Int)
        /// What has come of some of the scene's claims, by their places.
        case claims([Int: ClaimOutcome])
        /// What comes of the question to the room.
        case guess([Guessing.Answer])
        /// A small picture of a scene, by its place in the deck.
        case thumbnail(Frame, place: Int)
        /// What is to be adopted by a panel's view.
        case picture(any Sendable, panel: Int)
    }

    init(_ key: Key, ticket: Int, work: @escaping @Sendable () -> Result?) {
        self.key = key
        self.ticket = ticket
        self.work = work
    }

    public func run() -> Outcome? { work().map { Outcome(key: key, ticket: ticket, result: $0) } }
}

/// What is to be done with a job.
public enum Errand: Sendable {
    case start(Job)
    case cancel(Job.Key)
}

/// The jobs of a player that are wanted, and those of them that are under way.
struct Errands: Sendable {
    private var current: [Job.Key: Int] = [:]
    private var pending: [Errand] = []
    private var ticket = 0

    /// Whether a job of a key is under way.
    func isUnderWay(_ key: Job.Key) -> Bool { current[key] != nil }

    var isEmpty: Bool { current.isEmpty }

    mutating func start(_ key: Job.Key, work: @escaping @Sendable () -> Job.Result?) {
        ticket += 1
        current[key] = ticket
        pending.append(.start(Job(key, ticket: ticket, work: work)))
    }

    mutating func cancel(where isUnwanted: (Job.Key) -> Bool) {
        for key in current.keys where isUnwanted(key) {
            current[key] = nil
            pending.append(.cancel(key))
        }
    }

    /// Whether an outcome is still wanted; it is taken for received.
    mutating func receive(_ outcome: Job.Outcome) -> Bool {
        guard current[outcome.key] == outcome.ticket else { return false }
        current[outcome.key] = nil
        return true
    }

    mutating func take() -> [Errand] {
        defer { pending = [] }
        return pending
    }
}
