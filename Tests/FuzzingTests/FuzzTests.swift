import Canvas
import Fuzzing
import Testing

@Suite("Nothing typed breaks it")
struct FuzzTests {
    @Test("any keys, clicks, sizes and times are survived", arguments: UInt64(1)...4)
    func events(seed: UInt64) throws {
        _ = try EventFuzz.run(600, seed: seed, largest: Size(width: 120, height: 40))
    }

    @Test("commands, spoilt ones too, and the keys of their line are survived and undone", arguments: UInt64(1)...4)
    func commands(seed: UInt64) throws {
        let findings = try CommandFuzz.run(60, seed: seed)
        #expect(findings.playable > 5)
    }

    @Test("spoilt scene files and formulas are refused, or played", arguments: UInt64(1)...4)
    func texts(seed: UInt64) throws {
        let findings = try TextFuzz.run(400, seed: seed)
        // If all were refused nothing would be played.
        #expect(findings.playable > 10)
    }

    @Test("spoilt recordings are refused, or played", arguments: UInt64(1)...4)
    func recordings(seed: UInt64) throws {
        let findings = try RecordingFuzz.run(120, seed: seed)
        #expect(findings.playable > 10 && findings.playable < 120)
    }
}
