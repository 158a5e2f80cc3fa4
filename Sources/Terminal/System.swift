// The one place that names the C library of each platform.
#if canImport(Darwin)
    @_exported import Darwin
#elseif canImport(Musl)
    @_exported import Musl
#else
    @_exported import Glibc
#endif

/// Has variables in the environment for a while: what ncurses takes from there and from nowhere else.
@MainActor
func withEnvironment<R>(_ variables: [String: String], _ body: () -> R) -> R {
    let saved = variables.keys.map { name in (name, getenv(name).map { String(cString: $0) }) }
    for (name, value) in variables { setenv(name, value, 1) }
    defer {
        for (name, value) in saved {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
    }
    return body()
}
