import Expressions
import Landscapes
import Optimizers

/// The words that can stand in a scene, for who types them.
extension Scene {
    /// Its own surfaces and the built-in ones.
    public var surfaceNames: [String] { own("surfaces") + SurfaceCatalog.names }

    /// Its own optimizers and the built-in ones.
    public var optimizerNames: [String] { own("optimizers") + OptimizerCatalog.declarations.map(\.name) }

    private func own(_ key: String) -> [String] { (try? SceneText(self))?.file.value[key]?.pairs?.map(\.key) ?? [] }

    /// What a run of an optimizer can be given: its hyperparameters, then the keys of all runs.
    public func keys(ofOptimizer name: String) -> [String] {
        let raced = tracks.flatMap(\.runs).first { $0.optimizer.name == name }?.optimizer
        let optimizer = raced ?? OptimizerCatalog.optimizer(named: name.lowercased())
        return (optimizer?.hyperparameters.map(\.name) ?? []) + Keys.run.filter { $0 != "optimizer" }
    }

    public static var panelKeys: [String] { Keys.panel }
}

extension Vocabulary {
    /// All words by name.
    public static var names: [String] { all.map(\.name) }

    /// How a word is written, and what it means.
    public static func about(_ name: String) -> String? {
        all.first { $0.name == name }.map { "\($0.usage): \($0.help)" }
    }

    private static var all: [Word] { functions.flatMap(\.words) + schedules + quantities }
}
