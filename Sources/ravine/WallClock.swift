import Terminal

/// The time that everybody's clock shows.
enum WallClock {
    /// Seconds since 1970.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Waits a little.
    static func rest(milliseconds: UInt32) { usleep(milliseconds * 1000) }

    /// The time of day where the user is, as `14:05`.
    static func words(_ seconds: Double) -> String {
        var time = time_t(clamping: Int(clamping: seconds.rounded(.down)))
        var parts = tm()
        localtime_r(&time, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(parts.tm_hour)):\(two(parts.tm_min))"
    }
}
