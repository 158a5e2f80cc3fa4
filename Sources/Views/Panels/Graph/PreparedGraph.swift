import Canvas
import Expressions
import Landscapes

/// What is made out of a graph once.
struct PreparedGraph: Sendable {
    var graph: LossGraph
    let layers: GraphLayers
    let labels: GraphLabels
    /// How wide each node's label is at most.
    let widths: [Int]

    var walk: GraphWalk { graph.walk }

    init?(_ surface: Surface, glyphs: GlyphSet) {
        guard let graph = LossGraph(surface) else { return nil }
        self.graph = graph
        layers = GraphLayers(graph.walk)
        let labels = GraphLabels(graph, glyphs: glyphs)
        self.labels = labels
        widths = graph.walk.nodes.indices.map { min(glyphs.spelled(labels.label($0)).columnCount, 10) }
    }
}
