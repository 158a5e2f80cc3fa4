import Foundation
import Testing

@testable import Player

@Suite("The page on commands")
struct CommandPageTests {
    @Test("has a line for each, as it is written and what it does")
    func table() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let page = try String(contentsOf: root.appending(path: "docs/commands.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `:") }.map(String.init)
        #expect(rows == Command.table.map { "| `:\($0.usage)` | \($0.help) |" })
    }
}
