import Synchronization

/// Runs jobs on other cores, and keeps what comes of them until it is asked for.
public final class JobRunner: Sendable {
    private struct State {
        var tasks: [Job.Key: (id: Int, task: Task<Void, Never>)] = [:]
        var outcomes: [Job.Outcome] = []
        var count = 0
    }

    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called on another thread when there is an outcome.
    public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    deinit { state.withLock { state in state.tasks.values.forEach { $0.task.cancel() } } }

    public func run(_ errands: [Errand]) {
        for errand in errands {
            switch errand {
            case .cancel(let key): state.withLock { $0.tasks.removeValue(forKey: key)?.task.cancel() }
            case .start(let job): start(job)
            }
        }
    }

    private func start(_ job: Job) {
        state.withLock { state in
            state.tasks.removeValue(forKey: job.key)?.task.cancel()
            state.count += 1
            let id = state.count
            // A runner that nobody needs any more waits for no job.
            let task = Task.detached(priority: .userInitiated) { [weak self] in
                let outcome = job.run()
                self?.finish(job.key, id, outcome)
            }
            state.tasks[job.key] = (id, task)
        }
    }

    private func finish(_ key: Job.Key, _ id: Int, _ outcome: Job.Outcome?) {
        let isWanted = state.withLock { state in
            guard state.tasks[key]?.id == id else { return false }
            state.tasks[key] = nil
            if let outcome { state.outcomes.append(outcome) }
            return outcome != nil
        }
        if isWanted { wake() }
    }

    /// What has come since this was called last.
    public func takeOutcomes() -> [Job.Outcome] {
        state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
    }
}
