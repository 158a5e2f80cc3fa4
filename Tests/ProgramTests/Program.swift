import Foundation
import Testing

/// The real program: what it prints, and how it ends.
struct Program {
    /// Built beside the tests.
    static let path = Bundle.main.executableURL!.deletingLastPathComponent().appending(path: "ravine").path()

    struct Outcome {
        let status: Int32
        let output: String
        let error: String
    }

    /// Runs the program with arguments, without a terminal.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(path, arguments, input: input, environment: environment)
    }

    static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Through files: a pipe that nobody reads would stop the program.
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        for file in files { try Data((file == files[0] ? input : "").utf8).write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try start(process)
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
            error: try String(contentsOf: files[2], encoding: .utf8))
    }

    /// Starts a process that signals reach. It inherits which signals are blocked, and a test's thread may block all.
    static func start(_ process: Process) throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
    }

    /// A folder that is gone afterwards.
    static func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

extension Program {
    /// What `show` prints on a terminal, as the terminal says it: without colours, and without blanks at the ends of
    /// lines. Without colours a still would have marks along its trails, which a recording has no need of.
    static func shown(_ arguments: String...) throws -> String {
        try run(path, ["show"] + arguments + ["--color", "always"]).output
            .replacing(#/\u{1B}\[[0-9;]*m/#, with: "").replacing(#/ +\n/#, with: "\n")
    }
}
