import Basics
import Racing
import Views

/// For every run of a scene how wide the range of its good learning rates is: what fair comparisons ask for.
struct FairTable {
    private let race: Race

    init(_ race: Race) { self.race = race }

    private struct Row {
        let track: String
        let run: String
        let result: RateSweep.Result?
    }

    func write(to output: String?, mayReplace: Bool) throws {
        if let output, output != "-" { try SweepFile.check(output, mayReplace: mayReplace) }
        let interruption = Interruption()
        var progress = Progress("sweeps", of: race.runs.count, unit: "runs")
        var rows: [Row] = []
        for (index, run) in race.runs.enumerated() {
            progress.show(index)
            let sweep = race.rateSweep(index)
            let answer = BackgroundAnswer { sweep.result() }
            while answer.found == nil {
                if interruption.hasCome {
                    answer.cancel()
                    progress.clear()
                    throw Failure("interrupted", status: 130)
                }
                WallClock.rest(milliseconds: 10)
            }
            rows.append(
                Row(track: race.scene.tracks[run.track].name, run: run.label, result: answer.found ?? nil))
        }
        progress.finish("")
        guard let output, output != "-" else { return try Output.write(table(rows)) }
        let columns = "track,run,decades,best_eta,steps"
        let lines = rows.map { row in
            [
                CSV.field(row.track), CSV.field(row.run), row.result.map { $0.decades.spelled } ?? "",
                row.result.map { $0.rate.spelled } ?? "", row.result?.steps.map { "\($0)" } ?? "",
            ].joined(separator: ",")
        }
        try SweepFile.write(
            Array((([columns] + lines).joined(separator: "\n") + "\n").utf8), to: output, mayReplace: mayReplace)
    }

    /// The widest range first, track by track.
    private func table(_ rows: [Row]) -> String {
        var lines = [["track", "run", "decades of η", "best η", "steps"]]
        for track in race.scene.tracks.map(\.name) {
            let own = rows.filter { $0.track == track }
                .sorted { ($0.result?.decades ?? -1) > ($1.result?.decades ?? -1) }
            lines += own.map { row in
                guard let result = row.result else { return [row.track, row.run, "none to sweep", "", ""] }
                return [
                    row.track, row.run, Format.short(result.decades), Format.short(result.rate),
                    result.steps.map { "\($0)" } ?? "not in \(min(race.scene.steps, Limits.sweptSteps))",
                ]
            }
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].columnCount }.max() ?? 0 }
        return lines.map { line in
            var text = ""
            for (column, cell) in line.enumerated() {
                let blanks = String(repeating: " ", count: widths[column] - cell.columnCount)
                text += column < 2 ? cell + blanks + "  " : blanks + cell + "  "
            }
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n") + "\n"
    }
}
