import Basics
import Racing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The rows of a sweep that is under way, in a file beside the one that it will be: what is done stays done.
struct SweepJournal {
    let path: String
    private let descriptor: Int32
    /// The rows that it holds already.
    private(set) var rows: [SweepRow]

    static let ending = ".unfinished"

    /// - Parameters:
    ///   - output: the file that the sweep will be.
    ///   - resumes: whether one that is there goes on.
    /// - Throws: a ``Failure``, if one is there that is not to go on, or is of another sweep, or at work.
    init(for output: String, _ heading: SweepHeading, cells: Range<Int>, resumes: Bool, replaces: Bool) throws {
        path = output + Self.ending
        let exists = Files.exists(path)
        guard !exists || resumes || replaces else {
            throw Failure(
                "'\(path)' is what an interrupted sweep has left; --resume goes on with it, --force begins anew",
                status: 1)
        }
        descriptor = try Self.opened(path)
        let beginning = SweepPart.beginning(heading, cells: cells)
        rows = []
        var length = 0
        do throws(Files.Failure) {
            if exists, resumes {
                let bytes = try Files.bytes(from: descriptor, atMost: Limits.sweepBytes)
                // One that was interrupted before its first row begins anew.
                if !beginning.utf8.starts(with: bytes) {
                    let part = try Self.part(bytes, path)
                    if let difference = part.heading.difference(to: heading) {
                        throw Files.Failure(reason: "it is of another sweep: \(difference); --force begins anew")
                    }
                    guard part.cells == cells else {
                        throw Files.Failure(reason: "it is of other cells; --force begins anew")
                    }
                    (rows, length) = (part.rows, part.length)
                }
            }
            guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
                throw Self.reason()
            }
            if length == 0 { try Files.write(beginning.utf8, to: descriptor) }
        } catch {
            close(descriptor)
            throw Failure("cannot go on with '\(path)': \(error.reason)", status: 1)
        }
    }

    /// Opens the file for this process alone.
    private static func opened(_ path: String) throws -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw RecordingFile.failure(path, Self.reason()) }
            // Where a file system has no locks there is none.
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(descriptor)
                throw Failure("another ravine is at work on '\(path)'", status: 1)
            }
            // Whoever had the lock may have made a whole file of it since it was opened.
            var (own, there) = (stat(), stat())
            if fstat(descriptor, &own) == 0, stat(path, &there) == 0, own.st_ino == there.st_ino { return descriptor }
            close(descriptor)
        }
    }

    private static func reason() -> Files.Failure { Files.Failure(reason: String(cString: strerror(errno))) }

    private static func part(_ bytes: [UInt8], _ path: String) throws(Files.Failure) -> SweepPart {
        do throws(SweepPart.Mistake) {
            return try SweepPart(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw Files.Failure(reason: "\(error.message); --force begins anew")
        }
    }

    mutating func add(_ rows: [SweepRow]) throws {
        self.rows += rows
        do throws(Files.Failure) {
            var text: [UInt8] = []
            for row in rows { row.add(to: &text) }
            try Files.write(text, to: descriptor)
        } catch {
            throw RecordingFile.failure(path, error)
        }
    }

    /// It becomes the file itself.
    func become(_ output: String) throws {
        guard rename(path, output) == 0 else { throw RecordingFile.failure(output, Self.reason()) }
        close(descriptor)
    }

    /// Nobody needs it any more.
    func remove() {
        unlink(path)
        close(descriptor)
    }
}
