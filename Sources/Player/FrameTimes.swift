/// Which step each frame of a recording shows, and when. Time is counted in frames, so that no rounding adds up.
public struct FrameTimes: Sendable {
    public let first: Int
    public let last: Int
    /// Frames, the last one of which shows the last step.
    public let count: Int
    private let rate: Double
    private let fps: Double

    /// - Parameters:
    ///   - rate: steps a second.
    ///   - fps: frames a second.
    public init(_ steps: ClosedRange<Int>, rate: Double, fps: Double) {
        (first, last) = (steps.lowerBound, steps.upperBound)
        (self.rate, self.fps) = (rate, fps)
        count = Int(clamping: (Double(steps.upperBound - steps.lowerBound) * fps / rate).rounded(.up)) + 1
    }

    /// The step of a frame, which are counted from 0.
    public func step(_ frame: Int) -> Int {
        frame >= count - 1 ? last : first + Int(clamping: Double(frame) * rate / fps)
    }

    /// When a frame is shown.
    public func seconds(_ frame: Int) -> Double { Double(frame) / fps }
}
