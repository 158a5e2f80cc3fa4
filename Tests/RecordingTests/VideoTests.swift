import Basics
import Canvas
import Testing

@testable import Recording

@Suite("Frames for a video encoder")
struct VideoTests {
    @Test("each picture is the frame that is shown then, pixel by pixel, at a steady pace", arguments: UInt64(0)..<8)
    func pictures(seed: UInt64) throws {
        let size = Size(width: 7, height: 3)
        var generator = SeededRandom(seed: seed)
        let frames = randomFrames(seed: seed, size: size, count: 6)
        let heading = RecordingHeading(size: size, title: "", theme: .dark, fontSize: .small, fps: 10)
        var video = Video<H264>(heading)
        var (bytes, times): ([UInt8], [Double]) = ([], [])
        var seconds = 0.0
        for frame in frames {
            video.add(frame, at: seconds)
            bytes += video.takeBytes()
            times.append(seconds)
            seconds += Double.random(in: 0...0.5, using: &generator)
        }
        video.finish(at: seconds)
        bytes += video.takeBytes()
        var raster = Raster(heading)
        let length = 3 * raster.size.width * raster.size.height
        let count = Int((seconds * 10).rounded())
        #expect(bytes.count == max(count, 1) * length)
        for picture in 0..<count {
            // The last frame that began before the picture did, to the nearest picture.
            let shown = try #require(times.lastIndex { Int(($0 * 10).rounded()) <= picture })
            raster.draw(frames[shown])
            let expected = raster.pixels.flatMap { pixel in
                let color = raster.palette.colors[Int(pixel)]
                return [color.red, color.green, color.blue]
            }
            #expect(Array(bytes[picture * length..<(picture + 1) * length]) == expected, "picture \(picture)")
        }
    }

    @Test("one frame that stays for no time is a video of one picture")
    func still() throws {
        let size = Size(width: 4, height: 2)
        var video = Video<VP9>(RecordingHeading(size: size, title: "", theme: .light, fps: 30))
        video.add(try #require(randomFrames(seed: 1, size: size, count: 1).first), at: 0)
        video.finish(at: 0)
        #expect(video.takeBytes().count == 3 * 4 * 8 * 2 * 16)
    }
}
