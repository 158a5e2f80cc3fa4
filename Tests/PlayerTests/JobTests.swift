import Canvas
import Racing
import Scenes
import Synchronization
import Testing

@testable import Player

@Suite("What is dear is done elsewhere")
struct JobTests {
    private static let data = """
        data: {d: {generate: blobs, rows: 20000}}
        surfaces: {s: {loss: "(w1*x1 + w2*x2 - t)^2", data: d, domain: {x: [-3, 3], y: [-3, 3]}, minima: [[0.3, 0.3]]}}
        runs: [{optimizer: sgd, eta: 0.01}, {optimizer: momentum, eta: 0.001}]
        steps: 30
        """

    private func model(_ text: String = data, isPatient: Bool = false) throws -> Model {
        Model(
            scenes: [
                try Scene(parsing: text, origin: "d"), try Scene(parsing: "{panels: [bowl], runs: [sgd]}", origin: "b"),
            ],
            size: Size(width: 100, height: 30), glyphs: .braille, isPlaying: false, isPatient: isPatient)
    }

    /// Lets all that is under way come to its end.
    private func settle(_ model: inout Model) {
        while model.needsTime { model.tick(seconds: 0.01) }
        model.finishJobs()
    }

    private func jobs(_ errands: [Errand]) -> [Job] {
        errands.compactMap { if case .start(let job) = $0 { job } else { nil } }
    }

    private func cancelled(_ errands: [Errand]) -> [Job.Key] {
        errands.compactMap { if case .cancel(let key) = $0 { key } else { nil } }
    }

    @Test("over much data a frame comes at once, and what comes of the jobs makes it the patient one")
    func drafts() throws {
        var model = try model()
        let draft = model.frame()
        let first = jobs(model.takeErrands())
        #expect(Set(first.map(\.key)) == [.picture(panel: 0), .statuses])
        // Each is asked for once.
        #expect(model.takeErrands().isEmpty)
        for job in first { model.receive(try #require(job.run())) }
        settle(&model)
        var patient = try self.model(isPatient: true)
        let whole = patient.frame()
        #expect(draft != whole && model.frame() == whole)
        #expect(patient.takeErrands().isEmpty)
    }

    @Test("shades and arrows over much data are jobs of their own: the landscape stays, and the view comes to be whole")
    func shades() throws {
        let text = Self.data.replacing("rows: 20000", with: "rows: 400")
        var model = try model(text)
        settle(&model)
        let landscape = model.frame()
        model.press(.character("g"))
        // The landscape is not drawn anew, and not a draft again.
        model.press(.escape)
        #expect(model.frame().cells.count { $0.ink.rawValue >= 32 } == landscape.cells.count { $0.ink.rawValue >= 32 })
        for _ in 0..<3 { model.press(.character("c")) }
        settle(&model)
        var patient = try self.model(text, isPatient: true)
        for key in ["g", "c", "c", "c"] as [Character] { patient.press(.character(key)) }
        #expect(model.frame() == patient.frame())
        // Once they are there they stay.
        model.press(.character("g"))
        model.press(.character("g"))
        _ = model.frame()
        #expect(jobs(model.takeErrands()).isEmpty)
    }

    @Test("a sweep leaves every key alive, and is called off by whatever makes it useless")
    func sweeps() throws {
        var model = try model("{steps: 40, panels: [beale], runs: [{optimizer: sgd, eta: 1e-3}, adam, lbfgs]}")
        model.finishJobs()
        model.press(.character("F"))
        model.press(.character("F"))
        #expect(model.state.fairness == .best)
        let job = try #require(jobs(model.takeErrands()).first { $0.key == .rates })
        // The player goes on meanwhile.
        model.press(.right)
        #expect(model.state.step == 1)
        model.press(.character("F"))
        #expect(cancelled(model.takeErrands()) == [.rates])
        // What comes too late changes nothing.
        let before = model.race.runs.map { $0.hyperparameters(at: 1) }
        if let outcome = job.run() { model.receive(outcome) }
        #expect(model.race.runs.map { $0.hyperparameters(at: 1) } == before)
        model.press(.character("n"))
        #expect(Set(cancelled(model.takeErrands())).isDisjoint(with: [.rates]))
        model.press(.character("q"))
        #expect(model.isOver)
    }

    @Test("a race that is fair has each run's best rate, looked for once, and the table tells how wide the range is")
    func fairness() throws {
        var model = try model(
            "{steps: 60, panels: [bowl], runs: [{optimizer: sgd, eta: 1e-3}, {optimizer: momentum, eta: 1e-5}]}")
        model.resize(to: Size(width: 160, height: 40))
        model.finishJobs()
        model.pause(at: 30)
        #expect(!model.frame().text.contains("decades of η"))
        model.press(.character("F"))
        #expect(!model.frame().text.contains("decades of η") && model.frame().text.contains("state"))
        model.press(.character("F"))
        var count = 0
        while let job = jobs(model.takeErrands()).first(where: { $0.key == .rates }) {
            count += 1
            try #require(count <= 2)
            model.receive(try #require(job.run()))
        }
        #expect(count == 2 && model.state.message?.hasPrefix("each run with its best η") == true)
        model.finishJobs()
        let frame = model.frame()
        #expect(frame.text.contains("decades of η"))
        for run in model.race.runs {
            let sweep = try #require(run.sweep)
            #expect(run.hyperparameters(at: 1)[0] == sweep.rate && sweep.steps != nil && sweep.decades > 0)
            // Two cells to the decade, then the number.
            let bars = (0..<frame.size.height).compactMap { y -> Int? in
                let cells = (0..<frame.size.width).map { frame[$0, y] }
                let line = String(String.UnicodeScalarView(cells.map(\.scalar)))
                let length = cells.count { $0.ink == .good && $0.scalar == "━" }
                return line.contains(" \(run.label) ") && line.contains("━ \(sweep.decades)") ? length : nil
            }
            #expect(bars == [min(10, Int((sweep.decades * 2).rounded(.up)))], "\(sweep)")
        }
    }

    @Test("how the runs are doing is known still where only the view has changed")
    func views() throws {
        var model = try model()
        model.finishJobs()
        model.press(.character("z"))
        _ = model.frame()
        #expect(jobs(model.takeErrands()).map(\.key) == [.picture(panel: 0)])
        model.resize(to: Size(width: 90, height: 28))
        _ = model.frame()
        #expect(jobs(model.takeErrands()).map(\.key) == [.picture(panel: 0)])
    }

    @Test("what was asked about how runs did before the start was moved is called off, and asked anew")
    func pasts() throws {
        var model = try model()
        _ = model.frame()
        let before = jobs(model.takeErrands())
        #expect(before.contains { $0.key == .statuses })
        model.moveStart(to: [-2, 1])
        _ = model.frame()
        let errands = model.takeErrands()
        #expect(cancelled(errands).contains(.statuses) && jobs(errands).contains { $0.key == .statuses })
        // What comes too late says nothing of the runs that there are now.
        for job in before + jobs(errands) { job.run().map { model.receive($0) } }
        settle(&model)
        var fresh = try self.model(isPatient: true)
        fresh.moveStart(to: [-2, 1])
        model.press(.escape)
        fresh.press(.escape)
        let (frame, freshly) = (model.frame(), fresh.frame())
        #expect(frame.text == freshly.text, "\n\(frame.text)\n\(freshly.text)")
    }

    @Test("a cancelled sweep ends by itself")
    func cancellation() async throws {
        let sweep = Race(try Scene(parsing: Self.data, origin: "d")).rateSweep(0)
        let task = Task.detached { sweep.result() }
        task.cancel()
        #expect(await task.value == nil)
    }

    @Test("a layout calls off the reliefs of the one before")
    func layouts() throws {
        var model = try model()
        _ = model.frame()
        let old = jobs(model.takeErrands())
        model.resize(to: Size(width: 90, height: 28))
        _ = model.frame()
        let errands = model.takeErrands()
        #expect(cancelled(errands) == [.picture(panel: 0)] && jobs(errands).map(\.key) == [.picture(panel: 0)])
        let draft = model.frame()
        let stale = try #require(old.first { $0.key == .picture(panel: 0) }?.run())
        model.receive(stale)
        #expect(model.frame() == draft)
    }

    @Test("the runner brings what the last job of a key has found, and wakes")
    func runner() async throws {
        var model = try model()
        _ = model.frame()
        let (wakes, continuation) = AsyncStream.makeStream(of: Void.self)
        let runner = JobRunner { continuation.yield() }
        runner.run(model.takeErrands())
        var received = 0
        for await _ in wakes {
            for outcome in runner.takeOutcomes() {
                model.receive(outcome)
                received += 1
            }
            if received == 2 { break }
        }
        settle(&model)
        var patient = try self.model(isPatient: true)
        #expect(model.frame() == patient.frame())
    }
}

/// A console that types, and remembers what it was shown.
@MainActor
private final class Script: Console {
    var theme = Theme.dark
    private var events: [Event?]
    private(set) var frames: [Frame] = []
    private(set) var waits: [Double?] = []

    init(_ events: [Event?]) { self.events = events }

    func show(_ frame: Frame) { frames.append(frame) }

    func nextEvent(within seconds: Double?) -> Event? {
        waits.append(seconds)
        return events.isEmpty ? .lost : events.removeFirst()
    }
}

@Suite("The loop")
@MainActor
struct LoopTests {
    private func model() throws -> Model {
        Model(
            scenes: [try Scene(parsing: "{panels: [bowl], runs: [sgd, adam]}", origin: "b")],
            size: Size(width: 80, height: 24), glyphs: .braille, isPlaying: false)
    }

    @Test("all that has happened goes into one frame")
    func draining() throws {
        let script = Script([
            .key(.right), .key(.right), .pointer(Pointer(.press, x: 1, y: 1)), .key(.right), nil, .key(.character("q")),
        ])
        var loop = Loop(console: script, model: try model(), wake: {}) { _ in throw CancellationError() }
        #expect(loop.run(hangUp: 1) == nil)
        #expect(loop.model.state.step == 3)
        #expect(script.frames.count == 3)
        // Paused, it waits for ever; then it takes what is there.
        #expect(script.waits[0] == nil && script.waits[1] == 0)
    }

    @Test("signals and hang-ups end it")
    func ends() throws {
        var loop = Loop(console: Script([.terminate(15)]), model: try model(), wake: {}) { _ in
            throw CancellationError()
        }
        #expect(loop.run(hangUp: 1) == 15)
        loop = Loop(console: Script([.resize(Size(width: 0, height: 0)), nil]), model: try model(), wake: {}) { _ in
            throw CancellationError()
        }
        #expect(loop.run(hangUp: 1) == 1)
    }

    private final class Themes: FrameRecorder {
        let name = "tape"
        private(set) var names: [String] = []
        func add(_ frame: Frame, theme: Theme) throws { names.append(theme.name) }
        func finish() throws {}
    }

    @Test("another theme is the console's too, and the recording's")
    func themes() throws {
        let script = Script([.key(.character("w")), nil, .key(.character("t")), nil, .key(.character("q"))])
        let tape = Themes()
        var loop = Loop(console: script, model: try model(), wake: {}) { _ in tape }
        _ = loop.run(hangUp: 1)
        #expect(script.theme.name == Theme.all[1].name)
        #expect(tape.names == [Theme.all[0].name, Theme.all[1].name, Theme.all[1].name])
    }

    private struct Full: Error, CustomStringConvertible { let description = "the disk is full" }

    private struct Tape: FrameRecorder {
        let name = "tape"
        let isFull: Bool
        mutating func add(_ frame: Frame, theme: Theme) throws { if isFull { throw Full() } }
        mutating func finish() throws {}
    }

    /// A tape that is written as slowly as can be.
    private struct SlowTape: FrameRecorder {
        let name: String
        var isUnwritable = false
        mutating func add(_ frame: Frame, theme: Theme) throws {}
        mutating func finish() throws {}
        func isWritten() throws -> Bool { false }
        func wait() throws { if isUnwritable { throw Full() } }
    }

    @Test("recordings that are still being written are waited for, and each is named", arguments: [false, true])
    func slowRecordings(isUnwritable: Bool) throws {
        let w = Event.key(.character("w"))
        let script = Script([w, nil, w, nil, w, nil, .key(.character("q"))])
        var count = 0
        var loop = Loop(console: script, model: try model(), wake: {}) { _ in
            count += 1
            return SlowTape(name: "tape \(count)", isUnwritable: isUnwritable && count == 2)
        }
        _ = loop.run(hangUp: 1)
        #expect(script.frames.contains { $0.text.contains("writing tape 1") })
        #expect(loop.lastWords == (isUnwritable ? "the disk is full" : "recorded tape 1, tape 2"))
    }

    @Test("a recording is named when it ends, or why it could not go on", arguments: [true, false])
    func recording(isFull: Bool) throws {
        let script = Script([.key(.character("w")), nil, .key(.right), nil, .key(.character("q"))])
        var loop = Loop(console: script, model: try model(), wake: {}) { _ in Tape(isFull: isFull) }
        _ = loop.run(hangUp: 1)
        #expect(loop.lastWords == (isFull ? nil : "recorded tape"))
        #expect(script.frames.contains { $0.text.contains("the disk is full") } == isFull)
        #expect(!loop.model.isRecording || !isFull)
    }
}
