import Foundation
import Landscapes
import Testing

@testable import Optimizers

@Suite("What a step does on a quadratic")
struct LinearStepTests {
    @Test("the linear rules of the catalog are those that theory speaks of")
    func linear() {
        let linear = OptimizerCatalog.names.filter { LinearStep(OptimizerCatalog.optimizer(named: $0)!) != nil }
        #expect(
            Set(linear) == ["sgd", "momentum", "nag", "qhm", "asgd", "polyak-averaging", "schedule-free-sgd"])
    }

    @Test(
        "rules of one's own are told by what they do",
        arguments: [
            ("w = w - eta*g", true), ("u = 0.5*u + g\n w = w - eta*u", true),
            ("p = g\n w = w - eta*(2*g - p)/(1 + eta)", true), ("w = w - eta*if(t > 3, g, 2*g)", true),
            ("w = w - eta*sign(g)", false), ("w = w - eta*g/norm(g)", false), ("w = w - eta*max(g, 0)", false),
            ("w = w - eta*if(g > 0, g, 2*g)", false), ("w = w - eta*g*w", false), ("w = eta/w", false),
            ("n = n + 1\n w = w - eta*g/n", false), ("w = w - eta*grad(w - eta*g)", true),
        ])
    func own(formula: String, isLinear: Bool) throws {
        let rule = try Rule(name: "own", hyperparameters: [Hyperparameter("eta", default: 0.1)], formula: formula)
        #expect((LinearStep(rule) != nil) == isLinear)
    }

    @Test("state that has no say in the weights does not count")
    func idleState() throws {
        let rule = try Rule(
            name: "own", hyperparameters: [Hyperparameter("eta", default: 0.1)],
            formula: "n = n + 1\n seen = 2*seen + g\n w = w - eta*g")
        var step = try #require(LinearStep(rule))
        let rate = step.rate(on: Hessian(xx: 2, xy: 0, yy: 1), t: 2, hyperparameters: [0.1])
        #expect(abs(rate - 0.9) < 1e-9)
    }

    @Test(
        "spectral radii: diagonal, rotations, triangles, nothing",
        arguments: [
            ([0.5, 0, 0, -0.9], 0.9), ([0.6, -0.8, 0.8, 0.6], 1), ([2, 1, 0, 2], 2), ([0, 1, 0, 0], 0),
            ([1e200, 0, 0, 1], 1e200), ([1e-200, 0, 0, 1e-220], 1e-200), ([0, 4, 1, 0], 2),
        ] as [([Double], Double)])
    func radii(entries: [Double], radius: Double) {
        let found = SquareMatrix(size: 2, entries: entries).spectralRadius
        #expect(abs(found - radius) <= 1e-7 * radius)
    }

    /// What the textbooks say: the largest root of the characteristic polynomial of a curvature.
    private func root(_ b: Double, _ c: Double) -> Double {
        let discriminant = b * b - 4 * c
        return discriminant < 0 ? c.squareRoot() : (abs(b) + discriminant.squareRoot()) / 2
    }

    /// The steepest fall over many steps of what the largest differences in some stretches are.
    private func measured(_ optimizer: any Optimizer, _ surface: Surface, _ setting: [String: Double]) -> Double {
        let steps = 3000
        let points = optimizer.trajectory(on: surface, from: [1, 0.7], steps: steps, setting: setting).points
        func largest(_ range: Range<Int>) -> Double { points[range].map(\.length).max()! }
        // Late enough that the slower of all ways is left, early enough that it is above what rounding leaves.
        var last = 200
        while last + 150 < points.count, largest((last + 50)..<(last + 100)) > 1e-200,
            largest((last + 50)..<(last + 100)) < 1e200
        {
            last += 50
        }
        let first = last / 3
        return pow(largest(last..<(last + 50)) / largest(first..<(first + 50)), 1 / Double(last - first))
    }

    @Test(
        "the rate is what the textbooks say and what a run does, within a percent",
        arguments: ["sgd", "momentum", "nag", "qhm"], [0.02, 0.3, 0.9, 1.3, 1.95])
    func rates(name: String, product: Double) throws {
        let optimizer = try #require(OptimizerCatalog.optimizer(named: name))
        let curvatures = (10.0, 0.5)
        let eta = product / curvatures.0
        // Turned, so that the weights have a say in each other.
        let (c, s) = (cos(0.4), sin(0.4))
        let hessian = Hessian(
            xx: curvatures.0 * c * c + curvatures.1 * s * s, xy: (curvatures.0 - curvatures.1) * c * s,
            yy: curvatures.0 * s * s + curvatures.1 * c * c)
        let surface = try Surface(
            name: "q", formula: "(\(hessian.xx)*x^2 + 2*\(hessian.xy)*x*y + \(hessian.yy)*y^2)/2",
            domain: Domain(x: -2...2, y: -2...2))
        for alpha in name == "sgd" ? [0] : [0, 0.3, 0.5, 0.9, 0.97] {
            let setting = ["eta": eta, "alpha": alpha, "nu": 0.7]
            let values = optimizer.hyperparameters.map { setting[$0.name] ?? $0.defaultValue }
            var step = try #require(LinearStep(optimizer))
            let changes = step.changes(after: 2, on: hessian, hyperparameters: values)
            #expect(!changes)
            let rate = step.rate(on: hessian, t: 2, hyperparameters: values)
            let known = [curvatures.0, curvatures.1].map { curvature in
                let product = eta * curvature
                return switch name {
                case "nag": root((1 + alpha) * (1 - product), alpha * (1 - product))
                // v = αv + (1 − α)g; w −= η((1 − ν)g + νv)
                case "qhm": root(1 + alpha - product * (1 - 0.7 * alpha), alpha - product * alpha * 0.3)
                default: root(1 + alpha - product, alpha)
                }
            }.max()!
            #expect(abs(rate - known) < 1e-6 * max(known, 1), "\(name) \(setting): \(rate), known \(known)")
            let measured = measured(optimizer, surface, setting)
            #expect(abs(measured / rate - 1) < 0.01, "\(name) \(setting): \(rate), measured \(measured)")
        }
    }
}
