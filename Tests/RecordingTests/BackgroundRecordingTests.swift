import Basics
import Canvas
import Synchronization
import Testing

@testable import Recording

/// A file in memory that may fail, and may be slow.
private struct Memory: FrameFile {
    final class Bytes: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    struct Full: Error {}

    var format: any RecordingFormat
    let memory: Bytes
    var room = Int.max
    var gate: (@Sendable () -> Void)?

    mutating func use(_ theme: Theme) { format.use(theme) }

    mutating func add(_ frame: Frame, at seconds: Double) throws {
        gate?()
        format.add(frame, at: seconds)
        try write()
    }

    mutating func finish(at seconds: Double) throws {
        format.finish(at: seconds)
        try write()
    }

    private mutating func write() throws {
        let bytes = format.takeBytes()
        room -= bytes.count
        guard room >= 0 else { throw Full() }
        memory.bytes.withLock { $0 += bytes }
    }
}

@Suite("Recordings that are written while others play")
struct BackgroundRecordingTests {
    private static let size = Size(width: 24, height: 8)
    static let endings = ["cast", "gif", "svg", "svgz", "html", "txt", "mp4"]

    /// Frames of a session: themes change in it, and so does the window's size, to larger, smaller and nothing.
    private func session(seed: UInt64) -> [(frame: Frame, theme: Theme, seconds: Double)] {
        let sizes = [
            Self.size, Size(width: 40, height: 12), Size(width: 5, height: 30), Size(width: 0, height: 0), Self.size,
        ]
        var session: [(Frame, Theme, Double)] = []
        for (turn, size) in sizes.enumerated() {
            let isEmpty = size.width == 0
            let frames =
                isEmpty
                ? [Frame(size: size), Frame(size: size)]
                : randomFrames(seed: seed + UInt64(turn), size: size, count: 4)
            for frame in frames {
                session.append(
                    (frame, Theme.all[(turn + session.count / 6) % Theme.all.count], Double(session.count) / 10))
            }
        }
        return session
    }

    private func format(_ ending: String) throws -> any RecordingFormat {
        let type = try #require(RecordingFormats.format(ofFile: ".\(ending)"))
        return type.init(RecordingHeading(size: Self.size, title: "t", theme: .dark))
    }

    private func bytes(_ session: [(frame: Frame, theme: Theme, seconds: Double)], _ ending: String) throws -> [UInt8] {
        var format = try format(ending)
        var bytes: [UInt8] = []
        for (frame, theme, seconds) in session {
            format.use(theme)
            format.add(frame, at: seconds)
            bytes += format.takeBytes()
        }
        format.finish(at: 3)
        return bytes + format.takeBytes()
    }

    @Test("on another core too the bytes are the same", arguments: endings)
    func bytes(ending: String) throws {
        let session = session(seed: 1)
        let memory = Memory.Bytes()
        let type = try #require(RecordingFormats.format(ofFile: ".\(ending)"))
        let recording = BackgroundRecording {
            Memory(format: type.init(RecordingHeading(size: Self.size, title: "t", theme: .dark)), memory: memory)
        }
        for (frame, theme, seconds) in session { try recording.add(frame, theme: theme, at: seconds) }
        recording.finish(at: 3)
        try recording.wait()
        #expect(try recording.isWritten())
        #expect(memory.bytes.withLock { $0 } == (try bytes(session, ending)))
    }

    @Test(
        "when theme and size change every frame is as it was shown, as far as the format has room",
        arguments: UInt64(0)..<6)
    func changes(seed: UInt64) throws {
        let session = session(seed: seed)
        let last = try #require(session.last)

        let gif = try DecodedGIF(bytes(session, "gif"))
        #expect(gif.pictures.map(\.delay).reduce(0, +) == 300)
        var time = 0
        for picture in gif.pictures {
            let (frame, theme, _) = session[min(session.count - 1, (time + 1) / 10)]
            var raster = Raster(cells: Self.size, theme: theme)
            raster.draw(frame)
            #expect(picture.colors == raster.pixels.map { raster.palette.colors[Int($0)] }, "at \(time)")
            time += picture.delay
        }

        for ending in ["svg", "html"] {
            let text = String(decoding: try bytes(session, ending), as: UTF8.self)
            let match = try #require(text.firstMatch(of: /<svg .*<\/svg>/.dotMatchesNewlines()))
            let screen = try SVGScreen(try XMLNode(parsing: String(match.0)), at: nil)
            #expect(screen == SVGScreen(last.frame, theme: last.theme, ground: Theme.dark[.ground].rgb), "\(ending)")
        }

        let text = String(decoding: try bytes(session, "txt"), as: UTF8.self)
        #expect(text.split(separator: "\u{C}").last.map(String.init) == last.frame.text)

        let cast = String(decoding: try bytes(session, "cast"), as: UTF8.self)
        #expect(cast.contains("\"r\", \"40x12\"") && cast.contains("\"r\", \"24x8\""))

        // Every frame of a video has the same number of bytes.
        let video = try bytes(session, "mp4")
        let pixels = Raster.size(ofCells: Self.size, fontSize: .medium, scale: 1)
        #expect(!video.isEmpty && video.count.isMultiple(of: pixels.width * pixels.height * 3))
    }

    @Test("why it cannot go on is said with the next frame, and at its end")
    func failures() throws {
        let frames = randomFrames(seed: 3, size: Self.size)
        let format = try format("cast")
        let wakes = Mutex(0)
        let recording = BackgroundRecording(wake: { wakes.withLock { $0 += 1 } }) {
            Memory(format: format, memory: Memory.Bytes(), room: 300)
        }
        for (index, frame) in frames.enumerated() {
            // It may have failed by now.
            try? recording.add(frame, theme: .dark, at: Double(index))
        }
        #expect(throws: Memory.Full.self) { try recording.wait() }
        #expect(throws: Memory.Full.self) { try recording.add(frames[0], theme: .dark, at: 100) }
        recording.finish(at: 100)
        #expect(throws: Memory.Full.self) { try recording.wait() }
        #expect(wakes.withLock { $0 } == 1)

        struct Nowhere: Error {}
        let nowhere = BackgroundRecording { throw Nowhere() }
        try? nowhere.add(frames[0], theme: .dark, at: 0)
        #expect(throws: Nowhere.self) { try nowhere.wait() }
    }

    @Test("nobody waits for a slow file, and frames that it has no time for are left out, never the last one")
    func slow() async throws {
        let frames = (0..<500).map { number in
            var frame = Frame(size: Self.size)
            frame.write("\(number)", x: 0, y: 0)
            return frame
        }
        let memory = Memory.Bytes()
        let format = try format("txt")
        let gate = Mutex(())
        let recording = BackgroundRecording {
            Memory(format: format, memory: memory, gate: { gate.withLock { _ in } })
        }
        // Nothing can be written before all frames are there.
        try gate.withLock { _ in
            for (index, frame) in frames.enumerated() { try recording.add(frame, theme: .dark, at: Double(index)) }
            #expect(try !recording.isWritten())
        }
        recording.finish(at: 500)
        try recording.wait()
        let pages = String(decoding: memory.bytes.withLock { $0 }, as: UTF8.self).split(separator: "\u{C}")
        #expect(pages.count >= BackgroundRecording.most && pages.count <= BackgroundRecording.most + 1)
        #expect(pages.first?.hasPrefix("0\n") == true && pages.last?.hasPrefix("499\n") == true)
    }
}
