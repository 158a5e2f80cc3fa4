import Canvas
import Synchronization

/// A file that frames are written to.
public protocol FrameFile {
    /// Uses other colours from the next frame on.
    mutating func use(_ theme: Theme)
    mutating func add(_ frame: Frame, at seconds: Double) throws
    /// Ends it: the last frame is shown until `seconds`.
    mutating func finish(at seconds: Double) throws
}

/// A recording that is written on another core while its frames come, so that nobody waits for it.
public final class BackgroundRecording: Sendable {
    private enum Piece: Sendable {
        case frame(Frame, Theme, seconds: Double)
        case end(seconds: Double)
    }

    private struct Queue {
        var pieces: [Piece] = []
        /// Whether somebody is there who will take them.
        var hasWriter = false
    }

    private let queue = Mutex(Queue())
    /// The file, held by whoever writes; `nil` before the first frame.
    private let file = Mutex<(any FrameFile)?>(nil)
    /// What has become of it, once that is known.
    private let outcome = Mutex<Result<Void, any Error>?>(nil)
    private let begin: @Sendable () throws -> sending any FrameFile
    private let wake: @Sendable () -> Void

    /// How many frames may wait. One more takes the last one's place: better fewer frames a second than a full memory.
    static let most = 60

    /// - Parameters:
    ///   - wake: called on another core when all is written, or nothing more can be.
    ///   - begin: begins the file; called there too.
    public init(
        wake: @escaping @Sendable () -> Void = {}, begin: @escaping @Sendable () throws -> sending any FrameFile
    ) {
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

    /// Writes all that waits. One at a time does: whoever comes while another one writes takes over what is left.
    private func work() {
        file.withLock { file in
            while let piece = next() {
                guard outcome.withLock({ $0 == nil }) else { continue }
                do {
                    switch piece {
                    case .frame(let frame, let theme, let seconds):
                        if file == nil { file = try begin() }
                        file?.use(theme)
                        try file?.add(frame, at: seconds)
                    case .end(let seconds):
                        try file?.finish(at: seconds)
                        end(.success(()))
                    }
                } catch {
                    end(.failure(error))
                }
            }
        }
    }

    private func end(_ result: Result<Void, any Error>) {
        outcome.withLock { $0 = result }
        wake()
    }
}
