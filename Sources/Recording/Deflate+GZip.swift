extension Deflate {
    /// The bytes as a gzip file (RFC 1952), without a name and a date.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        func littleEndian(_ number: UInt32) -> [UInt8] {
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] + compressed(bytes) + littleEndian(PNG.checksum(bytes))
            + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }
}
