import Benchmark
import Expressions
import Landscapes
import Optimizers

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
        evaluator = BlockEvaluator(Program(graph, outputs: [loss] + gradient + steps, inputCount: 2))
        evaluator.fill(input: 0, with: -1.2)
        evaluator.fill(input: 1, with: 1)
    }

    /// One step on every point of the block.
    mutating func run() {
        evaluator.run()
        evaluator.copy(output: 3, toInput: 0)
        evaluator.copy(output: 4, toInput: 1)
    }
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
    private static func gradientInline(_ x: Double, _ y: Double) -> (loss: Double, x: Double, y: Double) {
        let a = 1 - x
        let b = y - x * x
        return (a * a + 100 * b * b, -2 * a - 400 * b * x, 200 * b)
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

    Benchmark("Adam on Rosenbrock, 1 000 steps of a block of 128") { benchmark in
        let rule = OptimizerCatalog.optimizer(named: "adam") as! Rule
        let values = [[1e-4, 0.9, 0.999, 1e-8]]
        var block = RuleBlock(
            rule, on: SurfaceCatalog.surface(named: "rosenbrock")!,
            starts: Array(repeating: Point(-1.2, 1), count: RuleBlock.most), hyperparameters: values)!
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { for _ in 0..<1000 { block.step(hyperparameters: values) } }
        blackHole(block.point(0))
    }

    Benchmark("Adam on Rosenbrock, 128 000 steps by hand") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(ByHand.adam(from: Point(-1.2, 1), steps: 128_000)) }
    }
}
