import Foundation

/// A program that ignores all requests to end, as does the child that it starts; for `sh`.
public struct StubbornProgram {
    private let folder: URL
    public let script: String
    /// The file that tells its processes, once they run.
    public let record: String

    /// - Parameter answers: whether it answers at all, before its input ends.
    public init(answers: Bool) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "program.sh")
        script = file.path()
        record = folder.appending(path: "processes").path()
        let text = """
            trap '' HUP INT QUIT TERM USR1
            sh -c 'while :; do sleep 1; done' &
            echo $$ $! $PPID > '\(record).new'
            mv '\(record).new' '\(record)'
            \(answers ? "while read line; do echo '{\"point\": [1, 1]}'; done" : "")
            while :; do sleep 1; done

            """
        try Data(text.utf8).write(to: file)
    }

    /// The program, its child, and the process that started it, which keeps it; once they run.
    public func processes() throws -> [Int32] {
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: record) { usleep(50_000) }
        let text = try String(contentsOfFile: record, encoding: .utf8)
        return text.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    }

    /// Whether it comes to this that none of the processes runs. It never comes by itself, so it may take its time.
    public static func areGone(_ processes: [Int32]) throws -> Bool {
        for _ in 0..<100 {
            if try processes.allSatisfy({ try state(of: $0).isEmpty }) { return true }
            usleep(100_000)
        }
        return false
    }

    /// Whether all of the processes run.
    public static func areRunning(_ processes: [Int32]) throws -> Bool {
        try processes.allSatisfy { try !state(of: $0).isEmpty }
    }

    public func remove() throws { try FileManager.default.removeItem(at: folder) }

    /// Ends them, whatever was tested.
    public static func kill(_ processes: [Int32]) {
        for process in processes { _ = Foundation.kill(process, SIGKILL) }
    }

    /// Empty if there is none, or if it ended and only nobody asked for its status yet.
    private static func state(of process: Int32) throws -> String {
        let ps = Process()
        ps.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        ps.arguments = ["ps", "-o", "stat=", "-p", "\(process)"]
        let output = Pipe()
        ps.standardOutput = output
        try ps.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        ps.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.hasPrefix("Z") ? "" : text
    }
}
