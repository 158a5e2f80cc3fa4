import Basics
import Testing

@Suite("From numbers to whole numbers")
struct ClampingTests {
    @Test(
        "every number has a whole one, and what is counted on from there does not overflow",
        arguments: [
            0, -0.0, 0.99, -0.99, 1, -1, 1e15, -1e15, 0x1p53, 1e16, 1e19, -1e19, 1e300, -1e300, .infinity, -.infinity,
            .nan, .signalingNaN, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 127.9, 128, 255.5, 256,
            4_294_967_296,
        ] as [Double])
    func total(value: Double) {
        let whole = Int(clamping: value)
        if let exact = Int(exactly: value.rounded(.towardZero)), abs(exact) <= 1 << 53 { #expect(whole == exact) }
        #expect(value.isNaN ? whole == 0 : abs(whole) <= 1 << 53)
        #expect((1000 * whole + 1_000_000) / 1000 == whole + 1000)
        #expect(UInt8(clamping: value) == UInt8(clamping: whole))
        #expect(Int32(clamping: value) == Int32(clamping: whole))
        #expect(UInt64(clamping: value) == UInt64(clamping: whole))
    }
}
