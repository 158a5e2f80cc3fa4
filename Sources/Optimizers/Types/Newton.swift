import Landscapes

/// Newton's method: with the hyperparameter `damping` the saddle-free form, without it the plain one.
struct Newton: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    func memory(at start: Point, hyperparameters: [Double]) -> NoMemory { NoMemory() }

    func step(
        _ memory: inout NoMemory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let hessian = objective.hessian(at: point)
        guard hyperparameters.count > 1 else { return point - hyperparameters[0] * hessian.solve(gradient) }
        let damping = hyperparameters[1]
        let jump = hessian.solve(gradient) { max(abs($0), damping) }
        return point - hyperparameters[0] * jump
    }
}

extension Hessian {
    /// H⁻¹v; not finite where the matrix is singular.
    func solve(_ vector: Point) -> Point {
        let determinant = xx * yy - xy * xy
        return Point(yy * vector.x - xy * vector.y, xx * vector.y - xy * vector.x) / determinant
    }

    /// H⁻¹v with every eigenvalue replaced.
    func solve(_ vector: Point, curvature: (Double) -> Double) -> Point {
        let (largest, smallest) = eigenvalues
        let axis = largestAxis
        let across = Point(-axis.y, axis.x)
        return (axis * vector).sum() / curvature(largest) * axis + (across * vector).sum() / curvature(smallest)
            * across
    }
}
