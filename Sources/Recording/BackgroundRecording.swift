import Canvas
import Synchronization

/// A recording that is written on another core while its frames come, so that nobody waits for it.
public final class BackgroundRecording: Sendable {
    /// Where the bytes go.
    public protocol Sink: Sendable {
        func write(_ bytes: [UInt8]) throws
        /// - Parameter isWhole: whether all of it could be written.
        func close(isWhole: Bool)
    }

    private enum Piece: Sendable {
        case frame(Frame, Theme, seconds: Double)
        case end(seconds: Double)
    }

    private struct Queue {
        var pieces: [Piece] = []
        /// Whether somebody is there who will take them.
        var hasWriter = false
    }

    private struct Writer {
        var recording: (any RecordingFormat)?
        var isOver = false
        var error: (any Error)?
    }

    private let queue = Mutex(Queue())
    private let writer = Mutex(Writer())
    /// The same as the writer's, for those who must not wait for it.
    private let outcome = Mutex<Result<Void, any Error>?>(nil)
    private let begin: @Sendable () -> any RecordingFormat
    private let sink: any Sink
    private let wake: @Sendable () -> Void

    /// How many frames may wait. One more takes the last one's place: better fewer frames a second than a full memory.
    static let most = 60

    /// - Parameters:
    ///   - begin: begins the recording; called on the other core.
    ///   - wake: called there when all is written, or nothing more can be.
    public init(
        to sink: any Sink, wake: @escaping @Sendable () -> Void = {},
        begin: @escaping @Sendable () -> any RecordingFormat
    ) {
        self.sink = sink
        self.wake = wake
        self.begin = begin
    }

    /// Adds a frame.
    ///
    /// - Parameter seconds: the time since the beginning; must not go back.
    /// - Throws: why frames before could not be written.
    public func add(_ frame: Frame, theme: Theme, at seconds: Double) throws {
        if case .failure(let error) = outcome.withLock({ $0 }) { throw error }
        put(.frame(frame, theme, seconds: seconds))
    }

    /// Ends the recording: the last frame is shown until `seconds`. The rest is written by and by.
    public func finish(at seconds: Double) { put(.end(seconds: seconds)) }

    /// Whether all of it is written.
    ///
    /// - Throws: why it could not be.
    public func isWritten() throws -> Bool { try outcome.withLock { $0 }.map { try $0.get() } != nil }

    /// Writes what is not written yet, here and now.
    public func wait() throws {
        work()
        _ = try isWritten()
    }

    private func put(_ piece: Piece) {
        let isNeeded = queue.withLock { queue in
            if case .frame = piece, queue.pieces.count >= Self.most { queue.pieces.removeLast() }
            queue.pieces.append(piece)
            defer { queue.hasWriter = true }
            return !queue.hasWriter
        }
        if isNeeded { Task.detached(priority: .userInitiated) { self.work() } }
    }

    private func next() -> Piece? {
        queue.withLock { queue in
            queue.hasWriter = !queue.pieces.isEmpty
            return queue.pieces.isEmpty ? nil : queue.pieces.removeFirst()
        }
    }

    /// Writes all that waits: one at a time does, whoever comes while another one writes takes over what is left.
    private func work() {
        writer.withLock { writer in
            while let piece = next() {
                guard !writer.isOver else { continue }
                do {
                    try write(piece, with: &writer)
                } catch {
                    end(&writer, .failure(error))
                }
            }
        }
    }

    private func write(_ piece: Piece, with writer: inout Writer) throws {
        var recording = writer.recording ?? begin()
        // Alone, so that it is changed in place.
        writer.recording = nil
        switch piece {
        case .frame(let frame, let theme, let seconds):
            recording.use(theme)
            recording.add(frame, at: seconds)
        case .end(let seconds): recording.finish(at: seconds)
        }
        let bytes = recording.takeBytes()
        if !bytes.isEmpty { try sink.write(bytes) }
        writer.recording = recording
        if case .end = piece { end(&writer, .success(())) }
    }

    private func end(_ writer: inout Writer, _ result: Result<Void, any Error>) {
        writer.isOver = true
        writer.recording = nil
        if case .success = result { sink.close(isWhole: true) } else { sink.close(isWhole: false) }
        outcome.withLock { $0 = result }
        wake()
    }
}
