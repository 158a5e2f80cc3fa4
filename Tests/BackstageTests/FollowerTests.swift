import CBackstage
import Foundation
import Testing

@testable import Backstage

@Suite("Followers hear what players announce, and no player waits for them")
struct FollowerTests {
    private let user = geteuid()

    private static func scene(_ title: String, notes: Int = 0) -> Announcement {
        Announcement(
            scene: title, title: title, notes: Array(repeating: String(repeating: "note ", count: 100), count: notes))
    }

    /// Looks until a state has come. How long that takes does not matter.
    private func wait(_ follower: inout Follower, for wanted: (Follower.State) -> Bool) -> Follower.State {
        for _ in 0..<2000 {
            follower.look()
            if wanted(follower.state) { break }
            usleep(5000)
        }
        return follower.state
    }

    private func wait(_ follower: inout Follower, forTitle title: String) -> Bool {
        title == Self.title(wait(&follower) { Self.title($0) == title })
    }

    private static func title(_ state: Follower.State) -> String? {
        if case .following(let message) = state { message.announcement.title } else { nil }
    }

    private func withAnnouncer(_ body: (SocketFolder, Announcer) throws -> Void) throws {
        try withFolder { path in
            let folder = SocketFolder(path: path)
            let announcer = try #require(Announcer(in: [folder], user: user, started: 5))
            defer { announcer.end() }
            try body(folder, announcer)
        }
    }

    @Test("one that came before, one that comes later; the end; the next player")
    func life() throws {
        try withFolder { path in
            let folder = SocketFolder(path: path)
            var early = Follower(in: [folder], user: user)
            early.look()
            var state = early.state
            #expect(state == .waiting)
            let announcer = try #require(Announcer(in: [folder], user: user, started: 5))
            announcer.announce(Self.scene("one"))
            #expect(wait(&early, forTitle: "one"))
            announcer.announce(Self.scene("two", notes: 3))
            #expect(wait(&early, forTitle: "two"))
            var late = Follower(in: [folder], user: user)
            state = wait(&late) { $0 != .waiting }
            #expect(state == .following(Message(Self.scene("two", notes: 3), started: 5)))
            announcer.end()
            announcer.end()
            announcer.announce(Self.scene("three"))
            #expect(folder.sockets.isEmpty)
            #expect(wait(&early) { $0 == .ended } == .ended)
            #expect(wait(&late) { $0 == .ended } == .ended)
            let next = try #require(Announcer(in: [folder], user: user, started: 6))
            next.announce(Self.scene("four"))
            #expect(wait(&late, forTitle: "four"))
        }
    }

    @Test("the socket is for the user alone")
    func mode() throws {
        try withAnnouncer { folder, _ in
            let path = try #require(folder.sockets.first?.path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("the newest player counts, and the one before when that ends")
    func newest() throws {
        try withFolder { one in
            try withFolder { two in
                let folders = [one, two].map { SocketFolder(path: $0) }
                let first = try #require(Announcer(in: [folders[1]], user: user, started: 1))
                first.announce(Self.scene("first"))
                var follower = Follower(in: folders, user: user)
                #expect(wait(&follower, forTitle: "first"))
                usleep(20_000)
                let second = try #require(Announcer(in: [folders[0]], user: user, started: 2))
                second.announce(Self.scene("second"))
                #expect(wait(&follower, forTitle: "second"))
                second.end()
                #expect(wait(&follower, forTitle: "first"))
                first.end()
            }
        }
    }

    @Test("one that reads nothing delays nobody; what it reads at last is whole lines, and the newest")
    func slow() throws {
        try withAnnouncer { folder, announcer in
            let path = try #require(folder.sockets.first?.path)
            let slow = ravine_socket_connect(path)
            try #require(slow >= 0)
            defer { close(slow) }
            var follower = Follower(in: [folder], user: user)
            // Far more than any socket holds.
            for index in 0..<300 {
                announcer.announce(Self.scene("\(index)", notes: 100))
                if index % 100 == 0 { #expect(wait(&follower, forTitle: "\(index)")) }
            }
            #expect(wait(&follower, forTitle: "299"))
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            var titles: [Int] = []
            for _ in 0..<2000 where titles.last != 299 {
                let count = read(slow, &buffer, buffer.count)
                if count > 0 { bytes += buffer[..<count] } else { usleep(5000) }
                while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                    titles.append(Int(try Message(line: Array(bytes[..<end])).announcement.title, radix: 10) ?? -1)
                    bytes.removeFirst(end + 1)
                }
            }
            #expect(titles.last == 299 && titles == titles.sorted() && titles.count < 300)
        }
    }

    @Test("ones that come and go, talk, or are too many, are no harm")
    func unruly() throws {
        try withAnnouncer { folder, announcer in
            let path = try #require(folder.sockets.first?.path)
            announcer.announce(Self.scene("zero", notes: 100))
            for _ in 0..<50 { close(ravine_socket_connect(path)) }
            let talker = ravine_socket_connect(path)
            _ = ravine_socket_send(talker, "hello\n", 6)
            let many = (0..<40).map { _ in ravine_socket_connect(path) }
            for index in 0..<20 { announcer.announce(Self.scene("\(index)", notes: 100)) }
            for socket in many + [talker] where socket >= 0 { close(socket) }
            var follower = Follower(in: [folder], user: user)
            #expect(wait(&follower, forTitle: "19"))
            announcer.announce(Self.scene("last"))
            #expect(wait(&follower, forTitle: "last"))
        }
    }

    /// Somebody who listens where a player would.
    private func withImpostor(_ line: String, _ body: (inout Follower) -> Void) throws {
        try withFolder { path in
            let folder = SocketFolder(path: path)
            let listener = ravine_socket_listen(try #require(folder.socketPath(of: getpid())))
            defer { close(listener) }
            var follower = Follower(in: [folder], user: user)
            follower.look()
            let socket = ravine_socket_accept(listener)
            try #require(socket >= 0)
            let bytes = Array(line.utf8)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { ravine_socket_send(socket, $0.baseAddress, $0.count) }
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN { break }
                follower.look()
            }
            follower.look()
            body(&follower)
            close(socket)
        }
    }

    @Test("nonsense changes nothing, another version is named, a line without end is hung up on")
    func impostors() throws {
        try withImpostor("hello\n{}\n") { follower in
            let state = follower.state
            #expect(state == .waiting)
        }
        try withImpostor("{\"ravine\": 2}\n") { follower in
            let state = follower.state
            #expect(state == .foreign)
        }
        try withImpostor(String(repeating: "x", count: 3_000_000)) { follower in
            let state = follower.state
            #expect(state == .ended)
        }
    }

    @Test("a folder that others can enter is not looked into")
    func unsafe() throws {
        try withAnnouncer { folder, announcer in
            announcer.announce(Self.scene("one"))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
            var follower = Follower(in: [folder], user: user)
            for _ in 0..<10 { follower.look() }
            let (state, descriptor) = (follower.state, follower.descriptor)
            #expect(state == .waiting && descriptor == -1)
        }
    }
}
