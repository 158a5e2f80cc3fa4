import Foundation
import Landscapes
import TestSupport
import Testing

@testable import Optimizers

@Suite("A program as an optimizer")
struct ProgramOptimizerTests {
    /// A program, and its steps from [0, 0].
    private struct Conversation {
        let optimizer: ProgramOptimizer
        var memory: ProgramOptimizer.Memory
        var objective = Objective(SurfaceCatalog.surface(named: "bowl")!)

        init(_ command: [String], usual: Int = 60, first: Int = 60, folder: String? = nil) {
            var optimizer = ProgramOptimizer(
                name: "theirs", label: "theirs", hyperparameters: [], command: command, folder: folder, isAllowed: true)
            optimizer.patience = .init(usual: usual, first: first)
            self.optimizer = optimizer
            memory = optimizer.memory(at: [0, 0], hyperparameters: [])
        }

        /// - Parameter seconds: so long that it only shows a program that is waited for in vain.
        mutating func step(_ t: Int, within seconds: Double = 30) -> StepAnswer {
            optimizer.answer(
                &memory, from: [0, 0], t: t, hyperparameters: [], objective: &objective, within: seconds)
        }
    }

    @Test("it ends with its conversation, and its children do, though they ignore that they are asked to")
    func stubborn() throws {
        let program = try StubbornProgram(answers: true)
        defer { try? program.remove() }
        var conversation: Conversation? = Conversation(["sh", program.script])
        #expect(conversation?.step(1) == .point([1, 1]))
        let processes = try program.processes()
        defer { StubbornProgram.kill(processes) }
        #expect(try processes.count == 3 && StubbornProgram.areRunning(processes))
        conversation = nil
        #expect(try StubbornProgram.areGone(processes))
    }

    @Test("it ends when it is given up")
    func givenUp() throws {
        let program = try StubbornProgram(answers: false)
        defer { try? program.remove() }
        var conversation = Conversation(["sh", program.script], first: 2)
        _ = conversation.step(1, within: 0)
        let processes = try program.processes()
        defer { StubbornProgram.kill(processes) }
        #expect(conversation.step(1) == .failed("no answer for 2 seconds"))
        #expect(try StubbornProgram.areGone(processes))
    }

    @Test("a program that came later keeps nothing of an earlier one open")
    func apart() throws {
        let program = try StubbornProgram(answers: true)
        defer { try? program.remove() }
        var first: Conversation? = Conversation(["sh", program.script])
        #expect(first?.step(1) == .point([1, 1]))
        let processes = try program.processes()
        defer { StubbornProgram.kill(processes) }
        var second = Conversation(["sh", "-c", "while read line; do echo '{\"point\": [2, 2]}'; done"])
        #expect(second.step(1) == .point([2, 2]))
        first = nil
        #expect(try StubbornProgram.areGone(processes))
        #expect(second.step(2) == .point([2, 2]))
    }

    @Test("of many that start at once each has its own answer, and its own end")
    func many() async {
        await withTaskGroup(of: Void.self) { group in
            for number in 1...40 {
                group.addTask {
                    var conversation = Conversation([
                        "sh", "-c",
                        "read line; echo '{\"point\": [\(number), 0]}'; echo of \(number) >&2; exit \(number)",
                    ])
                    #expect(conversation.step(1) == .point([Double(number), 0]))
                    #expect(conversation.step(2) == .failed("ended with status \(number): of \(number)"))
                }
            }
        }
    }

    @Test("it has standard input, output and error, all signals as they are by default, and nothing else of ours")
    func inheritance() throws {
        let open = open("/dev/null", O_RDONLY)
        defer { close(open) }
        var other = Conversation(["cat"])
        _ = other.step(1)
        let python = """
            import os, signal, sys
            def is_open(descriptor):
                try:
                    os.fstat(descriptor)
                    return True
                except OSError:
                    return False
            more = [descriptor for descriptor in range(3, 4096) if is_open(descriptor)]
            ignored = [name for name in ["SIGHUP", "SIGTERM", "SIGQUIT", "SIGCHLD", "SIGUSR1"]
                if signal.getsignal(getattr(signal, name)) != signal.SIG_DFL]
            blocked = list(signal.pthread_sigmask(signal.SIG_BLOCK, []))
            sys.exit(f"{more} {ignored} {blocked} {os.getpgrp() == os.getpid()}")
            """
        var conversation = Conversation(["python3", "-c", python])
        #expect(conversation.step(1) == .failed("ended with status 1: [] [] [] True"))
    }

    @Test("its end is noticed though a child of it goes on with the same output; what it answered before counts")
    func leftChild() throws {
        let program = try StubbornProgram(answers: false)
        defer { try? program.remove() }
        let script = """
            read line; sh '\(program.script)' &
            while [ ! -e '\(program.record)' ]; do sleep 0.1; done
            echo '{"point": [3, 4]}'; echo 'that was all' >&2; exit 3
            """
        var conversation = Conversation(["sh", "-c", script])
        #expect(conversation.step(1) == .point([3, 4]))
        let processes = try Array(program.processes().prefix(2))
        defer { StubbornProgram.kill(processes) }
        #expect(conversation.step(2) == .failed("ended with status 3: that was all"))
        #expect(try StubbornProgram.areGone(processes))
    }

    @Test(
        "an answer is two numbers, whatever else it tells",
        arguments: [
            ("{\"point\": [1, -2.5e-3]}", [1, -0.0025]), (" {\"loss\": {\"a\": []}, \"point\":[ 0,1E2 ] } ", [0, 100]),
            ("{\"point\": [null, 1]}", [.nan, 1]), ("{\"point\": [-Infinity, NaN]}", [.nan, .nan]),
            ("{\"point\": [12345678901234567168, 0.1]}", [12_345_678_901_234_567_168, 0.1]),
            ("{\"point\": [1, 2, 3]}", nil),
            ("{\"point\": [1]}", nil), ("{\"point\": [\"1\", 2]}", nil), ("{\"point\": [true, 2]}", nil),
            ("{\"point\": [1, 1e999]}", nil), ("{\"point\": 1}", nil), ("{\"points\": [1, 2]}", nil), ("[1, 2]", nil),
            ("{\"point\": [1, 2]", nil), ("null", nil), ("\u{1}", nil),
            (String(repeating: "[", count: 5000), nil), (String(repeating: "{\"point\":", count: 5000), nil),
        ] as [(String, [Double]?)])
    func answers(answer: String, point: [Double]?) {
        var conversation = Conversation(["sh", "-c", "read line; printf '%s\\n' \"$0\"; sleep 60", answer])
        let found = conversation.step(1)
        guard let point else {
            guard case .failed(let reason) = found else {
                Issue.record("\(found)")
                return
            }
            #expect(reason.hasSuffix("instead of a point"))
            return
        }
        guard case .point(let other) = found else {
            Issue.record("\(found)")
            return
        }
        let isSame = { (one: Double, two: Double) in one == two || one.isNaN && two.isNaN }
        #expect(isSame(other.x, point[0]) && isSame(other.y, point[1]))
    }

    @Test(
        "it says how long it waited: for the first answer as long as for a program that loads",
        arguments: [
            ("sleep 60", "no answer for 2 seconds"),
            ("echo 'still loading' >&2; sleep 60", "no answer for 2 seconds: still loading"),
            ("read line; echo '{\"point\": [1, 1]}'; sleep 60", "no answer for 1 second"),
        ])
    func patience(script: String, reason: String) {
        let isFirst = reason.contains("2")
        var conversation = Conversation(["sh", "-c", script], usual: isFirst ? 60 : 1, first: isFirst ? 2 : 60)
        if !isFirst { #expect(conversation.step(1) == .point([1, 1])) }
        #expect(conversation.step(2) == .failed(reason))
    }

    @Test("asked again while it loads, it still has the time to load")
    func loading() {
        var conversation = Conversation(
            ["sh", "-c", "sleep 2; while read line; do echo '{\"point\": [1, 1]}'; done"], usual: 1)
        #expect(conversation.step(1, within: 0) == .pending)
        conversation.memory = conversation.optimizer.memory(after: conversation.memory, at: .zero, hyperparameters: [])
        #expect(conversation.step(1) == .point([1, 1]))
    }

    @Test("an answer that came in time is no failure, though nobody looked")
    func unseen() throws {
        let marker = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: marker) }
        var conversation = Conversation(
            ["sh", "-c", "read line; echo '{\"point\": [1, 1]}'; touch '\(marker)'; sleep 60"], first: 1)
        #expect(conversation.step(1, within: 0) == .pending)
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: marker) { usleep(50_000) }
        usleep(1_100_000)
        #expect(conversation.step(1) == .point([1, 1]))
    }

    @Test("it runs in its folder, and a folder that is not there is the reason")
    func folder() {
        var there = Conversation(["sh", "-c", "pwd >&2; exit 1"], folder: "/usr")
        #expect(there.step(1) == .failed("ended with status 1: /usr"))
        var nowhere = Conversation(["true"], folder: "/no/such")
        #expect(nowhere.step(1) == .failed("cannot be started: the folder /no/such: No such file or directory"))
        var nothing = Conversation([])
        #expect(nothing.step(1) != .pending)
    }

    @Test("one that never reads is a failure, not half a question")
    func deaf() {
        var conversation = Conversation(["sleep", "60"])
        var answer = StepAnswer.pending
        for _ in 0..<100_000 where answer == .pending {
            conversation.memory = conversation.optimizer.memory(
                after: conversation.memory, at: .zero, hyperparameters: [])
            answer = conversation.step(1, within: 0)
        }
        #expect(answer == .failed("does not read its input"))
    }
}
