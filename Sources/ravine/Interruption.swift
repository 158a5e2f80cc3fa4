#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Signals that ask a command to end are held back, so that it can leave its files whole, and looked for between two
/// pieces of its work. What a closed pipe or a full disk would send is an error of the write instead.
struct Interruption {
    private static let asking = [SIGINT, SIGTERM, SIGHUP]

    init() {
        var held = sigset_t()
        sigemptyset(&held)
        for signal in Self.asking + [SIGPIPE, SIGXFSZ] { sigaddset(&held, signal) }
        pthread_sigmask(SIG_BLOCK, &held, nil)
    }

    /// Whether one has come.
    var hasCome: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return Self.asking.contains { sigismember(&pending, $0) == 1 }
    }
}
