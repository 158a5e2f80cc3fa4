import ArgumentParser
import Foundation
import Landscapes
import Racing
import Scenes

struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints every step of every run.",
        discussion: """
            One line a step: panel, run, step, x, y and loss, with every digit of the numbers. Step 0 is the start. A run \
            that diverges ends with the first step that is not finite.

              ravine trace beale --format csv > beale.csv
              ravine trace beale --format jsonl | grep Adam
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, jsonl
    }

    @Argument(help: SceneArgument.help)
    var scene = SceneLibrary.defaultName

    @Option(help: "csv, or jsonl for a JSON object a line.")
    var format = Format.csv

    @Option(help: "How many steps to take. (default: the scene's)")
    var steps: Int?

    func validate() throws {
        if let steps, steps < 0 { throw ValidationError("--steps must not be negative") }
    }

    func run() throws {
        let scene = try SceneArgument.load(scene)
        var race = Race(scene)
        let last = min(steps ?? scene.steps, scene.steps)
        race.advance(to: last)
        if format == .csv { Output.write("panel,run,step,x,y,loss\n") }
        for run in race.runs { write(run, panel: scene.panels[run.panel].name) }
    }

    private func write(_ run: Run, panel: String) {
        var lines = ""
        let head =
            format == .csv
            ? "\(csv(panel)),\(csv(run.label))," : "{\"panel\": \(json(panel)), \"run\": \(json(run.label)), \"step\": "
        for (step, point) in run.trajectory.points.enumerated() {
            let loss = run.trajectory.losses[step]
            switch format {
            case .csv: lines += "\(head)\(step),\(point.x),\(point.y),\(loss)\n"
            case .jsonl:
                lines += "\(head)\(step), \"x\": \(json(point.x)), \"y\": \(json(point.y)), \"loss\": \(json(loss))}\n"
            }
            if lines.utf8.count > 1 << 16 {
                Output.write(lines)
                lines = ""
            }
        }
        Output.write(lines)
    }

    private func csv(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func json(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    /// JSON has no infinity: what is not finite is a text.
    private func json(_ number: Double) -> String { number.isFinite ? "\(number)" : "\"\(number)\"" }
}
