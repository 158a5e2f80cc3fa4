import Basics
import Landscapes
import RealModule

/// The simplex method of Nelder and Mead. A step is one move of the triangle.
struct NelderMead: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    struct Memory {
        /// The corners, the best first, once they are known.
        var corners: [(point: Point, loss: Double)] = []
    }

    func memory(at start: Point, hyperparameters: [Double]) -> Memory { Memory() }

    func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        func corner(_ point: Point) -> (point: Point, loss: Double) {
            let loss = objective.loss(at: point)
            return (point, loss.isNaN ? .infinity : loss)
        }
        if memory.corners.isEmpty {
            let size = hyperparameters[0]
            memory.corners = [corner(point), corner(point + Point(size, 0)), corner(point + Point(0, size))]
        }
        var corners = memory.corners.sorted { $0.loss < $1.loss }
        let worst = corners[2]
        let middle = (corners[0].point + corners[1].point) / 2
        func along(_ factor: Double) -> (point: Point, loss: Double) {
            corner(middle + factor * (middle - worst.point))
        }
        let reflected = along(1)
        if reflected.loss < corners[0].loss {
            let expanded = along(2)
            corners[2] = expanded.loss < reflected.loss ? expanded : reflected
        } else if reflected.loss < corners[1].loss {
            corners[2] = reflected
        } else {
            let contracted = reflected.loss < worst.loss ? along(0.5) : along(-0.5)
            if contracted.loss < min(reflected.loss, worst.loss) {
                corners[2] = contracted
            } else {
                for index in 1...2 { corners[index] = corner((corners[0].point + corners[index].point) / 2) }
            }
        }
        memory.corners = corners.sorted { $0.loss < $1.loss }
        return memory.corners[0].point
    }
}

/// CMA-ES in two dimensions: six tries a step, the best three count.
struct CMAES: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    struct Memory {
        var sigma: Double
        var covariance = Hessian(xx: 1, xy: 0, yy: 1)
        var covariancePath = Point.zero
        var sigmaPath = Point.zero
        var random: SeededRandom
    }

    private static let tries = 6
    private static let weights: [Double] = {
        let raw = (1...3).map { Double.log(3.5) - Double.log(Double($0)) }
        return raw.map { $0 / raw.reduce(0, +) }
    }()

    func memory(at start: Point, hyperparameters: [Double]) -> Memory {
        Memory(
            sigma: hyperparameters[0],
            random: SeededRandom(seed: UInt64(clamping: max(0, min(hyperparameters[1], 1e9)))))
    }

    func step(
        _ memory: inout Memory, from mean: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let n = 2.0
        let mu = 1 / Self.weights.map { $0 * $0 }.reduce(0, +)
        // The constants of Hansen's tutorial, equations 55 to 58.
        let cs = (mu + 2) / (n + mu + 5)
        let ds = 1 + 2 * max(0, ((mu - 1) / (n + 1)).squareRoot() - 1) + cs
        let cc = (4 + mu / n) / (n + 4 + 2 * mu / n)
        let c1 = 2 / ((n + 1.3) * (n + 1.3) + mu)
        let cm = min(1 - c1, 2 * (mu - 2 + 1 / mu) / ((n + 2) * (n + 2) + mu))
        let expected = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))

        let c = memory.covariance
        var found: [(step: Point, loss: Double)] = []
        for _ in 0..<Self.tries {
            let z = Point(memory.random.normal(), memory.random.normal())
            let step = c.map(z) { max($0, 0).squareRoot() }
            let loss = objective.loss(at: mean + memory.sigma * step)
            found.append((step, loss.isNaN ? .infinity : loss))
        }
        found.sort { $0.loss < $1.loss }
        var mover = Point.zero
        for (weight, candidate) in zip(Self.weights, found) { mover += weight * candidate.step }

        memory.sigmaPath =
            (1 - cs) * memory.sigmaPath
            + (cs * (2 - cs) * mu).squareRoot() * c.map(mover) { 1 / max($0, 1e-300).squareRoot() }
        let decay = 1 - Double.pow(1 - cs, 2 * t)
        let isSteady = memory.sigmaPath.length / decay.squareRoot() < (1.4 + 2 / (n + 1)) * expected
        memory.covariancePath =
            (1 - cc) * memory.covariancePath + (isSteady ? (cc * (2 - cc) * mu).squareRoot() : 0) * mover
        let kept = 1 - c1 - cm + (isSteady ? 0 : c1 * cc * (2 - cc))
        func entry(_ old: Double, _ i: Int, _ j: Int) -> Double {
            let path = memory.covariancePath
            var sum = kept * old + c1 * path[i] * path[j]
            for (weight, candidate) in zip(Self.weights, found) {
                sum += cm * weight * candidate.step[i] * candidate.step[j]
            }
            return sum
        }
        memory.covariance = Hessian(xx: entry(c.xx, 0, 0), xy: entry(c.xy, 0, 1), yy: entry(c.yy, 1, 1))
        let next = mean + memory.sigma * mover
        memory.sigma *= Double.exp((cs / ds) * (memory.sigmaPath.length / expected - 1))
        return next
    }
}

extension Hessian {
    /// A matrix function times a vector: B f(D) B'v.
    fileprivate func map(_ vector: Point, _ function: (Double) -> Double) -> Point {
        solve(vector) { 1 / function($0) }
    }
}
