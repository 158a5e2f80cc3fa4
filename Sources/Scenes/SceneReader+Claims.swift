import Expressions
import Yams

extension SceneReader {
    /// Reads the claims and checks that each one can be asked: its names, its runs, its panel.
    func readClaims(_ field: Field?, panels: [Scene.Panel]) throws(Diagnostic) -> [Claim] {
        var claims: [Claim] = []
        for item in try field?.list("'claims'") ?? [] {
            let record = try item.record("a claim", keys: ["claim", "holds", "panel"], required: ["claim", "holds"])
            var panel: String?
            if let field = record["panel"] {
                let wanted = try field.line("'panel'")
                guard let found = panels.first(where: { Scene.isSame($0.name, wanted) }) else {
                    let hint = Suggestion.hint(for: wanted, among: panels.map(\.name))
                    throw field.error("unknown panel '\(wanted)'" + hint)
                }
                panel = found.name
            }
            let (text, place) = try record["holds"]!.embedded("'holds'")
            do throws(Diagnostic) {
                let proof = try Proof(of: text, panels: panels, panelName: panel)
                let sentence = try record["claim"]!.line("'claim'")
                claims.append(Claim(text: sentence, formula: text, panel: panel, proof: proof))
            } catch {
                throw place.located(error)
            }
        }
        return claims
    }
}

extension YamlError {
    /// The parser's message with its place.
    var diagnostic: Diagnostic {
        switch self {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let detail = context.map { " (\($0.text))" } ?? ""
            return Diagnostic("\(problem)\(detail)", at: SourceLocation(line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let duplicates, let context):
            return Diagnostic(
                "'\(duplicates.first ?? "")' stands here twice",
                at: SourceLocation(line: context.mark.line, column: context.mark.column))
        case .reader(let problem, _, _, _): return Diagnostic("the file is not text in UTF-8: \(problem)")
        default: return Diagnostic("the file cannot be read: \(self)")
        }
    }
}
