import ArgumentParser
import Basics
import Expressions
import Racing
import Scenes

// What is swept.
extension Sweep {
    /// One of several parts.
    struct Shard: ExpressibleByArgument {
        let number: Int
        let count: Int

        init?(argument: String) {
            let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[0], radix: 10), let count = Int(parts[1], radix: 10),
                (1...100_000).contains(count), (1...count).contains(number)
            else { return nil }
            (self.number, self.count) = (number, count)
        }

        var defaultValueDescription: String { "\(number)/\(count)" }
    }

    /// What it is of.
    func plan(_ scene: Scene) throws -> (MapPlan, SweepHeading) {
        let (track, index) = try find(scene)
        let entry = scene.tracks[track].runs[index]
        func axis(_ option: String, _ text: String) throws -> (ScaledAxis, Int) {
            do throws(Diagnostic) {
                let (axis, count) = try MapAxis.parse(text, on: scene.tracks[track], runs: [entry])
                return (try axis.scaled(entry, on: scene.tracks[track]), count ?? 100)
            } catch {
                let caret = error.location.map { place in
                    let before = String(repeating: " ", count: max(0, place.column - 1))
                    return "\n  \(text)\n  \(before)" + String(repeating: "^", count: max(1, place.length))
                }
                throw Failure("\(option): \(error.message)" + (caret ?? ""))
            }
        }
        let (first, columns) = try axis("--x", x!)
        let (second, rows) = try axis("--y", y!)
        guard first.place != second.place else {
            throw Failure("both axes are '\(first.name)'; a sweep needs two different ones")
        }
        guard columns * rows <= Limits.mapCells else {
            throw Failure("a sweep has at most \(Limits.mapCells) cells, and this one would have \(columns * rows)")
        }
        if let steps, steps > scene.steps {
            throw Failure("--steps is \(scene.steps) at most, as many as the scene has")
        }
        let race = Race(scene)
        let place = race.runs(on: track).startIndex + index
        do throws(Diagnostic) {
            let plan = try MapPlan(race, run: place, x: first, y: second, steps: steps)
            let heading = SweepHeading(
                race, plan, columns: columns, rows: rows, version: Ravine.configuration.version)
            return (plan, heading)
        } catch {
            throw Failure(error.message)
        }
    }

    private func find(_ scene: Scene) throws -> (track: Int, run: Int) {
        let tracks = scene.tracks.indices.filter { track == nil || Scene.isSame(scene.tracks[$0].name, track!) }
        guard !tracks.isEmpty else {
            throw Failure(
                "there is no track '\(track!)'" + Suggestion.hint(for: track!, among: scene.tracks.map(\.name)))
        }
        guard let run = runName else { return (tracks[0], 0) }
        var found: [(Int, Int)] = []
        for track in tracks {
            let runs = scene.tracks[track].runs
            let labelled = runs.indices.filter { Scene.isSame(runs[$0].label, run) }
            let named = runs.indices.filter { runs[$0].optimizer.name == run.lowercased() }
            found += (labelled.isEmpty ? named : labelled).map { (track, $0) }
        }
        if found.count > 1 {
            let places = found.map { "'\(scene.tracks[$0.0].runs[$0.1].label)' on '\(scene.tracks[$0.0].name)'" }
            throw Failure(
                "several runs are meant by '\(run)': \(places.joined(separator: ", ")); say --track, or its label")
        }
        guard let only = found.first else {
            let labels = tracks.flatMap { scene.tracks[$0].runs.map(\.label) }
            throw Failure("no run is called '\(run)'" + Suggestion.hint(for: run, among: labels))
        }
        return only
    }
}
