import Basics
import CPrograms

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program that runs, and the bytes that come from it. It ends with this value, and with ravine, in whatever way that
/// ends: the program is terminated, and a second later killed, with all processes of its group.
public struct RunningProgram: ~Copyable {
    private let command: [String]
    private let folder: String?
    private let ends: ravine_program
    private var output: [UInt8] = []
    private var errorText: [UInt8] = []
    private var report: [UInt8] = []
    /// Whether its output ended. Then the news that it ended itself is to come at once, if it did.
    public private(set) var isSilent = false
    private var saysNoErrors = false
    /// What became of it, once it ended.
    public private(set) var ending: String?
    /// Whether it ended as programs do that have done their work.
    public private(set) var hasSucceeded = false
    /// Whether there is no such program.
    public private(set) var isMissing = false

    public struct NotStarted: Error {
        public let reason: String
    }

    /// More without an end of the line is no answer.
    private static let longestLine = 65536

    /// - Parameters:
    ///   - command: the program, which is looked up as a shell does, and its arguments.
    ///   - folder: where it runs; `nil` where ravine does.
    public init(_ command: [String], folder: String? = nil) throws(NotStarted) {
        // Python keeps its answers back otherwise, until there are thousands.
        let environment = ProcessInfo.processInfo.environment.merging(["PYTHONUNBUFFERED": "1"]) { own, _ in own }
        var ends = ravine_program()
        let code = Self.withStrings(command) { words in
            Self.withStrings(environment.map { "\($0)=\($1)" }) { environment in
                ravine_program_start(words, environment, folder, &ends)
            }
        }
        guard code == 0 else { throw NotStarted(reason: Self.notStarted(command.first ?? "", code)) }
        self.command = command
        self.folder = folder
        self.ends = ends
    }

    deinit {
        for descriptor in [ends.conversation, ends.errors, ends.lifeline] { close(descriptor) }
    }

    /// - Returns: whether the program can take it.
    public func send(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        let count = ravine_program_send(ends.conversation, bytes, bytes.count)
        // One that is gone does not read; how it ended will tell why.
        return count == bytes.count || count < 0 && errno != EAGAIN
    }

    /// Sends all bytes, and waits as long as the program takes to read them.
    ///
    /// - Returns: whether it took them: one that is gone does not.
    public mutating func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { ravine_program_send(ends.conversation, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // What it writes meanwhile is read, so that it does not wait for us.
                receive(within: 1, forRoom: true)
                if ending != nil { return false }
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Tells the program that nothing more comes.
    public func closeInput() { shutdown(ends.conversation, Int32(clamping: SHUT_WR)) }

    /// Waits until it ended.
    public mutating func waitForEnd() {
        while ending == nil { receive(within: 1) }
    }

    /// The next line that it wrote.
    public mutating func nextLine() -> [UInt8]? {
        guard let end = output.firstIndex(of: UInt8(ascii: "\n")) else {
            guard output.count > Self.longestLine else { return nil }
            defer { output = [] }
            return output
        }
        let line = Array(output[..<end])
        output.removeFirst(end + 1)
        return line
    }

    /// Waits so many seconds for anything to come, or for room for what is sent.
    public mutating func receive(within seconds: Double, forRoom: Bool = false) {
        guard ending == nil else { return }
        var sources = [isSilent ? -1 : ends.conversation, saysNoErrors ? -1 : ends.errors, ends.lifeline].map {
            pollfd(fd: $0, events: Int16(clamping: POLLIN), revents: 0)
        }
        if forRoom { sources.append(pollfd(fd: ends.conversation, events: Int16(clamping: POLLOUT), revents: 0)) }
        _ = poll(&sources, nfds_t(sources.count), Int32(clamping: min((seconds * 1000).rounded(.up), 1000)))
        // What it said before its end is there by now. Who else may still say something is not waited for.
        let isOver = sources[2].revents != 0
        if !isSilent, isOver || sources[0].revents != 0 {
            isSilent = Self.take(from: ends.conversation, into: &output, times: isOver ? 16 : 1) == .end
        }
        // Nobody reads its messages while all goes well, but it is not to wait until somebody does.
        if isOver || sources[1].revents != 0 { takeErrors() }
        if isOver { takeEnding() }
    }

    /// What it wrote last on standard error, to be put after a reason.
    public mutating func lastWords() -> String {
        takeErrors()
        let lines = errorText.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let blanks = Set(" \t".utf8)
        guard let last = lines.last(where: { !$0.allSatisfy(blanks.contains) }) else { return "" }
        return ": " + Self.printable(Array(last), atMost: 200)
    }

    /// A line as far as it can be shown.
    public static func printable(_ line: [UInt8], atMost count: Int) -> String {
        let scalars = String(decoding: line, as: UTF8.self).unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
        return String(String.UnicodeScalarView(scalars.prefix(count)))
    }

    private mutating func takeErrors() {
        guard !saysNoErrors else { return }
        saysNoErrors = Self.take(from: ends.errors, into: &errorText, times: 16) == .end
        errorText = Array(errorText.suffix(4096))
    }

    private mutating func takeEnding() {
        let arrival = Self.take(from: ends.lifeline, into: &report, times: 1)
        guard report.count >= 2 else {
            if arrival == .end { ending = "was left alone: the process that watches it was killed" }
            return
        }
        let number = Int32(clamping: report[1])
        switch Int(clamping: report[0]) {
        case RAVINE_NO_FOLDER: ending = Self.notStarted("the folder \(folder ?? ".")", number)
        case RAVINE_NO_PROGRAM:
            isMissing = number == ENOENT
            ending = Self.notStarted(command.first ?? "", number)
        case RAVINE_EXITED:
            hasSucceeded = number == 0
            ending = (number == 0 ? "ended" : "ended with status \(number)") + lastWords()
        default: ending = "ended by signal \(number) (\(String(cString: strsignal(number))))" + lastWords()
        }
    }

    private static func notStarted(_ what: String, _ code: Int32) -> String {
        "cannot be started: \(what): \(String(cString: strerror(code)))"
    }

    // MARK: Bytes

    private enum Arrival {
        case some, none, end
    }

    /// Takes what is there, in so many pieces at most: somebody may write faster than we read.
    private static func take(from descriptor: Int32, into bytes: inout [UInt8], times: Int) -> Arrival {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var arrival = Arrival.none
        for _ in 0..<times {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EAGAIN || errno == EINTR { return arrival }
            if count <= 0 { return .end }
            bytes += buffer[..<count]
            arrival = .some
        }
        return arrival
    }

    /// A list of C strings that ends with NULL.
    private static func withStrings<R>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        let strings = texts.map { strdup($0) }
        defer { for string in strings { free(string) } }
        return body(strings + [nil])
    }
}
