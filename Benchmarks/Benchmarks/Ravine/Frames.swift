import Benchmark
import Canvas
import Player
import Recording
import Scenes

/// What is drawn: first frames, frames early and late in a race, tuning, and what a frame is in bytes.
func frameBenchmarks() {
    for size in [Size(width: 160, height: 46), Size(width: 400, height: 120)] {
        Benchmark("frame of radford at \(size), playing") { benchmark in
            var model = Model(scenes: [try SceneLibrary.scene(named: "radford")!], size: size, glyphs: .braille)
            model.show(step: 100)
            model.finishJobs()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(model.frame()) }
        }
    }

    for name in SceneLibrary.names {
        Benchmark("opening \(name) at 160x46, first frame") { benchmark in
            for _ in benchmark.scaledIterations {
                let scene = try SceneLibrary.scene(named: name)!
                var model = Model(scenes: [scene], size: Size(width: 160, height: 46), glyphs: .braille)
                blackHole(model.frame())
            }
        }
    }

    for key in [Character("L"), "."] {
        Benchmark("frame of long-valley-3d at 160x46, solo, \(key == "L" ? "turning" : "still")") { benchmark in
            var model = Model(
                scenes: [try SceneLibrary.scene(named: "long-valley-3d")!], size: Size(width: 160, height: 46),
                glyphs: .braille)
            model.press(.character("o"))
            model.pause(at: 198)
            model.finishJobs()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                model.press(.character(key))
                blackHole(model.frame())
            }
        }
    }

    // A frame must cost the same however long the race has been.
    let long = """
        steps: 1000000
        rate: 10000
        panels: [himmelblau]
        runs: [{optimizer: adam, eta: 1e-5}, {optimizer: sgd, eta: 1e-8}, {optimizer: momentum, eta: 1e-8}]
        """
    for step in [10, 10_000, 1_000_000] {
        Benchmark("100 frames around step \(step)") { benchmark in
            var model = try model(of: long)
            model.pause(at: step)
            while model.needsTime {
                model.tick(seconds: 0.03)
                blackHole(model.frame())
            }
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                for index in 0..<100 {
                    model.pause(at: step - index % 2)
                    blackHole(model.frame())
                }
            }
        }
    }

    Benchmark("recording 100 000 steps at 10 frames a second") { benchmark in
        let text = long.replacing("steps: 1000000", with: "steps: 100000")
        for _ in benchmark.scaledIterations {
            var model = try model(of: text, isPatient: true)
            var cast = Asciicast(size: model.size, title: "long", theme: .dark)
            for frame in 0...100 {
                model.show(step: frame * 1000)
                cast.add(model.frame(), at: Double(frame) / 10)
            }
            blackHole(cast.text)
        }
    }

    Benchmark("frame over 100 000 rows, paused") { benchmark in
        let text = """
            steps: 20
            data: {d: {generate: blobs, rows: 100000}}
            surfaces: {s: {loss: "(w1*x1 + w2*x2 - t)^2", data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            runs: [sgd, momentum, nag]
            """
        var model = try model(of: text)
        model.pause(at: 10)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(model.frame()) }
    }

    Benchmark("tuning radford's learning rate at its last step") { benchmark in
        var model = Model(
            scenes: [try SceneLibrary.scene(named: "radford")!], size: Size(width: 160, height: 46), glyphs: .braille)
        model.pause(at: 174)
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            model.press(.character(index % 2 == 0 ? "e" : "E"))
            blackHole(model.frame())
        }
    }

    let bytes = BenchmarkMetric.custom("bytes to the terminal per frame", polarity: .prefersSmaller)
    Benchmark("radford at 160x46, frame by frame", configuration: .init(metrics: [bytes], maxIterations: 1)) {
        benchmark in
        var model = Model(
            scenes: [try SceneLibrary.scene(named: "radford")!], size: Size(width: 160, height: 46), glyphs: .braille)
        var encoder = FrameEncoder(theme: .dark, colors: .exact)
        blackHole(encoder.encode(model.frame()))
        for step in 1...174 {
            model.show(step: step)
            benchmark.measurement(bytes, encoder.encode(model.frame()).utf8.count)
        }
    }
}

private func model(of text: String, isPatient: Bool = false) throws -> Model {
    Model(
        scenes: [try Scene(parsing: text, origin: "benchmark")], size: Size(width: 160, height: 46), glyphs: .braille,
        isPlaying: false, isPatient: isPatient)
}
