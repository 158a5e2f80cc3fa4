import Expressions

extension SceneReader {
    /// Reads the claims and checks that each one can be asked: its names, its runs, its panel.
    func readClaims(_ field: Field?, panels: [Scene.Panel]) throws(Diagnostic) -> [Claim] {
        var claims: [Claim] = []
        for item in try field?.list("'claims'") ?? [] {
            let record = try item.record("a claim", keys: Keys.claim, required: ["claim", "holds"])
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
