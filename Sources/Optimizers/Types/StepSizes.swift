import Landscapes

/// Polyak's step size, η = (loss − minimum)/‖g‖².
struct PolyakStep: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    func memory(at start: Point, hyperparameters: [Double]) -> NoMemory { NoMemory() }

    func step(
        _ memory: inout NoMemory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let square = (gradient * gradient).sum()
        // Where it is flat there is nowhere to go.
        guard square != 0 else { return point }
        let above = objective.loss(at: point) - hyperparameters[1]
        return point - hyperparameters[0] * above / square * gradient
    }
}

/// Gradient descent with Armijo's backtracking.
struct Backtracking: CatalogType {
    let declaration: OptimizerCatalog.Declaration

    func memory(at start: Point, hyperparameters: [Double]) -> NoMemory { NoMemory() }

    func step(
        _ memory: inout NoMemory, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point {
        let gradient = objective.gradient(at: point)
        let loss = objective.loss(at: point)
        let square = (gradient * gradient).sum()
        var eta = hyperparameters[0]
        for _ in 0..<60 {
            let next = point - eta * gradient
            if objective.loss(at: next) <= loss - 1e-4 * eta * square { return next }
            eta *= hyperparameters[1]
        }
        return point
    }
}
