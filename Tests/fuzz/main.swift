// Fuzzes for as long as one likes: `swift run -c release fuzz events 1000000 1`, `… fuzz commands
// 20000 1`, `… fuzz texts 100000 1`, `… fuzz
// recordings 100000 1`. A trap ends it as it would end ravine; what takes over two seconds, or a gigabyte in all, is a failure too.
import Foundation
import Fuzzing

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 3, let kind = arguments.first, ["events", "commands", "texts", "recordings"].contains(kind),
    let count = Int(arguments[2]), let seed = UInt64(arguments[3])
else {
    print("usage: fuzz events|commands|texts|recordings COUNT SEED")
    exit(2)
}
do {
    let findings =
        switch kind {
        case "events": try EventFuzz.run(count, seed: seed)
        case "commands": try CommandFuzz.run(count, seed: seed)
        case "texts": try TextFuzz.run(count, seed: seed)
        default: try RecordingFuzz.run(count, seed: seed)
        }
    let milliseconds = (findings.slowest * 1e6).rounded() / 1e3
    print(
        "\(count) \(kind), \(findings.playable) playable; slowest \(milliseconds) ms; \(Findings.megabytes) MB at most")
    print(findings.slowestName.prefix(2000))
    exit(Findings.megabytes <= 1000 ? 0 : 1)
} catch {
    print(error)
    exit(1)
}
