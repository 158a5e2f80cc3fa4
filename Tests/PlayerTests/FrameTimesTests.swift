import Player
import Testing

@Suite("Frames of a recording")
struct FrameTimesTests {
    @Test(
        "they begin with the first step, end with the last, and between them time is the scene's",
        arguments: [0...0, 0...1, 0...174, 20...60, 7...7], [0.37, 1, 24, 25.5, 300])
    func times(steps: ClosedRange<Int>, rate: Double) {
        for fps in [1.0, 7, 30, 1000] {
            let times = FrameTimes(steps, rate: rate, fps: fps)
            #expect(times.step(0) == steps.lowerBound && times.step(times.count - 1) == steps.upperBound)
            let length = Double(steps.count - 1) / rate
            let late = times.seconds(times.count - 1) - length
            #expect(late > -1e-9 && late < 1 / fps + 1e-9)
            for frame in 1..<max(times.count, 2) where frame < times.count {
                #expect(times.step(frame) >= times.step(frame - 1) && times.seconds(frame) > times.seconds(frame - 1))
                let exact = Double(steps.lowerBound) + times.seconds(frame) * rate
                #expect(frame == times.count - 1 || abs(Double(times.step(frame)) - exact) <= 1 + 1e-6)
            }
        }
    }
}
