#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What a fuzz found: nothing, it is hoped; and what took longest.
public struct Findings: Sendable {
    public private(set) var slowest = 0.0
    public private(set) var slowestName = ""
    /// How many texts were right, and could be played.
    public var playable = 0

    /// Nothing may take longer, in seconds.
    static let most = 2.0

    struct TooSlow: Error, CustomStringConvertible {
        let description: String
    }

    public init() {}

    mutating func measure(_ name: @autoclosure () -> String, _ work: () throws -> Void) throws {
        let start = Self.processorTime
        try work()
        let seconds = Self.processorTime - start
        guard seconds > slowest else { return }
        slowest = seconds
        slowestName = name()
        // In a debug build everything takes ten times as long.
        var isDebug = false
        assert({ isDebug = true }() == ())
        guard isDebug || seconds <= Self.most else { throw TooSlow(description: "\(seconds) s: \(name())") }
    }

    /// What else the machine does must not count.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The most memory that the process has had, in megabytes.
    public static var megabytes: Int {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss) / 1_000_000
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Int(usage.ru_maxrss) / 1000
        #endif
    }
}
