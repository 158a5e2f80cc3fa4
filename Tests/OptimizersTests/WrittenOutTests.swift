import Basics
import Foundation
import Landscapes
import Testing

@testable import Optimizers

/// What no library here has, and what its paper says step by step, written out once more in another way.
@Suite("Optimizers are what their papers write out")
struct WrittenOutTests {
    private func surface(_ loss: String) throws -> Surface {
        try Surface(name: "test", formula: loss, domain: Domain(x: -5...5, y: -5...5))
    }

    private func points(
        _ name: String, on surface: Surface, from start: Point, steps: Int, _ setting: [String: Double]
    ) throws -> [Point] {
        try #require(OptimizerCatalog.optimizer(named: name))
            .trajectory(on: surface, from: start, steps: steps, setting: setting).points
    }

    @Test("SAM climbs by ρ first, and descends by the gradient there")
    func sam() throws {
        func gradient(_ w: Point) -> Point { Point(2 * w.x + w.y * w.y, 12 * w.y * w.y * w.y + 2 * w.x * w.y) }
        let (eta, rho) = (0.02, 0.5)
        let ours = try points(
            "sam", on: try surface("x^2 + 3*y^4 + x*y^2"), from: [2, 1], steps: 25, ["eta": eta, "rho": rho])
        var w = Point(2, 1)
        for t in 1...25 {
            let g = gradient(w)
            let length = (g.x * g.x + g.y * g.y).squareRoot()
            w -= eta * gradient(w + rho / length * g)
            #expect((ours[t] - w).length < 1e-9, "step \(t)")
        }
    }

    /// Lagarias et al. (1998), section 2: the moves by their names, with ρ = 1, χ = 2, γ = σ = ½.
    private struct Simplex {
        enum Move: Hashable, CaseIterable { case reflect, expand, contractOutside, contractInside, shrink }

        let loss: (Point) -> Double
        var corners: [Point]

        mutating func move() -> Move {
            corners.sort { loss($0) < loss($1) }
            let (best, second, worst) = (corners[0], corners[1], corners[2])
            let centre = 0.5 * (best + second)
            let reflected = 2 * centre - worst
            if loss(reflected) < loss(best) {
                let expanded = 3 * centre - 2 * worst
                let isBetter = loss(expanded) < loss(reflected)
                corners[2] = isBetter ? expanded : reflected
                return isBetter ? .expand : .reflect
            }
            if loss(reflected) < loss(second) {
                corners[2] = reflected
                return .reflect
            }
            let isOutside = loss(reflected) < loss(worst)
            let contracted = isOutside ? 1.5 * centre - 0.5 * worst : 0.5 * (centre + worst)
            if loss(contracted) <= min(loss(reflected), loss(worst)) {
                corners[2] = contracted
                return isOutside ? .contractOutside : .contractInside
            }
            corners = [best, best + 0.5 * (second - best), best + 0.5 * (worst - best)]
            return .shrink
        }
    }

    @Test("Nelder and Mead's triangle makes the moves of the paper, each of them")
    func nelderMead() throws {
        func ripples(_ w: Point) -> Double { w.x * w.x + w.y * w.y + 2 * sin(7 * w.x) * cos(9 * w.y) }
        func valley(_ w: Point) -> Double {
            100 * (w.y - w.x * w.x) * (w.y - w.x * w.x) + (1 - w.x) * (1 - w.x)
        }
        let cases: [(text: String, loss: (Point) -> Double, start: Point)] = [
            ("100*(y - x^2)^2 + (1 - x)^2", valley, [-1.2, 1]), ("100*(y - x^2)^2 + (1 - x)^2", valley, [2, -3]),
            ("x^2 + y^2 + 2*sin(7*x)*cos(9*y)", ripples, [2, 1.3]),
            ("x^2 + y^2 + 2*sin(7*x)*cos(9*y)", ripples, [-2.7, 0.4]),
        ]
        var seen: [Simplex.Move: Int] = [:]
        for (text, loss, start) in cases {
            let ours = try points("nelder-mead", on: try surface(text), from: start, steps: 40, ["size": 0.7])
            var simplex = Simplex(loss: loss, corners: [start, start + Point(0.7, 0), start + Point(0, 0.7)])
            for t in 1...40 {
                seen[simplex.move(), default: 0] += 1
                let best = try #require(simplex.corners.min { loss($0) < loss($1) })
                try #require((ours[t] - best).length < 1e-7, "step \(t) of \(text)")
            }
        }
        for move in Simplex.Move.allCases { #expect(seen[move, default: 0] > 0, "\(move)") }
    }

    /// Hansen's tutorial (2016), figure 6, with the square roots of a 2×2 matrix in closed form.
    private struct Evolution {
        /// A symmetric matrix by its entries xx, xy, yy.
        typealias Matrix = SIMD3<Double>

        var mean: Point
        var sigma: Double
        var covariance = Matrix(1, 0, 1)
        var sigmaPath = Point.zero
        var path = Point.zero
        var random: SeededRandom
        /// How often the path was too long, and held still; how often a decay of half the steps, and one of endless
        /// many, would tell otherwise.
        var halts = 0
        var differences = SIMD2(0, 0)

        private static func times(_ a: Matrix, _ v: Point) -> Point {
            Point(a[0] * v.x + a[1] * v.y, a[1] * v.x + a[2] * v.y)
        }

        /// √A = (A + √det A)/√(tr A + 2√det A).
        private static func root(_ a: Matrix) -> Matrix {
            let area = (a[0] * a[2] - a[1] * a[1]).squareRoot()
            return (a + Matrix(area, 0, area)) / (a[0] + a[2] + 2 * area).squareRoot()
        }

        private static func inverse(_ a: Matrix) -> Matrix { Matrix(a[2], -a[1], a[0]) / (a[0] * a[2] - a[1] * a[1]) }

        private static func square(_ v: Point) -> Matrix { Matrix(v.x * v.x, v.x * v.y, v.y * v.y) }

        mutating func step(_ t: Int, _ loss: (Point) -> Double) {
            let raw = [log(3.5), log(3.5) - log(2), log(3.5) - log(3)]
            let weights = raw.map { $0 / raw.reduce(0, +) }
            let mu = 1 / weights.reduce(0) { $0 + $1 * $1 }
            let cs = (mu + 2) / (mu + 7)
            let excess: Double = max(0, sqrt((mu - 1) / 3) - 1)
            let damping = 1 + cs + 2 * excess
            let cc = (4 + mu / 2) / (6 + mu)
            let c1 = 2 / (3.3 * 3.3 + mu)
            let share: Double = 2 * (mu - 2 + 1 / mu)
            let cmu = min(1 - c1, share / (16 + mu))
            let chi: Double = sqrt(2) * (1 - 0.125 + 1.0 / 84)

            let root = Self.root(covariance)
            let tries = (0..<6).map { _ in
                let z = Point(random.normal(), random.normal())
                return Self.times(root, z)
            }
            let sorted = tries.sorted { loss(mean + sigma * $0) < loss(mean + sigma * $1) }.prefix(3)
            var mover = Point.zero
            var spread = Matrix.zero
            for (weight, step) in zip(weights, sorted) {
                mover += weight * step
                spread += weight * Self.square(step)
            }
            mean += sigma * mover
            let whitened: Point = sqrt(cs * (2 - cs) * mu) * Self.times(Self.inverse(root), mover)
            sigmaPath = (1 - cs) * sigmaPath + whitened
            func isTooLong(after steps: Int) -> Bool {
                let decay = pow(1 - cs, Double(steps))
                return sigmaPath.length / sqrt(1 - decay) >= (1.4 + 2.0 / 3) * chi
            }
            let isHalted = isTooLong(after: 2 * t)
            halts += isHalted ? 1 : 0
            if isHalted != isTooLong(after: t) { differences[0] += 1 }
            if isHalted != isTooLong(after: .max) { differences[1] += 1 }
            path = (1 - cc) * path
            if !isHalted { path += sqrt(cc * (2 - cc) * mu) * mover }
            let forgotten = isHalted ? c1 * cc * (2 - cc) : 0
            covariance *= 1 - c1 - cmu + forgotten
            covariance += c1 * Self.square(path) + cmu * spread
            sigma *= exp(cs / damping * (sigmaPath.length / chi - 1))
        }
    }

    @Test("CMA-ES is the algorithm of its tutorial, where its path is held still too")
    func cmaes() throws {
        func loss(_ w: Point) -> Double { (w.x - 3) * (w.x - 3) + 20 * (w.y + 1) * (w.y + 1) + w.x * w.y }
        let surface = try surface("(x - 3)^2 + 20*(y + 1)^2 + x*y")
        var halts = 0
        var differences = SIMD2(0, 0)
        for seed in 1...30 {
            // A small cloud far away goes in one direction: the path becomes long at once.
            let ours = try points(
                "cma-es", on: surface, from: [-4, 4], steps: 12, ["sigma": 0.01, "seed": Double(seed)])
            var evolution = Evolution(mean: [-4, 4], sigma: 0.01, random: SeededRandom(seed: UInt64(seed)))
            for t in 1...12 {
                evolution.step(t, loss)
                try #require((ours[t] - evolution.mean).length < 1e-7, "seed \(seed), step \(t)")
            }
            halts += evolution.halts
            differences &+= evolution.differences
        }
        // The switch was used, and the exponent of its decay told.
        #expect(halts > 10 && halts < 350 && differences[0] > 0 && differences[1] > 0, "\(halts), \(differences)")
    }
}
