import CBackstage

/// A follower as the player's side sees it: a socket, and what is still to be sent. Nothing waits for it.
struct Subscriber {
    let socket: Int32
    /// What is left of a line that was sent in part.
    private var rest: ArraySlice<UInt8> = []
    /// The line that goes out next. A newer one takes its place.
    private var next: [UInt8]?

    init(socket: Int32) { self.socket = socket }

    var isBehind: Bool { !rest.isEmpty || next != nil }

    /// Has a line sent as soon as there is room, in place of those that have not begun.
    mutating func offer(_ line: [UInt8]) { next = line }

    /// Sends what there is room for.
    ///
    /// - Returns: whether anybody is still there.
    mutating func send() -> Bool {
        while isBehind {
            if rest.isEmpty {
                rest = next![...]
                next = nil
            }
            let count = rest.withUnsafeBytes { ravine_socket_send(socket, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
                return true
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }
}
