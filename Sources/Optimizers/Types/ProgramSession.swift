import Programs
import Landscapes
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A program and the conversation with it. Never waits longer than it is told to.
final class ProgramSession: Sendable {
    private let command: [String]
    private let folder: String?
    private let patience: Patience
    private let state: Mutex<State>

    private struct State: ~Copyable {
        var program: RunningProgram?
        /// When the program is given up, unless it answers, and why.
        var deadline = 0.0
        var reproach = ""
        /// Answers to questions that are no longer of interest, as after a restart.
        var stale = 0
        var isAsked = false
        var hasAnswered = false
        var failure: String?

        mutating func fail(_ reason: String) {
            failure = reason
            program = nil
        }
    }

    /// How many seconds a program may take for an answer, and for its first one, in which it may load its libraries.
    struct Patience: Sendable {
        var usual = 5
        var first = 60
    }

    init(command: [String], folder: String?, isAllowed: Bool, patience: Patience) {
        self.command = command
        self.folder = folder
        self.patience = patience
        var state = State()
        if !isAllowed {
            state.failure = "not started without --allow-programs: \(command.joined(separator: " "))"
        }
        self.state = Mutex(state)
    }

    /// Asks for a step.
    func send(_ line: String) {
        state.withLock { state in
            guard state.failure == nil else { return }
            if state.program == nil {
                do throws(RunningProgram.NotStarted) {
                    state.program = try RunningProgram(command, folder: folder)
                } catch {
                    state.failure = error.reason
                    return
                }
            }
            if state.isAsked { state.stale += 1 }
            state.isAsked = true
            if state.program?.isSilent == true { return }
            let seconds = state.hasAnswered ? patience.usual : patience.first
            state.deadline = Self.now + Double(seconds)
            state.reproach = "no answer for \(seconds) second\(seconds == 1 ? "" : "s")"
            if state.program?.send(line) == false { state.fail("does not read its input") }
        }
    }

    /// The answer, if it comes within so many seconds.
    func answer(within seconds: Double) -> StepAnswer {
        state.withLock { state in
            let end = Self.now + seconds
            var isLate = false
            while true {
                if let failure = state.failure { return .failed(failure) }
                if let line = state.program?.nextLine() {
                    state.hasAnswered = true
                    if state.stale > 0 {
                        state.stale -= 1
                        continue
                    }
                    state.isAsked = false
                    guard let point = Self.point(in: line) else {
                        state.fail("answered \(RunningProgram.printable(line, atMost: 60)) instead of a point")
                        continue
                    }
                    return .point(point)
                }
                let now = Self.now
                if let ending = state.program?.ending {
                    state.fail(ending)
                } else if now >= state.deadline, isLate {
                    state.fail(state.reproach + (state.program?.lastWords() ?? ""))
                } else if now >= state.deadline {
                    // Perhaps it did answer, and it was us who did not look.
                    isLate = true
                    receive(&state, within: 0)
                } else if now >= end {
                    return .pending
                } else {
                    receive(&state, within: min(end, state.deadline) - now)
                }
            }
        }
    }

    private func receive(_ state: inout State, within seconds: Double) {
        let wasSilent = state.program?.isSilent == true
        state.program?.receive(within: seconds)
        guard state.program?.isSilent == true, !wasSilent else { return }
        // If that was its end, it is told at once. If not, no answer can come any more.
        state.deadline = Self.now + 1
        state.reproach = "it closed its output"
    }

    private struct Answer: Decodable {
        let point: [Double?]
    }

    /// `{"point": [x, y]}`. Python writes NaN and Infinity, which JSON does not know.
    private static func point(in line: [UInt8]) -> Point? {
        var text = String(decoding: line, as: UTF8.self)
        for word in ["-Infinity", "Infinity", "NaN"] where text.contains(word) {
            text = text.replacing(word, with: "null")
        }
        guard let point = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)).point, point.count == 2
        else { return nil }
        return Point(point[0] ?? .nan, point[1] ?? .nan)
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
