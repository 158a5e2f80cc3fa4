import Foundation
import Testing

/// `Package.swift` draws the arrows of ARCHITECTURE.md. The compiler lets a module import what another one depends on.
@Suite("A module imports what it declares, and only modules above it")
struct ImportTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    private struct Target {
        let name: String
        let dependencies: Set<String>
    }

    /// The targets under Sources, in the order of the manifest.
    private static func targets() throws -> [Target] {
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let list = try #require(manifest.components(separatedBy: "    targets: [").last)
        return list.matches(
            of: /\.(?:executableTarget|target)\(\s*name: "(\w+)"(.*?)\),\n\s*(?=[.\/\]\n])/.dotMatchesNewlines()
        )
        .filter { FileManager.default.fileExists(atPath: root.appending(path: "Sources/\($0.1)").path()) }
        .map { match in
            let declared = match.2.split(separator: "dependencies: [").dropFirst().first.map(String.init) ?? ""
            let names = declared.matches(of: /(?:^|[\s,\[])"(\w+)"|\.product\(name: "(\w+)"/)
            return Target(name: String(match.1), dependencies: Set(names.map { String($0.1 ?? $0.2 ?? "") }))
        }
    }

    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Darwin", "Glibc", "Musl", "Synchronization",
    ]

    @Test("imports and arrows")
    func imports() throws {
        let targets = try Self.targets()
        #expect(targets.count >= 14 && targets.first?.name == "CWidth" && targets.last?.name == "ravine")
        for (place, target) in targets.enumerated() {
            let own = Set(targets.map(\.name))
            let above = Set(targets[..<place].map(\.name))
            #expect(
                target.dependencies.intersection(own).isSubset(of: above), "\(target.name) depends on what is below it")
            let folder = Self.root.appending(path: "Sources/\(target.name)")
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                    guard let match = line.firstMatch(of: /^\s*(?:@\w+ |internal |public )*import (?:\w+ )?(\w+)/)
                    else {
                        continue
                    }
                    let module = String(match.1)
                    #expect(
                        target.dependencies.contains(module) || Self.system.contains(module),
                        "\(target.name)/\(file.lastPathComponent) imports \(module), which is not declared")
                }
            }
        }
    }
}
