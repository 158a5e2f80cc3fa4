import Basics
import Expressions

extension SceneReader {
    /// Reads the claims and checks that each one can be asked: its names, its runs, its track.
    func readClaims(_ field: Field?, tracks: [Scene.Track]) throws(Diagnostic) -> [Claim] {
        var claims: [Claim] = []
        var sweepCost = 0
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
                let proof = try Proof(of: text, tracks: tracks, steps: steps, trackName: track)
                sweepCost += proof.sweepCost
                let sentence = try record["claim"]!.line("'claim'")
                claims.append(Claim(text: sentence, formula: text, track: track, proof: proof))
            } catch {
                throw place.located(error)
            }
            guard sweepCost <= Limits.evaluationsInAll else {
                let (found, most) = (sweepCost / 1_000_000, Limits.evaluationsInAll / 1_000_000)
                throw record["holds"]!.error(
                    "with this one, 'arriving' takes \(found) million evaluations of a small formula, more than "
                        + "\(most) million: ask less often, or make the race shorter, or its data")
            }
        }
        return claims
    }
}
