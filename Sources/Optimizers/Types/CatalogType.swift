import Hyperparameters
import Landscapes

/// An optimizer of the catalog that is written in Swift: its names and hyperparameters come from its declaration.
protocol CatalogType: Optimizer {
    var declaration: OptimizerCatalog.Declaration { get }
}

extension CatalogType {
    var name: String { declaration.name }
    var label: String { declaration.label }
    var hyperparameters: [Hyperparameter] { declaration.hyperparameters }
}

/// An optimizer that remembers nothing.
struct NoMemory: Sendable {}
