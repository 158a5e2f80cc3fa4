import Expressions

extension SceneReader {
    /// Reads the claims and checks that each one can be asked: its names, its runs, its track.
    func readClaims(_ field: Field?, tracks: [Scene.Track]) throws(Diagnostic) -> [Claim] {
        var claims: [Claim] = []
        for item in try field?.list("'claims'") ?? [] {
            let record = try item.record("a claim", keys: Keys.claim, required: ["claim", "holds"])
            // A track was called by the panel that shows it.
            if record["track"] != nil, let other = record["panel"] {
                throw other.error("'panel' is an older word for 'track': give one of them")
            }
            var track: String?
            if let field = record["track"] ?? record["panel"] {
                let wanted = try field.line("'track'")
                guard let found = tracks.first(where: { Scene.isSame($0.name, wanted) }) else {
                    let hint = Suggestion.hint(for: wanted, among: tracks.map(\.name))
                    throw field.error("unknown track '\(wanted)'" + hint)
                }
                track = found.name
            }
            let (text, place) = try record["holds"]!.embedded("'holds'")
            do throws(Diagnostic) {
                let proof = try Proof(of: text, tracks: tracks, trackName: track)
                let sentence = try record["claim"]!.line("'claim'")
                claims.append(Claim(text: sentence, formula: text, track: track, proof: proof))
            } catch {
                throw place.located(error)
            }
        }
        return claims
    }
}
