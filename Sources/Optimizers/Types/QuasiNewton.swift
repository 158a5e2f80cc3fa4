import Basics
import Landscapes

/// Nonlinear conjugate gradient after Polak and Ribière, restarted where it would go uphill.
struct ConjugateGradient: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    struct Memory {
        var direction = Point.zero
        var gradient = Point.zero
    }

    func memory(at start: Point, hyperparameters: [Double]) -> Memory { Memory() }

    func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let before = (memory.gradient * memory.gradient).sum()
        let beta = before > 0 ? max(0, (gradient * (gradient - memory.gradient)).sum() / before) : 0
        var direction = beta * memory.direction - gradient
        if !((direction * gradient).sum() < 0) { direction = -gradient }
        memory = Memory(direction: direction, gradient: gradient)
        let search = LineSearch(curvature: 0.1)
        return search.search(from: point, along: direction, first: hyperparameters[0], objective: &objective)?.point
            ?? point
    }
}

/// BFGS with the inverse Hessian as a matrix.
struct BFGS: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    struct Memory {
        /// The inverse Hessian; `nil` before anything is known of it.
        var inverse: Hessian?
    }

    func memory(at start: Point, hyperparameters: [Double]) -> Memory { Memory() }

    func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let inverse = memory.inverse ?? Hessian(xx: 1, xy: 0, yy: 1)
        let direction = -(inverse * gradient)
        guard
            let found = LineSearch().search(
                from: point, along: direction, first: hyperparameters[0], objective: &objective)
        else {
            // What was learned is of no use here: begin anew with the slope.
            memory.inverse = nil
            return point
        }
        let step = found.point - point
        let change = found.gradient - gradient
        let product = (step * change).sum()
        guard product > 1e-300 else { return found.point }
        // The first matrix has the size of the curvature just seen.
        let square = (change * change).sum()
        let base = memory.inverse ?? Hessian(xx: product / square, xy: 0, yy: product / square)
        memory.inverse = base.updated(step: step, change: change, product: product)
        return found.point
    }
}

extension Hessian {
    fileprivate static func * (matrix: Hessian, vector: Point) -> Point {
        Point(matrix.xx * vector.x + matrix.xy * vector.y, matrix.xy * vector.x + matrix.yy * vector.y)
    }

    /// H + ((1 + y'Hy/s'y) ss' − Hys' − sy'H)/s'y
    fileprivate func updated(step s: Point, change y: Point, product: Double) -> Hessian {
        let hy = self * y
        let factor = 1 + (y * hy).sum() / product
        func entry(_ old: Double, _ i: Int, _ j: Int) -> Double {
            old + (factor * s[i] * s[j] - hy[i] * s[j] - s[i] * hy[j]) / product
        }
        return Hessian(xx: entry(xx, 0, 0), xy: entry(xy, 0, 1), yy: entry(yy, 1, 1))
    }
}

/// L-BFGS: the same from the last steps alone.
struct LBFGS: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    struct Memory {
        /// Steps and the changes of the gradient along them, the newest last.
        var pairs: [(step: Point, change: Point)] = []
    }

    func memory(at start: Point, hyperparameters: [Double]) -> Memory { Memory() }

    func step(
        _ memory: inout Memory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let direction = -Self.product(memory.pairs, gradient)
        guard
            let found = LineSearch().search(
                from: point, along: direction, first: hyperparameters[0], objective: &objective)
        else {
            memory.pairs = []
            return point
        }
        let step = found.point - point
        let change = found.gradient - gradient
        if (step * change).sum() > 1e-300 {
            memory.pairs.append((step, change))
            let most = Int(clamping: min(max(hyperparameters[1], 1), 100))
            if memory.pairs.count > most { memory.pairs.removeFirst(memory.pairs.count - most) }
        }
        return found.point
    }

    /// The two-loop recursion: the inverse Hessian times a vector.
    private static func product(_ pairs: [(step: Point, change: Point)], _ vector: Point) -> Point {
        var q = vector
        var shares: [Double] = []
        for pair in pairs.reversed() {
            let share = (pair.step * q).sum() / (pair.step * pair.change).sum()
            shares.append(share)
            q -= share * pair.change
        }
        if let last = pairs.last {
            q *= (last.step * last.change).sum() / (last.change * last.change).sum()
        }
        for (pair, share) in zip(pairs, shares.reversed()) {
            q += (share - (pair.change * q).sum() / (pair.step * pair.change).sum()) * pair.step
        }
        return q
    }
}
