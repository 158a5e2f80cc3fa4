#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Double {
    /// Three significant digits, as short as they can be, as on a slide: `0.01`, `0.95`, `1e−08`.
    public var onSlides: String {
        // 0.9995 must not read as 1: a momentum of 1 is another thing. Nor is −0 another number than 0.
        let isNearOne = self > 0.99 && self < 1
        return (self == 0 ? 0 : self).printed(isNearOne ? "%.6g" : "%.3g").replacing("-", with: "−")
    }

    /// C's `printf` of it: the shortest exact way to a given number of digits.
    public func printed(_ format: String) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
            let length = withVaList([self]) { vsnprintf(buffer.baseAddress!, buffer.count, format, $0) }
            return String(
                decoding: buffer.prefix(max(0, Int(clamping: length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
