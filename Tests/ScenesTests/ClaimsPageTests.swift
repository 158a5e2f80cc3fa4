import Expressions
import Foundation
import Racing
import Scenes
import Testing

/// `docs/claims.md`: what stands on it is so.
@Suite("The page on claims")
struct ClaimsPageTests {
    private static let page =
        (try? String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
                path: "../../docs/claims.md"), encoding: .utf8)) ?? ""

    /// The texts of the blocks between fences, of those that begin so.
    private static func blocks(_ fence: String) -> [String] {
        let parts = page.components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }.filter { $0.hasPrefix(fence) }
            .map { String($0.dropFirst(fence.count)) }
    }

    private static func words(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }

    @Test(
        "an example with a scene's name over it is in the scene, and comes out true by itself",
        arguments: blocks("\n# "))
    func examples(block: String) throws {
        let lines = block.split(separator: "\n")
        let names = lines[0].components(separatedBy: ", ")
        let example = Self.words(lines.dropFirst().joined(separator: "\n"))
        let text = try #require(SceneLibrary.text(named: names[0]))
        let scene = try Scene(parsing: text, origin: names[0])
        let claim = try #require(
            scene.claims.first {
                Self.words($0.formula).contains(example) && (names.count == 1 || $0.track == names[1])
            }, "\(example)")
        let start = try #require(text.range(of: "\nclaims:"))
        let track = claim.track.map { ", track: \($0)" } ?? ""
        var race = Race(
            try Scene(
                parsing: text[..<start.lowerBound] + "\nclaims: [{claim: c, holds: '\(example)'\(track)}]\n",
                origin: "t"))
        let outcome = race.outcomes()[0].outcome
        #expect(outcome.holds, "\(outcome.answers)")
    }

    @Test("whole scenes are proven", arguments: blocks("yaml\n"))
    func scenes(text: String) throws {
        var race = Race(try Scene(parsing: text, origin: "t"))
        let outcomes = race.outcomes()
        #expect(!outcomes.isEmpty)
        for (claim, outcome) in outcomes { #expect(outcome.holds, "\(claim.text): \(outcome.answers)") }
    }

    @Test("every word of the language is there, with what it is")
    func complete() {
        let claims = Vocabulary.functions.filter { $0.formulas == "claims" }.flatMap(\.words)
        #expect(claims.count > 10 && Self.blocks("\n# ").count > 10 && Self.blocks("yaml\n").count > 0)
        for word in claims + Vocabulary.quantities {
            #expect(Self.page.contains("| `\(word.usage)` | \(word.help)"), "\(word.name)")
        }
    }
}
