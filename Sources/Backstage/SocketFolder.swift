import CBackstage

/// The folder where players have their sockets: the user's, and nobody else's.
struct SocketFolder: Hashable, Sendable {
    let path: String

    /// The folders that may serve, the best first: the user's runtime folder alone, where there is one.
    ///
    /// - Parameter user: the number of the user.
    static func candidates(environment: [String: String], user: uid_t) -> [SocketFolder] {
        func folder(_ variable: String) -> String? {
            guard var path = environment[variable], path.hasPrefix("/") else { return nil }
            while path.count > 1, path.hasSuffix("/") { path.removeLast() }
            return path
        }
        var paths: [String] = []
        if let runtime = folder("XDG_RUNTIME_DIR") {
            paths.append("\(runtime)/ravine")
            var status = stat()
            if stat(runtime, &status) == 0, status.st_mode & mode_t(S_IFMT) == mode_t(S_IFDIR) {
                return [SocketFolder(path: paths[0])]
            }
        }
        for parent in [folder("TMPDIR"), "/tmp"] {
            guard let path = parent.map({ "\($0)/ravine-\(user)" }), !paths.contains(path) else { continue }
            paths.append(path)
        }
        return paths.map { SocketFolder(path: $0) }
    }

    /// Whether it is a folder, no link to one, belongs to the user, and nobody else can enter it.
    func isSafe(user: uid_t) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        return status.st_mode & mode_t(S_IFMT) == mode_t(S_IFDIR) && status.st_uid == user
            && status.st_mode & 0o077 == 0
    }

    /// Makes it if it is not there.
    ///
    /// - Returns: whether it can be trusted.
    func make(user: uid_t) -> Bool {
        mkdir(path, 0o700)
        return isSafe(user: user)
    }

    // MARK: Sockets

    private static let prefix = "player-"
    private static let suffix = ".sock"

    /// Where a player has its socket; `nil` if no system takes a path as long as that.
    func socketPath(of process: pid_t) -> String? {
        let path = "\(path)/\(Self.prefix)\(process)\(Self.suffix)"
        return path.utf8.count < RAVINE_SOCKET_PATH ? path : nil
    }

    /// A file that is, or was, a player's socket.
    struct Socket: Hashable {
        let path: String
        let process: pid_t
        /// When it was made, in nanoseconds since 1970.
        let time: Int64
    }

    /// All sockets in it.
    var sockets: [Socket] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var sockets: [Socket] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix),
                let process = pid_t(name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count), radix: 10),
                process > 0, let path = socketPath(of: process)
            else { continue }
            let time = ravine_socket_time(path)
            if time >= 0 { sockets.append(Socket(path: path, process: process, time: time)) }
        }
        return sockets
    }

    /// Removes the sockets of players that are gone.
    func removeStale() {
        for socket in sockets {
            // The number may be that of a process that cannot be seen from here, or of one that is about to listen.
            guard kill(socket.process, 0) != 0, errno == ESRCH else { continue }
            let connection = ravine_socket_connect(socket.path)
            if connection >= 0 {
                close(connection)
            } else if errno == ECONNREFUSED {
                unlink(socket.path)
            }
        }
    }
}
