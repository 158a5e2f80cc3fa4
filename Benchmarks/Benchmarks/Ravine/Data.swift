import Benchmark
import Landscapes
import Optimizers
import Scenes

/// Losses over data: minibatch steps against plain Swift, rasters, and the opening of scenes.
let dataBenchmarks: @Sendable () -> Void = {
    let data = DataSet(.moons, rows: 1000, noise: 0.3, seed: 1)
    let view = Domain(x: -2...5, y: -5...2)
    let formula = "z = w1*x1 + w2*x2\nsoftplus(z) - t*z"
    let steps = 10_000

    for size in [16, 128, 1000] {
        Benchmark("minibatch of \(size), loss, gradient and step of descent: formula (10 000 steps)") { benchmark in
            let surface = try Surface(name: "l", formula: formula, data: data, inputs: [0, 1], domain: view)
            let batches = Batches(size: size, isReshuffled: false)
            for _ in benchmark.scaledIterations {
                var objective = Objective(surface)
                var point = Point(-0.35, 1.27)
                for step in 1...(steps / max(1, size / 16)) {
                    objective.selectBatch(batches, step: step, at: point)
                    point -= 0.2 * objective.gradient(at: point)
                }
                blackHole(point)
            }
        }

        Benchmark("minibatch of \(size), loss, gradient and step of descent: by hand (10 000 steps)") { benchmark in
            for _ in benchmark.scaledIterations {
                blackHole(ByHand.logistic(data, batch: size, steps: steps / max(1, size / 16)))
            }
        }
    }

    Benchmark("contour raster of 160x46 cells: logistic loss over 1 000 rows") { benchmark in
        let surface = try Surface(name: "l", formula: formula, data: data, inputs: [0, 1], domain: view)
        for _ in benchmark.scaledIterations { blackHole(surface.losses(over: view, columns: 320, rows: 184)) }
    }

    for name in ["radford", "noisy-moons"] {
        Benchmark("parsing \(name) and building its graphs") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(try SceneLibrary.scene(named: name)) }
        }
    }
}
