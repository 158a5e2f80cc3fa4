import Player
import Scenes
import Synchronization

/// Looks after the file of the scene that is shown, on another core: a look every now and then, as there is no way to be
/// told that all systems have.
final class Watcher: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var reloads: [Reload] = []
        /// Tells the task that counts from those that are cancelled.
        var number = 0
    }

    private let state = Mutex(State())
    private let allowsPrograms: Bool
    private let wake: @Sendable () -> Void

    /// How long it is from look to look.
    private static let pause = Duration.milliseconds(300)

    /// - Parameter wake: called on another thread when something has changed.
    init(allowsPrograms: Bool, wake: @escaping @Sendable () -> Void) {
        self.allowsPrograms = allowsPrograms
        self.wake = wake
    }

    deinit { state.withLock { $0.task?.cancel() } }

    /// Looks after another scene; one that was read from no file does not change.
    func watch(_ reading: SceneReading) {
        let watch = SceneWatch(reading, allowsPrograms: allowsPrograms)
        start { report in
            if SceneWatch.isFile(reading) { await Self.look(watch) { report(Reload($0)) } }
        }
    }

    /// Reads a scene anew, and looks after it.
    func readAnew(_ reading: SceneReading, isFresh: Bool) {
        let watch = SceneWatch(reading, allowsPrograms: allowsPrograms)
        start { report in
            var watch = watch
            report(Reload(watch.readAnew(), isFresh: isFresh))
            if SceneWatch.isFile(reading) { await Self.look(watch) { report(Reload($0)) } }
        }
    }

    /// What has changed since this was called last.
    func takeReloads() -> [Reload] {
        state.withLock { state in
            defer { state.reloads = [] }
            return state.reloads
        }
    }

    private func start(_ work: @escaping @Sendable (@escaping @Sendable (Reload) -> Void) async -> Void) {
        state.withLock { state in
            state.task?.cancel()
            state.number += 1
            let number = state.number
            state.task = Task.detached(priority: .utility) { [weak self] in
                await work { [weak self] in self?.report($0, number) }
            }
        }
    }

    private static func look(_ watch: SceneWatch, report: (SceneChange) -> Void) async {
        var watch = watch
        while !Task.isCancelled {
            if let change = watch.look() { report(change) }
            try? await Task.sleep(for: pause)
        }
    }

    private func report(_ reload: Reload, _ number: Int) {
        let isWanted = state.withLock { state in
            guard state.number == number else { return false }
            state.reloads.append(reload)
            return true
        }
        if isWanted { wake() }
    }
}
