import Expressions
import Hyperparameters

/// The computation graph of a surface's loss, evaluated where a run is.
///
/// Over data it is the loss of one row, the first of the batch that a step sees; a `mean` in the formula is a node that
/// depends on the weights through all rows.
public struct LossGraph: Sendable {
    public private(set) var walk: GraphWalk
    /// What the graph's inputs are called, by number.
    public let names: [Int: String]
    private let sources: [Int: Source]
    private let loss: DataLoss?
    private var data: DataEvaluator?
    private var dataParameters: [Double]?

    /// Where an input's value comes from.
    private enum Source: Sendable {
        case weight(Int)
        case parameter(Int)
        case column(Int)
        /// The value of a mean over the batch, or a slope of it.
        case mean(stage: Int, place: Int)
    }

    /// `nil` for a surface without a formula.
    public init?(_ surface: Surface) {
        switch surface.model {
        case .grid: return nil
        case .formula: self.init(formulaOf: surface)
        case .data(let loss): self.init(rowOf: surface, loss)
        }
    }

    private init?(formulaOf surface: Surface) {
        guard let (lowered, result) = try? Surface.lowered(surface.formula, parameters: surface.parameters) else {
            return nil
        }
        var graph = lowered
        walk = GraphWalk(graph, of: result, by: [graph.input(0), graph.input(1)])
        var names = Self.weightNames(surface, columns: [])
        var sources: [Int: Source] = [0: .weight(0), 1: .weight(1)]
        for (index, parameter) in surface.parameters.enumerated() {
            names[2 + index] = parameter.symbol
            sources[2 + index] = .parameter(index)
        }
        self.names = names
        self.sources = sources
        loss = nil
    }

    private init?(rowOf surface: Surface, _ loss: DataLoss) {
        typealias Inputs = DataLossBuilder.Inputs
        let columns = loss.data.columns
        guard let syntax = try? Syntax(parsing: surface.formula),
            let builder = try? DataLossBuilder(syntax: syntax, columns: columns, parameters: surface.parameters)
        else { return nil }
        var graph = builder.graph
        var names = Self.weightNames(surface, columns: columns)
        var sources: [Int: Source] = [0: .weight(0), 1: .weight(1)]
        for (index, parameter) in surface.parameters.enumerated() {
            names[Inputs.firstParameter + index] = parameter.symbol
            sources[Inputs.firstParameter + index] = .parameter(index)
        }
        for (index, column) in columns.enumerated() {
            names[Inputs.firstColumn + index] = column
            sources[Inputs.firstColumn + index] = .column(index)
        }
        var known: [Graph.ID: [Graph.ID]] = [:]
        for stage in 0..<(builder.expressions.count - 1) {
            let first = Inputs.firstStage + DataLoss.handedOn * stage
            names[first] = "mean"
            for place in 0...2 { sources[first + place] = .mean(stage: stage, place: place) }
            known[graph.input(first)] = [graph.input(first + 1), graph.input(first + 2)]
        }
        walk = GraphWalk(
            graph, of: builder.expressions[builder.expressions.count - 1], by: [graph.input(0), graph.input(1)],
            known: known)
        self.names = names
        self.sources = sources
        self.loss = loss
    }

    /// The weights as the formula calls them.
    private static func weightNames(_ surface: Surface, columns: [String]) -> [Int: String] {
        let used = (try? Syntax(parsing: surface.formula))?.nodes ?? []
        let isNumbered = used.contains { $0.kind == .name("w1") || $0.kind == .name("w2") }
        return isNumbered || columns.contains("x") || columns.contains("y") ? [0: "w1", 1: "w2"] : [0: "x", 1: "y"]
    }

    /// What stands at the nodes where a run is.
    ///
    /// - Parameters:
    ///   - parameters: the surface's, as they are now.
    ///   - step: the step whose batch is seen, from 1; it begins at the point.
    public mutating func values(
        at point: Point, parameters: [Double], batches: Batches? = nil, step: Int = 1
    ) -> GraphWalk.Values {
        var row: (columns: [Double], stages: [SIMD8<Double>]) = ([], [])
        if let loss {
            if dataParameters != parameters {
                data = DataEvaluator(loss, parameters: parameters)
                dataParameters = parameters
            }
            try? data?.selectBatch(batches, step: step, at: point)
            row = data?.firstRow(at: point) ?? row
        }
        let sources = sources
        return walk.values { number in
            switch sources[number] {
            case .weight(let index): point[index]
            case .parameter(let index): parameters[index]
            case .column(let index): row.columns[index]
            case .mean(let stage, let place): row.stages[stage][place]
            case nil: .nan
            }
        }
    }
}

extension Surface {
    /// How many operations the graph of the loss has, over data that of one row's; `nil` where there is no formula.
    public var graphSize: Int? {
        switch model {
        case .formula(let value, _, _): value.operationCount
        case .data(let loss): loss.stages.last?.value.program.operationCount
        case .grid: nil
        }
    }
}
