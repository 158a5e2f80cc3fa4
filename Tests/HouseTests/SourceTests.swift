import Foundation
import Testing

/// Rules of the house that the compiler does not hold.
@Suite("The sources keep the rules of the house")
struct SourceTests {
    private static let root = PackageFolder.root

    /// All Swift files below a folder, by their paths from the package's root.
    private static func sources(_ folder: String = "Sources") throws -> [(path: String, text: String)] {
        let top = root.appending(path: folder)
        let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        var found: [(String, String)] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            found.append(
                (String(file.path().dropFirst(root.path().count)), try String(contentsOf: file, encoding: .utf8)))
        }
        return found
    }

    /// A plain `Int(…)` ends the program at what a diverging optimizer makes. Where there are no `Double`s it is right.
    @Test("numbers become whole numbers by conversions that cannot fail")
    func conversions() throws {
        let plain = /\bU?Int(8|16|32|64)?\((?!clamping:|exactly:|truncatingIfNeeded:|bitPattern:|littleEndian:|ascii:)/
        let withoutDoubles = [
            "Sources/Basics/", "Sources/Expressions/", "Sources/Terminal/", "Sources/Optimizers/Types/Program",
        ]
        let files = try Self.sources().filter { file in !withoutDoubles.contains { file.path.hasPrefix($0) } }
        #expect(files.count > 80)
        for (path, text) in files {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
                let isText = code.contains("radix:")
                #expect(isText || !code.contains(plain), "\(path):\(number + 1): \(line)")
            }
        }
    }

    /// All of Foundation is four times as large as the program: it brings the world's calendars and alphabets along.
    @Test("where there is the essential part of Foundation the program has no more of it")
    func foundation() throws {
        let choice =
            /#if canImport\(FoundationEssentials\)\n *import FoundationEssentials\n#else\n *import Foundation\n#endif\n/
        let whole = /import (?:\w+ )?Foundation(?:Networking|XML|Internationalization)?\b/
        for (path, text) in try Self.sources() {
            #expect(!text.replacing(choice, with: "").contains(whole), "\(path) imports all of Foundation")
        }
    }
}
