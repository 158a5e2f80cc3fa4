import Benchmark
import Landscapes
import Optimizers

/// What ravine does most, beside the same arithmetic written by hand. Times are for `count` points or steps.
let benchmarks: @Sendable () -> Void = {
    let count = 100_000
    let surface = SurfaceCatalog.surface(named: "rosenbrock")!
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock], warmupIterations: 3, maxDuration: .seconds(1), maxIterations: 1000)

    blockBenchmarks()
    dataBenchmarks()
    frameBenchmarks()

    Benchmark("Rosenbrock value, blocks of points: formula (100 000 points)") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(surface.losses(over: surface.domain, columns: 1000, rows: count / 1000))
        }
    }

    Benchmark("Rosenbrock value, blocks of points: by hand (100 000 points)") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(ByHand.losses(columns: 1000, rows: count / 1000)) }
    }

    Benchmark("Rosenbrock gradient, one point: formula (100 000 points)") { benchmark in
        var objective = Objective(surface)
        for _ in benchmark.scaledIterations {
            for index in 0..<count { blackHole(objective.gradient(at: Point(Double(index) * 1e-5, 0.5))) }
        }
    }

    Benchmark("Rosenbrock gradient, one point: by hand (100 000 points)") { benchmark in
        for _ in benchmark.scaledIterations {
            for index in 0..<count { blackHole(ByHand.gradient(Double(index) * 1e-5, 0.5)) }
        }
    }

    for declaration in OptimizerCatalog.declarations where declaration.isRule {
        Benchmark("\(declaration.name) step on Rosenbrock: rule (100 000 steps)") { benchmark in
            let optimizer = OptimizerCatalog.optimizer(named: declaration.name)!
            for _ in benchmark.scaledIterations { blackHole(place(after: count, optimizer, on: surface)) }
        }
    }

    Benchmark("adam step on Rosenbrock: by hand (100 000 steps)") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(ByHand.adam(from: surface.start, steps: count)) }
    }

    let beale = SurfaceCatalog.surface(named: "beale")!
    Benchmark("contour raster of 160x46 cells: Beale") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(beale.losses(over: beale.domain, columns: 320, rows: 184)) }
    }
}

/// Where an optimizer is after so many steps.
private func place(after steps: Int, _ optimizer: some Optimizer, on surface: Surface) -> Point {
    let values = optimizer.hyperparameters.map { $0.name == "eta" ? 1e-4 : $0.defaultValue }
    var objective = Objective(surface)
    var memory = optimizer.memory(at: surface.start, hyperparameters: values)
    var point = surface.start
    for t in 1...steps {
        point = optimizer.step(&memory, from: point, t: t, hyperparameters: values, objective: &objective)
    }
    return point
}
