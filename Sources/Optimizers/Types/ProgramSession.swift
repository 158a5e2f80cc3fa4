import Foundation
import Landscapes
import Synchronization

/// A program and the conversation with it. Never waits longer than it is told to.
final class ProgramSession: Sendable {
    private let command: [String]
    private let folder: String?
    private let state: Mutex<State>

    private struct State {
        var process: Process?
        /// Our end of the program's standard input and output.
        var socket: Int32 = -1
        var errors: Int32 = -1
        var input: [UInt8] = []
        var errorText: [UInt8] = []
        var deadline = 0.0
        /// Answers to questions that are no longer of interest, as after a restart.
        var stale = 0
        var isAsked = false
        var failure: String?
    }

    /// How long a program may take for an answer, and for its first one, in which it may load its libraries.
    private static let patience = (usual: 5.0, first: 60.0)

    init(command: [String], folder: String?, isAllowed: Bool) {
        self.command = command
        self.folder = folder
        var state = State()
        if !isAllowed {
            state.failure = "not started without --allow-programs: \(command.joined(separator: " "))"
        }
        self.state = Mutex(state)
    }

    deinit {
        state.withLock { state in
            if state.socket >= 0 { close(state.socket) }
            if state.errors >= 0 { close(state.errors) }
            if state.process?.isRunning == true { state.process?.terminate() }
        }
    }

    // MARK: Talking

    /// Asks for a step.
    func send(_ line: String, isFirst: Bool) {
        state.withLock { state in
            guard state.failure == nil else { return }
            var seconds = Self.patience.usual
            if state.process == nil {
                start(&state)
                seconds = Self.patience.first
            }
            if state.isAsked { state.stale += 1 }
            state.isAsked = true
            state.deadline = Self.now + seconds
            let bytes = Array(line.utf8)
            // A program that is gone does not read; the end of its output will tell why.
            _ = bytes.withUnsafeBytes { Self.write(state.socket, $0) }
        }
    }

    /// The answer, if it comes within so many seconds.
    func answer(within seconds: Double) -> ProgramOptimizer.Answer {
        state.withLock { state in
            let end = Self.now + seconds
            while true {
                if let failure = state.failure { return .failed(failure) }
                if let line = Self.nextLine(&state.input) {
                    if state.stale > 0 {
                        state.stale -= 1
                        continue
                    }
                    state.isAsked = false
                    guard let point = Self.point(in: line) else {
                        state.failure =
                            "answered \(String(decoding: line.prefix(60), as: UTF8.self)) instead of a point"
                        continue
                    }
                    return .point(point)
                }
                let now = Self.now
                if now >= state.deadline {
                    state.failure = "no answer for \(Int(Self.patience.usual)) seconds" + Self.lastLine(state.errorText)
                    state.process?.terminate()
                } else if now >= end {
                    return .pending
                } else {
                    receive(&state, within: min(end, state.deadline) - now)
                }
            }
        }
    }

    // MARK: The process

    private func start(_ state: inout State) {
        var sockets: [Int32] = [-1, -1]
        var pipes: [Int32] = [-1, -1]
        guard Self.socketPair(&sockets), pipe(&pipes) == 0 else {
            state.failure = "there are no more file descriptors"
            return
        }
        for descriptor in [sockets[0], pipes[0]] {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        // Python keeps its answers back otherwise, until there are thousands.
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUNBUFFERED": "1"]) { own, _ in own }
        let theirs = FileHandle(fileDescriptor: sockets[1], closeOnDealloc: true)
        process.standardInput = theirs
        process.standardOutput = theirs
        process.standardError = FileHandle(fileDescriptor: pipes[1], closeOnDealloc: true)
        do {
            try process.run()
        } catch {
            state.failure = "cannot be started: \(command[0])"
        }
        state.process = process
        state.socket = sockets[0]
        state.errors = pipes[0]
        // Only the program holds the other ends now, so that its end is seen.
        try? theirs.close()
        try? (process.standardError as? FileHandle)?.close()
    }

    private func receive(_ state: inout State, within seconds: Double) {
        var sources = [
            pollfd(fd: state.socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: state.errors, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&sources, 2, Int32(min((seconds * 1000).rounded(.up), 1000)))
        if sources[1].revents != 0, Self.read(state.errors, into: &state.errorText) == 0 {
            close(state.errors)
            state.errors = -1
        }
        state.errorText = Array(state.errorText.suffix(4096))
        guard sources[0].revents != 0, Self.read(state.socket, into: &state.input) == 0 else { return }
        // The end: what it said last is the reason.
        while state.errors >= 0, Self.read(state.errors, into: &state.errorText) > 0 {}
        for _ in 0..<20 where state.process?.isRunning == true { usleep(5000) }
        var how = "it closed its output"
        if let process = state.process, !process.isRunning {
            let status = process.terminationStatus
            how = status == 127 ? "cannot be started" : status == 0 ? "ended" : "ended with status \(status)"
        }
        state.process?.terminate()
        state.failure = how + Self.lastLine(state.errorText)
    }

    // MARK: Bytes

    private static func nextLine(_ input: inout [UInt8]) -> [UInt8]? {
        guard let end = input.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = Array(input[..<end])
        input.removeFirst(end + 1)
        return line
    }

    /// `{"point": [x, y]}`. Python writes NaN and Infinity, which JSON does not know.
    private static func point(in line: [UInt8]) -> Point? {
        var text = String(decoding: line, as: UTF8.self)
        for word in ["-Infinity", "Infinity", "NaN"] where text.contains(word) {
            text = text.replacing(word, with: "null")
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let point = object["point"] as? [Any], point.count == 2
        else { return nil }
        let numbers = point.map { $0 is NSNull ? Double.nan : ($0 as? NSNumber)?.doubleValue }
        guard let x = numbers[0], let y = numbers[1] else { return nil }
        return Point(x, y)
    }

    private static func lastLine(_ text: [UInt8]) -> String {
        let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
        let printable = last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
        return ": " + String(String.UnicodeScalarView(printable.prefix(200)))
    }

    /// - Returns: how many bytes came; 0 at the end, -1 if there are none yet.
    private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recvOrRead(descriptor, &buffer)
        if count > 0 { bytes += buffer[..<count] }
        return count < 0 && errno != EAGAIN && errno != EINTR ? 0 : count
    }

    private static func recvOrRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        #if canImport(Darwin)
            Darwin.read(descriptor, &buffer, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, &buffer, buffer.count)
        #else
            Glibc.read(descriptor, &buffer, buffer.count)
        #endif
    }

    /// Writes without the signal that a closed end would send to the whole process.
    private static func write(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            Darwin.send(socket, bytes.baseAddress, bytes.count, 0)
        #elseif canImport(Musl)
            Musl.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    private static func socketPair(_ sockets: inout [Int32]) -> Bool {
        #if canImport(Darwin)
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &sockets) == 0 else { return false }
            var on: Int32 = 1
            setsockopt(sockets[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            return true
        #elseif canImport(Musl)
            return socketpair(AF_UNIX, SOCK_STREAM, 0, &sockets) == 0
        #else
            return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0
        #endif
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
