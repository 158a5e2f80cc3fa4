import Basics
import Expressions

extension Scene {
    /// What the room is asked before it is told which run is which.
    public struct Guess: Sendable {
        /// The formula that is the least for the run that is asked for; `nil` for the first one to arrive.
        public let formula: String?
        /// Whether the scene begins with it.
        public let isAtBegin: Bool
        /// The formula for each run, track by track; empty without one.
        package let proofs: [Proof]

        /// What the formula calls each run in turn.
        static let run = "run"
    }

    /// The same scene for who is not to know which run is which.
    ///
    /// - Parameter labels: what is shown in place of the labels, by their places.
    /// - Parameter places: for each label its place in the table that is shown.
    package func disguised(labels: [String], places: [Int]) -> Scene {
        let tracks = tracks.map { track in
            Track(
                name: track.name, heading: Wording(track.title), shortHeading: track.short.map { Wording($0) },
                surface: track.surface, view: track.view,
                start: track.start,
                runs: track.runs.map { run in
                    let row = self.labels.firstIndex { Scene.isSame($0, run.label) } ?? 0
                    return Entry(
                        label: labels[places[row]], optimizer: run.optimizer, schedules: run.schedules,
                        given: run.given, start: run.start, batches: run.batches)
                })
        }
        return Scene(
            title: title, about: about, source: source, notes: [], steps: steps, rate: rate, pace: pace,
            tracks: tracks, panels: panels, claims: [], guess: guess, moments: [], seed: seed, origin: origin,
            text: text, files: files, allowsPrograms: allowsPrograms, labels: labels)
    }
}

extension SceneReader {
    /// Reads `guess: true`, a formula, or both.
    func readGuess(_ field: Field?, tracks: [Scene.Track]) throws(Diagnostic) -> Scene.Guess? {
        guard let field else { return nil }
        guard field.node.mapping != nil else {
            if let begins = field.flag { return Scene.Guess(formula: nil, isAtBegin: begins, proofs: []) }
            return try readGuess(formula: field, isAtBegin: false, tracks: tracks)
        }
        let record = try field.record("a guess", keys: Keys.guess)
        var isAtBegin = false
        if let begin = record["begin"] {
            guard let flag = begin.flag else { throw begin.error("'begin' is true or false, not \(begin.kind)") }
            isAtBegin = flag
        }
        guard let ask = record["ask"] else { return Scene.Guess(formula: nil, isAtBegin: isAtBegin, proofs: []) }
        return try readGuess(formula: ask, isAtBegin: isAtBegin, tracks: tracks)
    }

    private func readGuess(
        formula field: Field, isAtBegin: Bool, tracks: [Scene.Track]
    ) throws(Diagnostic) -> Scene.Guess {
        let (text, place) = try field.embedded("'guess'", as: "true, false or a formula of 'run'")
        var proofs: [Proof] = []
        do throws(Diagnostic) {
            for (track, runs) in tracks.enumerated() {
                for run in runs.runs.indices {
                    proofs.append(
                        try Proof(
                            of: text, tracks: tracks, steps: steps, trackName: runs.name, guessed: (track, run)))
                }
            }
            guard try Syntax(parsing: text).nodes.contains(where: { $0.kind == .name(Scene.Guess.run) }) else {
                throw Diagnostic("the question is asked of each run, as in first(run, loss < 1e-3)")
            }
        } catch {
            throw place.located(error)
        }
        let cost = proofs.reduce(0) { $0 + $1.sweepCost }
        guard cost <= Limits.evaluationsInAll else {
            throw field.error(
                "'arriving' of all runs takes \(cost / 1_000_000) million evaluations of a small formula, more than "
                    + "\(Limits.evaluationsInAll / 1_000_000) million")
        }
        return Scene.Guess(formula: text, isAtBegin: isAtBegin, proofs: proofs)
    }
}

extension Field {
    /// `true` or `false`, if one of them stands here.
    var flag: Bool? { node.scalar.flatMap { ["true": true, "false": false][$0.string] } }
}
