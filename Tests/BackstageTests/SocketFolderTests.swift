import CBackstage
import Foundation
import Testing

@testable import Backstage

/// A folder that is gone afterwards; its path is short, as those of sockets must be.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let path = "/tmp/ravine-test-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

@Suite("The folder of sockets is the user's and nobody else's")
struct SocketFolderTests {
    private let user = geteuid()

    @Test(
        "where it may be",
        arguments: [
            ([:], ["/tmp/ravine-7"]),
            (
                ["XDG_RUNTIME_DIR": "/run/user/7/", "TMPDIR": "/var/t"],
                ["/run/user/7/ravine", "/var/t/ravine-7", "/tmp/ravine-7"]
            ),
            (["XDG_RUNTIME_DIR": "", "TMPDIR": "/tmp/"], ["/tmp/ravine-7"]),
            (["XDG_RUNTIME_DIR": "run", "TMPDIR": "."], ["/tmp/ravine-7"]),
        ] as [([String: String], [String])])
    func candidates(environment: [String: String], paths: [String]) {
        #expect(SocketFolder.candidates(environment: environment, user: 7).map(\.path) == paths)
    }

    @Test("where the runtime folder is there, nobody looks elsewhere")
    func runtime() throws {
        try withFolder { parent in
            let found = SocketFolder.candidates(
                environment: ["XDG_RUNTIME_DIR": parent, "TMPDIR": "/var/tmp"], user: 7)
            #expect(found.map(\.path) == [parent + "/ravine"])
        }
    }

    @Test("it is made for the user alone")
    func make() throws {
        try withFolder { parent in
            let folder = SocketFolder(path: parent + "/ravine")
            #expect(!folder.isSafe(user: user) && folder.make(user: user) && folder.make(user: user))
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            #expect(!SocketFolder(path: parent + "/no/ravine").make(user: user))
        }
    }

    @Test("others' folders, those that others can enter, links and files are refused, and left as they are")
    func refused() throws {
        try withFolder { parent in
            let folder = SocketFolder(path: parent + "/ravine")
            #expect(folder.make(user: user))
            #expect(!folder.isSafe(user: user + 1) && !folder.make(user: user + 1))
            for mode in [0o701, 0o710, 0o750, 0o702, 0o777] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
                #expect(!folder.make(user: user))
                let now = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
                #expect(now == mode)
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            let link = SocketFolder(path: parent + "/link")
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: folder.path)
            let file = SocketFolder(path: parent + "/file")
            try Data().write(to: URL(filePath: file.path))
            for refused in [link, file] {
                #expect(!refused.make(user: user))
                #expect(Announcer(in: [refused], user: user, started: 0) == nil)
            }
            #expect(folder.sockets.isEmpty)
            // The next one that may serve does.
            let announcer = try #require(Announcer(in: [link, folder], user: user, started: 0))
            #expect(folder.sockets.count == 1)
            announcer.end()
        }
    }

    @Test("a path that is too long for a socket is none")
    func long() throws {
        try withFolder { parent in
            let long = SocketFolder(path: parent + "/" + String(repeating: "x", count: 90))
            #expect(long.socketPath(of: 1) == nil && Announcer(in: [long], user: user, started: 0) == nil)
            #expect(ravine_socket_listen(long.path + "/player-1.sock") == -1 && errno == ENAMETOOLONG)
            #expect(!FileManager.default.fileExists(atPath: long.path))
        }
    }

    @Test("sockets of dead players are removed, those of living ones and other files are not")
    func stale() throws {
        try withFolder { path in
            let folder = SocketFolder(path: path)
            // A process that is no more.
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "exit 0"]
            try process.run()
            process.waitUntilExit()
            let dead = try #require(folder.socketPath(of: process.processIdentifier))
            close(ravine_socket_listen(dead))
            // One that is about to listen, one that is asked for from elsewhere, and what is no socket.
            let own = try #require(folder.socketPath(of: getpid()))
            close(ravine_socket_listen(own))
            try Data().write(to: URL(filePath: path + "/player-x.sock"))
            try Data().write(to: URL(filePath: path + "/player-4000000.sock"))
            folder.removeStale()
            #expect(
                Set(try FileManager.default.contentsOfDirectory(atPath: path)) == [
                    "player-\(getpid()).sock", "player-x.sock", "player-4000000.sock",
                ])
            #expect(folder.sockets.map(\.path) == [own])
        }
    }
}
