/// Tells texts and files from others: the hash of 64 bits of Fowler, Noll and Vo (FNV-1a). The same everywhere; it finds
/// changes, not forgeries.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    public init() {}

    public mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // What one piece ends with is not what the next one begins with.
        value = (value ^ 0xFF) &* 0x100_0000_01B3
    }

    /// Sixteen hexadecimal digits.
    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
