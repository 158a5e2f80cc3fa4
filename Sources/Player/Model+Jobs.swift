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
        for (panel, order) in screen.orders where !errands.isUnderWay(.picture(panel: panel)) {
            errands.start(.picture(panel: panel)) { .picture(order.drawn(), panel: panel) }
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
        if lacksClaims, !errands.isUnderWay(.claims) {
            let race = race
            errands.start(.claims) { .claims(race.claimOutcomes) }
        }
        if let run = stage.sweeps.first, !errands.isUnderWay(.rates) {
            let sweep = race.rateSweep(run)
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
        case .claims(let outcomes): state.claims = outcomes
        case .statuses(let statuses, let step): stage.screen.adopt(statuses, of: race, at: step)
        }
    }

    /// Whether it is not known what has come of the scene's claims, and could be found out.
    private var lacksClaims: Bool { state.claims.count < race.scene.claims.count && race.isComplete }

    /// Finds out what has come of the claims, here and now.
    mutating func decideClaims() {
        if lacksClaims { state.claims = race.claimOutcomes }
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
            adopt(race.rateSweep(run).result(), run: run)
        }
    }

    /// Does all jobs here and now, until there is nothing to do.
    public mutating func finishJobs() {
        while true {
            _ = frame()
            let jobs = takeErrands().compactMap { if case .start(let job) = $0 { job } else { nil } }
            if jobs.isEmpty { return }
            for job in jobs { job.run().map { receive($0) } }
        }
    }
}

extension Race {
    /// What has come of the claims of a race that is complete.
    fileprivate var claimOutcomes: [ClaimOutcome] {
        var race = self
        return race.outcomes().map { ClaimOutcome(holds: $0.outcome.holds, step: $0.outcome.step) }
    }
}
