import Player

extension Model {
    /// Does all jobs here and now, until there is nothing to do.
    mutating func finishJobs() {
        while true {
            _ = frame()
            let jobs = takeErrands().compactMap { if case .start(let job) = $0 { job } else { nil } }
            if jobs.isEmpty { return }
            for job in jobs { job.run().map { receive($0) } }
        }
    }
}
