import Basics
import Scenes

/// Scenes that are played round and round, until somebody presses a key.
public struct SceneLoop: Sendable, Equatable {
    /// How long each scene is shown.
    public enum Length: Sendable, Hashable {
        /// To its end, and two seconds more.
        case toTheEnd
        case time(Duration)
    }

    let length: Length
    /// How long the scene is still shown.
    var left: Duration
}

extension Model {
    /// Plays the scenes of the deck round and round, until somebody presses a key.
    public mutating func play(round length: SceneLoop.Length) {
        loop = SceneLoop(length: length, left: .zero)
        begin()
    }

    /// Ends it: whatever key that was has done so, and nothing else.
    mutating func stopLoop() {
        loop = nil
        report("the loop has stopped; from here on keys do what they do")
    }

    /// Lets time pass, and shows one scene after the other.
    ///
    /// - Returns: the time of the last scene that has not passed yet.
    mutating func goRound(_ duration: Duration) -> Duration {
        var rest = duration
        // Round after round the same is shown.
        let round = roundLength
        if rest > round * 2 { rest -= round * Int(clamping: (rest / round).rounded(.down) - 1) }
        while let left = loop?.left, left <= rest {
            rest -= left
            pass(left)
            if deck.slides.count > 1 { open(scene: sceneIndex + 1) }
            begin()
        }
        loop?.left -= rest
        return rest
    }

    /// Shows the scene from its start.
    private mutating func begin() {
        restart()
        let length = loopLength(ofPlace: sceneIndex)
        loop?.left = length
        report("round and round: any key stops it")
    }

    /// How long it takes to go round once.
    var roundLength: Duration { deck.slides.indices.reduce(.zero) { $0 + loopLength(ofPlace: $1) } }

    private func loopLength(ofPlace place: Int) -> Duration {
        guard case .toTheEnd = loop?.length else {
            if case .time(let time) = loop?.length { return time }
            return .zero
        }
        let shown = place == sceneIndex ? stage : parked[place]
        let scene = shown?.race.scene ?? deck.slides[place].scene
        let seconds = Double(scene.steps) / (scene.rate * (shown?.state.speed ?? 1))
        // Whole milliseconds, as scripts have them.
        return .milliseconds(Int(clamping: (min(seconds, 1e6) * 1000).rounded(.up)) + 2000)
    }
}
