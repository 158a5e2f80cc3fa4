import Basics
import Expressions
import Racing
import Scenes
import Views

extension Stage {
    /// How long a race is slow after something is said, and how slow.
    static let slow = (time: Duration.seconds(1.5), rate: 0.25)
}

extension Model {
    // MARK: Playing

    /// Lets the race go on, which is slow for a while after a moment, or stops there: at the same times of the player's,
    /// however they are cut into ticks.
    mutating func play(for duration: Duration) {
        var left = duration
        while state.isPlaying {
            let isSlow = stage.slowTime > .zero
            let rate = race.scene.rate * state.speed * (isSlow ? Stage.slow.rate : 1)
            let next = race.scene.moments.first { Double($0.step) > stage.clock.begin }
            let wait = next.map { stage.clock.wait(until: $0.step, rate: rate) }
            let span = min(left, wait ?? left, isSlow ? stage.slowTime : left)
            stage.clock.pass(span, rate: rate, last: race.scene.steps)
            left -= span
            if isSlow {
                stage.slowTime -= span
                // From here on it goes on at another rate.
                if stage.slowTime == .zero { stage.time = stage.time }
            }
            if let next, span == wait {
                stage.time = Double(next.step)
                if next.pauses { state.isPlaying = false }
                stage.slowTime = next.pauses ? .zero : Stage.slow.time
            }
            if left == .zero { return }
        }
    }

    /// How long it takes to the next stop, or to the end.
    var secondsToPlay: Double {
        let rate = race.scene.rate * state.speed
        let ahead = race.scene.moments.filter { Double($0.step) > stage.clock.begin }
        let stop = ahead.first(where: \.pauses)?.step ?? race.scene.steps
        // Each one on the way makes it longer by as much at most as the race is slow.
        let slow =
            stage.slowTime / .seconds(1) + Double(ahead.count { $0.step < stop }) * (Stage.slow.time / .seconds(1))
        return max(0, Double(stop) - stage.time) / rate + slow * (1 - Stage.slow.rate)
    }

    // MARK: From one to the other

    /// The steps at which something is said, or a claim is decided.
    private mutating func momentSteps() -> [Int] {
        // What a key does must not depend on how far another core has come: claims that take long are left out.
        if race.foreseenSteps == race.scene.steps {
            race.advance(to: race.scene.steps, within: 0)
            decideQuickClaims()
        }
        let quick = race.scene.claims.indices.filter { race.scene.claims[$0].proof.sweepCost == 0 }
        let decided = race.isComplete ? quick.compactMap { state.claims[$0]?.step } : []
        return Set(race.scene.moments.map(\.step) + decided).sorted()
    }

    /// Stops at the next moment, or the one before.
    mutating func goToMoment(by amount: Int) {
        let (steps, now) = (momentSteps(), stage.step)
        guard let step = amount > 0 ? steps.first(where: { $0 > now }) : steps.last(where: { $0 < now }) else {
            let key = keys.symbol(of: "set-moment")
            return report(
                steps.isEmpty
                    ? "there is no moment in this scene; \(key) sets one here"
                    : "there is no moment \(amount > 0 ? "after" : "before") this step")
        }
        pause(at: step)
        state.momentStep = step
    }

    /// Sets a moment at the step that is shown, or takes it away.
    mutating func toggleMoment() {
        let step = stage.step
        changing("the moment at step \(step)") { model in
            do throws(Diagnostic) {
                if model.race.scene.moments.contains(where: { $0.step == step }) {
                    try model.editMoments { text in text.removeMoment(step: step) }
                    model.report("no moment at step \(step) any more")
                } else {
                    try model.setMoment(PlacedText("\(step)", column: 1), nil)
                    model.report("a moment at step \(step); :moment \(step) TEXT says something there")
                }
            } catch {
                model.report(error.message)
            }
        }
    }

    /// Says something at a step.
    mutating func setMoment(_ step: PlacedText, _ text: PlacedText?) throws(Diagnostic) {
        try editMoments { scene in scene.setMoment(step: step, text: text) }
    }

    /// Changes moments only: the race is the same, and so is all that is drawn of it.
    private mutating func editMoments(_ change: (inout SceneText) -> Void) throws(Diagnostic) {
        var text = try SceneText(race.scene)
        change(&text)
        let scene = try text.read()
        race.useMoments(of: scene)
    }
}
