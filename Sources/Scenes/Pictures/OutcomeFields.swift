import Expressions

/// What a scene says of a picture of what comes of many runs.
struct OutcomeFields {
    private let fields: PictureFields
    /// The kind of the picture, which is its key too.
    private let kind: String
    private let example: String

    init(_ fields: PictureFields, kind: String, example: String) {
        self.fields = fields
        self.kind = kind
        self.example = "\(kind): \(example)"
    }

    /// What is said where a track has nothing to go along an axis.
    var missing: Diagnostic {
        let message = "a \(kind) needs '\(kind)', as in \(example)"
        return (fields.record["kind"] ?? fields.field)?.error(message) ?? Diagnostic(message)
    }

    /// The picture's own keys; `nil` where a scene leaves them to the program.
    func record(keys: [String]) throws(Diagnostic) -> Field.Record? {
        guard let field = fields.record[kind] else { return nil }
        guard fields.track.runs.contains(where: { !$0.optimizer.takesItsTime }) else {
            throw field.error("another program makes every step here; a \(kind) takes too many of them")
        }
        return try field.record("'\(kind)'", keys: keys)
    }

    func axis(_ record: Field.Record, _ key: String) throws(Diagnostic) -> MapAxis {
        guard let value = record[key] else {
            let message = "a \(kind) needs '\(key)', as in \(example)"
            throw fields.record[kind]?.error(message) ?? Diagnostic(message)
        }
        let (text, place) = try value.embedded(
            "'\(key)'", as: "what goes along the axis, such as eta or eta=0.001..1")
        do throws(Diagnostic) {
            let (axis, count) = try MapAxis.parse(text, on: fields.track, runs: fields.track.runs)
            if count != nil {
                throw Diagnostic("a \(kind) on the screen has as many values as it has room for; leave ':' out")
            }
            return axis
        } catch {
            throw place.located(error)
        }
    }

    /// What the picture shows of its runs; `nil` where a scene leaves that to the program.
    ///
    /// - Parameter words: those that the kind knows, beside formulas.
    func shown(_ field: Field?, among words: [String]) throws(Diagnostic) -> Map.Value? {
        guard let field else { return nil }
        let (text, place) = try field.embedded("'show'", as: "\(words.joined(separator: ", ")) or a formula of 'run'")
        switch text.trimmed {
        case "steps": return .steps
        case "loss": return .loss
        case "minimum" where words.contains("minimum"):
            guard !fields.track.surface.minima.isEmpty else {
                throw field.error("'\(fields.track.name)' has no known 'minima' to come to")
            }
            return .minimum
        default:
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return .formula(line, try proofs(text, place, words))
        }
    }

    /// The formula for each run of the track; `nil` for those that it cannot be asked of, as they have no velocity, say.
    private func proofs(_ text: String, _ place: EmbeddedText, _ words: [String]) throws(Diagnostic) -> [Proof?] {
        var mistake: Diagnostic?
        var proofs: [Proof?] = []
        for run in fields.track.runs.indices {
            do throws(Diagnostic) {
                let proof = try Proof(
                    of: text, tracks: [fields.track], steps: fields.reader.steps, trackName: nil, guessed: (0, run))
                guard proof.sweepCost == 0 else {
                    throw Diagnostic("'arriving' goes through learning rates itself; a \(kind) does so with 'steps'")
                }
                guard proof.asked.allSatisfy({ $0.run == run }) else {
                    throw Diagnostic("a \(kind) asks the run that it is of, as in first(run, loss < 1e-3)")
                }
                proofs.append(proof)
            } catch {
                mistake = mistake ?? error
                proofs.append(nil)
            }
        }
        if proofs.allSatisfy({ $0 == nil }), var mistake {
            if mistake.message.hasPrefix("unknown") || mistake.message.hasPrefix("there is no") {
                mistake.message += "; a \(kind) shows \(words.joined(separator: ", ")) or a formula of 'run'"
            }
            throw place.located(mistake)
        }
        return proofs
    }
}
