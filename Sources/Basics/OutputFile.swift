#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that is being written, and is never a broken one: it holds whole pieces, or is not there.
///
/// A file that grows is there from its first piece on, for whoever wants to read along; every other one appears when it
/// is finished, and what was there before stays until then. Devices and pipes are written to as they are.
public struct OutputFile: Sendable {
    /// Where the bytes are until the file is finished.
    public let writingPath: String
    private let path: String
    private let descriptor: Int32
    private let kind: Kind
    private let mayReplace: Bool
    /// The bytes of all whole pieces.
    private var length = 0

    private enum Kind {
        case stream, growing, appearing
    }

    /// - Parameters:
    ///   - path: `-` is standard output.
    ///   - mayReplace: whether a file that is there already may be replaced.
    ///   - grows: whether every beginning of the file, cut between two pieces, is a file by itself.
    public init(_ path: String, mayReplace: Bool, grows: Bool = false) throws(Files.Failure) {
        self.path = path
        self.mayReplace = mayReplace
        guard path != "-" else {
            (writingPath, descriptor, kind) = (path, STDOUT_FILENO, .stream)
            return
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        let type = status.st_mode & mode_t(S_IFMT)
        if exists, type == mode_t(S_IFDIR) { throw Files.Failure(EISDIR) }
        let flags: Int32
        if exists, type != mode_t(S_IFREG) {
            (writingPath, kind, flags) = (path, .stream, O_WRONLY)
        } else {
            if exists, !mayReplace { throw Files.Failure(EEXIST) }
            kind = grows ? .growing : .appearing
            writingPath = grows ? path : "\(path).\(getpid()).part"
            flags = O_WRONLY | O_CREAT | (grows && mayReplace ? O_TRUNC : O_EXCL)
        }
        descriptor = open(writingPath, flags | O_CLOEXEC, exists ? status.st_mode & 0o777 : 0o666)
        guard descriptor >= 0 else { throw Files.Failure(errno) }
    }

    /// Adds a piece, whole or not at all.
    public mutating func write(_ piece: [UInt8]) throws(Files.Failure) {
        guard !piece.isEmpty else { return }
        do throws(Files.Failure) {
            try Files.write(piece, to: descriptor)
        } catch {
            if kind == .growing { ftruncate(descriptor, off_t(length)) }
            throw error
        }
        length += piece.count
    }

    /// Ends the file, which is there now.
    public func finish() throws(Files.Failure) {
        guard path != "-" else { return }
        guard close(descriptor) == 0 else { throw Files.Failure(errno) }
        guard kind == .appearing else { return }
        do throws(Files.Failure) {
            try appear()
        } catch {
            unlink(writingPath)
            throw error
        }
    }

    /// Leaves what there is as far as it is a file by itself; else nothing.
    public func abandon() {
        guard kind != .stream else { return }
        close(descriptor)
        if kind == .appearing || length == 0 { unlink(writingPath) }
    }

    private func appear() throws(Files.Failure) {
        if !mayReplace {
            // Unlike renaming, this fails if another program made such a file meanwhile.
            if link(writingPath, path) == 0 {
                unlink(writingPath)
                return
            }
            // Not all file systems have links.
            if errno == EEXIST || access(path, F_OK) == 0 { throw Files.Failure(EEXIST) }
        }
        guard rename(writingPath, path) == 0 else { throw Files.Failure(errno) }
    }
}
