import Expressions

/// A loss that is a mean over rows of data: its formula as programs, with exact derivatives.
///
/// `mean(…)` and `var(…)` in the formula are means over the batch. Each is a stage: its value and derivatives are means
/// over rows too, and inputs of the stages after it. The last stage is the loss itself.
struct DataLoss: Sendable {
    let data: DataSet
    /// The columns that are inputs: what transformations, jitter and dropout change.
    let inputs: [Int]
    let parameterCount: Int
    let stages: [Stage]
    /// Whether a row is classified rightly, at a point; `nil` if nothing says so.
    let accuracy: Program?

    /// One mean over rows.
    struct Stage: Sendable {
        /// Rows on lanes: loss; with both slopes; with slopes and three curvatures.
        let value: Program
        let gradient: Program
        let hessian: Program
        /// The value with points on lanes, for rasters.
        let raster: Program
    }

    /// What each stage hands on: its value, two slopes, three curvatures.
    static let handedOn = 6
    static let firstStage = 2

    /// The inputs in their order: weights, stages, parameters, columns.
    let firstParameter: Int
    var firstColumn: Int { firstParameter + parameterCount }
    var inputCount: Int { firstColumn + data.columns.count }

    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    init(
        formula: String, accuracy: String?, data: DataSet, inputs: [Int], parameters: [Hyperparameter]
    ) throws(Diagnostic) {
        self.data = data
        self.inputs = inputs
        parameterCount = parameters.count
        let syntax = try Syntax(parsing: formula)
        let builder = try DataLossBuilder(syntax: syntax, columns: data.columns, parameters: parameters)
        stages = builder.stages()
        firstParameter = builder.firstParameter
        self.accuracy = try accuracy.map { (text) throws(Diagnostic) in
            try DataLossBuilder.measure(
                text, columns: data.columns, parameters: parameters, stageLimit: builder.stageLimit)
        }
    }
}

/// Turns a formula into stages.
struct DataLossBuilder {
    private var graph = Graph()
    /// Each stage's expression for one row; the loss last.
    private var expressions: [Graph.ID] = []
    private let columns: [String]
    private let parameters: [Hyperparameter]
    /// Where the inputs begin that come after the stages', known before the stages are.
    let stageLimit: Int

    static let functions = ["mean", "var"]

    init(syntax: Syntax, columns: [String], parameters: [Hyperparameter]) throws(Diagnostic) {
        self.columns = columns
        self.parameters = parameters
        // Every call makes at most two stages.
        stageLimit =
            2
            * syntax.nodes.count {
                if case .call(let name, _) = $0.kind { Self.functions.contains(name) } else { false }
            }
        let collector = StageCollector()
        var lowering = Lowering(syntax, functionNames: Self.functions) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard Self.functions.contains(name) else { return nil }
            try lowering.check(arguments, count: 1, of: name, at: location)
            let value = try lowering.lowerScalar(arguments[0])
            let mean = collector.add(value, to: &lowering.graph)
            guard name == "var" else { return Value(mean) }
            let deviation = lowering.graph.apply(.subtract, value, mean)
            let square = lowering.graph.apply(.multiply, deviation, deviation)
            return Value(collector.add(square, to: &lowering.graph))
        }
        let given = Self.names(in: &lowering.graph, columns, parameters, stageLimit: stageLimit)
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic(
                "the last line must be the loss itself, without a name", at: lowering.syntax.assignments.last?.location)
        }
        let loss = try lowering.lowerScalar(result)
        graph = lowering.graph
        expressions = collector.expressions + [loss]
    }

    /// What the formula's author may name.
    private static func names(
        in graph: inout Graph, _ columns: [String], _ parameters: [Hyperparameter], stageLimit: Int
    ) -> [String: Graph.ID] {
        let weights = [graph.input(0), graph.input(1)]
        var names = ["w1": weights[0], "w2": weights[1], "x": weights[0], "y": weights[1]]
        let first = DataLoss.firstStage + DataLoss.handedOn * stageLimit
        for (index, parameter) in parameters.enumerated() { names[parameter.name] = graph.input(first + index) }
        // A column may be called x or y: then the weights are w1 and w2.
        for (index, column) in columns.enumerated() {
            names[column] = graph.input(first + parameters.count + index)
        }
        return names
    }

    // MARK: Programs

    func stages() -> [DataLoss.Stage] {
        var graph = graph
        let weights = [graph.input(0), graph.input(1)]
        var known = (x: [Graph.ID: Graph.ID](), y: [Graph.ID: Graph.ID]())
        var stages: [DataLoss.Stage] = []
        for (index, expression) in expressions.enumerated() {
            let slopes = [
                graph.derivatives(of: [expression], by: weights[0], known: known.x)[0],
                graph.derivatives(of: [expression], by: weights[1], known: known.y)[0],
            ]
            let alongX = graph.derivatives(of: slopes, by: weights[0], known: known.x)
            let alongY = graph.derivatives(of: [slopes[1]], by: weights[1], known: known.y)
            stages.append(stage(graph, expression, slopes, alongX + alongY))
            // What depends on this stage depends on the weights through it.
            let handed = (0..<DataLoss.handedOn).map {
                graph.input(DataLoss.firstStage + DataLoss.handedOn * index + $0)
            }
            for (from, x, y) in [(0, 1, 2), (1, 3, 4), (2, 4, 5)] {
                known.x[handed[from]] = handed[x]
                known.y[handed[from]] = handed[y]
            }
        }
        return stages
    }

    private func stage(
        _ graph: Graph, _ value: Graph.ID, _ slopes: [Graph.ID], _ curvatures: [Graph.ID]
    ) -> DataLoss.Stage {
        let firstColumn = firstParameter + parameters.count
        let all = firstColumn + columns.count
        func rows(_ outputs: [Graph.ID]) -> Program {
            Program(graph, outputs: outputs, inputCount: all, uniformInputs: 0..<firstColumn)
        }
        return DataLoss.Stage(
            value: rows([value]), gradient: rows([value] + slopes), hessian: rows([value] + slopes + curvatures),
            raster: Program(graph, outputs: [value], inputCount: all, uniformInputs: firstParameter..<all))
    }

    var firstParameter: Int { DataLoss.firstStage + DataLoss.handedOn * stageLimit }

    /// A formula that is not 0 where a row is classified rightly.
    static func measure(
        _ text: String, columns: [String], parameters: [Hyperparameter], stageLimit: Int
    ) throws(Diagnostic) -> Program {
        var lowering = Lowering(try Syntax(parsing: text))
        let given = names(in: &lowering.graph, columns, parameters, stageLimit: stageLimit)
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic("the last line must be a condition; to compare write '=='")
        }
        let value = try lowering.lowerScalar(result)
        let first = DataLoss.firstStage + DataLoss.handedOn * stageLimit + parameters.count
        return Program(
            lowering.graph, outputs: [value], inputCount: first + columns.count, uniformInputs: 0..<first)
    }
}

/// The stages that a formula needs, as they are met.
private final class StageCollector {
    private(set) var expressions: [Graph.ID] = []

    /// - Returns: the input that the mean will be.
    func add(_ expression: Graph.ID, to graph: inout Graph) -> Graph.ID {
        if let known = expressions.firstIndex(of: expression) { return input(known, &graph) }
        expressions.append(expression)
        return input(expressions.count - 1, &graph)
    }

    private func input(_ index: Int, _ graph: inout Graph) -> Graph.ID {
        graph.input(DataLoss.firstStage + DataLoss.handedOn * index)
    }
}
