#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Tells a file from what it was before it was written or replaced, without reading it.
struct FileStamp: Sendable, Equatable {
    private let device: UInt64
    private let node: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int
    /// Whether it is a file, and no pipe or device, which can be read once only.
    let isRegular: Bool

    /// - Returns: `nil` if there is no such file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        device = UInt64(truncatingIfNeeded: status.st_dev)
        node = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(clamping: status.st_size)
        (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
        isRegular = status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG)
    }
}
