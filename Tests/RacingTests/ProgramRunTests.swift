import Foundation
import Landscapes
import Optimizers
import Scenes
import Testing

@testable import Racing

@Suite("Other programs as optimizers")
struct ProgramRunTests {
    /// A race of Momentum beside a shell or Python program.
    private func race(_ command: [String], allowed: Bool = true, steps: Int = 40) throws -> Race {
        let words = command.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
        let text = """
            steps: \(steps)
            optimizers:
              theirs:
                hyperparameters: {eta: 0.02, alpha: 0.8}
                command: [\(words.joined(separator: ", "))]
            panels: [bowl]
            runs: [{optimizer: momentum, eta: 0.02, alpha: 0.8}, theirs]
            """
        return Race(try Scene(parsing: text, origin: "test", allowsPrograms: allowed))
    }

    private var example: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../examples/heavy_ball.py")
            .standardizedFileURL.path()
    }

    @Test("the heavy ball in Python goes where the rule goes, tuned and started anew too")
    func heavyBall() throws {
        var race = try race(["python3", example])
        race.advance(to: 40)
        #expect(race.runs[1].failure == nil && race.runs[1].trajectory.count == 41)
        func expectSame() {
            for (left, right) in zip(race.runs[0].trajectory.points, race.runs[1].trajectory.points) {
                #expect((left - right).length < 1e-9)
            }
        }
        expectSame()
        for row in 0...1 { race.tune(row: row, hyperparameter: "eta", by: .presses(3)) }
        race.moveStart(track: 0, to: [1, 1])
        race.advance(to: 40)
        #expect(race.runs[1].trajectory.count == 41)
        expectSame()
    }

    @Test(
        "what goes wrong has its reason, and harms no one",
        arguments: [
            (["no-such-program-at-all"], "cannot be started: no-such-program-at-all: No such file or directory"),
            (["/"], "cannot be started: /: Permission denied"),
            (["sh", "-c", "echo first >&2; echo 'out of luck' >&2; exit 3"], "ended with status 3: out of luck"),
            (["sh", "-c", "read line; echo nonsense; sleep 60"], "answered nonsense instead of a point"),
            (["sh", "-c", "read line; echo '{\"point\": [1]}'; sleep 60"], "instead of a point"),
            (["sh", "-c", "exec >&-; exec <&-; sleep 60"], "it closed its output"),
            (["sh", "-c", "kill -KILL $$"], "ended by signal 9"),
            (["sh", "-c", "read line; printf '\\033[31m\\n'; sleep 60"], "answered [31m instead of a point"),
            (["sh", "-c", "tr '\\0' x < /dev/zero"], "answered xxx"),
            (["true"], "ended"),
        ])
    func failures(command: [String], reason: String) throws {
        var race = try race(command)
        race.advance(to: 40)
        #expect(race.runs[1].failure?.contains(reason) == true, "\(race.runs[1].failure ?? "no failure")")
        guard case .failed = race.condition(of: race.runs[1], at: 40) else {
            Issue.record("not shown as failed")
            return
        }
        #expect(race.runs[0].trajectory.count == 41)
    }

    @Test("a slow program delays no one")
    func slow() throws {
        var race = try race(["sh", "-c", "while read line; do sleep 0.2; echo '{\"point\": [1, 1]}'; done"])
        #expect(race.advance(to: 40, within: 0.001) == 40)
        #expect(race.runs[0].trajectory.count == 41 && race.runs[1].trajectory.count < 5)
        #expect(race.isWaiting(at: 40))
        #expect(race.condition(of: race.runs[1], at: 0) == .running)
    }

    @Test("much on standard error, and answers that are no numbers, are no failures")
    func noise() throws {
        let flood =
            "i=0; while [ $i -lt 3000 ]; do echo 'a warning that nobody reads, again and again' >&2; i=$((i+1)); done; "
        var race = try race(["sh", "-c", flood + "while read line; do echo '{\"point\": [NaN, -Infinity]}'; done"])
        race.advance(to: 40)
        #expect(race.runs[1].failure == nil && race.runs[1].firstWithoutNumber == 1)
    }

    @Test("without leave no program is started; the run says which it would be")
    func leave() throws {
        let marker = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)").path()
        var race = try race(["touch", marker], allowed: false)
        race.advance(to: 40)
        #expect(race.runs[1].failure == "not started without --allow-programs: touch \(marker)")
        #expect(!FileManager.default.fileExists(atPath: marker))
        #expect(race.runs[1].trajectory.count == 1)
    }

    @Test("a program ends with its race")
    func end() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)").path()
        try {
            var race = try race([
                "sh", "-c", "echo $$ > \(folder); while read line; do echo '{\"point\": [1, 1]}'; done",
            ])
            race.advance(to: 3)
        }()
        let id = try #require(
            Int32(try String(contentsOfFile: folder, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        for _ in 0..<200 where kill(id, 0) == 0 { usleep(10_000) }
        #expect(kill(id, 0) != 0)
        try FileManager.default.removeItem(atPath: folder)
    }
}

@Suite("Fair races")
struct FairnessTests {
    @Test("the sweep finds gradient descent's best rate, and how wide the range is")
    func sweep() throws {
        let text =
            "{steps: 60, surfaces: {q: {loss: x^2 + y^2, domain: {x: [-4, 4], y: [-3, 3]}, minima: [[0, 0]]}}, start: [-3, 2], runs: [sgd, adam, nelder-mead]}"
        var race = Race(try Scene(parsing: text, origin: "test"))
        race.advance(to: 60)
        for index in race.runs.indices { if let best = race.rateSweep(index).result() { race.adopt(best, run: index) } }
        race.advance(to: 60)
        let sgd = try #require(race.runs[0].sweep)
        // λ = 2: at 0.5 it arrives in one step; from about 0.02 to just below 1 it arrives at all.
        #expect(abs(sgd.rate - 0.5) < 0.01 && sgd.steps == 1)
        #expect(abs(sgd.decades - 1.6) <= 0.2)
        #expect(race.runs[0].hyperparameters(at: 1)[0] == sgd.rate)
        #expect(race.runs[1].sweep!.decades > sgd.decades)
        #expect(race.runs[2].sweep == nil)
        race.adoptRates(ofRow: 0)
        #expect(race.runs[1].hyperparameters(at: 1)[0] == sgd.rate)
        race.resetRates()
        #expect(race.runs[0].hyperparameters(at: 1)[0] == 0.01 && race.runs[0].sweep == nil)
    }

    @Test("in a race by evaluations those who need several stand still")
    func evaluations() throws {
        let text =
            "{steps: 60, pace: evaluations, panels: [himmelblau], runs: [{optimizer: sgd, eta: 0.001}, {optimizer: sam, eta: 0.001}, cma-es, lbfgs]}"
        var race = Race(try Scene(parsing: text, origin: "test"))
        for step in [1, 2, 10, 60] { race.advance(to: step) }
        for run in race.runs {
            #expect(run.trajectory.count >= 61)
            for step in run.trajectory.points.indices.dropFirst()
            where run.trajectory.points[step] != run.trajectory.points[step - 1] {
                #expect(run.trajectory.evaluations[step] == step || run.label == "L-BFGS")
            }
        }
        #expect(Set(race.runs[2].trajectory.points.prefix(61).map(\.x)).count == 11)
        #expect(race.runs[1].trajectory.points[1] == race.runs[1].trajectory.points[0])
    }
}
