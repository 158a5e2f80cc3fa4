#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How many cores there are to work on.
public enum CoreCount {
    public static let current = max(1, Int(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
