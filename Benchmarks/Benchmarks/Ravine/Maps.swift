import Benchmark
import Landscapes
import Racing
import Scenes

/// 300 steps of a block of a map's cells, with all that is asked of every run.
private func block(_ rule: String, _ momentum: String) throws -> (plan: MapPlan, places: [Point]) {
    let scene = try Scene(parsing: "{steps: 300, panels: [rosenbrock], runs: [\(rule)]}", origin: "benchmark")
    let (track, run) = (scene.tracks[0], scene.tracks[0].runs[0])
    func axis(_ text: String) throws -> ScaledAxis {
        try MapAxis.parse(text, on: track, runs: [run]).axis.scaled(run, on: track)
    }
    let plan = try MapPlan(
        Race(scene), run: 0, x: try axis("eta=1e-5..1e-3"), y: try axis("\(momentum)=0..0.999"))
    let places = (0..<MapPlan.blockSize).map { cell in
        plan.place(at: Point(Double(cell % 16) / 15, Double(cell / 16) / 7))
    }
    return (plan, places)
}

let mapBenchmarks: @Sendable () -> Void = {
    for (rule, momentum) in [("momentum", "alpha"), ("adam", "beta1")] {
        Benchmark("\(rule) on Rosenbrock, 300 steps of a block of a map (38 400 steps of a cell)") { benchmark in
            let (plan, places) = try block(rule, momentum)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(plan.outcomes(at: places)) }
        }
    }
}
