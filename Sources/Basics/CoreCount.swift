#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How many cores there are to work on.
public enum CoreCount {
    public static let current = permitted ?? max(1, Int(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Those that the process may run on, which are fewer in a job of a cluster, say; `nil` where no system tells.
    private static var permitted: Int? {
        #if os(Linux)
            var cores = cpu_set_t()
            guard sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &cores) == 0 else { return nil }
            let count = withUnsafeBytes(of: cores) { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
            return count > 0 ? count : nil
        #else
            return nil
        #endif
    }
}
