import Synchronization

/// What is found out on another core, while this one looks for signals.
final class BackgroundAnswer<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

    init(_ work: @escaping @Sendable () -> Value) {
        let begun = Task.detached { [self] in
            let found = work()
            value.withLock { $0 = found }
        }
        task.withLock { $0 = begun }
    }

    /// `nil` until it is found.
    var found: Value? { value.withLock { $0 } }

    /// Work that looks whether its task was cancelled ends early.
    func cancel() { task.withLock { $0?.cancel() } }
}
