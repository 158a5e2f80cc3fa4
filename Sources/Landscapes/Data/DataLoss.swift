import Hyperparameters
import Basics
import Expressions

/// A loss that is a mean over rows of data: its formula as programs, with exact derivatives.
///
/// `mean(…)` and `var(…)` in the formula are means over the batch. Each is a stage: its value and derivatives are means
/// over rows too, and inputs of the stages after it. The last stage is the loss itself.
struct DataLoss: Sendable {
    let data: DataSet
    /// The columns that are inputs: what transformations, jitter and dropout change.
    let inputs: [Int]
    let stages: [Stage]
    /// Whether a row is classified rightly, at a point; `nil` if nothing says so.
    let accuracy: RowProgram?
    /// What says so, as it was written.
    let accuracyFormula: String?
    /// Whether it depends on the first weight alone.
    let isOneDimensional: Bool
    /// Whether it is linear in the weights.
    let isLinear: Bool
    /// Whether it is a quadratic of the weights; one in which means are used is not looked into.
    let isQuadratic: Bool

    /// One mean over rows.
    struct Stage: Sendable {
        /// Rows on lanes: loss; with both slopes; with slopes and three curvatures.
        let value: RowProgram
        let gradient: RowProgram
        let hessian: RowProgram
        /// The value with points on lanes, for rasters.
        let raster: RowProgram
    }

    /// A formula's program with what its inputs stand for: the two weights first, then only what it needs.
    struct RowProgram: Sendable {
        let program: Program
        /// Means of stages before: the input, the stage, and which of its values.
        let handed: [(input: Int, stage: Int, place: Int)]
        let parameters: [(input: Int, parameter: Int)]
        let columns: [(input: Int, column: Int)]

        /// An evaluator with the parameters' values in it.
        func evaluator(parameters values: [Double]) -> BlockEvaluator {
            var evaluator = BlockEvaluator(program)
            for (input, parameter) in parameters { evaluator.fill(input: input, with: values[parameter]) }
            return evaluator
        }
    }

    /// How many operations a row takes.
    var operationCount: Int { stages.reduce(0) { $0 + $1.gradient.program.operationCount } }

    /// What each stage hands on: its value, two slopes, three curvatures.
    static let handedOn = 6

    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    init(
        formula: String, accuracy: String?, data: DataSet, inputs: [Int], parameters: [Hyperparameter]
    ) throws(Diagnostic) {
        self.data = data
        self.inputs = inputs
        let syntax = try Syntax(parsing: formula)
        let builder = try DataLossBuilder(syntax: syntax, columns: data.columns, parameters: parameters)
        var graph = builder.graph
        stages = builder.stages(&graph)
        accuracyFormula = accuracy
        isOneDimensional = builder.isOneDimensional
        isLinear = builder.isLinear
        let slopes = graph.gradient(of: builder.expressions[0], by: [graph.input(0), graph.input(1)])
        isQuadratic = builder.expressions.count == 1 && graph.areLinear(slopes, in: 0..<2)
        self.accuracy = try accuracy.map { (text) throws(Diagnostic) in
            try DataLossBuilder.measure(text, columns: data.columns, parameters: parameters)
        }
    }
}

/// Turns a formula into stages.
struct DataLossBuilder {
    private(set) var graph = Graph()
    /// Each stage's expression for one row; the loss last.
    private(set) var expressions: [Graph.ID] = []
    private let columns: [String]
    private let parameters: [Hyperparameter]

    static let words = [
        Word("mean(z)", "the mean over the rows of the batch"),
        Word("var(z)", "the variance over the rows of the batch"),
    ]
    static let functions = words.map(\.name)

    init(syntax: Syntax, columns: [String], parameters: [Hyperparameter]) throws(Diagnostic) {
        self.columns = columns
        self.parameters = parameters
        let calls = syntax.nodes.filter {
            if case .call(let name, _) = $0.kind { Self.functions.contains(name) } else { false }
        }
        guard calls.count <= Limits.means else {
            throw Diagnostic(
                "more than \(Limits.means) of 'mean' and 'var' in one formula", at: calls[Limits.means].location)
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
        let given = Self.names(in: &lowering.graph, columns, parameters)
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
        in graph: inout Graph, _ columns: [String], _ parameters: [Hyperparameter]
    ) -> [String: Graph.ID] {
        let weights = [graph.input(0), graph.input(1)]
        var names = ["w1": weights[0], "w2": weights[1], "x": weights[0], "y": weights[1]]
        for (index, parameter) in parameters.enumerated() {
            names[parameter.name] = graph.input(Inputs.firstParameter + index)
        }
        // A column may be called x or y: then the weights are w1 and w2.
        for (index, column) in columns.enumerated() { names[column] = graph.input(Inputs.firstColumn + index) }
        return names
    }

    var isOneDimensional: Bool { !graph.inputs(of: expressions).contains(1) }

    /// A mean of what is linear is linear, and so is what is linear in such means.
    var isLinear: Bool {
        var varying: Set = [0, 1]
        for (index, expression) in expressions.enumerated()
        where graph.inputs(of: [expression]).contains(where: varying.contains) {
            varying.insert(Inputs.firstStage + DataLoss.handedOn * index)
        }
        return graph.areLinear(expressions, in: varying)
    }

    // MARK: Programs

    /// - Parameter graph: the formula's, which gets the derivatives.
    func stages(_ graph: inout Graph) -> [DataLoss.Stage] {
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
                graph.input(Inputs.firstStage + DataLoss.handedOn * index + $0)
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
        DataLoss.Stage(
            value: Inputs.program(graph, [value], rowsOnLanes: true),
            gradient: Inputs.program(graph, [value] + slopes, rowsOnLanes: true),
            hessian: Inputs.program(graph, [value] + slopes + curvatures, rowsOnLanes: true),
            raster: Inputs.program(graph, [value], rowsOnLanes: false))
    }

    /// A formula of a row and of its loss, called `loss` unless a column or a parameter is; and whether it depends on the
    /// weights.
    func weights(_ text: String) throws(Diagnostic) -> (program: DataLoss.RowProgram, isMoving: Bool) {
        var lowering = Lowering(try Syntax(parsing: text), graph: graph, functionNames: Self.functions) {
            (name, _, location, _) throws(Diagnostic) in
            guard Self.functions.contains(name) else { return nil }
            throw Diagnostic("'\(name)' is over many rows, and a weight is of one", at: location)
        }
        var given = Self.names(in: &lowering.graph, columns, parameters)
        if given["loss"] == nil { given["loss"] = expressions[expressions.count - 1] }
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic(
                "the last line must be the weight itself, without a name",
                at: lowering.syntax.assignments.last?.location)
        }
        let value = try lowering.lowerScalar(result)
        let isMoving = lowering.graph.inputs(of: [value]).contains { $0 < Inputs.firstParameter }
        return (Inputs.program(lowering.graph, [value], rowsOnLanes: true), isMoving)
    }

    /// A formula that is not 0 where a row is classified rightly.
    static func measure(
        _ text: String, columns: [String], parameters: [Hyperparameter]
    ) throws(Diagnostic) -> DataLoss.RowProgram {
        var lowering = Lowering(try Syntax(parsing: text))
        let given = names(in: &lowering.graph, columns, parameters)
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic("the last line must be a condition; to compare write '=='")
        }
        let value = try lowering.lowerScalar(result)
        return Inputs.program(lowering.graph, [value], rowsOnLanes: true)
    }

    /// The numbers by which a graph knows its inputs: weights, stages, parameters, columns.
    enum Inputs {
        static let firstStage = 2
        static let firstParameter = firstStage + DataLoss.handedOn * 2 * Limits.means
        static let firstColumn = 1 << 20

        /// A program with the inputs that it needs, and no others.
        static func program(_ graph: Graph, _ outputs: [Graph.ID], rowsOnLanes: Bool) -> DataLoss.RowProgram {
            let inputs = [0, 1] + graph.inputs(of: outputs).filter { $0 >= firstStage }
            let own = inputs.firstIndex { $0 >= firstParameter } ?? inputs.count
            let columns = inputs.firstIndex { $0 >= firstColumn } ?? inputs.count
            let program = Program(
                graph, outputs: outputs, inputs: inputs, uniformInputs: rowsOnLanes ? 0..<columns : own..<inputs.count)
            return DataLoss.RowProgram(
                program: program,
                handed: (2..<own).map { input in
                    let (stage, place) = (inputs[input] - firstStage).quotientAndRemainder(
                        dividingBy: DataLoss.handedOn)
                    return (input, stage, place)
                },
                parameters: (own..<columns).map { ($0, inputs[$0] - firstParameter) },
                columns: (columns..<inputs.count).map { ($0, inputs[$0] - firstColumn) })
        }
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
        graph.input(DataLossBuilder.Inputs.firstStage + DataLoss.handedOn * index)
    }
}
