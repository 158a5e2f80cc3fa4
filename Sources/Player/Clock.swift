import Basics

/// The time of a race in steps.
///
/// Counted from where it was last set, so that it is the same however the time since then was cut into pieces: what a
/// player shows depends on when keys are pressed, not on when frames are drawn.
struct Clock: Sendable {
    /// Where it was set.
    let begin: Double
    private var played = Duration.zero
    private(set) var time: Double

    init(time: Double = 0) {
        begin = time
        self.time = time
    }

    /// The step that is due: also one that only rounding keeps from it.
    var step: Int { Int(clamping: time + 1e-9) }

    /// How long it is until it comes to a step at this rate. From where it was set it is always as long in all.
    func wait(until step: Int, rate: Double) -> Duration {
        max(.seconds(min((Double(step) - begin) / rate, 1e9)) - played, .zero)
    }

    /// Goes on by so many steps a second, the same ones since it was set, to the last one at most.
    mutating func pass(_ duration: Duration, rate: Double, last: Int) {
        played += duration
        time = min(begin + played / .seconds(1) * rate, Double(last))
    }
}
