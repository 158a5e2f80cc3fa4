import ArgumentParser
import Basics
import Landscapes
import Racing
import Scenes

struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints every step of every run.",
        discussion: """
            One line a step: track, run, step, x, y, loss, the gradient, how often the surface had been evaluated, and \
            the hyperparameters of the next step, with every digit of the numbers. Step 0 is the start. A run that \
            diverges ends with the first step that is not finite.

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

    @OptionGroup(title: "Scenes") var access: SceneOptions

    func validate() throws {
        if let steps, steps < 0 { throw ValidationError("--steps must not be negative") }
    }

    func run() throws {
        let scene = try SceneArgument.load(scene, access)
        var race = Race(scene)
        let last = min(steps ?? scene.steps, scene.steps)
        race.advance(to: last)
        let names = Self.hyperparameters(of: race)
        if format == .csv {
            let columns = ["track", "run", "step", "x", "y", "loss", "gradient_x", "gradient_y", "evaluations"] + names
            try Output.write(columns.joined(separator: ",") + "\n")
        }
        for run in race.runs {
            try write(
                run, track: scene.tracks[run.track].name, surface: race.surfaces[run.track], hyperparameters: names)
        }
        try Output.report(failuresOf: race)
    }

    /// All names of hyperparameters in a race, each once.
    private static func hyperparameters(of race: Race) -> [String] {
        var names: [String] = []
        for name in race.runs.flatMap(\.optimizer.hyperparameters).map(\.name) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private func write(_ run: Run, track: String, surface: Surface, hyperparameters: [String]) throws {
        var lines = ""
        var objective = Objective(surface)
        let own = run.optimizer.hyperparameters.map(\.name)
        let columns = hyperparameters.map { own.firstIndex(of: $0) }
        let head =
            format == .csv
            ? "\(CSV.field(track)),\(CSV.field(run.name)),"
            : ""
        for (step, point) in run.trajectory.points.enumerated() {
            let loss = run.trajectory.losses[step]
            let evaluations = run.trajectory.evaluations[step]
            let gradient = objective.gradient(at: point)
            let values = run.hyperparameters(at: step + 1)
            switch format {
            case .csv:
                let numbers = [point.x, point.y, loss, gradient.x, gradient.y].map(\.spelled).joined(separator: ",")
                lines += "\(head)\(step),\(numbers),\(evaluations)"
                for column in columns { lines += column.map { "," + values[$0].spelled } ?? "," }
                lines += "\n"
            case .jsonl:
                lines += JSON.object([
                    ("track", JSON.string(track)), ("run", JSON.string(run.name)), ("step", "\(step)"),
                    ("x", json(point.x)), ("y", json(point.y)), ("loss", json(loss)),
                    ("gradient", JSON.array([json(gradient.x), json(gradient.y)])), ("evaluations", "\(evaluations)"),
                    ("hyperparameters", JSON.object(zip(own, values).map { ($0, json($1)) })),
                ])
                lines += "\n"
            }
            if lines.utf8.count > 1 << 16 {
                try Output.write(lines)
                lines = ""
            }
        }
        try Output.write(lines)
    }

    /// JSON has no infinity: what is not finite is a text.
    private func json(_ number: Double) -> String { JSON.number(number) { JSON.string($0.spelled) } }
}
