import Basics
import CBackstage

/// The reader's side: finds the newest player that runs, and hears what it announces. It never waits.
public struct Follower: ~Copyable {
    /// What is known of players.
    public enum State: Hashable, Sendable {
        /// There has been none yet.
        case waiting
        case following(Message)
        /// The last one ended.
        case ended
        /// It speaks another version.
        case foreign
    }

    public private(set) var state = State.waiting
    private let folders: [SocketFolder]
    private let user: uid_t
    private var socket: SocketFolder.Socket?
    /// Becomes readable when there is something new; -1 while there is no player.
    public private(set) var descriptor: Int32 = -1
    /// What has arrived of a line.
    private var bytes: [UInt8] = []

    public init(environment: [String: String]) {
        let user = geteuid()
        self.init(in: SocketFolder.candidates(environment: environment, user: user), user: user)
    }

    init(in folders: [SocketFolder], user: uid_t) {
        self.folders = folders
        self.user = user
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Hears what has been announced by now, and looks for a newer player.
    public mutating func look() {
        listen()
        connect()
        listen()
    }

    /// Turns to the newest player that there is.
    private mutating func connect() {
        let sockets = folders.filter { $0.isSafe(user: user) }.flatMap(\.sockets)
        for socket in sockets.sorted(by: { ($0.time, $0.process) > ($1.time, $1.process) }) {
            if descriptor >= 0, socket == self.socket { return }
            let connection = ravine_socket_connect(socket.path)
            guard connection >= 0 else { continue }
            disconnect()
            self.socket = socket
            descriptor = connection
            return
        }
    }

    private mutating func disconnect() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        socket = nil
        bytes = []
    }

    /// Takes what has arrived, to a limit: whoever sends without end is no player.
    private mutating func listen() {
        guard descriptor >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65536)
        for _ in 0..<64 {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN || errno == EWOULDBLOCK { return }
            guard count > 0 else { return leave() }
            bytes += buffer[..<count]
            takeLines()
            guard bytes.count <= Message.longestLine else { return leave() }
        }
    }

    /// Reads the last whole line: those before it are past.
    private mutating func takeLines() {
        let newline = UInt8(ascii: "\n")
        guard let end = bytes.lastIndex(of: newline) else { return }
        let start = bytes[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let line = Array(bytes[start..<end])
        bytes.removeFirst(end + 1)
        do throws(Message.Mistake) {
            state = .following(try Message(line: line))
        } catch {
            if error == .version { state = .foreign }
        }
    }

    private mutating func leave() {
        disconnect()
        state = .ended
    }
}
