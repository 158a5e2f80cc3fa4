import Racing
import Views

extension Model {
    /// What is to be done with jobs since this was called last. To be called after every frame, as drawing finds out
    /// what is dear.
    public mutating func takeErrands() -> [Errand] {
        if let overview {
            if let sketch = missingThumbnail(of: overview), !errands.isUnderWay(.thumbnail) {
                errands.start(.thumbnail) { .thumbnail(sketch.drawn(), place: sketch.place) }
            }
            return errands.take()
        }
        let orders = screen.orders
        errands.cancel { key in
            guard case .picture(let panel, let order) = key else { return false }
            return orders[panel]?.contains { $0.number == order } != true
        }
        for (panel, order) in orders.flatMap({ panel, orders in orders.map { (panel, $0) } }) {
            let key = Job.Key.picture(panel: panel, order: order.number)
            if !errands.isUnderWay(key) { errands.start(key) { .picture(order.drawn(), panel: panel) } }
        }
        // One after the other: while a race is played, how the runs are doing lags by as long as it takes.
        if !screen.questions.isEmpty, !errands.isUnderWay(.statuses) {
            let (questions, step) = (screen.questions, state.step)
            errands.start(.statuses) {
                var statuses: [Status] = []
                for question in questions {
                    guard !Task.isCancelled else { return nil }
                    statuses.append(question.answer())
                }
                return .statuses(statuses, step: step)
            }
        }
        let claims = openClaims
        if !claims.isEmpty, !errands.isUnderWay(.claims) {
            let race = race
            errands.start(.claims) { race.outcomes(of: claims).map { .claims($0) } }
        }
        if let guessed = openGuess, !errands.isUnderWay(.guess) {
            let race = race
            errands.start(.guess) { race.answers(of: guessed).map { .guess($0) } }
        }
        if let run = stage.sweeps.first, !errands.isUnderWay(.rates) {
            let sweep = race.rateSweep(run, from: stage.sweepStep)
            errands.start(.rates) {
                let result = sweep.result()
                return Task.isCancelled ? nil : .rate(run: run, result)
            }
        }
        return errands.take()
    }

    /// Takes what came of a job, unless it is of no use any more.
    public mutating func receive(_ outcome: Job.Outcome) {
        guard errands.receive(outcome) else { return }
        switch outcome.result {
        case .rate(let run, let result): adopt(result, run: run)
        case .picture(let drawn, let panel): stage.screen.adopt(drawn, panel: panel)
        case .thumbnail(let picture, let place): thumbnails.adopt(picture, place: place)
        case .claims(let outcomes): state.claims.merge(outcomes) { $1 }
        case .guess(let answers): state.guessing?.answers = answers
        case .statuses(let statuses, let step): stage.screen.adopt(statuses, of: race, at: step)
        }
    }

    /// The claims that are to be decided next, once they could be: all at once, but those that sweep learning rates, which
    /// takes long, one after the other and last.
    private var openClaims: [Int] {
        let claims = race.scene.claims
        guard state.claims.count < claims.count, race.isComplete else { return [] }
        let open = claims.indices.filter { state.claims[$0] == nil }
        let quick = open.filter { claims[$0].proof.sweepCost == 0 }
        return quick.isEmpty ? Array(open.prefix(1)) : quick
    }

    /// Finds out what has come of the claims that sweep nothing, here and now.
    mutating func decideQuickClaims() {
        let claims = openClaims.filter { race.scene.claims[$0].proof.sweepCost == 0 }
        if let outcomes = race.outcomes(of: claims) { state.claims.merge(outcomes) { $1 } }
    }

    /// Finds out what has come of the claims, here and now.
    mutating func decideClaims() {
        while true {
            let claims = openClaims
            guard !claims.isEmpty, let outcomes = race.outcomes(of: claims) else { return }
            state.claims.merge(outcomes) { $1 }
        }
    }

    /// Draws all small pictures that are on the screen, here and now.
    mutating func finishThumbnails() {
        while let overview, let sketch = missingThumbnail(of: overview) {
            thumbnails.adopt(sketch.drawn(), place: sketch.place)
        }
    }

    /// Looks for all learning rates that are wanted, here and now.
    mutating func finishSweeps() {
        while let run = stage.sweeps.first {
            errands.cancel { $0 == .rates }
            adopt(race.rateSweep(run, from: stage.sweepStep).result(), run: run)
        }
    }
}

extension Race {
    /// What has come of some claims of a race that is complete; `nil` if the task was cancelled meanwhile.
    fileprivate func outcomes(of claims: [Int]) -> [Int: ClaimOutcome]? {
        var outcomes: [Int: ClaimOutcome] = [:]
        for claim in claims {
            let outcome = outcome(ofClaim: claim)
            if Task.isCancelled { return nil }
            outcomes[claim] = ClaimOutcome(holds: outcome.holds, step: outcome.step)
        }
        return outcomes
    }
}
