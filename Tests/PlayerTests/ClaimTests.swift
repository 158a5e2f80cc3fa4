import Canvas
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Claims on the screen")
struct ClaimTests {
    private static let text = """
        steps: 60
        panels: [{surface: bowl, start: [1, 0]}]
        runs: [{optimizer: sgd, eta: 0.2, label: plain}]
        claims:
          - {claim: It comes near, holds: "first(plain, loss < 0.1) < 20"}
          - {claim: It never leaves, holds: "always(plain, abs(x) <= 1)"}
          - {claim: It overshoots, holds: "ever(plain, x < 0)"}
        """

    private func model(size: Size = Size(width: 100, height: 30), isPatient: Bool = true) throws -> Model {
        var model = Model(
            scenes: [try Scene(parsing: Self.text, origin: "t")], size: size, glyphs: .braille, isPlaying: false,
            isPatient: isPatient)
        _ = model.frame()
        return model
    }

    /// The marks of the claims in one line, before the words.
    private func marks(_ model: inout Model, at step: Int) -> String {
        model.pause(at: step)
        let lines = model.frame().text.split(separator: "\n")
        let line = lines.first { $0.contains(" It ") }
        return line.map { String($0.prefix { $0 != "I" }.filter { "·✓✗".contains($0) }) } ?? ""
    }

    @Test("a claim is open until the step that decides it, and whatever was looked at before")
    func open() throws {
        var model = try model()
        var race = model.race
        let outcomes = race.outcomes().map(\.outcome)
        #expect(outcomes.map(\.holds) == [true, true, false])
        #expect(outcomes[0].step > 0 && outcomes[0].step < 20 && outcomes[1].step == 60)
        for step in [0, 1, 59, 60, outcomes[0].step, outcomes[0].step - 1, 30, 60] {
            let expected = outcomes.map { $0.step > step ? "·" : $0.holds ? "✓" : "✗" }.joined()
            #expect(marks(&model, at: step) == expected, "step \(step)")
        }
    }

    @Test("tuned, they are open until it is known anew, and then may come out the other way", arguments: [false, true])
    func tuning(isPatient: Bool) throws {
        var model = try model(isPatient: isPatient)
        model.pause(at: 60)
        while model.needsTime { model.tick(seconds: 0.01) }
        model.finishJobs()
        #expect(marks(&model, at: 60) == "✓✓✗")
        // Past 1/λ it jumps over the minimum, past 2/λ it leaves.
        for _ in 0..<20 where model.race.runs[0].hyperparameters(at: 1)[0] < 2.1 {
            model.press(.character("E"))
            if !isPatient {
                _ = model.frame()
                #expect(model.state.claims.isEmpty)
            }
        }
        while model.needsTime { model.tick(seconds: 0.01) }
        model.finishJobs()
        #expect(marks(&model, at: 60) == "✗✗✓")
    }

    @Test("all have a line of their own where there is room, else one has words", arguments: [28, 30, 39, 40, 46])
    func lines(height: Int) throws {
        var model = try model(size: Size(width: 100, height: height))
        model.pause(at: 60)
        let text = model.frame().text
        let shown = ["It comes near", "It never leaves", "It overshoots"].filter { text.contains($0) }
        #expect(shown.count == (height >= 40 ? 3 : 1))
        var small = try self.model(size: Size(width: 80, height: 24))
        #expect(!small.frame().text.contains("It comes near"))
    }

    @Test("claims that sweep learning rates are open until a job of their own is done; the others do not wait for them")
    func sweeps() async throws {
        let sweep = "\n  - {claim: It has room, holds: \"arriving(plain, 0.01, 1) > 0.5\"}"
        let text = Self.text + sweep + sweep
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 100, height: 30), glyphs: .braille,
            isPlaying: false)
        model.pause(at: 60)
        while model.needsTime { model.tick(seconds: 0.01) }
        func job() -> Job? {
            _ = model.frame()
            return model.takeErrands().compactMap {
                if case .start(let job) = $0, job.key == .claims { job } else { nil }
            }
            .first
        }
        #expect(marks(&model, at: 60) == "·····")
        for expected in ["✓✓✗··", "✓✓✗✓·", "✓✓✗✓✓"] {
            let next = try #require(job())
            #expect(job() == nil)
            model.receive(try #require(next.run()))
            #expect(marks(&model, at: 60) == expected)
        }
        #expect(job() == nil && marks(&model, at: 59).hasSuffix("··"))
        // Tuned, what was under way is called off, and says nothing.
        model.press(.character("E"))
        while model.needsTime { model.tick(seconds: 0.01) }
        model.receive(try #require(job()?.run()))
        let late = try #require(job())
        let task = Task.detached { late.run() == nil }
        task.cancel()
        #expect(await task.value)
        model.press(.character("E"))
        if let outcome = late.run() { model.receive(outcome) }
        #expect(model.state.claims.isEmpty)
    }

    @Test("a scene without claims has no line for them, and no job")
    func none() throws {
        let text = "{steps: 20, panels: [bowl], runs: [sgd]}"
        var model = Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: Size(width: 100, height: 46), glyphs: .braille,
            isPlaying: false)
        _ = model.frame()
        for errand in model.takeErrands() {
            if case .start(let job) = errand { #expect(job.key != .claims) }
        }
    }
}
