import Basics
import Expressions
import Foundation
import Optimizers
import Scenes
import Testing

/// What the tables print, as Markdown.
private enum Reference {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    static let documents = ["README.md", "docs/scenes.md", "docs/reference.md", "docs/claims.md", "docs/programs.md"]

    /// What stands in a marked part, by its name.
    static let parts: [String: String] = {
        var parts: [String: String] = [:]
        for (formulas, words) in Vocabulary.functions { parts["functions of \(formulas)"] = table(words) }
        parts["schedules"] = table(Vocabulary.schedules)
        parts["quantities"] = table(Vocabulary.quantities)
        parts["optimizers"] = optimizers
        parts["hyperparameters"] = hyperparameters
        return parts
    }()

    private static func table(_ words: [Word]) -> String {
        table(["", "what it is"], words.map { ["`\($0.usage)`", $0.help] })
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = [head, head.map { _ in "---" }] + rows.map { $0.map { $0.replacing("|", with: "\\|") } }
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private static var optimizers: String {
        let rows = OptimizerCatalog.declarations.map { optimizer in
            let values = optimizer.hyperparameters.map { "`\($0.name)` = \($0.defaultValue.spelled)" }
            return ["`\(optimizer.name)`", optimizer.label, values.joined(separator: ", ")]
        }
        return table(["", "", "hyperparameters and their defaults"], rows)
    }

    private static var hyperparameters: String {
        struct Meaning: Hashable {
            let name: String
            let symbol: String
            let help: String
        }
        var owners: [Meaning: [String]] = [:]
        var order: [Meaning] = []
        for optimizer in OptimizerCatalog.declarations {
            for parameter in optimizer.hyperparameters {
                let meaning = Meaning(name: parameter.name, symbol: parameter.symbol, help: parameter.help)
                if owners[meaning] == nil { order.append(meaning) }
                owners[meaning, default: []].append("`\(optimizer.name)`")
            }
        }
        let rows = order.map { meaning in
            let names = owners[meaning] ?? []
            return [
                "`\(meaning.name)`", meaning.symbol, meaning.help,
                names.count > 4 ? "\(names.count) optimizers" : names.joined(separator: ", "),
            ]
        }
        return table(["", "symbol", "what it is", "whose"], rows)
    }
}

/// Parts of the documentation between `<!-- name -->` and `<!-- end -->` are printed from the tables that formulas and scenes
/// are read by. Written anew by `RAVINE_UPDATE_DOCS=1 swift test --filter ReferenceTests`, to be looked at in the diff.
@Suite("The documentation says what the tables say")
struct ReferenceTests {
    @Test("each marked part is what its table prints", arguments: Reference.documents)
    func printed(document: String) throws {
        let file = Reference.root.appending(path: document)
        let text = try String(contentsOf: file, encoding: .utf8)
        let marked = /<!-- (?<name>[a-z ]+) -->\n(?<part>(?s).*?)<!-- end -->/
        var unknown: [String] = []
        let printed = text.replacing(marked) { match in
            guard let part = Reference.parts[String(match.name)] else {
                unknown.append(String(match.name))
                return String(match.0)
            }
            return "<!-- \(match.name) -->\n\(part)<!-- end -->"
        }
        #expect(unknown.isEmpty)
        if ProcessInfo.processInfo.environment["RAVINE_UPDATE_DOCS"] != nil {
            try printed.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text == printed, "RAVINE_UPDATE_DOCS=1 swift test --filter ReferenceTests prints it anew")
        }
    }

    @Test("no table is left out of the reference", arguments: Reference.parts.keys.sorted())
    func complete(part: String) throws {
        let text = try String(contentsOf: Reference.root.appending(path: "docs/reference.md"), encoding: .utf8)
        #expect(text.components(separatedBy: "<!-- \(part) -->\n").count == 2)
    }

    @Test("every function is there with as many arguments as it is written with")
    func usages() throws {
        for word in Vocabulary.functions.flatMap(\.words) + Vocabulary.schedules {
            #expect(word.usage.hasPrefix("\(word.name)(") && word.usage.hasSuffix(")") && !word.help.isEmpty)
        }
        for (formulas, words) in Vocabulary.functions where formulas == "all" {
            for word in words {
                let arguments = Array(repeating: "1", count: word.argumentCount).joined(separator: ", ")
                #expect(try Schedule(formula: "\(word.name)(\(arguments))", steps: 9).constant != nil)
            }
        }
    }
}
