import Basics
import CBackstage
import Synchronization

/// The player's side: tells whoever listens what is on the stage.
///
/// It has a thread of its own, and the player never waits for it: to announce something is to leave it on the desk and to
/// ring a bell.
public final class Announcer: Sendable {
    private let path: String
    private let started: Double
    private let desk: Desk
    /// Where the bell is rung; -1 once it is over. The desk is left when nobody holds this end any more.
    private let bell: Mutex<Int32>

    /// Makes a socket where the user's followers look for it.
    ///
    /// - Parameter started: when the player started, in seconds since 1970.
    /// - Returns: `nil` where there can be none: a talk goes on without.
    public convenience init?(environment: [String: String], started: Double) {
        let user = geteuid()
        self.init(
            in: SocketFolder.candidates(environment: environment, user: user), user: user, started: started)
    }

    init?(in folders: [SocketFolder], user: uid_t, started: Double) {
        var ends: [Int32] = [-1, -1]
        guard let (path, listener) = Self.listen(in: folders, user: user) else { return nil }
        guard ravine_bell(&ends) else {
            unlink(path)
            close(listener)
            return nil
        }
        self.path = path
        self.started = started
        desk = Desk(listener: listener, bell: ends[0])
        bell = Mutex(ends[1])
        let context = Unmanaged.passRetained(desk).toOpaque()
        let isStarted = ravine_thread_start(
            { Unmanaged<Desk>.fromOpaque($0!).takeRetainedValue().work() }, context)
        if !isStarted {
            Unmanaged<Desk>.fromOpaque(context).release()
            end()
            desk.leave()
            return nil
        }
    }

    deinit { end() }

    private static func listen(in folders: [SocketFolder], user: uid_t) -> (path: String, listener: Int32)? {
        for folder in folders {
            guard let path = folder.socketPath(of: getpid()), folder.make(user: user) else { continue }
            folder.removeStale()
            // Left by one that had the same number.
            unlink(path)
            let listener = ravine_socket_listen(path)
            if listener >= 0 { return (path, listener) }
        }
        return nil
    }

    /// Tells all followers, and those who come later until something else is announced.
    public func announce(_ announcement: Announcement) {
        let line = Message(announcement, started: started).line
        desk.line.withLock { $0 = line }
        bell.withLock { bell in
            var byte: UInt8 = 1
            // A bell that takes no more is ringing.
            if bell >= 0 { _ = ravine_socket_send(bell, &byte, 1) }
        }
    }

    /// Removes the socket, and lets the followers know that it is over. Safe to call twice.
    public func end() {
        bell.withLock { bell in
            guard bell >= 0 else { return }
            unlink(path)
            close(bell)
            bell = -1
        }
    }
}

/// What the announcer's thread works with.
private final class Desk: Sendable {
    /// The line that everybody is to have.
    let line = Mutex<[UInt8]?>(nil)
    private let listener: Int32
    private let bell: Int32

    /// More than anybody needs.
    private static let most = 16

    init(listener: Int32, bell: Int32) {
        self.listener = listener
        self.bell = bell
    }

    func leave() {
        close(listener)
        close(bell)
    }

    /// Serves followers until the bell's other end is closed.
    func work() {
        var subscribers: [Subscriber] = []
        var isListening = true
        defer {
            for subscriber in subscribers { close(subscriber.socket) }
            leave()
        }
        while true {
            var sources = [bell, isListening ? listener : -1].map { Self.source($0, POLLIN) }
            sources += subscribers.map { Self.source($0.socket, $0.isBehind ? POLLIN | POLLOUT : POLLIN) }
            guard poll(&sources, nfds_t(sources.count), -1) >= 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                return
            }
            if sources[0].revents != 0 {
                guard hear() else { return }
                let line = line.withLock { $0 }
                for index in subscribers.indices { line.map { subscribers[index].offer($0) } }
            }
            for index in subscribers.indices.reversed() {
                // Followers say nothing: what can be read is their end.
                let isGone = sources[index + 2].revents & ~Int16(clamping: POLLOUT) != 0
                if isGone || !subscribers[index].send() {
                    close(subscribers[index].socket)
                    subscribers.remove(at: index)
                }
            }
            if sources[1].revents != 0 { isListening = admit(to: &subscribers) }
        }
    }

    private static func source(_ descriptor: Int32, _ events: Int32) -> pollfd {
        pollfd(fd: descriptor, events: Int16(clamping: events), revents: 0)
    }

    /// Whether there is still somebody who rings.
    private func hear() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 512)
        while true {
            let count = read(bell, &bytes, bytes.count)
            if count == 0 { return false }
            if count < 0, errno != EINTR { return errno == EAGAIN || errno == EWOULDBLOCK }
        }
    }

    /// - Returns: whether others can be admitted too.
    private func admit(to subscribers: inout [Subscriber]) -> Bool {
        let socket = ravine_socket_accept(listener)
        guard socket >= 0 else {
            // Without descriptors it would ask again and again.
            return [EAGAIN, EWOULDBLOCK, EINTR, ECONNABORTED].contains(errno)
        }
        var subscriber = Subscriber(socket: socket)
        line.withLock { $0 }.map { subscriber.offer($0) }
        guard subscribers.count < Self.most, subscriber.send() else {
            close(socket)
            return true
        }
        subscribers.append(subscriber)
        return true
    }
}
