import Expressions
import Landscapes
import Testing

@testable import Optimizers

/// What the papers say of those that no library here has.
@Suite("Optimizers keep what their papers promise")
struct PropertyTests {
    private func optimizer(_ name: String) -> any Optimizer { OptimizerCatalog.optimizer(named: name)! }

    private func surface(_ loss: String) throws -> Surface {
        try Surface(name: "test", formula: loss, domain: Domain(x: -5...5, y: -5...5))
    }

    private let quadratic = "3*(x - 1)^2 + 40*(y + 2)^2 + 5*(x - 1)*(y + 2)"

    @Test("Rprop and signSGD depend on signs only", arguments: ["rprop", "signsgd", "lion"])
    func signs(name: String) throws {
        let original = optimizer(name).trajectory(on: try surface("x^2 + 9*y^2"), from: [2, 1.3], steps: 60)
        // Growing with the loss, so that gradients keep their signs and change their sizes.
        let bent = optimizer(name).trajectory(
            on: try surface("(x^2)^2 + exp(9*y^2)"), from: [2, 1.3], steps: name == "lion" ? 1 : 60)
        for (left, right) in zip(original.points, bent.points) { #expect((left - right).length < 1e-9) }
    }

    @Test(
        "the scale of the loss does not matter without ε",
        arguments: ["adam", "amsgrad", "rmsprop", "nadam", "adagrad", "adan"])
    func scale(name: String) throws {
        let setting = ["epsilon": 0.0, "eta": 0.05]
        let one = optimizer(name).trajectory(on: try surface(quadratic), from: [3, 3], steps: 100, setting: setting)
        // A power of two, so that no digit is rounded.
        let other = optimizer(name).trajectory(
            on: try surface("1024*(\(quadratic))"), from: [3, 3], steps: 100, setting: setting)
        for (left, right) in zip(one.points, other.points) { #expect((left - right).length < 1e-9) }
    }

    @Test("Newton arrives in one step on a bowl; undamped it climbs to a saddle, damped it leaves it")
    func newton() throws {
        for name in ["newton", "newton-undamped"] {
            let trajectory = optimizer(name).trajectory(on: try surface(quadratic), from: [4, 4], steps: 1)
            #expect((trajectory.points[1] - Point(1, -2)).length < 1e-12)
        }
        let saddle = try surface("x^2 - y^2")
        let undamped = optimizer("newton-undamped").trajectory(on: saddle, from: [1, 0.5], steps: 1)
        #expect(undamped.points[1].length < 1e-12 && undamped.losses[0] < 1 && undamped.losses[1] > -1e-12)
        let damped = optimizer("newton").trajectory(on: saddle, from: [1, 0.5], steps: 5)
        #expect(damped.losses[5] < -10 && zip(damped.losses, damped.losses.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test(
        "those that learn curvature reach machine precision on a quadratic in a few steps",
        arguments: [("cg", 6), ("bfgs", 8), ("lbfgs", 8)])
    func quadratics(name: String, steps: Int) throws {
        let trajectory = optimizer(name).trajectory(on: try surface(quadratic), from: [4, 4], steps: steps)
        #expect(trajectory.losses[steps] < 1e-14, "\(trajectory.losses)")
    }

    @Test(
        "on Rosenbrock they arrive, and never climb",
        arguments: ["cg", "bfgs", "lbfgs", "newton", "nelder-mead", "backtracking", "cma-es"])
    func rosenbrock(name: String) throws {
        let steps = ["backtracking": 20_000, "cma-es": 200, "nelder-mead": 150, "cg": 100][name] ?? 60
        let trajectory = optimizer(name).trajectory(
            on: SurfaceCatalog.surface(named: "rosenbrock")!, from: [-1.2, 1], steps: steps)
        #expect(trajectory.losses.last! < 1e-8, "\(trajectory.losses.last!)")
        if !["newton", "cma-es"].contains(name) {
            #expect(zip(trajectory.losses, trajectory.losses.dropFirst()).allSatisfy { $0 >= $1 })
        }
    }

    @Test("line searches find both Wolfe conditions", arguments: [1e-6, 0.1, 1, 1e4])
    func wolfe(first: Double) throws {
        let surface = SurfaceCatalog.surface(named: "beale")!
        var objective = Objective(surface)
        for start in [Point(1, 1.6), [-3, 2], [4, -1], [0.1, 0.1]] {
            let gradient = objective.gradient(at: start)
            let loss = objective.loss(at: start)
            let found = try #require(
                LineSearch(mostEvaluations: 60).search(
                    from: start, along: -gradient, first: first, objective: &objective))
            let length = (found.point - start).length / gradient.length
            let slope = -(gradient * gradient).sum()
            #expect(objective.loss(at: found.point) <= loss + 1e-4 * length * slope + 1e-12)
            #expect(abs(-(found.gradient * gradient).sum()) <= 0.9 * abs(slope) * (1 + 1e-9))
        }
    }

    @Test("Polyak's step on a bowl of any size halves the way")
    func polyak() throws {
        let trajectory = optimizer("polyak-step").trajectory(on: try surface("7*(x^2 + y^2)"), from: [3, 4], steps: 3)
        for (step, point) in trajectory.points.enumerated() {
            #expect((point - Point(3, 4) / Double(1 << step)).length < 1e-12)
        }
    }

    @Test("averages are the averages of what they average")
    func averaging() throws {
        let surface = try surface(quadratic)
        let sgd = optimizer("sgd").trajectory(on: surface, from: [3, 3], steps: 20, setting: ["eta": 0.01]).points
        let mean = optimizer("polyak-averaging").trajectory(
            on: surface, from: [3, 3], steps: 20, setting: ["eta": 0.01]
        ).points
        for t in 1...20 {
            let expected = sgd[1...t].reduce(.zero, +) / Double(t)
            #expect((mean[t] - expected).length < 1e-12)
        }
        // Where it looks only at the newest point, schedule-free SGD is the same average.
        let free = optimizer("schedule-free-sgd").trajectory(
            on: surface, from: [3, 3], steps: 20, setting: ["eta": 0.01, "beta1": 0]
        ).points
        for t in 0...20 { #expect((free[t] - mean[t]).length < 1e-12) }
    }

    @Test("Lookahead is Adam until it looks back; with k = 1 and α = 1 it is Adam")
    func lookahead() throws {
        let surface = try surface(quadratic)
        let adam = optimizer("adam").trajectory(on: surface, from: [3, 3], steps: 40, setting: ["eta": 0.1]).points
        let lookahead = optimizer("lookahead").trajectory(on: surface, from: [3, 3], steps: 40, setting: ["eta": 0.1])
            .points
        #expect(Array(adam[0...4]) == Array(lookahead[0...4]))
        let half = (adam[0] + adam[5]) / 2
        #expect((lookahead[5] - half).length < 1e-12)
        let same = optimizer("lookahead").trajectory(
            on: surface, from: [3, 3], steps: 40, setting: ["eta": 0.1, "alpha": 1, "every": 1]
        ).points
        for (left, right) in zip(adam, same) { #expect((left - right).length < 1e-12) }
    }

    @Test("QHM with ν = 1 is averaged momentum, with ν = 0 SGD; SAM with ρ = 0 is SGD")
    func limits() throws {
        let surface = try surface(quadratic)
        func points(_ name: String, _ setting: [String: Double]) -> [Point] {
            optimizer(name).trajectory(on: surface, from: [3, 3], steps: 30, setting: setting).points
        }
        let sgd = points("sgd", ["eta": 0.01])
        for other in [points("qhm", ["eta": 0.01, "nu": 0]), points("sam", ["eta": 0.01, "rho": 0])] {
            for (left, right) in zip(sgd, other) { #expect((left - right).length < 1e-12) }
        }
        let momentum = points("momentum", ["eta": 0.001, "alpha": 0.9])
        let averaged = points("qhm", ["eta": 0.01, "nu": 1, "alpha": 0.9])
        for (left, right) in zip(momentum, averaged) { #expect((left - right).length < 1e-12) }
    }

    @Test("delta-bar-delta's gains grow by 0.05 and shrink by 0.95, within bounds")
    func deltaBarDelta() throws {
        // A plane: the gradient is 1 for ever, so a step is eta times the gain.
        let points = optimizer("delta-bar-delta").trajectory(
            on: try surface("x + y"), from: [0, 0], steps: 300, setting: ["eta": 1]
        ).points
        #expect(abs(points[1].x + 1) < 1e-12 && abs(points[2].x - points[1].x + 1.05) < 1e-12)
        #expect(abs(points[300].x - points[299].x + 10) < 1e-12)
        // A wall on both sides of 0: the sign changes at every step.
        let bounced = optimizer("delta-bar-delta").trajectory(
            on: try surface("x^2 + y^2"), from: [1, 1], steps: 3, setting: ["eta": 0.9]
        ).points
        #expect(abs(bounced[2].x - (-0.8 + 0.9 * 0.95 * 1.6)) < 1e-12)
    }

    @Test("Adan is what its authors' code does")
    func adan() throws {
        let surface = try surface(quadratic)
        var objective = Objective(surface)
        let (b1, b2, b3, eta, epsilon, lambda) = (0.98, 0.92, 0.99, 0.05, 1e-8, 0.02)
        var w = Point(3, 3)
        var (m, v, n, previous) = (Point.zero, Point.zero, Point.zero, Point.zero)
        let ours = optimizer("adan").trajectory(
            on: surface, from: w, steps: 50, setting: ["eta": eta, "lambda": lambda]
        ).points
        for t in 1...50 {
            let g = objective.gradient(at: w)
            let difference = t == 1 ? Point.zero : g - previous
            previous = g
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * difference
            let update = g + b2 * difference
            n = b3 * n + (1 - b3) * update * update
            func corrected(_ beta: Double) -> Double {
                1 - (0..<t).reduce(1.0) { product, _ in product * beta }
            }
            for axis in 0..<2 {
                let denominator = n[axis].squareRoot() / corrected(b3).squareRoot() + epsilon
                w[axis] -= eta * (m[axis] / corrected(b1) + b2 * v[axis] / corrected(b2)) / denominator
                w[axis] /= 1 + eta * lambda
            }
            #expect((ours[t] - w).length < 1e-9)
        }
    }

    @Test("schedule-free AdamW is algorithm 1 of its paper, written out")
    func scheduleFreeAdamW() throws {
        let surface = try surface(quadratic)
        var objective = Objective(surface)
        let (beta1, beta2, eta, epsilon, lambda) = (0.9, 0.99, 0.05, 1e-8, 0.1)
        var (x, z, v) = (Point(3, 3), Point(3, 3), Point.zero)
        var (weights, power) = (0.0, 1.0)
        let ours = optimizer("schedule-free-adamw").trajectory(
            on: surface, from: x, steps: 60, setting: ["eta": eta, "beta2": beta2, "lambda": lambda]
        ).points
        for t in 1...60 {
            let y = z + beta1 * (x - z)
            let g = objective.gradient(at: y)
            v += (1 - beta2) * (g * g - v)
            power *= beta2
            let rate = eta * (1 - power).squareRoot()
            for axis in 0..<2 {
                z[axis] -= rate * g[axis] / (v[axis].squareRoot() + epsilon)
                z[axis] -= rate * lambda * y[axis]
            }
            weights += rate * rate
            let c = rate * rate / weights
            x = (1 - c) * x + c * z
            #expect((ours[t] - x).length < 1e-9)
        }
    }

    @Test("CMA-ES gives the same for the same seed, and does not care about rising transformations of the loss")
    func cmaes() throws {
        let name = "cma-es"
        let one = optimizer(name).trajectory(on: try surface("x^2 + 50*y^2"), from: [3, 3], steps: 60)
        let two = optimizer(name).trajectory(on: try surface("sqrt(x^2 + 50*y^2)"), from: [3, 3], steps: 60)
        let other = optimizer(name).trajectory(
            on: try surface("x^2 + 50*y^2"), from: [3, 3], steps: 60, setting: ["seed": 2])
        for (left, right) in zip(one.points, two.points) { #expect(left == right) }
        #expect(one.points != other.points && other.losses[60] < 1e-6 && one.losses[60] < 1e-6)
    }

    @Test("evaluations are counted: what is asked for, once")
    func evaluations() throws {
        func count(_ optimizer: some Optimizer, steps: Int) -> Int {
            var objective = Objective(SurfaceCatalog.surface(named: "rosenbrock")!)
            let values = optimizer.hyperparameters.map(\.defaultValue)
            var point = Point(-1.2, 1)
            var memory = optimizer.memory(at: point, hyperparameters: values)
            for t in 1...steps {
                point = optimizer.step(&memory, from: point, t: t, hyperparameters: values, objective: &objective)
                _ = objective.observedLoss(at: point)
            }
            return objective.evaluations
        }
        #expect(count(optimizer("sgd"), steps: 10) == 10)
        #expect(count(optimizer("nag"), steps: 10) == 10)
        #expect(count(optimizer("sam"), steps: 3) == 6)
        #expect(count(optimizer("cma-es"), steps: 10) == 60)
        #expect(count(optimizer("newton"), steps: 3) == 6)
        #expect(count(optimizer("nelder-mead"), steps: 1) >= 4)
    }
}
