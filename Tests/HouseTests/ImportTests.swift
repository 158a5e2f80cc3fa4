import Foundation
import Testing

/// `Package.swift` draws the arrows of ARCHITECTURE.md. The compiler lets a module import what another one depends on.
@Suite("A module imports what it declares, and only modules above it")
struct ImportTests {
    private static let root = PackageFolder.root

    private struct Target {
        let name: String
        let dependencies: Set<String>
    }

    /// The targets in a folder of the package, in the order of the manifest.
    private static func targets(in folder: String) throws -> [Target] {
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let list = try #require(manifest.components(separatedBy: "    targets: [").last)
        return list.matches(
            of: /\.(?:executableTarget|target|testTarget)\(\s*name: "(\w+)"(.*?)\),\n\s*(?=[.\/\]\n])/
                .dotMatchesNewlines()
        )
        .filter { FileManager.default.fileExists(atPath: root.appending(path: "\(folder)/\($0.1)").path()) }
        .map { match in
            let declared = match.2.split(separator: "dependencies: [").dropFirst().first.map(String.init) ?? ""
            let names = declared.matches(of: /(?:^|[\s,\[])"(\w+)"|\.product\(name: "(\w+)"/)
            return Target(name: String(match.1), dependencies: Set(names.map { String($0.1 ?? $0.2 ?? "") }))
        }
    }

    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Darwin", "Glibc", "Musl", "Synchronization",
    ]

    /// What the files of a target import, with the file that does.
    private static func imports(of target: Target, in folder: String) throws -> [(file: String, module: String)] {
        let folder = root.appending(path: "\(folder)/\(target.name)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var imports: [(String, String)] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let match = line.firstMatch(of: /^\s*(?:@\w+ |internal |public )*import (?:\w+ )?(\w+)$/)
                if let match { imports.append((file.lastPathComponent, String(match.1))) }
            }
        }
        return imports
    }

    @Test("imports and arrows")
    func arrows() throws {
        let targets = try Self.targets(in: "Sources")
        #expect(targets.count >= 14 && targets.first?.name == "CWidth" && targets.last?.name == "ravine")
        let own = Set(targets.map(\.name))
        for (place, target) in targets.enumerated() {
            let above = Set(targets[..<place].map(\.name))
            #expect(
                target.dependencies.intersection(own).isSubset(of: above), "\(target.name) depends on what is below it")
            for (file, module) in try Self.imports(of: target, in: "Sources") {
                #expect(
                    target.dependencies.contains(module) || Self.system.contains(module),
                    "\(target.name)/\(file) imports \(module), which is not declared")
            }
        }
    }

    /// As the release build asks for: else a test's import breaks that, and only that.
    @Test("tests import what they declare, or what that depends on")
    func tests() throws {
        let tests = try Self.targets(in: "Tests")
        #expect(tests.count >= 14)
        let all = try Self.targets(in: "Sources") + tests
        let dependencies = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.dependencies) })
        for test in tests {
            var known: Set<String> = [test.name]
            var open = [test.name]
            while let next = open.popLast() {
                for name in dependencies[next] ?? [] where known.insert(name).inserted { open.append(name) }
            }
            for (file, module) in try Self.imports(of: test, in: "Tests") {
                #expect(
                    known.contains(module) || Self.system.contains(module) || module == "Testing",
                    "\(test.name)/\(file) imports \(module), which is not declared")
            }
        }
    }
}
