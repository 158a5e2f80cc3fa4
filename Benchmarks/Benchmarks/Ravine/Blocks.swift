import Benchmark
import Expressions
import Landscapes
import Optimizers
import RealModule

/// Rosenbrock's loss, gradient and a step of gradient descent on a block of points, as one program.
struct BlockStep {
    private var evaluator: BlockEvaluator

    init(rate: Double) throws {
        var lowering = Lowering(try Syntax(parsing: "(1 - x)^2 + 100*(y - x^2)^2"))
        let weights = [lowering.graph.input(0), lowering.graph.input(1)]
        lowering.names = ["x": Value(weights[0]), "y": Value(weights[1])]
        let loss = try lowering.lowerScalar(lowering.syntax.result!)
        var graph = lowering.graph
        let gradient = graph.gradient(of: loss, by: weights)
        let eta = graph.constant(rate)
        let steps = zip(weights, gradient).map { weight, slope in
            graph.apply(.subtract, weight, graph.apply(.multiply, eta, slope))
        }
        evaluator = BlockEvaluator(Program(graph, outputs: steps + [loss] + gradient, inputCount: 2, carried: 2))
        evaluator.fill(input: 0, with: -1.2)
        evaluator.fill(input: 1, with: 1)
    }

    /// One step on every point of the block.
    mutating func run() { evaluator.run() }
}

extension ByHand {
    /// The same on arrays.
    @inline(never)
    static func step(_ xs: inout [Double], _ ys: inout [Double], _ losses: inout [Double], rate: Double) {
        for index in xs.indices {
            let slope = gradientInline(xs[index], ys[index])
            losses[index] = slope.loss
            xs[index] -= rate * slope.x
            ys[index] -= rate * slope.y
        }
    }

    @inline(__always)
    fileprivate static func gradientInline(_ x: Double, _ y: Double) -> (loss: Double, x: Double, y: Double) {
        let a = 1 - x
        let b = y - x * x
        return (a * a + 100 * b * b, -2 * a - 400 * b * x, 200 * b)
    }
}

extension ByHand {
    /// Points side by side, with the memory of a rule.
    struct Points {
        var xs: [Double]
        var ys: [Double]
        var m: (x: [Double], y: [Double])
        var s: (x: [Double], y: [Double])
        var losses: [Double]

        init(count: Int) {
            let none = [Double](repeating: 0, count: count)
            xs = none.map { _ in -1.2 }
            ys = none.map { _ in 1 }
            (m, s, losses) = ((none, none), (none, none), none)
        }

        @inline(never)
        mutating func momentum(rate: Double) {
            for index in xs.indices {
                let slope = ByHand.gradientInline(xs[index], ys[index])
                losses[index] = slope.loss
                m.x[index] = 0.9 * m.x[index] - rate * slope.x
                m.y[index] = 0.9 * m.y[index] - rate * slope.y
                xs[index] += m.x[index]
                ys[index] += m.y[index]
            }
        }

        @inline(never)
        mutating func adam(rate: Double, step: Int) {
            let (first, second) = (1 - Double.pow(0.9, Double(step)), 1 - Double.pow(0.999, Double(step)))
            for index in xs.indices {
                let slope = ByHand.gradientInline(xs[index], ys[index])
                losses[index] = slope.loss
                m.x[index] = 0.9 * m.x[index] + 0.1 * slope.x
                m.y[index] = 0.9 * m.y[index] + 0.1 * slope.y
                s.x[index] = 0.999 * s.x[index] + 0.001 * slope.x * slope.x
                s.y[index] = 0.999 * s.y[index] + 0.001 * slope.y * slope.y
                xs[index] -= rate * (m.x[index] / first) / ((s.x[index] / second).squareRoot() + 1e-8)
                ys[index] -= rate * (m.y[index] / first) / ((s.y[index] / second).squareRoot() + 1e-8)
            }
        }
    }
}

/// Loss, gradient and step of 1,000 blocks of points.
let blockBenchmarks: @Sendable () -> Void = {
    Benchmark("Rosenbrock loss, gradient and step, 1 000 blocks: formula (128 000 points)") { benchmark in
        var block = try BlockStep(rate: 1e-4)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { for _ in 0..<1000 { block.run() } }
        blackHole(block)
    }

    Benchmark("Rosenbrock loss, gradient and step, 1 000 blocks: by hand (128 000 points)") { benchmark in
        var xs = [Double](repeating: -1.2, count: BlockEvaluator.lanes)
        var ys = [Double](repeating: 1, count: BlockEvaluator.lanes)
        var losses = ys
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { for _ in 0..<1000 { ByHand.step(&xs, &ys, &losses, rate: 1e-4) } }
        blackHole(losses)
    }

    for name in ["sgd", "momentum", "nag", "adam"] {
        Benchmark("\(name) on Rosenbrock, 1 000 steps and losses of a block: rule (128 000 points)") { benchmark in
            let rule = OptimizerCatalog.optimizer(named: name) as! Rule
            let values = [rule.hyperparameters.map { $0.name == "eta" ? 1e-4 : $0.defaultValue }]
            var block = RuleBlock(
                rule, on: SurfaceCatalog.surface(named: "rosenbrock")!,
                starts: Array(repeating: Point(-1.2, 1), count: RuleBlock.most), hyperparameters: values)!
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                for _ in 0..<1000 {
                    block.step()
                    block.withPoints { blackHole($2[0]) }
                }
            }
        }
    }

    Benchmark("momentum on Rosenbrock, 1 000 steps and losses of a block: by hand (128 000 points)") { benchmark in
        var points = ByHand.Points(count: BlockEvaluator.lanes)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { for _ in 0..<1000 { points.momentum(rate: 1e-4) } }
        blackHole(points)
    }

    Benchmark("adam on Rosenbrock, 1 000 steps and losses of a block: by hand (128 000 points)") { benchmark in
        var points = ByHand.Points(count: BlockEvaluator.lanes)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { for step in 1...1000 { points.adam(rate: 1e-4, step: step) } }
        blackHole(points)
    }
}
