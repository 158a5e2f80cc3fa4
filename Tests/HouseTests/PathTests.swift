import Foundation
import Testing

/// The documents for people, and what they may name.
private enum Documents {
    static let root = PackageFolder.root

    static let names =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        + ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path())) ?? []).filter {
            $0.hasSuffix(".md")
        }.map { "docs/\($0)" }.sorted()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }

    static func exists(_ path: String, from folder: URL = root) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    /// The names of all sources, wherever they are.
    static let sources: Set<String> = Set(
        ["Sources", "Plugins", "Tests", "Benchmarks/Benchmarks"].flatMap { folder in
            FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)?
                .compactMap { ($0 as? URL)?.lastPathComponent } ?? []
        })

    /// The headings of a document as a link names them.
    static func anchors(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                    .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
            })
    }
}

/// A file that was moved, or a link that was misspelt, is found where it is told.
@Suite("What the documents name is there")
struct PathTests {
    @Test("paths from the package's folder, and files by their names", arguments: Documents.names)
    func paths(document: String) throws {
        let text = try Documents.text(document)
        for match in text.matches(of: /\b(?:Sources|Tests|Plugins|Benchmarks|scripts|examples|docs)\/[\w+\/.-]*/) {
            let path = match.0.hasSuffix(".") ? match.0.dropLast() : match.0
            #expect(Documents.exists(String(path)), "\(document) names \(path)")
        }
        for match in text.matches(of: /`(?<name>[\w+-]+\.(?:swift|c|h))`/) {
            #expect(Documents.sources.contains(String(match.name)), "\(document) names \(match.name)")
        }
    }

    @Test("links to files and their headings", arguments: Documents.names)
    func links(document: String) throws {
        let folder = Documents.root.appending(path: document).deletingLastPathComponent()
        for match in try Documents.text(document).matches(of: /\]\((?<file>[^)#:]*)(?:#(?<heading>[^)]*))?\)/) {
            let file = match.file.isEmpty ? URL(filePath: document).lastPathComponent : String(match.file)
            #expect(Documents.exists(file, from: folder), "\(document) links to \(file)")
            guard let heading = match.heading else { continue }
            let target = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            #expect(
                Documents.anchors(target).contains(String(heading)), "\(document) links to \(file)#\(heading)")
        }
    }

    @Test("all documents are here")
    func documents() {
        #expect(Documents.names.count >= 7 && Documents.sources.count > 200)
    }
}
