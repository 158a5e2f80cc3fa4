#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads files, pipes and devices to a limit, so that nothing that is named can fill the memory.
public enum Files {
    /// Why a file cannot be read, in the system's words.
    public struct Failure: Error, Equatable, Sendable {
        public let reason: String
        /// Whether there is no such file.
        public var isMissing = false
        /// Whether it is larger than what was to be read.
        public var isTooLarge = false
        /// Whether it is there already, and was not to be.
        public var isThere = false

        public init(reason: String, isMissing: Bool = false, isTooLarge: Bool = false) {
            self.reason = reason
            self.isMissing = isMissing
            self.isTooLarge = isTooLarge
        }
    }

    /// Whether there is anything of that name, be it a link that leads nowhere.
    public static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    public static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    public static func bytes(of path: String, atMost most: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(errno) }
        defer { close(descriptor) }
        return try bytes(from: descriptor, atMost: most)
    }

    /// All bytes from a descriptor to its end; stops as soon as there are too many.
    public static func bytes(from descriptor: Int32, atMost most: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(errno) }
            bytes += buffer[..<count]
            guard bytes.count <= most else {
                throw Failure(reason: "it is larger than \(Self.words(most))", isTooLarge: true)
            }
        }
    }

    /// Writes all bytes to a descriptor.
    public static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) throws(Failure) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                #if canImport(Darwin)
                    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody else made the terminal or pipe non-blocking.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, 1000)
            } else if errno != EINTR {
                throw Failure(errno)
            }
        }
    }

    private static func words(_ bytes: Int) -> String {
        bytes >= 1_000_000 && bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
    }
}

extension Files.Failure {
    init(_ code: Int32) {
        reason = String(cString: strerror(code))
        isMissing = code == ENOENT
        isThere = code == EEXIST
    }
}
