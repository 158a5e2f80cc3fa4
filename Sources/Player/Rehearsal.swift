import Canvas

/// A script as it is played: the player at any time, as if somebody had sat at the keyboard.
///
/// What belongs to a time happens exactly then, however often it is looked at. Everything is done at once, so that the
/// same script always gives the same frames.
public struct Rehearsal: Sendable {
    public private(set) var model: Model
    private let script: Script
    private var next = 0
    private var lived = Duration.zero

    /// - Parameter model: as it is at the beginning; a patient one.
    public init(_ script: Script, _ model: Model) {
        self.script = script
        self.model = model
    }

    /// Whether nothing is left of the script, or it has left the player.
    public var isOver: Bool { model.isOver || next == script.deeds.count }

    /// Plays on to a time, and what happens at it.
    ///
    /// - Parameter findsAll: whether to wait for what a player finds out on another core; how long it plays does not
    ///   depend on it.
    public mutating func play(until time: Duration, findsAll: Bool = true) {
        while !isOver, script.deeds[next].at <= time {
            pass(until: script.deeds[next].at)
            happen(script.deeds[next].event)
            if findsAll { model.finishSweeps() }
            next += 1
        }
        if !model.isOver { pass(until: time) }
    }

    /// What is on the screen now.
    public mutating func frame() -> Frame { model.frame() }

    private mutating func pass(until time: Duration) {
        guard time > lived else { return }
        model.tick(time - lived)
        lived = time
    }

    private mutating func happen(_ event: Event) {
        switch event {
        case .key(let key): model.press(key)
        case .pointer(let pointer): model.point(pointer)
        case .resize(let size): model.resize(to: size)
        case .terminate, .wake, .lost: break
        }
        model.carryOutRequests(Nowhere())
        // It is being recorded.
        model.setRecording(nil)
    }

    /// When the script ends: when it says so, when it leaves the player, or when nothing moves any more after it.
    public var end: Duration {
        var rehearsal = self
        for deed in script.deeds where !rehearsal.model.isOver { rehearsal.play(until: deed.at, findsAll: false) }
        if rehearsal.model.isOver { return rehearsal.lived }
        return script.end ?? max(rehearsal.lived, lived) + .seconds(min(rehearsal.model.secondsLeft, 1e9))
    }
}
